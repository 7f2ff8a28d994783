"""What one kind of imported table 导入表 is: its columns, how a row is read, and how the rows are stored.

A book declares an ``ImportSpec`` for each table that centres keep of it; ``desk.books.imports`` does the rest. Below it
stand the readers of single cells: each gives a value, or notes a problem of its field and gives the usual value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any, Protocol, TypeVar

from desk.core import days, identity, money, numbers, spreadsheet
from desk.core.column_guess import Content
from desk.core.days import NoDay
from desk.core.errors import DeskError, Problem, Refused
from desk.core.permissions import May
from desk.core.sheet_columns import CellKind, Columns, SheetColumn
from desk.core.spreadsheet import Cell, Names, Progress
from desk.core.updating import UpdateSpec
from desk.core.words import N_, _, listed
from desk.core.work import Work

Value = TypeVar("Value")
TOLD_AFTER = 20
"""Records stored between two words on how far it is."""


class RowReader(Protocol):
    """Reads one row after another. None for a row that is none; ``mends`` is what was put right in the last one."""

    @property
    def mends(self) -> Sequence[Problem]:
        """What was put right in the row read last, field by field."""
        ...

    def __call__(self, cells: Mapping[str, Cell]) -> Any: ...


@dataclass(frozen=True)
class StrictReader:
    """A reader that mends nothing."""

    read: Callable[[Mapping[str, Cell], Work], Any]
    work: Work
    mends: Sequence[Problem] = ()

    def __call__(self, cells: Mapping[str, Cell]) -> Any:
        """The record of a row. Raises ``Invalid`` naming every field that is wrong."""
        return self.read(cells, self.work)


def strictly(read: Callable[[Mapping[str, Cell], Work], Any]) -> Callable[[Work, bool], RowReader]:
    """The maker of a reader that mends nothing, whatever it is told."""
    return lambda work, _clean: StrictReader(read, work)


def store_each(
    records: Iterable[Value],
    progress: Progress | None,
    store: Callable[[Value], object],
    name: Callable[[Value], str],
) -> None:
    """Store one record after the other. Raises ``Refused`` with the ``name`` of the one that cannot be, and why; the
    transaction then keeps none of them.
    """
    all_of_them = list(records)
    for done, record in enumerate(all_of_them):
        if progress and done % TOLD_AFTER == 0:
            progress(done, len(all_of_them))
        try:
            store(record)
        except DeskError as wrong:
            sentence = _("Nothing was stored. {name}: {why}", name=name(record), why=wrong.message)
            raise Refused(sentence) from wrong


def nothing_stored(_work: Work) -> set[Any]:
    """For a table of which any row may repeat what is stored already."""
    return set()


def without_key(_record: Any) -> tuple[str, str]:
    """For a table whose rows have no number or name of their own."""
    return "", ""


def unlike_any(_record: Any) -> None:
    """For a table of which rows are told apart by their keys alone."""


def collide_never(_one: Any, _other: Any) -> str:
    """For a table of which any two rows can be stored together."""
    return ""


@dataclass(frozen=True)
class ImportSpec:
    """One kind of table that can be imported."""

    kind: str
    """How ``desk import`` and the audit call it."""
    title: str
    """The msgid of its name on the import page."""
    columns: Columns
    """All that is read of it, and what of that stands in the template and the complete export."""
    required: tuple[str, ...]
    """The fields without which a file is not such a table."""
    permission: May
    reader: Callable[[Work, bool], RowReader]
    """Makes the reader for a file; the second argument says whether it is to mend what it can."""
    store: Callable[[Work, list[Any], Progress | None], None]
    """Stores the records in the present transaction."""
    exported: Callable[[Work], Iterable[Any]]
    """Every record of the book that the complete export holds, as ``columns`` take them."""
    left_out: str = ""
    """The msgid of a sentence on what of the book is not in that table."""
    personal: bool = True
    """Does it name people, so that only a manager takes it out, and says what for?"""
    key: Callable[[Any], tuple[str, str]] = without_key
    """The field and value of a record that must not be there twice, a value that people know; an empty one may."""
    stored_keys: Callable[[Work], set[str]] = nothing_stored
    """The keys of what is stored already."""
    shown_key: Callable[[str], str] = str
    """A key as a list may show it."""
    likeness: Callable[[Any], Hashable | None] = unlike_any
    """What records that are probably the same have in common, where no key tells; None for one that is like none."""
    stored_alike: Callable[[Work], set[Any]] = nothing_stored
    """The likenesses of what is stored already."""
    takes: Callable[[Any], Hashable | None] = unlike_any
    """What only one record can have at one time: somebody's day, a room on a day; None where it takes nothing."""
    collide: Callable[[Any, Any], str] = collide_never
    """The field in which it is told that two records which take the same cannot both be; empty where they can."""
    collision: str = N_("overlaps {place}")
    """The msgid of how that is told, with the place of the earlier row."""
    repeats: bool = False
    """Whether one file usually holds rows that are alike, as ten chairs are."""
    mends: bool = False
    """Whether the reader can mend rows."""
    guessed: Mapping[Content, Sequence[str]] = field(default_factory=dict)
    """What a column without a header is taken for that looks like a name, a number or a day; several columns of one
    look one after the other."""
    masked: Mapping[str, Callable[[str], str]] = field(default_factory=dict)
    """How a list shows what stands in these fields; of all others what looks like somebody's number is masked."""
    update: UpdateSpec | None = None
    """How what is stored is brought up to date from such a table; None where a table only adds."""

    @cached_property
    def headers(self) -> Names:
        """By field the headers that it is known by; a table may call it as the program does within."""
        return {name: (*column.names, name.removesuffix("_id")) for name, column in self.columns.items()}

    @cached_property
    def template(self) -> Mapping[str, SheetColumn]:
        """The columns of its template and of the complete export."""
        return {name: column for name, column in self.columns.items() if isinstance(column, SheetColumn)}

    def of_kind(self, kind: CellKind) -> frozenset[str]:
        """The fields that hold such cells."""
        return frozenset(name for name, column in self.columns.items() if column.kind is kind)


def chosen(
    cells: Mapping[str, Cell],
    field: str,
    known: Mapping[str, Value],
    problems: list[Problem],
    *,
    needed: bool = False,
    examples: int = 3,
) -> Value | None:
    """What a word of a fixed list stands for; None where there is none or it is not known, which is a problem."""
    word = spreadsheet.as_text(cells.get(field, ""))
    if not word and not needed:
        return None
    if word not in known:
        choices = listed(list(known)[:examples])
        unknown = _("“{word}” is not known here. Please enter one of: {choices}…", word=word[:20], choices=choices)
        lacking = _("Please fill this in, for example {choices}.", choices=choices)
        problems.append(Problem(field, unknown if word else lacking))
    return known.get(word)


SAYS_YES = frozenset("是 有 对 可 可以 能 要 需 需要 √ ✓ ✔ y yes true 1".split())
SAYS_NO = frozenset("否 无 不是 没有 不可 不可以 不能 不要 不需 不需要 × ✗ x n no false 0 - — /".split())


def yes_or_no(cells: Mapping[str, Cell], field: str, problems: list[Problem], *, usual: bool) -> bool:
    """The answer to a question; the usual one where the cell is empty or says neither, which is a problem."""
    word = spreadsheet.as_text(cells.get(field, ""))
    if word.lower() in SAYS_YES | SAYS_NO:
        return word.lower() in SAYS_YES
    if word:
        problems.append(Problem(field, _("“{word}”: please write 是 or 否.", word=word[:20])))
    return usual


def day(cells: Mapping[str, Cell], field: str, problems: list[Problem], today: date) -> date | None:
    """A day; None where the cell is empty or no day, which is a problem."""
    try:
        return days.day_of(cells.get(field), today)
    except NoDay as wrong:
        problems.append(Problem(field, wrong.message))
        return None


EXACT = 10**15
"""A spreadsheet keeps fifteen digits of a number, and makes noughts of all further ones."""
TOO_NARROW = re.compile(r"#{3,}")
"""What a spreadsheet shows, and copies as text, of a number or a day that its column has no room for."""
SCIENTIFIC = re.compile(r"[0-9](?:\.[0-9]+)?E\+(?:1[1-9]|[2-9][0-9])")


def cut_numbers(cells: Mapping[str, Cell], codes: Collection[str]) -> list[Problem]:
    """The cells of which the spreadsheet lost digits: long numbers that it keeps as a quantity, or which a CSV shows so
    in one of the ``codes``, the fields of digits that are none; those that its column is too narrow for; and codes
    that it made days of.
    """
    return [Problem(field, _cut_words(cell)) for field, cell in cells.items() if _is_cut(cell, field in codes)]


def _cut_words(cell: Cell) -> str:
    if isinstance(cell, date):
        return _(
            "The spreadsheet has a day here ({shown}), where a number is expected. Please format the column as text "
            "and enter it again.",
            shown=spreadsheet.as_text(cell),
        )
    if isinstance(cell, str) and "#" in cell:
        return _(
            "The spreadsheet shows {shown} here because the column is too narrow. Please widen the column and copy the "
            "range again.",
            shown=cell.strip(),
        )
    return _(
        "The spreadsheet has cut this number ({shown}): it keeps 15 digits only. "
        "Please format the column as text and enter the number again.",
        shown=cell if isinstance(cell, str) else f"{cell:.4E}",
    )


def _is_cut(cell: Cell, is_code: bool) -> bool:
    if isinstance(cell, date):
        return is_code and not (isinstance(cell, datetime) and cell.time())
    if isinstance(cell, str):
        if "E+" in cell:
            return is_code and SCIENTIFIC.fullmatch(cell.strip()) is not None
        return "##" in cell and TOO_NARROW.fullmatch(cell.strip()) is not None
    return isinstance(cell, float | int) and EXACT <= abs(cell) < float("inf")


SUMS = frozenset(("合计", "小计", "总计", "共计", "本页小计", "本页合计", "累计", "total", "subtotal", "grandtotal"))
"""What stands below a table where a number or name would, without spaces."""


def is_sum(head: str) -> bool:
    """Is a row that begins so a sum of those above it?"""
    return "".join(head.lower().split()).rstrip(":：") in SUMS


def whole_days(cells: Mapping[str, Cell], field: str, problems: list[Problem]) -> int:
    """A number of days, 个工作日 and 天 left off; 0 where there is none or it is none, which is a problem."""
    return whole(cells, field, problems, "个工作日", "天") or 0


def whole(cells: Mapping[str, Cell], field: str, problems: list[Problem], *units: str) -> int | None:
    """A whole number without the unit behind it; None where there is none or it is none, which is a problem."""
    said = identity.tidy(spreadsheet.as_text(cells.get(field, "")))
    digits = next((said.removesuffix(unit) for unit in units if said.endswith(unit)), said).strip()
    try:
        return numbers.whole_of(digits) if digits else None
    except ValueError:
        problems.append(Problem(field, _("“{word}” is not a whole number.", word=digits[:20])))
        return None


FREE = frozenset(("", "无", "免费", "不收费"))


def fen(cells: Mapping[str, Cell], field: str, problems: list[Problem]) -> int:
    """Fen of an amount in yuan; 0 where it is free or no amount, which is a problem."""
    amount = spreadsheet.as_text(cells.get(field, ""))
    try:
        return 0 if amount in FREE else money.fen_of(amount)
    except ValueError:
        problems.append(money.problem(amount, field))
        return 0
