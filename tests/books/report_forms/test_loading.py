"""A file that somebody chooses as a form: what cannot be one is refused with words that say what to do."""

from __future__ import annotations

import io
import struct
import tracemalloc
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.books.report_forms import loading, package
from desk.books.report_forms.placeholders import Code, read
from desk.books.report_forms.template import Template
from desk.core.errors import Invalid
from desk.core.sheet_reader import OLE
from desk.services.session import Desk
from tests.support import report_forms
from tests.support.extent import LONG
from tests.support.report_forms import ANSWERS, cells, document, paragraph, parts_of, with_parts, zipped


def refused(desk: Desk, content: bytes, name: str = "表.xlsx") -> str:
    """The words beside the field of the file."""
    with desk.read() as work, pytest.raises(Invalid) as wrong:
        loading.look(work, name, content)
    assert [problem.field for problem in wrong.value.problems] == ["file"]
    return wrong.value.message


def types_of(content: bytes, old: bytes, new: bytes) -> bytes:
    types = parts_of(content)["[Content_Types].xml"]
    assert old in types
    return with_parts(content, {"[Content_Types].xml": types.replace(old, new)})


def with_macros() -> bytes:
    return types_of(
        cells("{{visits}}"),
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )


def swollen() -> bytes:
    """A hundred megabytes and more of zeros, in a file of a hundred kilobytes."""
    return with_parts(cells("{{visits}}"), {"xl/media/image1.bmp": bytes(package.LARGEST_UNPACKED)})


def doubled() -> bytes:
    file = io.BytesIO(cells("{{visits}}"))
    with zipfile.ZipFile(file, "a") as again, pytest.warns(UserWarning, match="Duplicate"):
        again.writestr("xl/workbook.xml", b"<x/>")
    return file.getvalue()


def damaged() -> bytes:
    content = bytearray(cells("{{visits}}" * 40))
    at = content.find(b"xl/sharedStrings.xml") + 40
    content[at : at + 20] = bytes(20)
    return bytes(content)


def with_entities() -> bytes:
    text = '<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY a "{{visits}}">]><sst><si><t>&a;{</t></si></sst>'
    return with_parts(cells("{{visits}}"), {"xl/sharedStrings.xml": text.encode()})


def in_utf_16() -> bytes:
    strings = parts_of(cells("{{visits}}"))["xl/sharedStrings.xml"].decode().replace("UTF-8", "UTF-16")
    return with_parts(cells("{{visits}}"), {"xl/sharedStrings.xml": strings.encode("utf-16")})


def types_in_utf_16() -> bytes:
    """Entities where nobody sees them who looks for them as UTF-8."""
    types = parts_of(cells("{{visits}}"))["[Content_Types].xml"].decode().partition("?>")[2]
    text = f'<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY x "y">]>{types}'
    return with_parts(cells("{{visits}}"), {"[Content_Types].xml": text.encode("utf-16")})


def with_dde() -> bytes:
    link = b'<externalLink><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'
    return with_parts(cells("{{visits}}"), {"xl/externalLinks/externalLink1.xml": link})


def in_document(field: bytes) -> bytes:
    """A document with a field beside the placeholder."""
    form = document(paragraph("{{visits}}"))
    part = parts_of(form)["word/document.xml"]
    return with_parts(form, {"word/document.xml": part.replace(b"</w:p>", b"<w:r>" + field + b"</w:r></w:p>", 1)})


def within_each_other(many: int) -> bytes:
    """A document with so many paragraphs, one in the other."""
    return document("<w:p>" * many + paragraph("{{visits}}") + "</w:p>" * many)


def cells_within_each_other(many: int) -> bytes:
    """The same as a workbook."""
    form = cells("{{visits}}")
    part = parts_of(form)["xl/worksheets/sheet1.xml"]
    deep = b"<is>" * many + b"</is>" * many
    return with_parts(form, {"xl/worksheets/sheet1.xml": part.replace(b"</row>", deep + b"</row>", 1)})


def fields_without_end() -> bytes:
    """Each of them could go on to the end of the part."""
    return with_parts(document(paragraph("{{visits}}")), {"word/footer1.xml": b"<w:instrText " * 300_000})


def lying() -> bytes:
    """A part that unpacks to a hundred megabytes and is said to have a hundred bytes."""
    bomb = b"<Types>" + b" " * (100 * 2**20)
    content = with_parts(cells("{{visits}}"), {"[Content_Types].xml": bomb})
    return content.replace(struct.pack("<I", len(bomb)), struct.pack("<I", 100))


FAULTY: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "文件是空的"),
    "text": (lambda: "来访,办件".encode(), "不是Excel或Word文件"),
    "picture": (lambda: report_forms.PICTURE, "不是Excel或Word文件"),
    "archive": (lambda: zipped({"说明.txt": "{{visits}}"}), "不是Excel或Word文件"),
    "slides": (
        lambda: types_of(document(paragraph("{{visits}}")), b"wordprocessingml.document", b"presentationml.slide"),
        "不是Excel或Word文件",
    ),
    "old": (lambda: OLE + bytes(600), "另存为.xlsx或.docx"),
    "password": (lambda: OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "请先取消密码"),
    "macros": (with_macros, "含有宏"),
    "macros in a project": (
        lambda: types_of(cells("{{visits}}"), b"</Types>", b'<Default Extension="bin" ContentType="application/vnd.'
                         b'ms-office.vbaProject"/></Types>'),
        "含有宏",
    ),
    "macros of Excel 4": (lambda: with_parts(cells("{{visits}}"), {"xl/macrosheets/sheet1.xml": b"<x/>"}), "含有宏"),
    "macros without a type": (lambda: with_parts(cells("{{visits}}"), {"xl/vbaProject.bin": b"macro"}), "含有宏"),
    "DDE in a workbook": (with_dde, "会启动其他程序"),
    "DDE in a document": (lambda: in_document(b"<w:instrText>DDE</w:instrText><w:instrText>AUTO cmd</w:instrText>"),
                          "会启动其他程序"),
    "DDE in a simple field": (lambda: in_document(b'<w:fldSimple w:instr=" ddeauto cmd "/>'), "会启动其他程序"),
    "a bomb that lies": (lying, "文件已损坏"),
    "utf-16 everywhere": (types_in_utf_16, "文件已损坏"),
    "a paragraph without end": (lambda: document(paragraph("{{visits}}" + "字" * 40_000)), "文件内容过多"),
    "300,000 tags within each other": (lambda: within_each_other(300_000), "文件内容过多"),
    "100,000 tags within each other": (lambda: within_each_other(100_000), "文件内容过多"),
    "cells within each other": (lambda: cells_within_each_other(100_000), "文件内容过多"),
    "a million tags": (lambda: document("<w:p/>" * 1_000_000, paragraph("{{visits}}")), "文件内容过多"),
    "template": (lambda: document(paragraph("{{visits}}"), kind="template"), "Office模板文件"),
    "signed": (lambda: with_parts(cells("{{visits}}"), {"_xmlsignatures/sig1.xml": b"<x/>"}), "数字签名"),
    "large": (lambda: b"PK" + bytes(package.LARGEST), "超过10 MB"),
    "swollen": (swollen, "文件内容过多"),
    "doubled": (doubled, "文件已损坏"),
    "damaged": (damaged, "文件已损坏"),
    "cut off": (lambda: cells("{{visits}}")[:-200], "文件已损坏"),
    "entities": (with_entities, "文件已损坏"),
    "utf-16": (in_utf_16, "文件已损坏"),
    "nothing asked for": (lambda: cells("来访", "{单花括号}"), "请在需要填数的位置写上占位符，如{{visits}}"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTY)
def test_what_is_no_form_is_refused_with_words(desk: Desk, fault: str) -> None:
    make, sentence = FAULTY[fault]
    assert sentence in refused(desk, make())


def test_a_large_form_of_many_cells_is_still_one(desk: Desk) -> None:
    form = cells(*["{{visits}}", *(f"第{n}行" for n in range(30_000))])
    with desk.read() as work:
        assert [place.where for place in loading.look(work, "表.xlsx", form).places] == ["汇总!A1"]


def test_a_bomb_is_not_unpacked_before_it_is_refused(desk: Desk) -> None:
    content = lying()
    tracemalloc.start()
    try:
        refused(desk, content)
        assert tracemalloc.get_traced_memory()[1] < 20 * 2**20
    finally:
        tracemalloc.stop()


def test_a_field_that_only_sounds_like_one_is_no_harm(desk: Desk) -> None:
    form = in_document(b"<w:instrText>MERGEFIELD ADDED</w:instrText>")
    with desk.read() as work:
        assert loading.look(work, "表.docx", form).codes == ["visits"]


def test_fields_without_end_hold_nobody_up(desk: Desk) -> None:
    """Looking for the end of each took hours."""
    with desk.read() as work:
        assert loading.look(work, "表.docx", fields_without_end()).codes == ["visits"]


def test_a_cell_that_points_nowhere_asks_for_nothing(desk: Desk) -> None:
    form = cells("{{visits}}", "{{cases}}")
    sheet = parts_of(form)["xl/worksheets/sheet1.xml"].replace(b"<v>1</v>", b"<v>" + b"9" * 5000 + b"</v>")
    with desk.read() as work:
        assert loading.look(work, "表.xlsx", with_parts(form, {"xl/worksheets/sheet1.xml": sheet})).codes == ["visits"]


WRONG = {
    "{{visit}}": "汇总!A1：没有指标“visit”，是否应为visits（来访）？",
    "{{办件}}": "汇总!A1：没有指标“办件”，是否应为cases（办件）？",
    "{{qwertz}}": "汇总!A1：没有指标“qwertz”。",
    "{{own.7}}": "没有指标“own.7”",
    "{{visits@last}}": "“visits@last”无法识别，@后可写before（上期）",
    "{{visits@before@year_before}}": "无法识别",
    "{{visits@denominator}}": "汇总!A1：“来访”没有分子、分母。",
    "{{centre@before}}": "“中心名称”不分统计期间",
    "{{}}": "“”无法识别",
    "{{visits}": "汇总!A1：占位符的花括号不成对，写法如{{visits}}。",
    "visits}}": "花括号不成对",
}


@pytest.mark.parametrize("typed", WRONG)
def test_a_code_that_nobody_has_is_named_with_its_place_and_what_may_be_meant(desk: Desk, typed: str) -> None:
    assert WRONG[typed] in refused(desk, cells(typed, "{{visits}}"))


def test_a_code_in_a_document_is_named_by_the_text_around_it(desk: Desk) -> None:
    form = document(paragraph("一、基本情况"), paragraph("本月共接待群众{{vi", "sit}}人次，", "办结{{cases}}件。"))
    assert "正文，“本月共接待群众{{visit}}人次，办结{{c…”：没有指标“visit”" in refused(desk, form, "表.docx")


def test_many_wrong_codes_are_told_in_one_sentence_that_stays_short(desk: Desk) -> None:
    sentence = refused(desk, cells(*(f"{{{{visit{n}x}}}}" for n in range(30))))
    assert sentence.count("汇总!") == 5 and sentence.endswith("另有25处类似问题。")


def test_formulas_and_headings_of_tables_hold_no_codes(desk: Desk) -> None:
    import xlsxwriter

    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    book.add_worksheet("汇总").write_formula("B2", '="共"&"{{visits}}"')
    book.close()
    assert refused(desk, file.getvalue()).startswith("汇总!B2：公式里不能写占位符")
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    book.add_worksheet("汇总").add_table("A1:B3", {"columns": [{"header": "指标"}, {"header": "{{period}}"}]})
    book.close()
    assert refused(desk, file.getvalue()) == "“{{period}}”：Excel表格的标题行里不能写占位符，请写在其他单元格里。"


def test_every_code_is_kept_once_as_it_is_written_properly(desk: Desk) -> None:
    form = cells("{{ Visits }}", "｛｛visits｝｝", "{{cases@NUMERATOR@before}}".replace("cases", "in_time_percent"))
    with desk.read() as work:
        looked = loading.look(work, "街道月报.v2.XLSX", form)
    assert looked.codes == ["visits", "in_time_percent@before@numerator"]
    assert (looked.file_name, looked.name) == ("街道月报.v2.xlsx", "街道月报.v2")


FORMS = {"workbook": report_forms.workbook(), "document": document(paragraph("{{vis", "its}}"))}


@settings(deadline=None, max_examples=3000 if LONG else 60, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_damaged_part_is_refused_and_never_brings_the_program_down(data: st.DataObject) -> None:
    form = FORMS[data.draw(st.sampled_from(sorted(FORMS)))]
    name = data.draw(st.sampled_from(sorted(parts_of(form))))
    part = bytearray(parts_of(form)[name])
    for _time in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(part)))
        part[at : at + data.draw(st.integers(0, 30))] = data.draw(
            st.sampled_from([b"", b"<", b">", b'"', b"x", b"&", b"\xff", b"-1", b"9" * 30, b"{{visits}}", b"</c>"])
        )
    with suppress(Invalid):
        template = Template(with_parts(form, {name: bytes(part)}))
        template.places()
        Template(template.filled(ANSWERS))


def test_a_code_is_read_as_people_type_it() -> None:
    assert read("ｃａｓｅｓ＠ｂｅｆｏｒｅ") == read(" Cases @before\u200b") == Code("cases", "before")
    assert read("cases@") is None and read("@before") is None and read("") is None


def test_a_file_that_is_gone_or_too_large_is_told(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="文件无法读取"):
        loading.read_file(tmp_path / "没有.xlsx")
    large = tmp_path / "大.xlsx"
    with large.open("wb") as file:
        file.truncate(package.LARGEST + 1)
    with pytest.raises(Invalid, match="超过10 MB"):
        loading.read_file(large)
