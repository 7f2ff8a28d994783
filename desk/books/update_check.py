"""Checking a file against what is stored, row by row: what is new, what has changed, and what the file leaves out."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from desk.books.import_check import AS_IT_STANDS, MOST_NAMED, FileCheck, PreparedImport, Reading, RowPlace
from desk.core.errors import DeskError, Invalid, Problem
from desk.core.importing import ImportSpec
from desk.core.spreadsheet import Cell, Progress, Spreadsheet
from desk.core.updating import Difference, Hint, UpdateField, UpdateSpec, says_nothing
from desk.core.words import _, clauses, listed
from desk.core.work import Work

WORRYING = 3
"""One record in so many going out of use at once is asked about twice."""


@dataclass(frozen=True)
class ChangedRow:
    """A row of which the file says something else than the book."""

    place: RowPlace
    title: str
    stored: Any
    wanted: Any
    """The record with everything that a file may change."""
    differences: tuple[Difference, ...]

    @property
    def can_be_stored(self) -> bool:
        """False where the file may change nothing of what differs."""
        return any(not each.refused for each in self.differences)

    @property
    def text(self) -> str:
        """Where it is, who or what it is, and what differs."""
        return _("{place}, {title}: {changes}", place=self.place.label, title=self.title, changes=clauses(self.lines()))

    def lines(self) -> Iterator[str]:
        """Each difference in words."""
        for each in self.differences:
            change = _("{field} “{stored}” → “{file}”", field=each.label, stored=each.stored, file=each.file)
            yield _("{change} (not stored: {why})", change=change, why=each.refused) if each.refused else change


@dataclass(frozen=True)
class UpdateChoice:
    """What is to be stored, by the places in a ``PreparedUpdate``."""

    new: frozenset[int] = frozenset()
    changed: frozenset[int] = frozenset()
    gone: frozenset[int] = frozenset()

    @property
    def many(self) -> int:
        """How many rows and records are meant."""
        return len(self.new) + len(self.changed) + len(self.gone)


@dataclass(frozen=True)
class PreparedUpdate:
    """A file compared with the book, nothing stored yet."""

    file: PreparedImport
    """The file itself; its good rows are the new ones."""
    changed: tuple[ChangedRow, ...]
    gone: tuple[Any, ...]
    """Stored records in use that no row is of."""
    same: int
    """Rows that say nothing else than the book."""
    fields: Sequence[UpdateField] = field(compare=False)
    update: UpdateSpec = field(compare=False)
    in_use: int
    """How many stored records are in use, those that the file leaves out among them."""

    @property
    def is_nothing(self) -> bool:
        """Does the file say nothing that the book does not have?"""
        return not (self.file.good or any(row.can_be_stored for row in self.changed))

    def usual(self, *, doubles: bool = False, gone: bool = False) -> UpdateChoice:
        """What is meant unless somebody chooses otherwise: everything new and changed, never what is gone."""
        return UpdateChoice(
            frozenset(at for at in range(len(self.file.good)) if doubles or at not in self.file.doubles),
            frozenset(at for at, row in enumerate(self.changed) if row.can_be_stored),
            frozenset(range(len(self.gone)) if gone and self.can_drop else ()),
        )

    @property
    def can_drop(self) -> bool:
        """May what is gone from the file be taken out of use with it?"""
        return self.update.drop is not None

    def is_worrying(self, chosen: UpdateChoice) -> bool:
        """Would so much go out of use that this is rather the list of a part, or of somebody else?"""
        return len(chosen.gone) * WORRYING > self.in_use

    def leaving_words(self, chosen: UpdateChoice) -> str:
        """How much of what is in use would go out of use, which, and what becomes of it."""
        titles = [self.title(self.gone[at]) for at in sorted(chosen.gone)]
        sentence = _(
            "{n} of the {all} records in use here are not in the file: {names}. What becomes of each: {dropped}.",
            n=len(titles),
            all=self.in_use,
            names=listed(titles[:MOST_NAMED]) + ("…" if len(titles) > MOST_NAMED else ""),
            dropped=_(self.update.dropped),
        )
        if not self.is_worrying(chosen):
            return sentence
        return _("{sentence} That is more than a third. Is the file really the whole list?", sentence=sentence)

    def title(self, record: Any) -> str:
        """Who or what a record is, as a list may show it."""
        return self.update.title(record)

    def details(self, record: Any) -> str:
        """What is known of a record, field by field, as a list may show it."""
        said = ((_(each.label), each.shown(record)) for each in self.fields)
        return clauses(_("{field}: {words}", field=name, words=shown) for name, shown in said if shown)

    def summary(self) -> str:
        """The three groups, what stays and what cannot be read, in numbers."""
        return _(
            "New: {new}; changed: {changed}; not in the file: {gone}; the same: {same}; problems: {bad}.",
            new=len(self.file.good),
            changed=len(self.changed),
            gone=len(self.gone),
            same=self.same,
            bad=len(self.file.rejected),
        )

    def only(self, new: frozenset[int]) -> PreparedImport:
        """The file with these of its new rows alone."""
        places = sorted(new)
        doubles = {now: self.file.doubles[at] for now, at in enumerate(places) if at in self.file.doubles}
        return replace(self.file, good=[self.file.good[at] for at in places], doubles=doubles)


class UpdateCheck:
    """Looks for what each row is of; a row that is of nothing stored is checked as one that is taken in."""

    def __init__(self, work: Work, spec: ImportSpec, update: UpdateSpec, reading: Reading = AS_IT_STANDS) -> None:
        self.file = FileCheck(work, spec, reading)
        self.same = 0
        self.fields = update.fields(work)
        self._work, self._update = work, update
        self._records = update.stored(work)
        self._known: dict[Hashable, list[int]] = {}
        for at, record in enumerate(self._records):
            for key in update.keys(record):
                self._known.setdefault(key, []).append(at)
        self._met: dict[int, list[RowPlace]] = {}
        self._fitting: set[int] = set()
        self._changed: dict[int, ChangedRow] = {}

    def read(self, file: Spreadsheet, progress: Progress | None = None) -> None:
        """All rows of a file; those of one record are told once all are known."""
        self.file.read(file, progress, self._row)
        for at, places in self._met.items():
            if len(places) > 1:
                self._changed.pop(at, None)
                named = listed(place.in_sentence for place in places)
                message = _("{places} are of the same record ({title})", places=named, title=self._title(at))
                for place in places:
                    self.file.reject(place, [Problem(self._update.required[0], message)])

    @property
    def changed(self) -> tuple[ChangedRow, ...]:
        """The rows that say something else than the book."""
        return tuple(self._changed.values())

    @property
    def gone(self) -> tuple[Any, ...]:
        """The records in use that no row of the file is, or may be, of."""
        left = (record for at, record in enumerate(self._records) if at not in self._met and at not in self._fitting)
        return tuple(record for record in left if self._update.in_use(record, self._work.today))

    @property
    def in_use(self) -> int:
        """How many stored records are in use."""
        return sum(self._update.in_use(record, self._work.today) for record in self._records)

    def unused(self, columns: Mapping[str, str]) -> Iterator[str]:
        """What is told of columns that are not compared, and of rows of what is out of use."""
        compared = {*self._update.required, *(column for each in self.fields for column in each.columns)}
        if left := [header for name, header in columns.items() if name not in compared]:
            yield _("Columns not compared: {names}", names=listed(left))
        ended = [at for at in self._met if not self._update.in_use(self._records[at], self._work.today)]
        if ended:
            names = listed(map(self._title, ended[:MOST_NAMED])) + ("…" if len(ended) > MOST_NAMED else "")
            yield _("In the file, but no longer in use here: {names}", names=names)

    def _row(self, place: RowPlace, cells: Mapping[str, Cell]) -> None:
        """Compare one row with what it is of, or check it as a new one."""
        try:
            dated = self.file.doubts.dated(cells)
            at = self._found(dated, place)
        except Invalid as wrong:
            self.file.reject(place, wrong.problems)
            return
        if at is None:
            self.file.row(place, cells)
        elif len(self._met[at]) == 1:
            self._compare(at, place, dated)

    def _found(self, dated: Mapping[str, Cell], place: RowPlace) -> int | None:
        for key in self._update.row_keys(dated, self._work.today):
            fitting = self._known.get(key, [])
            if len(fitting) == 1 and not isinstance(key, Hint):
                self._refuse_rivals(fitting[0], dated)
                self._met.setdefault(fitting[0], []).append(place)
                return fitting[0]
            if fitting:
                self._fitting.update(fitting)
                raise Invalid(Problem(self._update.required[0], self._several(fitting)))
        return None

    def _refuse_rivals(self, at: int, cells: Mapping[str, Cell]) -> None:
        """A number that is one's and a name that is another's: numbers, or lines of a column, that were exchanged."""
        for key in self._update.rival_keys(cells):
            others = self._known.get(key, [])
            if others and at not in others:
                self._fitting.update((at, *others))
                names = {"one": self._title(at), "other": listed(map(self._title, others[:3]))}
                doubt = _("is known as {one} here, but the row names {other}; please look which is right", **names)
                raise Invalid(Problem(self._update.required[0], doubt))

    def _several(self, fitting: Sequence[int]) -> str:
        names = listed(map(self._title, fitting[:3])) + ("…" if len(fitting) > 3 else "")
        if len(fitting) == 1:
            return _("is perhaps {names}, but the row says too little to be sure", names=names)
        return _("may be any of {n} in the book ({names}); the row does not say which", n=len(fitting), names=names)

    def _compare(self, at: int, place: RowPlace, dated: Mapping[str, Cell]) -> None:
        stored = self._records[at]
        problems = self.file.cell_problems(place)
        given = {name: cell for name, cell in dated.items() if not says_nothing(cell)}
        try:
            changed = self._read_over(stored, given, place)
        except Invalid as wrong:
            problems += wrong.problems
            self.file.doubts.note(dated, wrong.problems)
        except DeskError as refused:
            problems.append(Problem(self._update.required[0], refused.message))
        if problems:
            self.file.reject(place, problems)
            return
        self.file.mend(place, self.file.reader.mends)
        if changed is None:
            self.same += 1
        else:
            self._changed[at] = changed

    def _read_over(self, stored: Any, given: Mapping[str, Cell], place: RowPlace) -> ChangedRow | None:
        """What a row changes of a record. Raises ``DeskError`` for what cannot be."""
        with self._update.released(self.file.reader, stored):
            read = self.file.reader(self._update.filled(stored, given))
        if read is None:
            return None
        wanted, differences = stored, []
        for each in self.fields:
            if each.is_said(given) and (said := each.said(stored, read, given)):
                differences.append(each.difference(stored, said))
                wanted = wanted if each.refused else replace(wanted, **said)
        if wanted != stored:
            self._update.check(self._work, stored, wanted)
            self._refuse_taken(stored, wanted, place)
        if not differences:
            return None
        return ChangedRow(place, self._update.title(stored), stored, wanted, tuple(differences))

    def _refuse_taken(self, stored: Any, wanted: Any, place: RowPlace) -> None:
        """A key that another row gives, or that another record has."""
        key = self.file.spec.key
        if key(wanted) != key(stored):
            self.file.refuse_twice(key(wanted), place)

    def _title(self, at: int) -> str:
        return self._update.title(self._records[at])
