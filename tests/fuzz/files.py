"""Spreadsheets with flipped, doubled and missing bytes, in any coding: xlsx, ods, xls and csv.

They are read as the program reads them, only that the process beside this one is a fork and not a new Python.
"""

from __future__ import annotations

import io
import os
import sys
import tempfile
import zipfile
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from openpyxl import Workbook

from desk.core import sheet_process, sheet_reader
from desk.core.errors import DeskError
from desk.text import SURROGATE, mended
from tests.fuzz import making
from tests.fuzz.readers import CHINESE, hold
from tests.fuzz.running import Kind
from tests.support import awkward, xls

ROWS = [["编号", "姓名", "日期", "备注"], *([f"{n}", "林小芳", "2026-01-05", f"第{n}次，“甲”\n乙"] for n in range(40))]
MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
CODINGS = ("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "big5", "shift_jis", "cp1252")


@cache
def _xlsx() -> bytes:
    book = Workbook()
    for row in ROWS:
        book.active.append([*row, 1.5, True])
    book.active.merge_cells("D2:D4")
    book.create_sheet("二月").append(["=1+1"])
    return _bytes(book.save)


@cache
def _ods() -> bytes:
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f"<table:table-cell office:value-type='string'><text:p>{cell}</text:p></table:table-cell>" for cell in row
        )
        + "</table:table-row>"
        for row in ROWS
    )
    names = "".join(
        f" xmlns:{name}='urn:oasis:names:tc:opendocument:xmlns:{name}:1.0'" for name in ("office", "table", "text")
    )
    content = (
        f"<office:document-content{names}><office:body><office:spreadsheet><table:table table:name='一月'>{cells}"
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )

    def write(out: io.BytesIO) -> None:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
            package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            package.writestr("content.xml", content)
            package.writestr("META-INF/manifest.xml", f"<manifest:manifest xmlns:manifest='{MANIFEST}'/>")

    return _bytes(write)


def _bytes(write: Any) -> bytes:
    out = io.BytesIO()
    write(out)
    return out.getvalue()


def _inside(dice: Random) -> bytes:
    """A workbook whose parts are damaged, and packed again as if they were whole."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_xlsx())) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        parts = [name for name in old.namelist() if name.endswith((".xml", ".rels"))]
        chosen = dice.choice(["xl/worksheets/sheet1.xml", *parts])
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, making.content(dice, part) if name == chosen else part)
    return out.getvalue()


def _csv(dice: Random) -> bytes:
    sign = dice.choice(",;\t|")
    rows = [[*map(str, row)] for row in ROWS]
    rows[dice.randrange(len(rows))][dice.randrange(4)] = dice.choice(awkward.ALL)
    quoted = [[f'"{cell}"' if dice.randrange(3) else cell for cell in row] for row in rows]
    words = dice.choice(["\n", "\r\n", "\r"]).join(sign.join(row) for row in quoted)
    return words.encode(dice.choice(CODINGS), dice.choice(["replace", "ignore"]))


@cache
def _whole_xls() -> bytes:
    return xls.workbook([[*row, 1.5] for row in ROWS])


def _xls(dice: Random) -> bytes:
    """Damaged anywhere; a few times nothing but the first bytes of one."""
    if dice.randrange(10):
        return making.content(dice, _whole_xls())
    return sheet_reader.OLE + dice.randbytes(dice.randrange(4000))


def _xls_inside(dice: Random) -> bytes:
    """Damaged in its records only, so that they are reached in every case."""
    whole = _whole_xls()
    begin = 3 * xls.SECTOR
    stream = making.content(dice, whole[begin:])[: len(whole) - begin]
    return whole[:begin] + stream.ljust(len(whole) - begin, b"\0")


MADE = {
    "xlsx": lambda dice: making.content(dice, _xlsx()),
    "xlsx, damaged inside": _inside,
    "ods": lambda dice: making.content(dice, _ods()),
    "xls": _xls,
    "xls, damaged inside": _xls_inside,
    "csv": lambda dice: making.content(dice, _csv(dice)) if dice.randrange(2) else _csv(dice),
}


def _kind(form: str) -> Kind:
    def feed(dice: Random) -> tuple[int, int]:
        with tempfile.TemporaryDirectory(prefix="desk-fuzz-") as folder:
            path = Path(folder) / f"表.{form[:4].rstrip(',')}"
            path.write_bytes(MADE[form](dice))
            try:
                sheets = sheet_process.understood(path, _written_of(path))
            except DeskError as no:
                hold(
                    CHINESE.search(no.message) and "{" not in no.message, f"refused without proper words: {no.message}"
                )
                hold("内存" not in no.message, f"stopped by its limits: {no.message}")
                return 0, 1
        cells = [cell for sheet in sheets for _number, row in sheet["rows"] for cell in row]
        if form in ("xlsx", "ods"):
            known = {*(cell for row in ROWS for cell in row), 1.5, True, ""}
            odd = [cell for cell in cells if cell not in known]
            hold(not odd, f"a damaged file was read as {odd[:3]!r}")
        return 1, 0

    return Kind(f"files: {form}", 1000, 12, feed)


def _written_of(path: Path) -> bytes:
    """What the process that reads the file writes."""
    read, write = os.pipe()
    sys.stdout.flush()
    child = os.fork()
    if not child:
        os.dup2(write, 1)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        sys.stdout, sys.argv = open(1, "w", closefd=False), ["", str(path)]  # noqa: SIM115
        try:
            sheet_reader.main()
        finally:
            os._exit(1)
    os.close(write)
    with open(read, "rb") as pipe:  # noqa: PTH123 (the end of a pipe)
        content = pipe.read()
    os.waitpid(child, 0)
    return content


FITTING = tuple(
    text for text in awkward.ALL if len(text) <= 1000 and text[:1] != "\ufeff" and not SURROGATE.search(text)
)
"""What a cell of an old workbook can hold; the mark of a coding at its beginning its reader takes for one."""


def _feed_awkward_xls(dice: Random) -> tuple[int, int]:
    """A whole one with awkward strings in its cells: what is read is what was written."""
    written = [*(dice.choice(FITTING) for _cell in range(3)), "编号"]
    with tempfile.TemporaryDirectory(prefix="desk-fuzz-") as folder:
        path = Path(folder) / "表.xls"
        path.write_bytes(xls.workbook([written, [7.0, 0.5, -1.0, 1e9]]))
        (sheet,) = sheet_process.understood(path, _written_of(path))
    (_first, cells), (_second, numbers) = sheet["rows"]
    hold(list(map(mended, cells)) == list(map(mended, written)), f"{written!r} was read as {cells!r}")
    hold(list(numbers) == [7.0, 0.5, -1.0, 1e9], f"numbers were read as {numbers!r}")
    return 1, 0


KINDS = (*map(_kind, MADE), Kind("files: xls, awkward cells", 1000, 12, _feed_awkward_xls))
