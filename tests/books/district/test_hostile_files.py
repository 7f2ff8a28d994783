"""One centre's file is made to do harm: it is named, and the other centres' figures are merged as if it were not there.

Whatever such a file holds, every paper can be made and what was kept can be read again.
"""

from __future__ import annotations

import io
import os
import struct
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desk.books.district import reading, report, returns
from desk.books.district.model import Judged, Light, Trouble
from desk.books.district.report import DistrictReport
from desk.core.figure import FigureParts, Number
from desk.core.figures_sheet import SheetFigure
from desk.reports import registry
from desk.reports.kit.declaration import Format, Given
from desk.services.session import Desk
from tests.support import district
from tests.support.district import OCTOBER, changed, resigned, write

MADE = district.centres(6)
ONE, OTHERS = MADE[0], MADE[1:]
Rows = Sequence[Sequence[Any]]


def with_figure(code: str, value: Number, parts: FigureParts, version: Any = 1) -> Rows:
    """The centre signs a figure that cannot be."""
    return resigned(ONE, changed(ONE.sheet(), code, value=value, parts=parts, version=version)).rows


def with_head(**what: Any) -> Rows:
    """The centre signs a head that cannot be."""
    return resigned(ONE, replace(ONE.sheet(), **what)).rows


def with_cell(name: str, value: Any) -> Rows:
    """Somebody writes into one cell."""
    return [(row[0], value) if row[0] == name else row for row in ONE.sheet().rows]


def with_more(*figures: SheetFigure) -> Rows:
    """The centre signs figures that are not ours."""
    sheet = ONE.sheet()
    return resigned(ONE, replace(sheet, figures=(*sheet.figures, *figures))).rows


RED: Mapping[str, tuple[Rows, Trouble]] = {
    "1e308": (with_figure("visits", 1e308, FigureParts(1e308)), Trouble.DAMAGED),
    "600 digits": (with_figure("visits", 10**600, FigureParts(10**600)), Trouble.DAMAGED),
    "less than nothing": (with_figure("visits", -5, FigureParts(-5)), Trouble.NEGATIVE),
    "a share of less than nothing": (with_figure("in_time_percent", 15.0, FigureParts(-3, -20)), Trouble.NEGATIVE),
    "a whole next to nothing": (with_figure("in_time_percent", 50.0, FigureParts(3, 5e-324)), Trouble.DAMAGED),
    "a whole of nothing": (with_figure("in_time_percent", 50.0, FigureParts(3, 0)), Trouble.OVERFULL),
    "one figure twice": (with_more(SheetFigure("visits", 9999, FigureParts(9999))), Trouble.DAMAGED),
    "a definition in words": (with_figure("visits", 5, FigureParts(5), version="二"), Trouble.DAMAGED),
    "half a definition": (with_figure("visits", 5, FigureParts(5), version=1.5), Trouble.DAMAGED),
    "definition no. 0": (with_figure("visits", 5, FigureParts(5), version=0), Trouble.DAMAGED),
    "residents in words": (with_cell("population", "很多"), Trouble.DAMAGED),
    "fewer residents than none": (with_head(population=-5), Trouble.DAMAGED),
    "residents without end": (with_head(population=10**500), Trouble.DAMAGED),
    "hours next to nothing": (with_head(open_hours=5e-324), Trouble.DAMAGED),
    "hours as an answer": (with_cell("open_hours", "TRUE"), Trouble.DAMAGED),
    "no hash": (with_cell("sha256", "é" * 99), Trouble.EDITED),
    "no signature": (with_cell("signature", "é" * 99), Trouble.WRONG_KEY),
    "a period of signs": (with_head(period="../../x\n\x7f\u202e", kind="¿"), Trouble.PERIOD),
    "a name without end": (with_head(centre_code="", centre_name="甲\n乙\t=1+1 " * 900), Trouble.UNKNOWN_CENTRE),
    "an older program's 600 digits": (
        [("schema", "desk-figures/1"), ("kind", "month"), ("period", "2026-10"), ("visits", 10**600)],
        Trouble.DAMAGED,
    ),
}
MERGED: Mapping[str, Rows] = {
    "made in the year 9999": with_head(made_at="9999-12-31T23:59:59Z"),
    "made before all time": with_head(made_at="0001-01-01T00:00:00+14:00"),
    "formulas, other directions and rare characters": with_more(
        SheetFigure("own.1", 5, FigureParts(5), "=cmd|' /C calc'!A0", "@SUM(1)"),
        SheetFigure("own.2", 5, FigureParts(5), "\u202e反" * 3000, "𠮷" * 9000),
    ),
}


def lying(path: Path) -> None:
    """The hidden sheet unpacks to 100 MB and is said to have 100 bytes."""
    write(path, ONE.sheet().rows)
    bomb = b"<worksheet>" + b" " * (100 * 2**20)
    packed = io.BytesIO()
    with zipfile.ZipFile(path) as was, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name in was.namelist():
            package.writestr(name, bomb if name.endswith("sheet2.xml") else was.read(name))
    path.write_bytes(packed.getvalue().replace(struct.pack("<I", len(bomb)), struct.pack("<I", 100)))


def many_sheets(path: Path) -> None:
    """9,990 sheets, none of which is the hidden one."""
    book = zipfile.ZipFile(district.write_bare(path, "a", [("a",)]))
    parts = {name: book.read(name) for name in book.namelist()}
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
        for n in range(2, 9990):
            package.writestr(f"xl/worksheets/sheet{n}.xml", parts["xl/worksheets/sheet1.xml"])


def with_doctype(path: Path) -> None:
    """Entities, hidden from whoever looks for them as UTF-8."""
    text = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'
    district.write_large(path, text.encode("utf-16"))


FILES: Mapping[str, tuple[Callable[[Path], object], Trouble]] = {
    "a bomb that lies": (lying, Trouble.DAMAGED),
    "thousands of sheets": (many_sheets, Trouble.NO_FIGURES),
    "two million tags": (lambda path: district.write_large(path, b"<a>" * 2_000_000), Trouble.DAMAGED),
    "entities": (with_doctype, Trouble.DAMAGED),
    "nothing": (lambda path: path.write_bytes(b""), Trouble.NOT_XLSX),
    "numbers without end in sight": (
        lambda path: district.write_bare(path, "表", [("指标名称", "本月数"), ("来访", "1E+999999999")]),
        Trouble.BY_HEADERS,
    ),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What the other centres sent."""
    made = tmp_path / "报表"
    made.mkdir()
    for each in OTHERS:
        write(made / each.file_name, each.sheet().rows)
    return made


def merged(desk: Desk, folder: Path) -> tuple[Judged | None, DistrictReport]:
    """What is said of the one file, and the whole; every paper of it is made."""
    files = reading.read_folder(folder)
    with desk.write() as work:
        district.enlist(work, MADE)
        taken = returns.take_in(work, OCTOBER, files)
        whole = report.of_period(work, OCTOBER, taken.files)
    with desk.read() as work:
        for wanted in (Format.XLSX, Format.PDF):
            assert registry.paper("district-merge").make(work, wanted, {"period": Given(whole)}, desk.files)
        assert report.of_name(work, OCTOBER.name).delivery == whole.delivery
    known = {each.file_name for each in OTHERS}
    return next((each for each in taken.files if each.file.name not in known), None), whole


def visits_of(whole: DistrictReport) -> Number:
    return next(each.parts.numerator for each in whole.figures if each.figure.code == "visits")


OF_OTHERS = sum(int(each.values["visits"] or 0) for each in OTHERS)


@pytest.mark.parametrize("case", RED)
def test_a_hostile_sheet_is_named_and_counts_nothing(desk: Desk, folder: Path, case: str) -> None:
    rows, trouble = RED[case]
    write(folder / ONE.file_name, rows)
    judged, whole = merged(desk, folder)
    assert judged is not None and judged.light is Light.RED
    assert trouble in {reason.trouble for reason in judged.reasons}
    assert all(len(reason.sentence) < 150 and reason.sentence.isprintable() for reason in judged.reasons)
    assert visits_of(whole) == OF_OTHERS


@pytest.mark.parametrize("case", MERGED)
def test_what_is_only_odd_harms_no_paper(desk: Desk, folder: Path, case: str) -> None:
    write(folder / ONE.file_name, MERGED[case])
    judged, whole = merged(desk, folder)
    assert judged is not None and judged.light is not Light.RED
    assert visits_of(whole) == OF_OTHERS + int(ONE.values["visits"] or 0)
    assert all(len(each.figure.title) <= 60 and each.figure.title.isprintable() for each in whole.figures)
    received = whole.by_centre[judged.centre.id].received_on if judged.centre else None
    assert received is not None and received <= desk.clock.today(), "nothing comes after today, whatever it says"


@pytest.mark.parametrize("case", FILES)
def test_a_hostile_file_is_named_and_counts_nothing(desk: Desk, folder: Path, case: str) -> None:
    make, trouble = FILES[case]
    make(folder / ONE.file_name)
    judged, whole = merged(desk, folder)
    assert judged is not None and [reason.trouble for reason in judged.reasons] == [trouble]
    assert visits_of(whole) == OF_OTHERS


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes and links as Linux has them")
def test_links_are_named_with_a_red_light_and_not_followed_and_pipes_hold_nobody_up(
    desk: Desk, folder: Path, tmp_path: Path
) -> None:
    """To a sound file elsewhere, to nothing, and to the very folder."""
    write(tmp_path / ONE.file_name, ONE.sheet().rows)
    (folder / ONE.file_name).symlink_to(tmp_path / ONE.file_name)
    (folder / "空链接.xlsx").symlink_to(tmp_path / "没有.xlsx")
    (folder / "里面").symlink_to(folder)
    os.mkfifo(folder / "管道.xlsx")
    read = {each.name: each for each in reading.read_folder(folder)}
    links = (ONE.file_name, "空链接.xlsx", "里面")
    assert [read[name].reasons[0].sentence for name in links] == [
        "这是指向别处的链接，没有读取。请把文件本身放入文件夹。"
    ] * 3
    assert "管道.xlsx" not in read and len(read) == len(OTHERS) + len(links)
    judged, whole = merged(desk, folder)
    assert judged is not None and judged.light is Light.RED and judged.reasons[0].trouble is Trouble.LINK
    assert judged.centre is None and ONE.code not in {each.centre.code for each in whole.sent}, "nothing came of it"
    assert visits_of(whole) == OF_OTHERS


@pytest.mark.skipif(os.name == "nt", reason="names that Windows does not take")
@pytest.mark.parametrize("name", [b"a\n\xe7\xba\xa2\t\x1b[31m%s.xlsx", b"\xff\xfe%s.xlsx", b"=HYPERLINK(1)%s.xlsx"])
def test_a_name_is_told_on_one_line_and_can_be_kept(desk: Desk, folder: Path, name: bytes) -> None:
    """Line ends, the orders of a terminal, and what is no UTF-8."""
    path = os.fsencode(folder) + b"/" + name % ONE.code.encode()
    write(folder / "a.xlsx", ONE.sheet().rows).rename(os.fsdecode(path))
    judged, whole = merged(desk, folder)
    assert judged is not None and judged.file.name.isprintable() and ONE.code in judged.file.name
    assert visits_of(whole) == OF_OTHERS + int(ONE.values["visits"] or 0)
