"""Checking a file that is to be taken in, row by row against the book, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, NamedTuple

from desk.books.audit_queries import TakenIn
from desk.books.import_days import DayDoubts
from desk.core import importing
from desk.core.calendar import date_words
from desk.core.days import AS_WRITTEN, DayForm, DayQuestion
from desk.core.errors import Invalid, Problem
from desk.core.importing import ImportSpec
from desk.core.sheet_columns import Columns
from desk.core.spreadsheet import BEST, Cell, Progress, SheetChoice, SheetTable, Spreadsheet, as_text
from desk.core.words import _, listed
from desk.core.work import Work

MOST_NAMED = 10
"""Row numbers that a note names."""


@dataclass(frozen=True)
class Reading:
    """How a file is to be read, as far as somebody has said it."""

    mapped: Mapping[str, str] = field(default_factory=dict)
    """Field to header, where the headers do not tell; an empty header: not from this file."""
    sheets: SheetChoice = BEST
    form: DayForm = AS_WRITTEN
    """How its days are written, where they do not tell themselves."""
    clean: bool = False
    """Is what can be mended to be mended?"""


AS_IT_STANDS = Reading()


class RowPlace(NamedTuple):
    """Where a row stands in a file."""

    row: int
    sheet: str = ""
    """The sheet's name when several are taken."""

    @property
    def label(self) -> str:
        """As the beginning of a line."""
        if self.sheet:
            return _("Sheet “{sheet}”, row {row}", sheet=self.sheet, row=self.row)
        return _("Row {row}", row=self.row)

    @property
    def in_sentence(self) -> str:
        """As a part of what is said of another row."""
        if self.sheet:
            return _("row {row} of sheet “{sheet}”", row=self.row, sheet=self.sheet)
        return _("row {row}", row=self.row)


@dataclass(frozen=True)
class RejectedRow:
    """One row that cannot be taken, where it stands, the header of the field, and why."""

    place: RowPlace
    field: str
    message: str

    @property
    def row(self) -> int:
        """Its number in the file."""
        return self.place.row

    @property
    def text(self) -> str:
        """Where it is and what is the matter."""
        return _("{place}, {field}: {words}", place=self.place.label, field=self.field, words=self.message)


@dataclass(frozen=True)
class PreparedImport:
    """A file read and checked, nothing stored yet. ``good`` are records ready to store with their places."""

    kind: str
    good: Sequence[tuple[RowPlace, Any]]
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
    doubles: Mapping[int, RejectedRow] = field(default_factory=dict)
    """By their places in ``good`` the rows that are probably in the book or in the file already."""
    sheets: tuple[str, ...] = ()
    """The sheets of the file that hold such a table."""
    taken_sheets: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    """Sentences on what is unusual about the file."""
    digest: str = ""
    """SHA-256 of the file."""
    taken_in_before: int = 0
    """How often this very file had been taken in when it was checked."""
    question: DayQuestion | None = None
    """What has to be said before the days of this file can be read."""
    headed: bool = True
    """Whether its columns have headers of their own."""
    lacks: str = ""
    """Which columns have to be said before any row can be read, in words."""

    @property
    def sheets_left(self) -> tuple[str, ...]:
        """The sheets that hold such a table too and were not taken."""
        return tuple(name for name in self.sheets if self.taken_sheets and name not in self.taken_sheets)

    @property
    def is_empty(self) -> bool:
        """Does nothing stand below its headings?"""
        return not (self.good or self.rejected or self.mended or self.lacks or self.first)

    def lines(self) -> list[str]:
        """What is told of the file as a whole: its sheets, unused columns and whatever is unusual."""
        lines = [self.lacks, _("Please say what each column is.")] if self.lacks else []
        lines += [_("Sheet: {name}", name=listed(self.taken_sheets))] if self.taken_sheets else []
        if self.unknown:
            lines.append(_("Columns not used: {names}", names=listed(self.unknown)))
        if self.is_empty:
            lines.append(_("There is nothing below the headings, so there is nothing to take in."))
        return [*lines, *self.notes]

    def without_doubles(self) -> PreparedImport:
        """The same, with the rows left out that are probably there already."""
        good = [each for at, each in enumerate(self.good) if at not in self.doubles]
        return replace(self, good=good, doubles={})


class FileCheck:
    """Reads one row after another, of one sheet after another, and sorts them.

    Whoever looks at the rows first, as an update does, gives ``read`` a look of its own and sorts what it knows with
    ``reject`` and ``mend``.
    """

    def __init__(self, work: Work, spec: ImportSpec, reading: Reading = AS_IT_STANDS) -> None:
        self.spec = spec
        self.doubts = DayDoubts(spec, reading.form, work.today)
        self.good: list[tuple[RowPlace, Any]] = []
        self.rejected: list[RejectedRow] = []
        self.mended: list[RejectedRow] = []
        self.doubles: dict[int, RejectedRow] = {}
        self.reader = spec.reader(work, reading.clean)
        self._stored = spec.stored_keys(work)
        self._work = work
        self._seen: dict[str, RowPlace] = {}
        self._takers: dict[Hashable, list[tuple[Any, RowPlace]]] = {}
        self._seen_alike: dict[Hashable, RowPlace] = {}
        self._sheet = ""
        self._sums: frozenset[int] = frozenset()
        self._cell_problems: Mapping[int, Sequence[Problem]] = {}

    def read(
        self,
        file: Spreadsheet,
        progress: Progress | None = None,
        check_row: Callable[[RowPlace, Mapping[str, Cell]], None] | None = None,
    ) -> None:
        """All rows of a file, each by ``check_row``, or as a row that is taken in."""
        check_row = check_row or self.row
        done, many = 0, sum(len(table.rows) for table in file.tables)
        for table in file.tables:
            self.begin(table, several=len(file.tables) > 1)
            for number, cells in table:
                if progress and done % 500 == 0:
                    progress(done, many)
                done += 1
                check_row(RowPlace(number, self._sheet), cells)

    @cached_property
    def stored_alike(self) -> set[Hashable]:
        """Read when the first row comes that has no number of its own: a ledger with numbers needs none of it."""
        return self.spec.stored_alike(self._work)

    def begin(self, table: SheetTable, *, several: bool) -> None:
        """The rows from now on are those of this sheet, one of ``several``."""
        self._sheet = table.sheet if several else ""
        self._cell_problems = _cell_problems(table, self.spec.columns)
        self._sums = _sums_aside(table, self.spec)

    def cell_problems(self, place: RowPlace) -> list[Problem]:
        """What is wrong with cells of a row of the present sheet before they are read."""
        return list(self._cell_problems.get(place.row, ()))

    def reject(self, place: RowPlace, problems: Iterable[Problem]) -> None:
        """A row that cannot be taken, and why."""
        self.rejected += self._of_row(place, problems)

    def mend(self, place: RowPlace, problems: Iterable[Problem]) -> None:
        """What was put right in a row."""
        self.mended += self._of_row(place, problems)

    def row(self, place: RowPlace, cells: Mapping[str, Cell]) -> None:
        """Read one row: it is good, perhaps a double, or rejected; or it is none."""
        is_sum = not self.spec.mends and importing.is_sum(as_text(cells.get(self.spec.required[0], "")))
        if is_sum or place.row in self._sums:
            left = Problem(self.spec.required[0], _("is a sum below the table and was left out"))
            self.mend(place, [left])
            return
        problems = self.cell_problems(place)
        try:
            record = self.reader(self.doubts.dated(cells))
            if record is None:
                self.mend(place, self.reader.mends)
                return
            if not problems:
                self.refuse_twice(self.spec.key(record), place)
                self._refuse_collision(record, place)
        except Invalid as wrong:
            named_fields = {problem.field for problem in problems}
            problems += [problem for problem in wrong.problems if problem.field not in named_fields]
            self.doubts.note(cells, wrong.problems)
        if problems:
            self.reject(place, problems)
            return
        self._note_double(record, place)
        self.good.append((place, record))
        if mends := self.reader.mends:
            self.mend(place, mends)

    def _of_row(self, place: RowPlace, problems: Iterable[Problem]) -> list[RejectedRow]:
        headers = self.spec.headers
        return [RejectedRow(place, headers.get(p.field, (p.field,))[0], p.message) for p in problems]

    def refuse_twice(self, key: tuple[str, str], place: RowPlace) -> None:
        """Raises ``Invalid`` for a key that the book or an earlier row has; from now on this row has it."""
        name, value = key
        if not value:
            return
        message = ""
        if value in self._stored:
            message = _("is in the book already")
        elif value in self._seen:
            message = _("is in {place} already", place=self._seen[value].in_sentence)
        if message:
            raise Invalid(Problem(name, f"{self.spec.shown_key(value)} {message}"))
        self._seen[value] = place

    def _refuse_collision(self, record: Any, place: RowPlace) -> None:
        """What an earlier row of the file has taken; that of the book is the reader's to see."""
        taken = self.spec.takes(record)
        if taken is None:
            return
        takers = self._takers.setdefault(taken, [])
        for earlier, there in takers:
            if field := self.spec.collide(earlier, record):
                raise Invalid(Problem(field, _(self.spec.collision, place=there.in_sentence)))
        takers.append((record, place))

    def _note_double(self, record: Any, place: RowPlace) -> None:
        """A row without a number of its own that is like one in the book, or like an earlier one of the file."""
        likeness = self.spec.likeness(record)
        if likeness is None:
            return
        message = ""
        if likeness in self.stored_alike:
            message = _("is probably in the book already")
        elif likeness in self._seen_alike and not self.spec.repeats:
            message = _("is probably the same as {place}", place=self._seen_alike[likeness].in_sentence)
        if message:
            (self.doubles[len(self.good)],) = self._of_row(place, [Problem(self.spec.required[0], message)])
        self._seen_alike.setdefault(likeness, place)


def _cell_problems(table: SheetTable, columns: Columns) -> Mapping[int, Sequence[Problem]]:
    """By row what is wrong with cells before they are read."""
    fields = {at: name for name, at in table.columns.items()}
    problems: dict[int, list[Problem]] = {}
    for row, at in sorted(table.unstored):
        if at in fields:
            message = _(
                "The result of this formula is not in the file. Please open it in Excel or WPS, save it and choose it "
                "again."
            )
            problems.setdefault(row, []).append(Problem(fields[at], message))
    for row, at in sorted(table.carried):
        if at in fields and columns[fields[at]].one_each:
            message = _("One merged cell stands for several rows. Please give each row its own value.")
            problems.setdefault(row, []).append(Problem(fields[at], message))
    return problems


def _sums_aside(table: SheetTable, spec: ImportSpec) -> frozenset[int]:
    """The rows without what every record needs that begin with the word for a sum, as below a column of 序号. In the
    columns of a kind that mends, its reader looks itself.
    """
    if (at := table.columns.get(spec.required[0])) is None:
        return frozenset()
    seen = frozenset(table.columns.values() if spec.mends else ())
    sums = set()
    for number, cells in table.rows:
        if at >= len(cells) or not str(cells[at]).strip():
            column, head = next(((n, said) for n, cell in enumerate(cells) if (said := as_text(cell))), (0, ""))
            if column not in seen and importing.is_sum(head):
                sums.add(number)
    return frozenset(sums)


def file_notes(file: Spreadsheet) -> list[str]:
    """What is told of a file before it is taken in: sheets that are left, hidden rows, merged cells."""
    notes = []
    if file.left:
        notes.append(_("Sheets not taken: {names}", names=listed(file.left)))
    for table in file.tables:
        numbers = {number for number, _cells in table.rows}
        hidden = [number for number in table.hidden_rows if number in numbers]
        carried: dict[str, list[int]] = {}
        used = {at: table.headers[at] for at in table.columns.values()}
        for row, at in sorted(table.carried):
            if at in used and row in numbers:
                carried.setdefault(used[at], []).append(row)
        sentences = [_("Hidden rows are read too: {rows}", rows=_numbers(hidden))] if hidden else []
        for header, rows in carried.items():
            sentence = _(
                "“{header}”: a merged cell counts for each of its rows ({rows})", header=header, rows=_numbers(rows)
            )
            sentences.append(sentence)
        where = _("Sheet “{name}”: ", name=table.sheet) if len(file.tables) > 1 else ""
        notes += [where + sentence for sentence in sentences]
    return notes


def _numbers(rows: Sequence[int]) -> str:
    return listed(map(str, rows[:MOST_NAMED])) + ("…" if len(rows) > MOST_NAMED else "")


def taken_before_words(work: Work, before: TakenIn) -> str:
    """That this very file was taken in already."""
    day = date_words(before.day, work.today)
    return _("This very file was taken in on {day} already ({n} rows).", day=day, n=before.rows)
