"""Forms of a district as real files: workbooks with all that Excel puts into one, and Word documents."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from xml.etree import ElementTree
from xml.sax.saxutils import escape

import xlsxwriter

from desk.books.report_forms.placeholders import Answer

PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360f8cf500f0004820181ce1d1a9a0000000049454e44ae426082"
)
"""A PNG of one point."""
ANSWERS: Mapping[str, Answer] = {
    "visits": Answer("1,234", 1234, is_number=True),
    "visits@before": Answer("—", None, is_number=True),
    "satisfaction_percent": Answer("98.5", 98.5, is_number=True, percent=True),
    "waiting_minutes": Answer("12.3", 12.3, is_number=True),
    "period": Answer("2026年10月"),
    "centre": Answer("春晓<南>邻里中心 & 党群"),
    "today": Answer("2026年11月24日", day=date(2026, 11, 24)),
}
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
KINDS = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def workbook() -> bytes:
    """A sheet with everything round its codes: chart, picture, comment, rule, box, merged cells, formulas."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet, other = book.add_worksheet("汇总"), book.add_worksheet("附表")
    percent, bold = book.add_format({"num_format": '0.0"分"%', "bg_color": "#FFEEAA"}), book.add_format({"bold": True})
    sheet.merge_range("A1:C1", "{{period}}报表")
    sheet.write_string("A2", "来访")
    sheet.write_string("B2", "{{visits}}")
    sheet.write_string("C2", "{{ Visits＠before }}")
    sheet.write_string("B3", "{{satisfaction_percent}}", percent)
    sheet.write_string("C3", "{{satisfaction_percent}}")
    sheet.write_string("B4", "｛｛waiting_minutes｝｝", book.add_format({"num_format": "0.00"}))
    sheet.write_string("A5", "共接待{{visits}}人次，满意率{{satisfaction_percent}}%")
    sheet.write_rich_string("A6", "本月{{vi", bold, "sits}} ", "人次，{{centre}}")
    sheet.write_string("B7", "{{today}}", book.add_format({"num_format": "yyyy-mm-dd"}))
    sheet.write_string("C7", "{{today}}")
    sheet.merge_range("A8:C8", "")
    sheet.write_string("A8", "{{visits}}")
    sheet.write_formula("D2", "=B2*2", None, "#VALUE!")
    sheet.write_formula("D3", '="共"&B2&"人次"', None, "共{}人次")
    other.write_formula("A1", "=SUM(汇总!B2:C2)", None, 0)
    other.write_string("A2", "{{visits}}")
    other.write_string("A3", "没有占位符")
    sheet.write_comment("B2", "此处填{{visits}}")
    sheet.conditional_format("B2:B4", {"type": "data_bar"})
    sheet.data_validation("C2", {"validate": "integer", "criteria": ">=", "value": 0})
    sheet.insert_image("F2", "point.png", {"image_data": io.BytesIO(PICTURE)})
    sheet.insert_textbox("F6", "填报单位：{{centre}}")
    sheet.set_header("&C{{centre}}&R&D")
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=汇总!$B$2:$B$4"})
    chart.set_title({"name": "{{period}}来访"})
    sheet.insert_chart("F12", chart)
    book.close()
    return file.getvalue()


def cells(*texts: str) -> bytes:
    """A workbook with these texts below each other in column A of 汇总."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet("汇总")
    for row, text in enumerate(texts):
        sheet.write_string(row, 0, text)
    book.close()
    return file.getvalue()


def runs(pieces: Iterable[str]) -> str:
    """Runs of a Word paragraph, each with its own look; a tab where a piece is one."""
    return "".join(
        "<w:r><w:tab/></w:r>"
        if piece == "\t"
        else f'<w:r><w:rPr><w:sz w:val="{20 + n}"/></w:rPr><w:t xml:space="preserve">{escape(piece)}</w:t></w:r>'
        for n, piece in enumerate(pieces)
    )


def paragraph(*pieces: str) -> str:
    """A Word paragraph."""
    return f'<w:p w:rsidR="00A1"><w:pPr><w:jc w:val="both"/></w:pPr>{runs(pieces)}</w:p>'


def document(*blocks: str, parts: Mapping[str, tuple[str, str]] | None = None, kind: str = "document") -> bytes:
    """A Word document with these blocks; ``parts`` are others beside it: their type, and what is in them."""
    body = f'{DECLARED}<w:document xmlns:w="{WORD}"><w:body>{"".join(blocks)}<w:sectPr/></w:body></w:document>'
    others = {f"word/{name}.xml": (f"{KINDS}.{type}+xml", content) for name, (type, content) in (parts or {}).items()}
    typed = {"word/document.xml": f"{KINDS}.{kind}.main+xml", **{name: type for name, (type, _c) in others.items()}}
    types = "".join(f'<Override PartName="/{name}" ContentType="{type}"/>' for name, type in typed.items())
    space = "http://schemas.openxmlformats.org/package/2006"
    return zipped(
        {
            "[Content_Types].xml": f'{DECLARED}<Types xmlns="{space}/content-types">{types}</Types>',
            "_rels/.rels": f'{DECLARED}<Relationships xmlns="{space}/relationships"><Relationship Id="r1" '
            f'Type="{RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/document.xml": body,
            **{name: content for name, (_type, content) in others.items()},
            "word/media/seal.png": PICTURE,
        }
    )


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A package of these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return file.getvalue()


def parts_of(content: bytes) -> dict[str, bytes]:
    """What is in a package."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def with_parts(content: bytes, changed: Mapping[str, bytes]) -> bytes:
    """A package with some parts exchanged or added."""
    return zipped({**parts_of(content), **changed})


def differing(before: bytes, after: bytes) -> Sequence[str]:
    """The parts that are not the same bytes in both."""
    was, now = parts_of(before), parts_of(after)
    assert list(was) == list(now)
    return [name for name in was if was[name] != now[name]]


def text_of(content: bytes, part: str = "word/document.xml") -> list[str]:
    """What each paragraph of a Word document reads."""
    tree = ElementTree.fromstring(parts_of(content)[part])
    return ["".join(t.text or "" for t in each.iter(f"{{{WORD}}}t")) for each in tree.iter(f"{{{WORD}}}p")]
