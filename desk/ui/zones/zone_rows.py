"""What the page 功能区 shows of zones and adjustments, read at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from desk.books.zones import comparison, footfall_queries, hours, lowness
from desk.books.zones.footfall import Footfall
from desk.books.zones.lowness import Reading, Rules, ZoneMeasure
from desk.books.zones.model import Adjustment, AdjustmentKind, AdjustmentState, FootfallWay
from desk.core.book import Span
from desk.core.calendar import weekday_names
from desk.core.month import Month
from desk.core.tone import Tone
from desk.core.words import NP_, P_, Worded
from desk.core.work import Work
from desk.ui.zones.zone_heat import HeatRow

USUAL = range(8, 18)
"""The hours that are shown in any case."""


class ZoneSpan(Worded):
    """Over which days zones are shown 统计范围."""

    MONTH = "month", NP_("span of zones", "The month")
    THREE = "three", NP_("span of zones", "Three months")


class HeatBy(Worded):
    """What the columns of the heat table are 分布方式."""

    HOUR = "hour", NP_("heat of zones", "By hour")
    WEEKDAY = "weekday", NP_("heat of zones", "By weekday")


@dataclass(frozen=True)
class ZoneRow:
    """A zone over the days shown, with what three months say of it."""

    shown: ZoneMeasure
    judged: ZoneMeasure
    adjustment: Adjustment | None
    rules: Rules

    @property
    def id(self) -> int:
        """The zone's."""
        return self.shown.id

    @property
    def mark(self) -> str:
        """低效, 调整中, 停用, 未判定, or that nothing is wrong."""
        if not self.shown.zone.active:
            return P_("zone", "Out of use")
        if self.judged.is_low:
            return P_("zone", "Low") if self.adjustment is None else P_("zone", "Being adjusted")
        if lowness.verdict_words(self.judged, self.rules):
            return P_("zone", "Not judged")
        return P_("zone", "In order")

    @property
    def tone(self) -> Tone:
        """Low zones want an action, as long as there is none."""
        if self.judged.is_low:
            return Tone.DANGER if self.adjustment is None else Tone.WAITING
        return Tone.QUIET

    @property
    def verdict(self) -> str:
        """Why it is low, or not judged; what is known of it where it is neither."""
        said = lowness.verdict_words(self.judged, self.rules)
        beside = self.shown.beside if self.shown.zone.footfall is FootfallWay.COUNTED else 0
        also = P_("zone", "The books know of {n} people there, which are not added.", n=f"{beside:,}") if beside else ""
        return "　".join(filter(None, (said or self.shown.zone.purpose, also)))


@dataclass(frozen=True)
class ZonesShown:
    """Everything of the page."""

    rows: tuple[ZoneRow, ...]
    adjustments: tuple[Adjustment, ...]
    footfall: Footfall
    elsewhere: int
    """People that the books have in no zone."""

    def people_of(self, way: FootfallWay) -> int:
        """In the zones whose people are known in this way."""
        return sum(row.shown.people for row in self.rows if row.shown.zone.footfall is way)

    def heat(self, by: HeatBy) -> tuple[list[HeatRow], list[str]]:
        """The rows and headings of the heat table."""
        if by is HeatBy.WEEKDAY:
            return self._heat(range(7), by), weekday_names()
        busy = [hour for _zone, hour in self.footfall.by_hour]
        hours = range(min([USUAL.start, *busy]), max([USUAL.stop - 1, *busy]) + 1)
        return self._heat(hours, by), [P_("heat of zones", "{hour}:00", hour=hour) for hour in hours]

    def _heat(self, parts: Sequence[int], by: HeatBy) -> list[HeatRow]:
        sums = self.footfall.by_weekday if by is HeatBy.WEEKDAY else self.footfall.by_hour
        return [
            HeatRow(row.id, row.shown.zone.name, tuple(sums.get((row.id, part), 0) for part in parts))
            for row in self.rows
        ]


def span_shown(month: Month, span: ZoneSpan, today: date) -> Span:
    """The days: of the month that goes on, until today."""
    last = max(min(month.last, today), month.first)
    return (month.first, last) if span is ZoneSpan.MONTH else hours.months_until(last)


def read(work: Work, month: Month, span: ZoneSpan) -> ZonesShown:
    """Zones in use, and those in which somebody was; low ones first, else in the order in which they were entered."""
    shown = span_shown(month, span, work.today)
    judged_over = hours.months_until(shown[1])
    first, last = min(shown[0], judged_over[0]), shown[1]
    reading = lowness.read(work, first, last)
    rated = footfall_queries.answers_by_day(work, first, last, reading.counter)
    measured = lowness.measured(reading, shown, footfall_queries.answers_within(rated, *shown))
    judged = lowness.measured(reading, judged_over, footfall_queries.answers_within(rated, *judged_over))
    rows = [
        ZoneRow(each, verdict, _going_on(reading, each.id), reading.rules)
        for each, verdict in zip(measured, judged, strict=True)
        if each.zone.active or each.people or each.beside
    ]
    within = reading.footfall.within(*shown)
    return ZonesShown(
        tuple(sorted(rows, key=_pressing)),
        tuple(reading.adjustments),
        within,
        within.people.get(None, 0),
    )


def _pressing(row: ZoneRow) -> tuple[bool, bool, bool]:
    """Low zones that nobody adjusts come first, what is out of use last."""
    return not row.judged.is_low, row.judged.is_low and row.adjustment is not None, not row.shown.zone.active


def _going_on(reading: Reading, zone_id: int) -> Adjustment | None:
    return next((each for each in reading.adjustments if each.zone_id == zone_id and each.is_going_on), None)


def next_step(adjustment: Adjustment, today: date) -> str:
    """What has to be done with an adjustment next, in words; empty where nothing."""
    if adjustment.state is AdjustmentState.DECIDED and adjustment.effective_on is not None:
        is_due = adjustment.effective_on <= today
        return P_("adjustment", "To be put into effect") if is_due else P_("adjustment", "Not yet")
    if comparison.is_over(adjustment, today) and adjustment.is_in_effect:
        return P_("adjustment", "Did it help?")
    if adjustment.is_in_effect and adjustment.effective_on is not None and adjustment.kind is not AdjustmentKind.CLOSE:
        last = comparison.spans_of(adjustment.effective_on)[1][1]
        return P_("adjustment", "{n} days to go", n=(last - today + timedelta(days=1)).days)
    return ""
