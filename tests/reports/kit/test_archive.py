"""Is every paper fit for the archive (PDF/A-2b), and does it tell what its parts are? Read from the files' objects."""

from __future__ import annotations

import io
import re
from collections import Counter
from datetime import UTC, datetime

import pytest
from PIL import Image, ImageCms
from reportlab.lib.colors import black

from desk.demo.papers import choices
from desk.reports import registry
from desk.reports.kit import archive, colour_profile, fonts, imprint, paper
from desk.reports.kit.charts import Bars
from desk.reports.kit.declaration import Format
from desk.reports.kit.paper_canvas import PaperCanvas
from desk.services.session import Desk
from tests.support.pdf_objects import PdfFile, TrueType
from tests.support.pdf_text import words_of

FORBIDDEN = (b"/JavaScript", b"/JS", b"/Launch", b"/OpenAction", b"/AA ", b"/Encrypt", b"/EmbeddedFile", b"/XFA")
SEEN_THROUGH = (b"/SMask", b"/ca ", b"/CA ", b"/BM")
OF_THE_PRINTER = re.compile(rb"(?<![\w.])[kK](?=\s|$)")
"""Operators that set a colour of four inks, which sRGB says nothing of."""
STRINGS = re.compile(rb"\((?:\\.|[^\\)])*\)", re.S)


@pytest.fixture(scope="module")
def papers(demo: Desk) -> dict[str, PdfFile]:
    """Every PDF, as its registry samples it."""
    made: dict[str, PdfFile] = {}
    with demo.read() as work:
        for each in registry.PAPERS:
            if Format.PDF in each.makers:
                _variant, values = next(choices(work, each, Format.PDF))
                made[each.identifier] = PdfFile(each.make(work, Format.PDF, values, demo.files))
    return made


def test_the_file_says_what_it_is_twice_and_the_same(papers: dict[str, PdfFile]) -> None:
    for name, file in papers.items():
        says, info = file.says(), file.info
        assert (says["pdfaid:part"], says["pdfaid:conformance"]) == ("2", "B"), name
        assert says["dc:title"] == info.text("Title") not in ("", "untitled"), name
        assert says["dc:creator"] == info.text("Author"), name
        assert says["dc:description"] == info.text("Subject") and says["dc:language"] == "zh-CN", name
        assert says["xmp:CreatorTool"] == info.text("Creator") and says["pdf:Producer"] == info.text("Producer"), name
        dated = datetime.strptime(info.text("CreationDate")[:16], "D:%Y%m%d%H%M%S").replace(tzinfo=UTC)
        assert says["xmp:CreateDate"] == says["xmp:ModifyDate"] == dated.isoformat(), name
        assert re.search(rb"/Lang \(zh-CN\)", file.catalogue.head), name
        assert b"/DisplayDocTitle true" in file[file.catalogue.reference("ViewerPreferences")].head, name


def test_nothing_in_it_needs_another_program_or_another_machine(papers: dict[str, PdfFile]) -> None:
    for name, file in papers.items():
        assert file.content.startswith(b"%PDF-1.7\n%") and all(byte > 127 for byte in file.content[10:14]), name
        assert re.search(rb"/ID\s*\[<\w{32}><\w{32}>\]", file.trailer.head), name
        heads = b"\n".join(each.head for each in file.objects.values()) + file.trailer.head
        assert [word for word in (*FORBIDDEN, *SEEN_THROUGH, b"/LZWDecode") if word in heads] == [], name
        for link in file.of(b"/Subtype /Link"):
            assert b"/F 4" in link.head, f"{name}: a link that is not printed"


def test_every_typeface_is_embedded_as_the_letters_that_are_used(papers: dict[str, PdfFile]) -> None:
    for name, file in papers.items():
        faces = list(file.of(b"/Subtype /TrueType"))
        assert faces and not list(file.of(b"/Subtype /Type1")), name
        for face in faces:
            assert re.search(rb"/BaseFont /[A-Z]{6}\+", face.head) and b"/Encoding" not in face.head, name
            descriptor = file[face.reference("FontDescriptor")]
            flags = re.search(rb"/Flags (\d+)", descriptor.head)
            assert flags and int(flags[1]) & 4 and not int(flags[1]) & 32, f"{name}: symbolic"
            font = TrueType(file[descriptor.reference("FontFile2")].stream or b"")
            assert len(font.encodings) == 1 or (3, 0) in font.encodings, name
            widths = file[face.reference("Widths")].head if face.reference("Widths") else face.head
            said = re.search(rb"\[([^\]]*)\]", widths)
            assert said, name
            off = [code for code, wide in enumerate(said[1].split()) if abs(float(wide) - font.width(code)) > 1]
            assert off == [], f"{name}: letters that are another width than the file says"


def test_every_colour_is_one_of_the_profile(papers: dict[str, PdfFile]) -> None:
    for name, file in papers.items():
        intent = re.search(rb"/OutputIntents \[ <<(.*?)>> \]", file.catalogue.head, re.S)
        assert intent and b"/GTS_PDFA1" in intent[1], name
        profile = re.search(rb"/DestOutputProfile (\d+) 0 R", intent[1])
        assert profile and file[int(profile[1])].stream == colour_profile.srgb(), name
        for page in file.pages():
            code = STRINGS.sub(b"", file.code(page))
            assert not OF_THE_PRINTER.search(code), name
            assert deepest(code) <= 28, f"{name}: states within states"
        for image in file.of(b"/Subtype /Image"):
            assert b"/DeviceRGB" in image.head or b"/DeviceGray" in image.head, name


def deepest(code: bytes) -> int:
    """How many states of the drawing are kept at once, of which an archive allows 28."""
    kept = most = 0
    for each in re.findall(rb"(?<![\w/.])[qQ](?=\s|$)", code):
        kept += 1 if each == b"q" else -1
        most = max(kept, most)
    return most


def test_the_profile_is_srgb() -> None:
    made = ImageCms.ImageCmsProfile(io.BytesIO(colour_profile.srgb()))
    picture = Image.new("RGB", (256, 3))
    picture.putdata([(n, 255 - n, n * 7 % 256) for n in range(256)] * 3)
    through = ImageCms.profileToProfile(picture, made, ImageCms.createProfile("sRGB"))
    assert through is not None
    pairs = zip(picture.tobytes(), through.tobytes(), strict=True)
    assert max(abs(one - other) for one, other in pairs) <= 1


def marks_of(file: PdfFile) -> list[list[tuple[int, str]]]:
    """For each page the numbers of its marked pieces with what they are; marks do not lie within each other."""
    pages = []
    for page in file.pages():
        code, marks, inside = STRINGS.sub(b"()", file.code(page)).decode("latin1"), [], False
        for role, number, end in re.findall(r"/(\w+) (?:<</MCID (\d+)>> BDC|BMC)|(EMC)", code):
            assert inside is bool(end)
            inside = not end
            if number:
                marks.append((int(number), role))
        assert not inside
        pages.append(marks)
    return pages


def test_whatever_is_marked_on_a_page_is_a_part_of_the_tree(papers: dict[str, PdfFile]) -> None:
    for name, file in papers.items():
        if file.catalogue.reference("StructTreeRoot") is None:
            continue
        tree = file[file.catalogue.reference("StructTreeRoot")]
        numbers = REFERENCES.findall(file[tree.reference("ParentTree")].head)
        for (place, of_page), marks in zip(numbers, marks_of(file), strict=True):
            owners = [int(each) for each in re.findall(rb"(\d+) 0 R", file[int(of_page)].head)]
            assert [number for number, _role in sorted(marks)] == list(range(len(owners))), (name, place)
            for number, role in marks:
                assert f"/S /{role}".encode() in file[owners[number]].head, name


REFERENCES = re.compile(rb"(\d+) (\d+) 0 R")


def test_the_report_is_tagged_as_a_whole_and_its_charts_are_told_in_words(papers: dict[str, PdfFile]) -> None:
    report = papers["month"]
    assert b"/Marked true" in report[report.catalogue.reference("MarkInfo")].head
    roles = Counter(re.findall(rb"/S /(\w+)", b"\n".join(each.head for each in report.objects.values())))
    assert {b"H1", b"H2", b"P", b"Table", b"TR", b"TH", b"TD", b"Figure"} <= roles.keys()
    figures = [each.text("Alt") for each in report.of(b"/S /Figure")]
    assert len(figures) == roles[b"Figure"] >= 6 and all(re.search(r"\d", words) for words in figures)
    assert any("马上办" in words for words in figures) and any("周一" in words for words in figures)


def test_what_nobody_tagged_is_not_called_tagged(desk: Desk) -> None:
    out = io.BytesIO()
    fonts.register()
    canvas = PaperCanvas(out)
    with canvas.structure.content(canvas, "P"):
        canvas.drawString(10, 10, "甲")
    canvas.setFillColor(black)
    canvas.rect(0, 0, 5, 5, stroke=0, fill=1)
    canvas.save()
    file = PdfFile(out.getvalue())
    assert file.catalogue.reference("StructTreeRoot") and file.catalogue.reference("MarkInfo") is None


def test_the_same_content_is_the_same_file_and_other_content_has_another_id(desk: Desk) -> None:
    def made(many: int) -> bytes:
        with desk.read() as work:
            return paper.build([Bars([("甲", many)], 300)], imprint.of(work), name="试")

    ids = [re.search(rb"/ID\s*\[(\S+)", PdfFile(content).trailer.head) for content in (made(1), made(1), made(2))]
    assert made(1) == made(1) and ids[0] and ids[1] and ids[2]
    assert ids[0][1] == ids[1][1] != ids[2][1]


def test_a_character_that_no_typeface_has_is_drawn_as_one_and_copied_out_as_itself(desk: Desk) -> None:
    with desk.read() as work:
        content = paper.build([paper.paragraph("甲😀乙\u200b한丙")], imprint.of(work), name="字")
    assert "甲😀乙" in words_of(content) and "한" in words_of(content)
    file, drawn = PdfFile(content), []
    for face in file.of(b"/Subtype /TrueType"):
        font = TrueType(file[file[face.reference("FontDescriptor")].reference("FontFile2")].stream or b"")
        codes = re.findall(rb"<(\w\w)> <(\w{4,})>", file[face.reference("ToUnicode")].stream or b"")
        drawn += [(bytes.fromhex(to.decode()).decode("utf-16-be"), font.glyph(int(code, 16))) for code, to in codes]
    glyphs = dict(drawn)
    assert glyphs["😀"] == glyphs["한"] != 0 and glyphs["甲"] != glyphs["😀"] and glyphs["\u200b"] != 0


def test_a_file_says_when_it_was_made_to_the_minute() -> None:
    out = io.BytesIO()
    fonts.register()
    canvas = PaperCanvas(out, at=datetime(2026, 11, 24, 3, 4, 59, tzinfo=UTC))
    canvas.drawString(10, 10, "&<甲>")
    canvas.setTitle("甲 & <乙>")
    canvas.save()
    file = PdfFile(out.getvalue())
    assert file.info.text("CreationDate").startswith("D:20261124030400")
    assert file.says()["xmp:CreateDate"] == "2026-11-24T03:04:00+00:00"
    assert file.says()["dc:title"] == file.info.text("Title") == "甲 & <乙>"
    assert archive.LANGUAGE == "zh-CN"
