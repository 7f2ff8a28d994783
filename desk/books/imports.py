"""Taking tables in: every rejected row is told with its number, field and reason; all of a file, or nothing of it.

What can be taken in is what the books declare: an ``ImportSpec`` for each kind of table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from desk.books.registry import books
from desk.core import days, identity, importing, spreadsheet
from desk.core.days import AS_WRITTEN, DayForm, DayQuestion
from desk.core.errors import Invalid, Problem
from desk.core.importing import ImportSpec
from desk.core.resources import RESOURCES
from desk.core.spreadsheet import Cell, Progress
from desk.core.words import _
from desk.core.work import Work

FIRST = 5
"""Rows of the file that are shown as they are."""
SAMPLES = 3
"""Doubtful days that are shown where it is asked how they are written."""


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
    question: DayQuestion | None = None
    """What has to be said before the days of this file can be read."""


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
    form: DayForm = AS_WRITTEN,
) -> PreparedImport:
    """Read and check a whole file against the book. ``clean`` mends what can be mended, where the kind's reader can;
    ``form`` is what the manager says of days that do not say it themselves. Raises ``Refused`` for another table.
    """
    spec = spec_of(kind)
    work.require(spec.permission)
    table = spreadsheet.read(path, spec.headers, spec.required, mapped or {})
    taken = dict.fromkeys(spec.stored_keys(work), 0)
    read = spec.reader(work, clean)
    good: list[tuple[int, Any]] = []
    rejected: list[RejectedRow] = []
    mended: list[RejectedRow] = []
    asking = _DayDoubts(spec, form, work.today)
    for done, (number, cells) in enumerate(table):
        if progress and done % 500 == 0:
            progress(done, len(table.rows))
        try:
            record = read(asking.told(cells))
            _refuse_twice(taken, spec.key(record) if record is not None else ("", ""), number)
        except Invalid as wrong:
            rejected += _rows(spec, number, wrong.problems)
            asking.note(cells, wrong.problems)
        else:
            good += [(number, record)] if record is not None else []
            mended += _rows(spec, number, read.mends)
    columns = {name: table.headers[at] for name, at in table.columns.items()}
    first = [[spreadsheet.as_text(cell) for cell in cells] for _number, cells in table.rows[:FIRST]]
    return PreparedImport(
        kind, good, rejected, columns, table.unknown, table.headers, first, mended, table.sheet, asking.question
    )


class _DayDoubts:
    """The days of a file whose writing has to be told, and how they are read once it is; numbers that are lost."""

    def __init__(self, spec: ImportSpec, form: DayForm, today: date) -> None:
        self._fields, self._form, self._today = spec.days, form, today
        self._lacks: frozenset[str] = frozenset()
        self._samples: dict[str, None] = {}

    def told(self, cells: Mapping[str, Cell]) -> Mapping[str, Cell]:
        """The cells with their days written out as far as the form tells. Raises ``Invalid`` for a number that the
        spreadsheet has cut.
        """
        if cut := importing.cut_numbers(cells):
            raise Invalid(*cut)
        if self._form == AS_WRITTEN:
            return cells
        return {
            name: days.as_told(cell, self._form, self._today) if name in self._fields else cell
            for name, cell in cells.items()
        }

    def note(self, cells: Mapping[str, Cell], problems: Sequence[Problem]) -> None:
        """Of a row that was rejected: which of its days are in doubt."""
        for name in {problem.field for problem in problems} & set(self._fields):
            cell = days.as_told(cells.get(name), self._form, self._today)
            if lacks := days.lacks_in(cell, self._today):
                self._lacks |= lacks
                self._samples[str(cell)[:20]] = None

    @property
    def question(self) -> DayQuestion | None:
        """What is to be asked, with the first samples; None where every day says enough."""
        return DayQuestion(self._lacks, tuple(self._samples)[:SAMPLES]) if self._lacks else None


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
