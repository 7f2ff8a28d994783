"""Reading the tables that centres keep: xlsx, xls and csv, in UTF-8 or GB18030, below title rows and merged headers."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from desk.core.errors import Refused
from desk.core.os_errors import translate_os_errors
from desk.core.words import _, listed
from desk.text import mended

Progress = Callable[[int, int], None]
HEADER_WITHIN = 20
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
Cell = Any
Names = Mapping[str, Sequence[str]]
"""Field name to the header names under which centres keep it."""


@dataclass(frozen=True)
class Spreadsheet:
    """Rows of fields, each with its row number in the file (1 is the first line). ``unknown`` headers were not used."""

    columns: Mapping[str, int]
    headers: tuple[str, ...]
    rows: Sequence[tuple[int, Sequence[Cell]]]
    sheet: str = ""
    """The sheet's name when the file has several."""

    @property
    def unknown(self) -> tuple[str, ...]:
        """Headers of columns that no field was found for, as they stand in the file."""
        used = set(self.columns.values())
        return tuple(header for at, header in enumerate(self.headers) if header and at not in used)

    def __iter__(self) -> Iterator[tuple[int, dict[str, Cell]]]:
        for number, cells in self.rows:
            yield number, {field: cells[at] if at < len(cells) else "" for field, at in self.columns.items()}


def read(path: Path, names: Names, required: Sequence[str], mapped: Mapping[str, str]) -> Spreadsheet:
    """Read the sheet that says most of what is wanted, the first of those. ``mapped`` gives header names for fields by
    hand, an empty one for a field that is not to be taken from the file.

    Raises ``Refused`` when the file is empty, of another kind, or the required columns are not there.
    """
    if odd := [field for field in mapped if field not in names]:
        raise Refused(_("{field} is not a field here. Known: {known}.", field=odd[0], known=", ".join(names)))
    wanted = {field: [*([mapped[field]] if field in mapped else []), *known] for field, known in names.items()}
    sheets = [(name, rows) for name, rows in _sheets(path) if any(any(as_text(cell) for cell in row) for row in rows)]
    if not sheets:
        raise Refused(_("{file} is empty.", file=path.name))
    headed = [(name, rows, _header(rows, wanted)) for name, rows in sheets]
    sheet, rows, (at, depth, columns, headers) = max(headed, key=lambda each: len(each[2][2]))
    for field, header in mapped.items():
        if not header:
            columns.pop(field, None)
            continue
        if header not in headers:
            raise Refused(_("The file has no column “{header}”.", header=header))
        columns[field] = headers.index(header)
    if missing := [names[field][0] for field in required if field not in columns]:
        raise Refused(_("{file} has no column for: {fields}.", file=path.name, fields=listed(missing)))
    body = [(n, row) for n, row in enumerate(rows, 1) if n > at + depth and any(as_text(cell) for cell in row)]
    return Spreadsheet(columns, tuple(headers), body, sheet if len(sheets) > 1 else "")


def _header(rows: Sequence[Sequence[Cell]], wanted: Names) -> tuple[int, int, dict[str, int], list[str]]:
    """Where the header is (index), how many rows it has, the columns it names, and all its texts."""
    best: tuple[int, int, dict[str, int], list[str]] = (0, 1, {}, [])
    for at in range(min(HEADER_WITHIN, len(rows))):
        for depth in (1, 2):
            headers = _headers(rows[at : at + depth])
            columns = _recognised(headers, wanted)
            if len(columns) > len(best[2]):
                best = (at, depth, columns, [own for own, _whole in headers])
    return best


def _headers(rows: Sequence[Sequence[Cell]]) -> list[tuple[str, str]]:
    """Per column its own header and, under a merged one, the two put together."""
    if len(rows) == 1:
        return [(text, text) for text in map(as_text, rows[0])]
    upper, lower = rows
    spread, above = [], ""
    for i in range(max(len(upper), len(lower))):
        above = (as_text(upper[i]) if i < len(upper) else "") or above
        below = as_text(lower[i]) if i < len(lower) else ""
        spread.append((below or above, above + below))
    return spread


def _recognised(headers: Sequence[tuple[str, str]], wanted: Names) -> dict[str, int]:
    plain = [(_bare(own), _bare(whole)) for own, whole in headers]
    columns: dict[str, int] = {}
    for field, known in wanted.items():
        for name in map(_bare, known):
            at = next((i for i, pair in enumerate(plain) if name in pair and i not in columns.values()), None)
            if at is not None:
                columns[field] = at
                break
    return columns


def _bare(header: str) -> str:
    """A header without spaces, stars, colons and what stands in brackets."""
    text = header.replace("（", "(").split("(")[0]
    return "".join(c for c in text if c.isalnum() or c in "_").lower()


def as_text(cell: Cell) -> str:
    """A cell as the person sees it: whole numbers without .0, days as YYYY-MM-DD."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    words = mended(str(cell)).strip()
    return words[2:-1] if words[:2] == '="' and words[-1:] == '"' else words


Sheets = Sequence[tuple[str, Sequence[Sequence[Cell]]]]
MOST_SHEETS = 100


def _sheets(path: Path) -> Sheets:
    if not path.is_file():
        raise Refused(_("There is no file {file}.", file=path))
    with translate_os_errors():
        content = path.read_bytes()
    if content[:2] == b"PK" or content[:8] == OLE:
        return _workbook_sheets(path, content)
    if path.suffix.lower() in (".xlsx", ".xls") and b"<" not in content[:200]:
        raise Refused(_("{file} is not a workbook. Please save it as .xlsx.", file=path.name))
    if b"<html" in content[:2000].lower() or b"<?xml" in content[:100]:
        raise Refused(_("{file} is a web page, not a workbook. Please save it as .xlsx.", file=path.name))
    return [(path.stem, _csv_rows(content))]


def _workbook_sheets(path: Path, content: bytes) -> Sheets:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        names = book.sheet_names[:MOST_SHEETS]
        return [(name, book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in names]
    except (CalamineError, ValueError, OSError) as error:
        raise Refused(
            _("{file} could not be read as a workbook. Please save it as .xlsx again.", file=path.name)
        ) from error


def _csv_rows(content: bytes) -> Sequence[Sequence[Cell]]:
    try:
        words = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        words = content.decode("gb18030", errors="replace")
    first = words[:2000].splitlines()[0] if words.strip() else ""
    separator = max(",;\t", key=first.count)
    return list(csv.reader(io.StringIO(words, newline=""), delimiter=separator))
