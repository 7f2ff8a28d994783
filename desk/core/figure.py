"""One figure 指标 as its book declares it: its name, how it is worked out, and the rows behind it.

The number and the rows come from one condition. A book whose figures are counted by the database keeps it as SQL, from
which both statements are made; a book that counts records it has read keeps it as a ``Tally``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from math import ceil
from statistics import median
from typing import Generic, TypeVar

from desk.core import money
from desk.core.tone import Tone
from desk.core.words import N_, NP_, P_, Worded, _, named
from desk.core.work import Work

Number = int | float | None
Record = TypeVar("Record")


class FigureKind(Enum):
    """How a figure comes from its rows."""

    COUNT = "count"
    """How many rows there are."""
    SUM = "sum"
    """What the rows add up to."""
    MEAN = "mean"
    """What a row has on average; None without any."""
    MEDIAN = "median"
    """What the row in the middle has, half of them no more; None without any."""
    PERCENTILE_90 = "percentile_90"
    """What nine of ten rows do not exceed 第90百分位数, by the nearest rank; None without any."""
    LONGEST = "longest"
    """What the row with the most has; None without any."""
    SHARE = "share"
    """How many of a hundred rows of the denominator are rows of the numerator; None without any."""
    ANSWER = "answer"
    """Yes as 1 or no as 0, as the only row says; None without it."""


class NotAdded(Worded):
    """Why a year is not the sum of its months 不可累加的原因."""

    STANDS = "stands", N_("Told as it stands on one day, which is not added to that of another.")
    ONCE = "once", N_("Whoever or whatever comes in several months counts once in all of them together.")
    FROM_FIRST = "from_first", N_("Told from the first of the days on, which is another one for each span.")
    OF_PARTS = "of_parts", N_("Worked out anew from the sums of its numerators and denominators.")
    IN_ORDER = "in_order", N_("Found among all rows in their order.")
    ONE_MONTH = "one_month", N_("Said of a single month only.")


class Better(Worded):
    """Which way a figure should go."""

    UP = "up", NP_("figure", "the higher, the better")
    DOWN = "down", NP_("figure", "the lower, the better")
    NEITHER = "neither", NP_("figure", "neither up nor down is better")


class Unit(Worded):
    """What a figure is counted in 计量单位."""

    CASES = "cases", NP_("unit of a figure", "cases")
    ARRIVALS = "arrivals", NP_("unit of a figure", "visits")
    TIMES = "times", NP_("unit of a figure", "times")
    PERCENT = "percent", NP_("unit of a figure", "%")
    MINUTES = "minutes", NP_("unit of a figure", "min")
    HOURS = "hours", NP_("unit of a figure", "h")
    ACTIVITIES = "activities", NP_("unit of a figure", "activities")
    PEOPLE = "people", NP_("unit of a figure", "people")
    DUTIES = "duties", NP_("unit of a figure", "duties")
    PIECES = "pieces", NP_("unit of a figure", "pieces")
    MATTERS = "matters", NP_("unit of a figure", "matters")
    PERSONS = "persons", NP_("unit of a figure", "persons")
    """人: each counted once, where 人次 counts each time."""
    ORGANISATIONS = "organisations", NP_("unit of a figure", "organisations")
    ENTRIES = "entries", NP_("unit of a figure", "entries")
    """项: of a list, an agenda or minutes."""
    RECORDS = "records", NP_("unit of a figure", "records")
    """条: of a ledger of findings."""
    PLACES = "places", NP_("unit of a figure", "places")
    TEAMS = "teams", NP_("unit of a figure", "teams")
    DAYS = "days", NP_("unit of a figure", "days")
    FEN = "fen", NP_("unit of a figure", "yuan")
    """Kept in fen, said in yuan."""
    INCIDENTS = "incidents", NP_("unit of a figure", "incidents")
    POINTS = "points", NP_("unit of a figure", "points")
    REPORTS = "reports", NP_("unit of a figure", "reports")
    ANSWER = "answer", NP_("unit of a figure", "yes or no")

    def say(self, value: Number) -> str:
        """A value as a reader takes it, without its unit; a dash where there is none."""
        if value is None:
            return "—"
        if self is Unit.ANSWER:
            return P_("answer", "yes") if value else P_("answer", "no")
        if self is Unit.FEN:
            return money.yuan(int(value))
        return f"{value:,}" if isinstance(value, int) else f"{value:,.1f}"

    def cell(self, value: Number) -> int | float | str | None:
        """A value as a cell of a workbook has it: a number in the unit, or yes and no."""
        if value is None:
            return None
        if self is Unit.ANSWER:
            return self.say(value)
        return value / 100 if self is Unit.FEN else value

    def tell(self, value: Number) -> str:
        """A value with its unit."""
        if value is None or self is Unit.ANSWER:
            return self.say(value)
        return P_("figure", "{value} {unit}", value=self.say(value), unit=self.label)


@dataclass(frozen=True)
class FigureParts:
    """What of a figure can be added up 分子、分母: a number alone, or the part and the whole of a share or mean."""

    numerator: Number = None
    denominator: Number = None


def _sum_of(values: Mapping[str, Number], codes: Sequence[str]) -> Number:
    """None where one of them is not known."""
    known = [value for code in codes if (value := values.get(code)) is not None]
    return sum(known) if len(known) == len(codes) else None


ALWAYS: Mapping[FigureKind, NotAdded] = {
    FigureKind.MEAN: NotAdded.OF_PARTS,
    FigureKind.SHARE: NotAdded.OF_PARTS,
    FigureKind.MEDIAN: NotAdded.IN_ORDER,
    FigureKind.PERCENTILE_90: NotAdded.IN_ORDER,
    FigureKind.LONGEST: NotAdded.IN_ORDER,
    FigureKind.ANSWER: NotAdded.ONE_MONTH,
}
"""What is never added up, whatever it is of."""


def mean(added: int, many: int, divisor: int = 1) -> Number:
    """What each has on average, to one place, by the sum as the report has it; None where there is none.

    The sum is rounded first, so that numerator and denominator say exactly what their mean is.
    """
    return round(total(added, divisor) / many, 1) if many else None


def total(added: int | float, divisor: int = 1) -> int | float:
    """A sum of rows in the unit of its figure."""
    return added if divisor == 1 else round(added / divisor, 1)


def middle(amounts: Sequence[int | float], divisor: int = 1) -> Number:
    """The median: half of the rows have no more; None without any."""
    return round(float(median(amounts)) / divisor, 1) if amounts else None


def ninth_tenth(amounts: Sequence[int | float], divisor: int = 1) -> Number:
    """The 90th percentile by the nearest rank: the least of the amounts that nine of ten rows do not exceed, so always
    one that there is; None without any.
    """
    return round(sorted(amounts)[ceil(9 * len(amounts) / 10) - 1] / divisor, 1) if amounts else None


def longest(amounts: Iterable[int | float], divisor: int = 1) -> Number:
    """The most that a row has; None without any."""
    most = max(amounts, default=None)
    return None if most is None else round(most / divisor, 1)


@dataclass(frozen=True)
class FigureRow:
    """One record behind a figure, as a list shows it."""

    subject: str
    """``table:id``, as in the audit."""
    day: date
    title: str
    state: str = ""
    tone: Tone | None = None
    amount: int | float = 1
    """What it adds; for a share, 1 where it belongs to the numerator, else 0."""
    leads_to: str = ""
    """The destination of the window that opens it; empty where the program has no window for it."""
    about: object = None
    """What that destination has to know."""
    hour: int | None = None
    """In which hour of the day, where the figure is also told by hours."""
    item: str = ""
    """For which item, where the figure is also told by items."""


ListedAt = Callable[[date, date], tuple[str, object]]
"""The destination of the window that lists exactly the rows of these days, and what it has to know."""


@dataclass(frozen=True)
class Figure:
    """A figure of a span of days. A new ``version`` says that it is worked out otherwise from then on."""

    code: str
    """Its plain name: on the machine-readable sheet, and in what is frozen when a month is handed in."""
    title: str
    """What it is called, marked for the catalogue."""
    definition: str
    """In one sentence, marked for the catalogue."""
    unit: Unit
    kind: FigureKind = FigureKind.COUNT
    better: Better = Better.NEITHER
    rows: Callable[[Work, date, date], Sequence[FigureRow]] | None = None
    """The rows behind it, of the days from the first to the last; None for a share, which has those of its parts."""
    numerator: tuple[str, ...] = ()
    """Of a share: the codes of the counts that make up the part; of a mean: of what was added up."""
    denominator: tuple[str, ...] = ()
    """Of a share: the codes of the counts that make up the whole, which hold the part; of a mean: of how many rows
    there are."""
    divisor: int = 1
    """How much of what the rows add makes one of the unit: 60 where rows say minutes and the figure hours."""
    group: str = ""
    """What it is one part of, marked for the catalogue; empty for a figure of its own."""
    whole: str = ""
    """The code of the count that this one and the others of its group make up, each row of it in exactly one of them;
    empty where they need not: held to it before a report is handed in, and by the district."""
    within: str = ""
    """The code of the count that has all rows of this one and may have more; a share says so by its parts."""
    moving: bool = False
    """Does it go on moving after the month by its nature? A change in it corrects nothing."""
    not_added: NotAdded | None = None
    """Why the months of a count or sum do not add up to the year; None where they do. See ``unsummed``."""
    version: int = 1
    listed_at: ListedAt | None = None
    """Where the window has a list of its own for the rows, with more in it than rows behind a figure tell."""

    @property
    def label(self) -> str:
        """What it is called, in the language of the screen."""
        return named(_(self.group), _(self.title)) if self.group else _(self.title)

    @property
    def unsummed(self) -> NotAdded | None:
        """Why its months do not add up to the year; None where they do."""
        return ALWAYS.get(self.kind, self.not_added)

    @property
    def row_unit(self) -> Unit:
        """In what a list tells the amount of a row: minutes of a figure in hours, or else as the figure itself."""
        return Unit.MINUTES if self.unit is Unit.HOURS else self.unit

    def row_amount(self, row: FigureRow) -> int | float:
        """What a row adds, in ``row_unit``."""
        return row.amount if self.row_unit is not self.unit else total(row.amount, self.divisor)

    def parts(self, values: Mapping[str, Number]) -> FigureParts:
        """Of values by their codes, those of this figure that may be added up over months and centres: a count or sum
        as its numerator; nothing of what cannot be added, such as a median, an answer, or where a part is not known.
        """
        if self.kind in (FigureKind.COUNT, FigureKind.SUM):
            return FigureParts(values.get(self.code))
        if not self.denominator:
            return FigureParts()
        part, whole = (_sum_of(values, codes) for codes in (self.numerator, self.denominator))
        return FigureParts(part, whole) if part is not None and whole is not None else FigureParts()

    def worth(self, rows: Sequence[FigureRow]) -> Number:
        """What these rows come to, as the report has it: whole or to one place after the point."""
        amounts = [row.amount for row in rows]
        match self.kind:
            case FigureKind.COUNT:
                return len(rows)
            case FigureKind.SUM:
                return total(sum(amounts), self.divisor)
            case FigureKind.MEAN:
                return round(total(sum(amounts), self.divisor) / len(rows), 1) if rows else None
            case FigureKind.MEDIAN:
                return middle(amounts, self.divisor)
            case FigureKind.PERCENTILE_90:
                return ninth_tenth(amounts, self.divisor)
            case FigureKind.LONGEST:
                return longest(amounts, self.divisor)
            case FigureKind.SHARE:
                return round(100 * sum(amounts) / len(rows), 1) if rows else None
            case FigureKind.ANSWER:
                return int(sum(amounts)) if rows else None


def _one(_record: object) -> int:
    return 1


@dataclass(frozen=True)
class Tally(Generic[Record]):
    """Which of a book's records a figure counts, and what each adds: the number and the rows come from here."""

    condition: Callable[[Record], bool]
    adds: Callable[[Record], int] = _one

    def of(self, records: Iterable[Record]) -> int:
        """The number."""
        return sum(self.adds(record) for record in records if self.condition(record))

    def behind(self, records: Iterable[Record]) -> list[Record]:
        """The records behind it."""
        return [record for record in records if self.condition(record)]
