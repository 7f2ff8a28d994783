"""Reads one spreadsheet in a process of its own, so that a file that bursts harms nobody: python sheet_reader.py FILE,
or ``--pasted text`` and ``--pasted html`` for a table that stands on the standard input.

Nothing of the desk is loaded here. What comes back is plain data: the sheets, or what is wrong with the file, which
``desk.core.sheet_process`` puts into words. A workbook is looked at before it is read: how large it unpacks, and how
far its cells reach; what is read may take so much memory and so much time.
"""

from __future__ import annotations

import codecs
import csv
import gc
import io
import os
import pickle
import re
import runpy
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

MEMORY = 1536 * 2**20
"""Bytes that reading may take."""
SECONDS = 60
"""Seconds that reading may take."""
LARGEST = 300 * 2**20
"""Bytes of a file, and of what a workbook unpacks to."""
MOST_CELLS = 6_000_000
"""Rows times columns of a sheet: 200,000 rows of 30 columns."""
MOST_SHEETS = 100
LONGEST_CELL = 32_767
"""Characters of a cell, as Excel counts them."""
PASTED = "--pasted"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORKBOOKS = (".xlsx", ".xls", ".xlsm", ".xlsb", ".ods", ".et")
"""Names of what is no text, however much of it is left."""
SEPARATORS = (",", ";", "\t")
Sheet = dict[str, Any]


class Fault(Exception):
    """What is wrong with a file: the name of a sentence and what stands in it."""

    def __init__(self, kind: str, **values: Any) -> None:
        super().__init__(kind)
        self.kind, self.values = kind, values


def sheets_of(path: Path) -> list[Sheet]:
    """All sheets of a workbook, or the one of a csv file. Raises ``Fault``."""
    if path.stat().st_size > LARGEST:
        raise Fault("large", size=path.stat().st_size)
    content = path.read_bytes()
    if not content:
        raise Fault("empty")
    if content[:2] == b"PK" or content[:8] == OLE:
        return _workbook_sheets(content)
    if b"<html" in content[:2000].lower() or b"<?xml" in content[:100]:
        raise Fault("page")
    if path.suffix.lower() in WORKBOOKS:
        raise Fault("page" if content.lstrip()[:1] == b"<" else "no_workbook")
    return [_sheet(path.stem, _csv_rows(_decoded(content)))]


def pasted_sheets(content: bytes, kind: str) -> list[Sheet]:
    """The one sheet of a text between tabs, or the tables of a web page. Raises ``Fault``."""
    if len(content) > LARGEST:
        raise Fault("large", size=len(content))
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Fault("coding", row=1 + content.count(b"\n", 0, error.start)) from error
    if kind == "html":
        return _page_sheets(text)
    return [_sheet("", _within_limits(_copied_records(text.rstrip("\0"))))]


def _page_sheets(text: str) -> list[Sheet]:
    try:
        tables = _beside("sheet_html.py", "tables_of")(text, MOST_CELLS)
    except OverflowError as error:
        raise Fault("cells", most=MOST_CELLS) from error
    sheets = []
    for number, table in enumerate(tables, 1):
        carried = _carry(table.rows, table.merged)
        rows = _within_limits(iter(enumerate(table.rows, 1)))
        sheets.append(_sheet(str(number), rows, carried=carried, hidden_rows=table.hidden))
    return sheets


def _beside(module: str, name: str) -> Any:
    """A function of a module that lies beside this one: this script runs alone, without its package."""
    return runpy.run_path(str(Path(__file__).with_name(module)))[name]


def _sheet(name: str, rows: Iterator[tuple[int, list[Any]]], **about: Any) -> Sheet:
    """Its rows that hold something, each with its number and without the empty cells at its end; equal texts are one
    text, which is sent once.
    """
    kept = []
    texts: dict[Any, Any] = {}
    shared = texts.setdefault
    for number, cells in rows:
        last = len(cells)
        while last and (cells[last - 1] == "" or cells[last - 1] is None):
            last -= 1
        if last:
            kept.append((number, [shared(cell, cell) if cell.__class__ is str else cell for cell in cells[:last]]))
    return {"name": name, "rows": kept, "hidden": False, "carried": [], "hidden_rows": [], "unstored": [], **about}


def _workbook_sheets(content: bytes) -> list[Sheet]:
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

    looks = _looked_at(content) if content[:2] == b"PK" else _looked_at_old(content)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = []
        for about in book.sheets_metadata[:MOST_SHEETS]:
            sheet = book.get_sheet_by_name(about.name)
            _require_size(about.name, sheet.total_height, sheet.total_width)
            rows = sheet.to_python(skip_empty_area=False)
            carried = _carry(rows, sheet.merged_cell_ranges or [])
            look = looks.get(about.name, {})
            hidden = about.visible is not SheetVisibleEnum.Visible
            sheets.append(_sheet(about.name, iter(enumerate(rows, 1)), hidden=hidden, carried=carried, **look))
    except (CalamineError, ValueError, OSError) as error:
        raise Fault("broken") from error
    return sheets


def _require_size(name: str, height: int, width: int) -> None:
    if height * width > MOST_CELLS:
        raise Fault("range", sheet=name, height=height, width=width)


def _carry(rows: list[list[Any]], ranges: Sequence[tuple[tuple[int, int], tuple[int, int]]]) -> list[tuple[int, int]]:
    """Give each row below a merged cell its value; the cells (row from 1, column from 0) that got one."""
    carried = []
    for (top, left), (bottom, _right) in ranges:
        value = rows[top][left] if top < len(rows) and left < len(rows[top]) else ""
        if value == "":
            continue
        for at in range(top + 1, min(bottom + 1, len(rows))):
            if any(cell != "" for cell in rows[at]):
                rows[at][left] = value
                carried.append((at + 1, left))
    return carried


PART = rb"<(?:\w+:)?"
CELL = re.compile(PART + rb"c\s[^>]*?\br\s*=\s*[\"']([A-Za-z]{1,3})")
ROW = re.compile(PART + rb"row\s[^>]*?\br\s*=\s*[\"'](\d+)")
USUAL_CELL = re.compile(rb'<c (?:r="([A-Z]{2,3})\d|(?!r="[A-Z]\d))')
"""The cells beyond column Z of nearly all programs; nothing stands for one that is written in another way."""
USUAL_ROW = re.compile(rb'<row (?:r="(\d+)"|)')
LETTERS = 26
"""Columns of one letter."""
HIDDEN_ROW = re.compile(PART + rb"row\s(?=[^>]*\bhidden\s*=\s*[\"'](?:1|true))[^>]*?\br\s*=\s*[\"'](\d+)")
UNSTORED = re.compile(
    PART + rb"c\s(?![^>]*\bt\s*=\s*[\"']str)[^>]*?\br\s*=\s*[\"']([A-Za-z]{1,3})(\d+)[^>]*>\s*"
    rb"<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</"
)
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def _looked_at(content: bytes) -> dict[str, dict[str, Any]]:
    """By sheet what calamine does not tell: hidden rows, and formulas whose result is not in the file. Raises ``Fault``
    for a workbook that unpacks too large, or whose cells reach too far.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if (size := sum(part.file_size for part in package.infolist())) > LARGEST:
                raise Fault("large", size=size)
            return {name: _look(name, package.read(part)) for name, part in _parts(package)}
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError, NotImplementedError, RuntimeError, EOFError) as error:
        raise Fault("broken") from error


def _looked_at_old(content: bytes) -> dict[str, dict[str, Any]]:
    """The same of a workbook of Excel 97 to 2003, which keeps the result of every formula."""
    hidden: dict[str, list[int]] = _beside("sheet_biff.py", "hidden_rows")(content)
    return {name: {"hidden_rows": rows} for name, rows in hidden.items()}


def _parts(package: zipfile.ZipFile) -> list[tuple[str, str]]:
    """The sheets by name and the part of the package that holds each; none in a package of another kind."""
    if "xl/workbook.xml" not in package.namelist():
        return []
    relations = ElementTree.fromstring(package.read("xl/_rels/workbook.xml.rels"))
    targets = {each.get("Id"): each.get("Target", "") for each in relations}
    sheets = [
        each for each in ElementTree.fromstring(package.read("xl/workbook.xml")).iter() if each.tag.endswith("}sheet")
    ]
    parts_of_sheets = []
    parts = {part.lower(): part for part in package.namelist()}
    for sheet in sheets[:MOST_SHEETS]:
        target = targets.get(sheet.get(RELATION, ""), "")
        part = parts.get((target.lstrip("/") if target.startswith("/") else f"xl/{target}").lower())
        if part:
            parts_of_sheets.append((sheet.get("name", ""), part))
    return parts_of_sheets


def _look(name: str, part: bytes) -> dict[str, Any]:
    height = _height(part)
    _require_size(name, height, _width(part, height))
    hidden = [int(match[1]) for match in HIDDEN_ROW.finditer(part)] if b"hidden" in part else []
    formulas = UNSTORED.finditer(part) if b"<f" in part or _is_prefixed(part) else iter(())
    unstored = [(int(match[2]), _column(match[1]) - 1) for match in formulas]
    return {"hidden_rows": hidden, "unstored": unstored}


def _width(part: bytes, height: int) -> int:
    """The column of the rightmost cell; of a sheet that is small enough up to column Z only if it is beyond."""
    columns = {b""} if _is_prefixed(part) or height * LETTERS > MOST_CELLS else set(USUAL_CELL.findall(part))
    return max(map(_column, set(CELL.findall(part)) if b"" in columns else columns), default=0)


def _height(part: bytes) -> int:
    """The number of the last row."""
    rows = USUAL_ROW.findall(part)
    return max(map(int, rows if rows and b"" not in rows else ROW.findall(part)), default=0)


def _is_prefixed(part: bytes) -> bool:
    """Are the tags written as x:row and x:c?"""
    return b":worksheet" in part[-100:]


def _column(letters: bytes) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _decoded(content: bytes) -> str:
    """A csv file's text in UTF-8, UTF-16 or GB18030. Raises ``Fault`` naming the row that is in none of them."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        tried = ["utf-16"]
    elif content[:4000].count(0) > len(content[:4000]) // 8:
        even, odd = content[:4000:2].count(0), content[1:4000:2].count(0)
        tried = ["utf-16-be" if even > odd else "utf-16-le"]
    else:
        tried = ["utf-8-sig", "gb18030"]
    reached = 0
    for coding in tried:
        try:
            return content.decode(coding)
        except UnicodeDecodeError as error:
            reached = max(reached, error.start)
    if b"\0" in content:  # a picture, a PDF: no text holds one, whatever its coding
        raise Fault("no_table")
    raise Fault("coding", row=1 + content.count(b"\n", 0, reached))


def _separator(text: str) -> str:
    """The sign that as many rows as can be have in the same number; titles above them have none, or a comma."""
    lines = [re.sub(r'"[^"]*"', "", line) for line in text[:50_000].splitlines()[:40]]

    def score(separator: str) -> int:
        counted = Counter(many for line in lines if (many := line.count(separator)))
        return max((many * rows for many, rows in counted.items()), default=0)

    return max(SEPARATORS, key=score)


def _csv_rows(text: str, separator: str = "") -> Iterator[tuple[int, list[Any]]]:
    return _within_limits(_csv_records(text, separator or _separator(text)))


def _within_limits(rows: Iterator[tuple[int, list[Any]]]) -> Iterator[tuple[int, list[Any]]]:
    """The same. Raises ``Fault`` for a cell that is too long, and for too many."""
    cells = 0
    for number, row in rows:
        if longest := next((cell for cell in row if len(cell) > LONGEST_CELL), ""):
            raise Fault("cell", row=number, many=len(longest), most=LONGEST_CELL)
        cells += len(row)
        if cells > MOST_CELLS:
            raise Fault("cells", most=MOST_CELLS)
        yield number, row


def _csv_records(text: str, separator: str) -> Iterator[tuple[int, list[Any]]]:
    """Every record. Raises ``Fault`` for a quotation mark that is opened and not closed, naming the row of it."""
    csv.field_size_limit(sys.maxsize if sys.maxsize < 2**31 else 2**31 - 1)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 0
    row: list[Any] = []
    while True:
        number += 1
        line = reader.line_num
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            shown = text.splitlines()[line][:20] if line < len(text.splitlines()) else ""
            raise Fault("quote", row=number, line=line + 1, shown=shown) from error
        yield number, row


COPIED_CELL = re.compile(rf'"((?:[^"]|""){{0,{LONGEST_CELL}}})"(?=[\t\r\n]|\Z)|[^\t\r\n]*')
ROW_END = re.compile(r"\r\n?|\n")


def _copied_records(text: str) -> Iterator[tuple[int, list[Any]]]:
    """Every row of what a spreadsheet copied. It puts a cell in quotation marks where tabs, line ends or marks in it
    need them; other marks are what somebody typed: ``"党员"先锋``.
    """
    number, at = 0, 0
    while at < len(text):
        number += 1
        row: list[Any] = []
        while True:
            match = COPIED_CELL.match(text, at)
            assert match  # it fits nothing, too
            inside = match[1] or ""
            needs_marks = any(sign in inside for sign in ('""', "\t", "\n", "\r"))
            row.append(inside.replace('""', '"') if needs_marks else match[0])
            at = match.end()
            if text[at : at + 1] != "\t":
                break
            at += 1
        if end := ROW_END.match(text, at):
            at = end.end()
        yield number, row


def _limit() -> None:
    """So much memory and processor time, and no core dump: people's data would be in it."""
    if sys.platform == "win32":
        return  # the process that waits for this one ends it when the time is over
    import resource

    for what, most in ((resource.RLIMIT_CORE, 0), (resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS)):
        resource.setrlimit(what, (most, most))


def main() -> None:
    """Read what is named and write what is in it to the standard output."""
    _limit()
    gc.disable()  # nothing here is garbage before the process ends
    answer: tuple[str, Any]
    try:
        if sys.argv[1] == PASTED:
            answer = ("sheets", pasted_sheets(sys.stdin.buffer.read(LARGEST + 1), sys.argv[2]))
        else:
            answer = ("sheets", sheets_of(Path(sys.argv[1])))
    except Fault as fault:
        answer = (fault.kind, fault.values)
    except MemoryError:
        answer = ("memory", {})
    except OSError as error:
        answer = ("system", {"number": error.errno})
    except BaseException:  # whatever else a damaged file brings down, a panic of the library too
        answer = ("broken", {})
    sys.stdout.buffer.write(pickle.dumps(answer, protocol=5))
    sys.stdout.buffer.flush()
    os._exit(0)  # the system takes all at once what Python would give back cell by cell


if __name__ == "__main__":
    main()
