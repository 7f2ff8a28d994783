"""The tables that centres keep: xlsx, xls and csv, one sheet or several, below title rows and merged headers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desk.core import sheet_process
from desk.core.errors import Refused
from desk.core.pasted_table import Source
from desk.core.plain_text import one_line
from desk.core.words import _, listed
from desk.text import mended

Progress = Callable[[int, int], None]
HEADER_WITHIN = 20
GUIDE, CHOICES, FIGURES = "填写说明", "_choices", "_figures"
"""Sheets that the program's own workbooks have beside the table: they are passed over."""
BESIDE = frozenset((GUIDE, CHOICES, FIGURES))
Cell = Any
Row = tuple[int, Sequence[Cell]]
Names = Mapping[str, Sequence[str]]
"""Field name to the header names under which centres keep it."""


@dataclass(frozen=True)
class SheetTable:
    """One sheet's rows of fields, each with its row number in the file (1 is the first line)."""

    sheet: str
    columns: Mapping[str, int]
    headers: tuple[str, ...]
    rows: Sequence[Row]
    carried: frozenset[tuple[int, int]] = frozenset()
    """Cells (row, column from 0) below a merged one, which carry its value."""
    unstored: frozenset[tuple[int, int]] = frozenset()
    """Cells with a formula whose result is not in the file."""
    hidden_rows: tuple[int, ...] = ()
    headed: bool = True
    """Whether its columns have headers; else they are called by their places."""

    @property
    def unknown(self) -> tuple[str, ...]:
        """Headers of columns that no field was found for, as they stand in the file."""
        used = set(self.columns.values())
        return tuple(header for at, header in enumerate(self.headers) if header and at not in used)

    @property
    def named_columns(self) -> dict[str, str]:
        """Field to the header that it has here."""
        return {field: self.headers[at] for field, at in self.columns.items()}

    def __iter__(self) -> Iterator[tuple[int, dict[str, Cell]]]:
        columns = tuple(self.columns.items())
        last = max(self.columns.values(), default=0)
        for number, cells in self.rows:
            if len(cells) > last:
                yield number, {field: cells[at] for field, at in columns}
            else:
                yield number, {field: cells[at] if at < len(cells) else "" for field, at in columns}


@dataclass(frozen=True)
class Spreadsheet:
    """What was taken of a file, what could have been taken, and what was left."""

    tables: tuple[SheetTable, ...]
    sheets: tuple[str, ...]
    """All sheets that hold such a table."""
    left: tuple[str, ...] = ()
    """Sheets that are not empty and were not taken."""

    @property
    def taken(self) -> tuple[str, ...]:
        """The sheets that were taken, where the file has others beside them."""
        return tuple(table.sheet for table in self.tables) if len(self.tables) + len(self.left) > 1 else ()


@dataclass(frozen=True)
class SheetChoice:
    """Which sheets are meant: by name, all of them, or the one that says most."""

    names: tuple[str, ...] = ()
    all: bool = False
    headed: bool | None = True
    """Whether a row names the columns; None to look whether one does."""


BEST = SheetChoice()


class ColumnsUnknown(Refused):
    """Columns are not there that such a table needs: somebody has to say which of ``file`` they are."""

    def __init__(self, message: str, file: Spreadsheet) -> None:
        super().__init__(message)
        self.file = file


def read(
    source: Source,
    names: Names,
    required: Sequence[str],
    mapped: Mapping[str, str],
    choice: SheetChoice = BEST,
    progress: Progress | None = None,
) -> Spreadsheet:
    """Read the sheets that are meant. ``mapped`` gives header names for fields by hand, an empty one for a field that
    is not to be taken from the file.

    Raises ``Refused`` when the file is empty or of another kind, ``ColumnsUnknown`` when the required columns are not
    there.
    """
    if odd := [field for field in mapped if field not in names]:
        raise Refused(_("{field} is not a field here. Known: {known}.", field=odd[0], known=", ".join(names)))
    wanted = {field: [*([mapped[field]] if mapped.get(field) else []), *known] for field, known in names.items()}
    loaded = [sheet for sheet in sheet_process.load(source, progress) if sheet["rows"]]
    loaded = [sheet for sheet in loaded if sheet["name"] not in BESIDE] or loaded
    if not loaded:
        raise Refused(_("{file} is empty.", file=source.name))
    tables = [_table(sheet, wanted, mapped, choice.headed) for sheet in loaded]
    fitting = [table for table in tables if all(field in table.columns for field in required)]
    hidden = {sheet["name"] for sheet in loaded if sheet["hidden"]}
    taken = _meant(tables, fitting, choice, hidden)
    left = tuple(table.sheet for table in tables if table not in taken)
    file = Spreadsheet(tuple(taken), tuple(table.sheet for table in fitting), left)
    _require_headers(taken, mapped)
    for table in taken:
        if missing := [names[field][0] for field in required if field not in table.columns]:
            where = (
                source.name if len(tables) == 1 else _("Sheet “{name}” of {file}", name=table.sheet, file=source.name)
            )
            raise ColumnsUnknown(_("{file} has no column for: {fields}.", file=where, fields=listed(missing)), file)
    return file


def _meant(
    tables: Sequence[SheetTable], fitting: Sequence[SheetTable], choice: SheetChoice, hidden: set[str]
) -> Sequence[SheetTable]:
    """The sheets of the choice; without one the first of those that say most, hidden ones last."""
    known = {table.sheet: table for table in tables}
    if odd := [name for name in choice.names if name not in known]:
        message = _("There is no sheet “{name}”, or it is empty. There are: {known}.", name=odd[0], known=listed(known))
        raise Refused(message)
    if choice.names:
        return [known[name] for name in dict.fromkeys(choice.names)]
    if choice.all and fitting:
        return fitting
    return [max(fitting or tables, key=lambda table: (table.sheet not in hidden, len(table.columns)))]


def _require_headers(taken: Sequence[SheetTable], mapped: Mapping[str, str]) -> None:
    """Every header that was given by hand stands in one of the sheets."""
    for header in filter(None, mapped.values()):
        if not any(header in table.headers for table in taken):
            raise Refused(_("The file has no column “{header}”.", header=header))


def _table(sheet: Mapping[str, Any], wanted: Names, mapped: Mapping[str, str], headed: bool | None) -> SheetTable:
    rows: Sequence[Row] = sheet["rows"]
    last, columns, headers = _header(rows, wanted)
    if headed is False or (headed is None and not columns):
        last, columns = 0, {}
        headers = [_("Column {n}", n=n) for n in range(1, max(len(cells) for _number, cells in rows) + 1)]
    for field, header in mapped.items():
        if not header:
            columns.pop(field, None)
        elif header in headers:
            columns[field] = headers.index(header)
    return SheetTable(
        sheet["name"],
        columns,
        tuple(headers),
        [row for row in rows if row[0] > last and any(map(as_text, row[1]))],
        frozenset(sheet["carried"]),
        frozenset(sheet["unstored"]),
        tuple(number for number in sheet["hidden_rows"] if number > last),
        headed=last > 0,
    )


def _header(rows: Sequence[Row], wanted: Names) -> tuple[int, dict[str, int], list[str]]:
    """The number of the header's last row, the columns it names, and all its texts: those of the first row that is as
    full as any where no name is known.
    """
    number, fullest = max(rows[:HEADER_WITHIN], key=lambda row: sum(map(bool, map(as_text, row[1]))))
    best: tuple[int, dict[str, int], list[str]] = (number, {}, list(map(as_text, fullest)))
    for at in range(min(HEADER_WITHIN, len(rows))):
        for depth in (1, 2):
            part = rows[at : at + depth]
            headers = _headers([cells for _number, cells in part])
            columns = _recognised(headers, wanted)
            if len(columns) > len(best[1]):
                best = (part[-1][0], columns, [own for own, _whole in headers])
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


class OneLines(dict[Any, str]):
    """The cells of a file as texts on one line, as they are kept; what stood in an earlier row is not made again."""

    def of(self, cell: Cell) -> str:
        """``as_text`` without line breaks and double spaces."""
        if cell.__class__ is str or cell.__class__ is float:
            return self[cell]
        return _on_one_line(cell)  # True is no 1.0, though they are equal

    def __missing__(self, cell: Cell) -> str:
        self[cell] = text = _on_one_line(cell)
        return text


def _on_one_line(cell: Cell) -> str:
    return one_line(as_text(cell))


def as_text(cell: Cell) -> str:
    """A cell as the person sees it: whole numbers without .0, days as YYYY-MM-DD."""
    if not isinstance(cell, str):
        if cell is None:
            return ""
        if isinstance(cell, float) and cell.is_integer():
            return str(int(cell))
        if isinstance(cell, datetime):
            return cell.date().isoformat()
        cell = str(cell)
    return unwrapped(mended(cell).strip())


def unwrapped(text: str) -> str:
    """Without the signs between which a table keeps a text as it is: ="0350"."""
    return text[2:-1] if text[:2] == '="' and text[-1:] == '"' else text
