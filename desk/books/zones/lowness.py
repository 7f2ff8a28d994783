"""Which zones are low 低效: few come per open hour, or too few are content.

Few is under half (a setting) of the median of the centre's own comparable zones, which are those in use whose people
are known in the same way. Of a zone whose people are known from the books the hours are those in which it was open; of
one that is counted on rounds those in which somebody counted, since nobody knows the others. Content is too few when
Wilson's lower bound is under 80 % (a setting). With fewer than ten answers or rounds (a setting), or with fewer than
two comparable zones, nothing is judged and that is said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from statistics import median

from desk.books import centre
from desk.books.zones import footfall, footfall_queries, hours, queries
from desk.books.zones.footfall import Footfall
from desk.books.zones.footfall_queries import Answers
from desk.books.zones.hours import OpenDays
from desk.books.zones.model import GOING_ON, Adjustment, FootfallWay, LowReason, ZoneDetails
from desk.core.book import Span
from desk.core.wilson import lower_bound
from desk.core.words import P_, _, clauses
from desk.core.work import Work

NOBODY_ASKED = Answers()
COMPARABLE = 2
"""So many zones at least make a median."""


@dataclass(frozen=True)
class Rules:
    """The settings by which zones are judged."""

    percent: int = 50
    satisfied: int = 80
    least: int = 10


@dataclass(frozen=True)
class ZoneMeasure:
    """What is known of a zone over some days. ``minutes`` is the time to which its people are referred; ``median`` and
    ``comparable`` are those of the zones that are like it.
    """

    zone: ZoneDetails
    people: int
    minutes: int
    answers: Answers = NOBODY_ASKED
    beside: int = 0
    rounds: int = 0
    knowable: bool = True
    """Can the books know of anybody there, or was it counted?"""
    median: Fraction | None = None
    comparable: int = 0
    reasons: tuple[LowReason, ...] = ()

    @property
    def id(self) -> int:
        """The zone's."""
        return self.zone.id

    @property
    def rate(self) -> Fraction | None:
        """People per hour; None where there was no hour."""
        return Fraction(self.people * 60, self.minutes) if self.minutes else None

    @property
    def lower(self) -> float | None:
        """The lower bound of the share of those who were content; None without an answer."""
        return lower_bound(self.answers.good, self.answers.given)

    @property
    def is_low(self) -> bool:
        """Is it on the list?"""
        return bool(self.reasons)

    @property
    def is_judged(self) -> bool:
        """Is there enough to tell whether few come?"""
        return self.median is not None


@dataclass(frozen=True)
class LowZone:
    """A zone on the list, and why in words."""

    id: int
    name: str
    reasons: tuple[LowReason, ...]
    why: str
    measure: ZoneMeasure


def rules(work: Work) -> Rules:
    """As they are set."""
    return Rules(
        centre.rule(work, "zone_low_percent"),
        centre.rule(work, "zone_satisfied_percent"),
        centre.rule(work, "zone_least_answers"),
    )


def judged(measures: Sequence[ZoneMeasure], by: Rules) -> list[ZoneMeasure]:
    """The same with the median of those that are like each, and the reasons for which it is low."""
    rates: dict[FootfallWay, list[Fraction]] = {}
    for each in measures:
        if _is_comparable(each, by) and each.rate is not None:
            rates.setdefault(each.zone.footfall, []).append(each.rate)
    return [_with_reasons(each, rates.get(each.zone.footfall, []), by) for each in measures]


def _is_comparable(each: ZoneMeasure, by: Rules) -> bool:
    enough = each.zone.footfall is FootfallWay.DERIVED or each.rounds >= by.least
    return each.zone.active and each.knowable and enough and bool(each.minutes)


def _with_reasons(each: ZoneMeasure, rates: Sequence[Fraction], by: Rules) -> ZoneMeasure:
    fits = _is_comparable(each, by) and len(rates) >= COMPARABLE
    middle = median(rates) if fits else None
    reasons = []
    if middle is not None and each.rate is not None and each.rate * 100 < middle * by.percent:
        reasons.append(LowReason.FEW)
    lower = each.lower
    if each.zone.active and lower is not None and each.answers.given >= by.least and lower * 100 < by.satisfied:
        reasons.append(LowReason.DISLIKED)
    return replace(each, median=middle, comparable=len(rates), reasons=tuple(reasons))


@dataclass(frozen=True)
class Reading:
    """What is read once to measure the zones on several spans of days."""

    zones: Sequence[ZoneDetails]
    adjustments: Sequence[Adjustment]
    footfall: Footfall
    open_days: OpenDays
    with_venues: frozenset[int]
    counter: int | None
    rules: Rules


def read(work: Work, first: date, last: date) -> Reading:
    """Everything that is needed of these days but what people answered."""
    zones = queries.details(work)
    return Reading(
        zones,
        queries.adjustments(work),
        footfall.read(work, first, last, zones),
        hours.read(work, first, last),
        frozenset(queries.zones_with_venues(work)),
        footfall.counter_zone(work),
        rules(work),
    )


def measured(reading: Reading, span: Span, answers: Mapping[int | None, Answers]) -> list[ZoneMeasure]:
    """Every zone over these days, judged."""
    within = reading.footfall.within(*span)
    return judged([_measure(reading, zone, span, within, answers) for zone in reading.zones], reading.rules)


def _measure(
    reading: Reading, zone: ZoneDetails, span: Span, within: Footfall, answers: Mapping[int | None, Answers]
) -> ZoneMeasure:
    rounds, is_counted = within.rounds.get(zone.id, 0), zone.footfall is FootfallWay.COUNTED
    minutes = rounds * 60 if is_counted else reading.open_days.of_zone(zone, reading.adjustments, *span)
    return ZoneMeasure(
        zone,
        within.people.get(zone.id, 0),
        minutes,
        answers.get(zone.id, Answers()),
        within.beside.get(zone.id, 0),
        rounds,
        is_counted or zone.id in reading.with_venues or zone.id == reading.counter,
    )


def measure(work: Work, first: date, last: date) -> list[ZoneMeasure]:
    """Every zone over these days, judged, also those out of use."""
    reading = read(work, first, last)
    rated = footfall_queries.answers_by_day(work, first, last, reading.counter)
    return measured(reading, (first, last), footfall_queries.answers_within(rated, first, last))


def low_zones(work: Work, day: date) -> list[LowZone]:
    """The zones in use that are low over the three months that end with a day, those with the fewest people first."""
    low = [each for each in measure(work, *hours.months_until(day)) if each.is_low]
    low.sort(key=lambda each: (each.rate is None, each.rate or 0))
    return [LowZone(each.id, each.zone.name, each.reasons, reason_words(each), each) for each in low]


def unadjusted(work: Work, day: date) -> list[LowZone]:
    """The low zones in which no adjustment goes on: those of which nobody has thought yet."""
    adjusted = {each.zone_id for each in queries.adjustments(work) if each.state in GOING_ON}
    return [each for each in low_zones(work, day) if each.id not in adjusted]


def rate_words(rate: Fraction | None) -> str:
    """Per open hour: 3.4."""
    return "—" if rate is None else f"{float(rate):.1f}"


def percent_words(part: int, whole: int) -> str:
    """96.4%; a dash where nobody answered."""
    return f"{100 * part / whole:.1f}%" if whole else "—"


def reason_words(each: ZoneMeasure) -> str:
    """Why it is low, with the numbers; empty where it is not."""
    said = []
    if LowReason.FEW in each.reasons:
        said.append(
            _(
                "{rate} people per hour, the median of {n} comparable zones is {median}",
                rate=rate_words(each.rate),
                n=each.comparable,
                median=rate_words(each.median),
            )
        )
    if LowReason.DISLIKED in each.reasons:
        said.append(
            _(
                "{percent} of {n} were content, lower bound {lower}",
                percent=percent_words(each.answers.good, each.answers.given),
                n=each.answers.given,
                lower=f"{100 * (each.lower or 0):.1f}%",
            )
        )
    return clauses(said) if said else ""


def verdict_words(each: ZoneMeasure, by: Rules) -> str:
    """低：… with the reason; or why nothing can be told; empty for a zone that is neither."""
    if each.is_low:
        return reason_words(each)
    if not each.zone.active:
        return ""
    if not each.knowable:
        return _("No room in it and not counted: nothing is known of its people.")
    if each.zone.footfall is FootfallWay.COUNTED and each.rounds < by.least:
        return _("Counted in {n} hours only: too few to judge.", n=each.rounds)
    if not each.is_judged:
        return _("No other zone is counted in the same way: it is not judged.")
    return ""


def satisfaction_words(each: ZoneMeasure, by: Rules) -> str:
    """96.4%（≥91.2%，n=140）, 样本不足（n=4）, or a dash."""
    if not each.answers.given:
        return "—"
    if each.answers.given < by.least:
        return P_("zone", "too few (n={n})", n=each.answers.given)
    return P_(
        "zone",
        "{percent} (≥{lower}, n={n})",
        percent=percent_words(each.answers.good, each.answers.given),
        lower=f"{100 * (each.lower or 0):.1f}%",
        n=each.answers.given,
    )
