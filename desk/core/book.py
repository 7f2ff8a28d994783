"""What a book 登记簿 declares of itself, so that the core can loop over all books instead of knowing each.

A declaration costs nothing to load: whatever needs a book's own code is a function that imports it when it is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import IntEnum, auto
from types import ModuleType
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Table

from desk.core.figure import Figure, Number
from desk.core.figure_page import FiguresPage
from desk.core.importing import ImportSpec
from desk.core.occupation import Occupation
from desk.core.permissions import Permission
from desk.core.setting import Setting
from desk.core.tone import Tone
from desk.core.work import Actor, Work

Counted = TypeVar("Counted")
Span = tuple[date, date]
"""The first and the last of some days."""


def no_seal(_counted: Any) -> str:
    """For a book whose month nothing has to prove."""
    return ""


@dataclass(frozen=True)
class MonthLine(Generic[Counted]):
    """What the month's report tells of a book beside the walk-ins 其他工作, on screen and paper.

    The book's sheet in the workbook has every figure that it declares; what it has to tell beside them is put below by
    ``month_sheet.put`` of its room among the reports, where there is one.
    """

    title: str
    """The book as the report calls it; marked for the catalogue, not translated yet."""
    sentence: Callable[[Counted], str]
    leads_to: str
    """Where the rows behind it are, by its name among the window's destinations; it is asked for the first day."""
    seal: Callable[[Counted], str] = no_seal
    """A line below all sentences by which a later change shows against the paper."""


@dataclass(frozen=True)
class Figures(Generic[Counted]):
    """What a book counts of some days 统计数据."""

    count: Callable[[Work, date, date], Counted]
    """Everything counted of the days from the first to the last, for the papers."""
    plain: Callable[[Counted], dict[str, Number]]
    """The same as names and numbers: the machine-readable sheet, and what is frozen when the month is handed in."""
    declared: Callable[[], Sequence[Figure]]
    """What each plain name means, and the rows behind it; in the order of ``plain``."""
    of_spans: Callable[[Work, Sequence[Span], Collection[str]], list[dict[str, Number]]]
    """Its figures of several spans of days by their codes, read together: all of them of the first span, of the others
    at least those of the codes that are asked for, but for what only one span is asked about, such as a partition."""
    page_title: str
    """What its page of 报表 is called: a msgid in the context "page of figures"."""
    page: Callable[[], FiguresPage]
    """What is shown there."""
    line: MonthLine[Counted] | None = None
    """Its line among the other work of the centre."""


class Concern(IntEnum):
    """Whose matter it is that needs attention; the bar goes from the first to the last of them."""

    STAFFING = auto()
    """Who is on duty 值班."""
    PROGRAMME = auto()
    """What the centre has announced, or still has to 公示."""
    RESIDENTS = auto()
    """What residents are waiting for 群众诉求."""
    HOUSE = auto()
    """What has to be kept in order, today or tomorrow 日常事务."""
    EMERGENCY = auto()
    """What is happening now, beside the button that begins an incident 突发事件."""


@dataclass(frozen=True)
class Attention:
    """One thing that needs attention now 待办, as the bar says it."""

    key: str
    concern: Concern
    count: int
    """Nothing is shown for 0."""
    text: str
    short: str
    """Where there is little room."""
    leads_to: str
    """The list or page behind it, by its name in the window's table of destinations."""
    tone: Tone = Tone.WAITING
    details: str = ""
    """What the count is made of, where that is more than its words."""
    about: object = None
    """What the destination has to know, such as a month."""
    due: date | datetime | None = None
    """By when the first of them is wanted, or was; None where that is not known."""


@dataclass(frozen=True)
class OwedMatter:
    """Something that a book still owes somebody, as the page 督办 shows it beside the follow-ups."""

    kind: str
    """What sort of matter it is, in words."""
    text: str
    """What is owed; whoever is named in it masked."""
    owner: str
    """Who is to do it; empty where anybody on duty may."""
    due_on: date | None
    since: datetime
    leads_to: str
    """Where it is done, by its name in the window's table of destinations."""
    about: object = None


@dataclass(frozen=True)
class Upcoming:
    """Something of today that is still to come 今天接下来."""

    begins: int
    """In minutes from midnight."""
    text: str
    leads_to: str
    """Where it is, by its name in the window's table of destinations."""
    about: object = None


@dataclass(frozen=True)
class RecordHit:
    """A record that fits what somebody looks for 查找, as the palette shows it."""

    text: str
    """The record, whoever is named in it masked."""
    details: str
    """What tells it from others like it, muted."""
    leads_to: str
    """Where it is opened, by its name in the window's table of destinations."""
    about: object
    """What the destination has to know: the record's id."""


@dataclass(frozen=True)
class HistoryLine:
    """Something that a book has of a resident 历史, as their card lists it; nobody is shown unmasked by it."""

    day: date
    text: str
    leads_to: str
    """Where it is opened, by its name in the window's table of destinations."""
    about: object
    """What the destination has to know: the record's id."""


def from_left_to_right(due: Iterable[Attention]) -> list[Attention]:
    """By whose matter it is; of the same matter as they came: in the order of the books, then of the declaration."""
    return sorted(due, key=lambda each: each.concern)


@dataclass(frozen=True)
class SampleLife:
    """What the demo centre 示例数据 has lived through by the time a book is filled: the same for the same seed."""

    seed: int
    first: date
    until: date
    clerks: Sequence[int]
    """The ids of those who serve."""
    adults: Sequence[int]
    """The ids of residents who are of age."""


def tables_of(models: ModuleType) -> tuple[Table, ...]:
    """The tables of a module of ``desk.models``."""
    return tuple(value for value in vars(models).values() if isinstance(value, Table))


def seats_nobody(_work: Work, _previous: Actor | None) -> None:
    """For a book that does not care who sits at the desk."""


def no_words(_work: Work) -> Iterable[str]:
    """For a book that has nothing to say here."""
    return ()


def no_attention(_work: Work) -> Iterable[Attention]:
    """For a book in which nothing is ever due."""
    return ()


def owes_nothing(_work: Work) -> Iterable[OwedMatter]:
    """For a book in which nobody is waited for."""
    return ()


def frees_nothing(_work: Work, _member: int) -> None:
    """For a book in which members of teams have nothing to do."""


def gives_nothing(_work: Work, _order: int) -> None:
    """For a book in which nothing follows from an order."""


def nothing_today(_work: Work) -> Iterable[Upcoming]:
    """For a book in which nothing begins at an hour."""
    return ()


def finds_nothing(_work: Work, _typed: str, _most: int) -> Iterable[RecordHit]:
    """For a book whose records are not looked for from everywhere."""
    return ()


def knows_nobody(_work: Work, _resident: int) -> Iterable[HistoryLine]:
    """For a book that has nothing of a resident, or whose things the card lists by itself."""
    return ()


def no_sample(_work: Work, _life: SampleLife) -> None:
    """For a book that is filled with the walk-ins, or stays empty in the demo."""


def keeps_nobody(_since: date) -> Sequence[ColumnElement[bool]]:
    """For a book that has nothing open with anybody."""
    return ()


def nothing_twice(_work: Work, _drop: int, _keep: int) -> None:
    """For a book in which a person may stand more than once."""


def uses_no_venue(_work: Work, _venue: int) -> Iterable[str]:
    """For a book that takes place nowhere."""
    return ()


def occupies_nothing(_work: Work, _venue: int, _begins_at: datetime, _ends_at: datetime) -> Iterable[Occupation]:
    """For a book that holds nothing anywhere."""
    return ()


def waits_for_no_venue(_work: Work, _venue: int, _begins_at: datetime, _ends_at: datetime) -> None:
    """For a book in which nobody waits for a venue."""


def needs_no_roster(_work: Work) -> None:
    """For a book that does not reckon with who is on duty."""


def ends_nothing(_work: Work, _visit: int) -> None:
    """For a book in which nothing is over when a visit is."""


def forgets_nothing(_work: Work, _before: datetime) -> None:
    """For a book whose rows that name people are all of residents."""


def no_imports() -> Sequence[ImportSpec]:
    """For a book that takes in no tables."""
    return ()


@dataclass(frozen=True)
class Book:
    """One of the registers that a centre keeps: a package below ``desk.books``."""

    name: str
    """The package's name."""
    tables: tuple[Table, ...]
    """The tables that are this book's and nobody else's."""
    unseen: tuple[Table, ...] = ()
    """Those of them that no page shows, such as what is written while somebody types: a change there is no news."""
    underlying: bool = False
    """Does what needs attention in other books depend on it, as on the centre's days and on who is here?"""
    permissions: Mapping[str, Permission] = field(default_factory=dict)
    """What each function that writes asks for, by its name below the package: ``module.function``, or the function
    alone where the package exports it."""
    settings: tuple[Setting, ...] = ()
    """What can be set of it."""
    problems: Callable[[Work], Iterable[str]] = no_words
    """A sentence for each thing in it that cannot be right: ``desk check``."""
    attachments: Callable[[Work], Iterable[str]] = no_words
    """The names of the files beside the data file that it refers to, for backups and for clearing what nobody needs."""
    figures: Figures[Any] | None = None
    """What it counts of a month."""
    attention: Callable[[Work], Iterable[Attention]] = no_attention
    """What needs attention now, also what needs none at the moment."""
    attention_of_day: Callable[[Work], Iterable[Attention]] = no_attention
    """The same, of what other books have gathered over weeks: read when a day begins and when this book changes, not
    when those others do. It may take its time."""
    owed: Callable[[Work], Iterable[OwedMatter]] = owes_nothing
    """What it still owes somebody, with owner and day where there are any: for the page 督办."""
    today: Callable[[Work], Iterable[Upcoming]] = nothing_today
    """What of today begins at an hour, in the order of the hours."""
    attention_modules: tuple[str, ...] = ()
    """What ``attention`` imports when it is first asked: loaded while name and password are typed."""
    find_records: Callable[[Work, str, int], Iterable[RecordHit]] = finds_nothing
    """Its records by what is typed of a name or number, at most so many, the likeliest first. Asked at every key press,
    so an index has to serve it; nobody is shown unmasked."""
    find_texts: Callable[[Work, str, int], Iterable[RecordHit]] = finds_nothing
    """Its records by what was written in them, at most so many, the newest first; ``text`` is the place in what was
    written. Asked beside the window's thread."""
    of_resident: Callable[[Work, int], Iterable[HistoryLine]] = knows_nobody
    """What it has of a resident, for their card, the newest first."""
    take_seat: Callable[[Work, Actor | None], None] = seats_nobody
    """What it does when the signed-in person takes the seat, from whoever sat there before, if anybody: at sign-in,
    hand-over, and when the same person comes back from the lock.
    """
    sample: Callable[[Work, SampleLife], None] = no_sample
    """Fills it for the demo centre."""
    importers: Callable[[], Sequence[ImportSpec]] = no_imports
    """The tables that can be taken in 导入."""
    keeps_residents: Callable[[date], Sequence[ColumnElement[bool]]] = keeps_nobody
    """On what conditions, each about a row of ``residents``, somebody is not to be anonymised 匿名化 yet: something of
    theirs is open, or was so on this day or later. A book whose tables refer to residents has to say it."""
    before_merge: Callable[[Work, int, int], None] = nothing_twice
    """Puts right what may stand there once for each person, before the rows of the first become the second's."""
    uses_venue: Callable[[Work, int], Iterable[str]] = uses_no_venue
    """A sentence for each reason why a venue 场地 cannot be taken out of use. A book whose tables refer to venues has
    to say it."""
    occupies: Callable[[Work, int, datetime, datetime], Iterable[Occupation]] = occupies_nothing
    """What of it is in a venue at any moment of a span of time 场地占用: asked of all books before anything is planned
    there."""
    venue_freed: Callable[[Work, int, datetime, datetime], None] = waits_for_no_venue
    """What follows in it when another book gives up a venue for a span of time, in the same transaction: whoever waits
    for that gets it."""
    forget: Callable[[Work, datetime], None] = forgets_nothing
    """Empties what names people who are no residents 匿名化, in rows that were over before a moment: those of
    residents go with them by the tables themselves."""
    visit_ended: Callable[[Work, int], None] = ends_nothing
    """What is over in it when a visit with a booked time has been served to its end 办理结束."""
    order_settled: Callable[[Work, int], None] = gives_nothing
    """What follows in it when an order 点单 is settled: rated, or the time for that is over, or a complaint about a
    settled one was judged; asked in the same transaction."""
    member_left: Callable[[Work, int], None] = frees_nothing
    """What follows in it when a member leaves their team 退队, in the same transaction: what they had is free again."""
    roster_changed: Callable[[Work], None] = needs_no_roster
    """What follows in it when a roster is published or a published one changes 排班变动, in the same transaction."""

    def all_attention(self, work: Work) -> tuple[Attention, ...]:
        """What needs attention in it, whenever it is read."""
        return (*self.attention(work), *self.attention_of_day(work))
