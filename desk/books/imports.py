"""Taking tables in: every rejected row is told with its number, field and reason; all of a file, or nothing of it.

What can be taken in is what the books declare: an ``ImportSpec`` for each kind of table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from desk.books.registry import books
from desk.core import identity, spreadsheet
from desk.core.errors import Invalid, Problem
from desk.core.importing import ImportSpec
from desk.core.resources import RESOURCES
from desk.core.spreadsheet import Progress
from desk.core.words import _
from desk.core.work import Work

FIRST = 5
"""Rows of the file that are shown as they are."""


@dataclass(frozen=True)
class RejectedRow:
    """One row that cannot be taken, its number in the file, the header of the field, and why."""

    row: int
    field: str
    words: str


@dataclass(frozen=True)
class PreparedImport:
    """A file read and checked, nothing stored yet. ``good`` are records ready to store with their row numbers."""

    kind: str
    good: Sequence[tuple[int, Any]]
    rejected: Sequence[RejectedRow]
    columns: Mapping[str, str] = field(default_factory=dict)
    """Field to the header that it has in this file."""
    unknown: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()
    """All headers of the file."""
    first: Sequence[Sequence[str]] = ()
    """The first rows as the file has them, in the order of ``headers``."""
    mended: Sequence[RejectedRow] = ()
    """What was put right on the way, when that was asked for."""
    sheet: str = ""


def specs() -> tuple[ImportSpec, ...]:
    """Every kind of table that a book takes in."""
    return tuple(spec for book in books() for spec in book.importers())


def spec_of(kind: str) -> ImportSpec:
    """The kind of table that goes by a name; KeyError for a name that is none."""
    return {spec.kind: spec for spec in specs()}[kind]


def prepare(
    work: Work,
    kind: str,
    path: Path,
    mapped: Mapping[str, str] | None = None,
    progress: Progress | None = None,
    *,
    clean: bool = False,
) -> PreparedImport:
    """Read and check a whole file against the book. ``clean`` mends what can be mended, where the kind's reader can.

    Raises ``Refused`` when it is not such a table at all.
    """
    spec = spec_of(kind)
    work.require(spec.permission)
    table = spreadsheet.read(path, spec.headers, spec.required, mapped or {})
    taken = dict.fromkeys(spec.stored_keys(work), 0)
    read = spec.reader(work, clean)
    good: list[tuple[int, Any]] = []
    rejected: list[RejectedRow] = []
    mended: list[RejectedRow] = []
    for done, (number, cells) in enumerate(table):
        if progress and done % 500 == 0:
            progress(done, len(table.rows))
        try:
            record = read(cells)
            if record is None:
                continue
            _refuse_twice(taken, spec.key(record), number)
        except Invalid as wrong:
            rejected += _rows(spec, number, wrong.problems)
        else:
            good.append((number, record))
            mended += _rows(spec, number, read.mends)
    columns = {name: table.headers[at] for name, at in table.columns.items()}
    first = [[spreadsheet.as_text(cell) for cell in cells] for _number, cells in table.rows[:FIRST]]
    return PreparedImport(kind, good, rejected, columns, table.unknown, table.headers, first, mended, table.sheet)


def _rows(spec: ImportSpec, row: int, problems: Iterable[Problem]) -> list[RejectedRow]:
    return [RejectedRow(row, spec.headers.get(p.field, (p.field,))[0], p.words) for p in problems]


def store(work: Work, prepared: PreparedImport, path: Path, progress: Progress | None = None) -> int:
    """Store the good rows of a prepared file in this transaction. How many."""
    spec = spec_of(prepared.kind)
    work.require(spec.permission)
    spec.store(work, [record for _row, record in prepared.good], progress)
    after = {"file": path.name, "rows": len(prepared.good), "rejected": len(prepared.rejected)}
    work.audit(f"import.{prepared.kind}", prepared.kind, after=after)
    return len(prepared.good)


def _refuse_twice(taken: dict[str, int], key: tuple[str, str], row: int) -> None:
    name, value = key
    if not value:
        return
    if value in taken:
        words = _("is in row {row} already", row=taken[value]) if taken[value] else _("is in the book already")
        shown = identity.mask_number(value) if name == "id_number" else value
        raise Invalid(Problem(name, f"{shown} {words}"))
    taken[value] = row


def sample_catalogue() -> Path:
    """The catalogue that comes with the program, from public knowledge and marked as a sample."""
    return RESOURCES / "catalogue" / "sample.csv"
