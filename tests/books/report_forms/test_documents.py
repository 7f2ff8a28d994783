"""Forms that are Word documents: placeholders that Word cut into runs, in tables, headers and boxes."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from desk.books.report_forms.template import Template
from tests.support.report_forms import ANSWERS, WORD, differing, document, paragraph, parts_of, runs, text_of

TEXT = re.compile(r'(<w:t)(?: xml:space="preserve")?(>)[^<]*')
PLACEHOLDERS = {
    "{{visits}}": "1,234",
    "{{ period }}": "2026年10月",
    "｛｛Centre｝｝": "春晓<南>邻里中心 & 党群",
    "{{visits@before}}": "—",
    "{{satisfaction_percent}}": "98.5",
}


def plain(content: bytes) -> str:
    """A document without its texts."""
    return TEXT.sub(r"\1\2", parts_of(content)["word/document.xml"].decode())


WORDS = st.text(st.sampled_from("共接待 人次&<>，\"'{}𬱖（）a1"), max_size=8).filter(
    lambda text: "{{" not in text and "}}" not in text and not text.endswith("{") and not text.startswith("}")
)


@st.composite
def cut_texts(draw: st.DrawFn) -> tuple[list[str], str]:
    """A text with placeholders, cut into runs wherever Word likes to, and how it reads when it is filled."""
    typed, reads = [draw(WORDS)], [""]
    reads[0] = typed[0]
    for placeholder in draw(st.lists(st.sampled_from(sorted(PLACEHOLDERS)), max_size=4)):
        between = draw(WORDS)
        typed += [placeholder, between]
        reads += [PLACEHOLDERS[placeholder], between]
    text = "".join(typed)
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=12)))
    pieces = [text[first:last] for first, last in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    return pieces, "".join(reads)


@settings(deadline=None)
@given(st.lists(cut_texts(), min_size=1, max_size=4))
def test_however_word_cuts_a_placeholder_it_is_filled_and_all_around_it_stays(
    texts: list[tuple[list[str], str]],
) -> None:
    form = document(*(paragraph(*pieces) for pieces, _reads in texts))
    filled = Template(form).filled(ANSWERS)
    assert text_of(filled) == [reads for _pieces, reads in texts]
    assert plain(filled) == plain(form)
    assert set(differing(form, filled)) <= {"word/document.xml"}


def test_the_value_has_the_look_of_the_run_in_which_the_placeholder_begins() -> None:
    filled = parts_of(Template(document(paragraph("共{{vi", "si", "ts}}次"))).filled(ANSWERS))["word/document.xml"]
    texts = re.findall(r'<w:sz w:val="(\d+)"/></w:rPr><w:t xml:space="preserve">([^<]*)', filled.decode())
    assert texts == [("20", "共1,234"), ("21", ""), ("22", "次")]


def test_tables_headers_footers_and_boxes_are_filled() -> None:
    table = f"<w:tbl><w:tr><w:tc>{paragraph('来访')}</w:tc><w:tc>{paragraph('{{visits}}')}</w:tc></w:tr></w:tbl>"
    inside = paragraph("{{period}}")
    box = (
        '<w:p xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:r><mc:AlternateContent>'
        f'<mc:Choice Requires="wps"><w:txbxContent>{inside}</w:txbxContent></mc:Choice>'
        f"<mc:Fallback><w:txbxContent>{inside}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>"
        f"{runs(['{{visits', '}}次'])}</w:p>"
    )
    space = f'xmlns:w="{WORD}"'
    parts = {
        "header1": ("header", f"<w:hdr {space}>{paragraph('{{centre}}')}</w:hdr>"),
        "footer1": ("footer", f"<w:ftr {space}>{paragraph('{{today}}')}</w:ftr>"),
        "footnotes": ("footnotes", f"<w:footnotes {space}>{paragraph('{{visits}}')}</w:footnotes>"),
        "comments": ("comments", f"<w:comments {space}>{paragraph('{{visits}}')}</w:comments>"),
    }
    form = document(table, box, parts=parts)
    filled = Template(form).filled(ANSWERS)
    assert text_of(filled) == ["来访", "1,234", "2026年10月2026年10月1,234次", "2026年10月", "2026年10月"]
    assert text_of(filled, "word/header1.xml") == ["春晓<南>邻里中心 & 党群"]
    assert text_of(filled, "word/footer1.xml") == ["2026年11月24日"]
    assert set(differing(form, filled)) == {
        "word/document.xml", "word/header1.xml", "word/footer1.xml", "word/footnotes.xml"
    }  # fmt: skip
    places = [(place.where, place.typed) for place in Template(form).places()]
    assert places.count(("正文，“{{period}}”", "period")) == 1, "the copy of a box for older programs is not told"
    assert ("页眉，“{{centre}}”", "centre") in places and len(places) == 6


def test_a_space_at_the_end_of_a_run_counts_where_it_did_not_stand_at_the_end_before() -> None:
    """Word drops spaces at the ends of a text unless it is told that they count."""
    form = document("<w:p><w:r><w:t>共 {{vis</w:t></w:r><w:r><w:t>its}} 次</w:t></w:r></w:p>")
    written = parts_of(Template(form).filled(ANSWERS))["word/document.xml"].decode()
    assert '<w:t>共 1,234</w:t></w:r><w:r><w:t xml:space="preserve"> 次</w:t>' in written


def test_what_word_struck_out_or_computes_is_left_alone() -> None:
    struck = "<w:del><w:r><w:delText>{{visits}}</w:delText></w:r></w:del>"
    computed = "<w:instrText>{{visits}}</w:instrText>"
    form = document(f"<w:p>{struck}<w:r>{computed}<w:t>{{{{period}}}}</w:t></w:r></w:p>")
    written = parts_of(Template(form).filled(ANSWERS))["word/document.xml"].decode()
    assert written.count("{{visits}}") == 2 and "<w:t>2026年10月</w:t>" in written


def test_references_and_literal_text_around_a_placeholder_stay_as_they_were_written() -> None:
    text = "&#x5171;&amp;<![CDATA[<{{visits}}>]]><!-- {{period}} -->&#123;&#123;period&#125;&#125;&quot;"
    form = document(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
    written = parts_of(Template(form).filled(ANSWERS))["word/document.xml"].decode()
    assert "&#x5171;&amp;<![CDATA[<1,234>]]><!-- {{period}} -->2026年10月&quot;</w:t>" in written
