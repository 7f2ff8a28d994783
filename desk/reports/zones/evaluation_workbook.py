"""The evaluation of the zones 功能区评估表 as a workbook: zones, hours, and adjustments before and after."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from desk.books.zones import footfall
from desk.books.zones.comparison import Comparison
from desk.books.zones.lowness import ZoneMeasure
from desk.core.month import Month
from desk.core.words import NP_, P_, _, on_record
from desk.core.work import Work
from desk.reports.kit import imprint
from desk.reports.kit.list_workbook import ListWorkbook
from desk.reports.zones import evaluation
from desk.reports.zones.evaluation import Evaluation

ZONES = (
    (NP_("zone", "Zone"), 16),
    (NP_("zone", "Purpose"), 22),
    (NP_("zone", "Area, m²"), 10),
    (NP_("zone", "Seats"), 8),
    (NP_("zone", "Hours"), 14),
    (NP_("zone", "Footfall"), 12),
    (NP_("zone", "People"), 10),
    (NP_("zone", "Per hour"), 12),
    (NP_("zone", "Median"), 10),
    (NP_("zone", "Content"), 10),
    (NP_("zone", "Answers"), 10),
    (NP_("zone", "Lower bound"), 10),
    (NP_("zone", "Officers' score"), 10),
    (NP_("zone", "Judgement"), 40),
)
OF_ZONE = (
    *("desk cell",) * 2,
    *("desk number",) * 2,
    *("desk cell",) * 2,
    *("desk number",) * 5,
    "desk percent",
    "desk number",
    "desk cell",
)
HOURS = ((NP_("zone", "Zone"), 16), (NP_("zone", "Hour"), 8), (NP_("zone", "People"), 10))
OF_HOUR = ("desk cell", "desk number", "desk number")
ADJUSTMENTS = (
    (NP_("adjustment", "Number"), 12),
    (NP_("zone", "Zone"), 16),
    (NP_("adjustment", "Kind"), 14),
    (NP_("adjustment", "Decided on"), 12),
    (NP_("adjustment", "From"), 12),
    (NP_("adjustment", "People before"), 12),
    (NP_("adjustment", "People after"), 12),
    (NP_("adjustment", "Per hour before"), 12),
    (NP_("adjustment", "Per hour after"), 12),
    (NP_("adjustment", "Outcome"), 12),
    (NP_("adjustment", "Reason"), 30),
    (NP_("adjustment", "What is done"), 30),
)
OF_ADJUSTMENT = (
    *("desk cell",) * 3,
    *("desk day",) * 2,
    *("desk number",) * 4,
    *("desk cell",) * 3,
)
"""(heading, width in characters), and the looks of the cells."""


@on_record()
def xlsx(work: Work, month: Month) -> bytes:
    """Three months that end with the month, or today while it goes on."""
    read = evaluation.read(work, month)
    book = ListWorkbook(_("Evaluation of zones"), f"{imprint.of(work).centre}　{read.days}")
    book.sheet(P_("sheet", "Zones"), ZONES, [_zone_row(each, read) for each in read.zones], OF_ZONE)
    names = {each.id: each.zone.name for each in read.zones}
    by_hour = sorted(footfall.read(work, *read.span).by_hour.items(), key=lambda item: (item[0][0] or 0, item[0][1]))
    hours = [(names[zone], hour, people) for (zone, hour), people in by_hour if zone in names]
    book.sheet(P_("sheet", "Hours"), HOURS, hours, OF_HOUR)
    book.sheet(P_("sheet", "Adjustments"), ADJUSTMENTS, map(_adjustment_row, read.compared), OF_ADJUSTMENT)
    figures = {"zones": len(read.zones), "zones_low": read.low, "adjustments": len(read.compared)}
    return book.content("zones", month.name, figures)


def _zone_row(each: ZoneMeasure, read: Evaluation) -> Sequence[Any]:
    zone = each.zone
    return (
        zone.name,
        zone.purpose,
        zone.area,
        zone.seats,
        zone.hours_words or P_("zone", "as the centre"),
        zone.footfall.label,
        each.people if each.knowable else None,
        None if each.rate is None or not each.knowable else round(float(each.rate), 1),
        None if each.median is None else round(float(each.median), 1),
        each.answers.good,
        each.answers.given,
        each.lower if each.answers.given >= read.rules.least else None,
        _score(read, each.id),
        evaluation.verdict(each, read.rules),
    )


def _score(read: Evaluation, zone_id: int) -> float | None:
    score = read.scores.get(zone_id)
    return round(score.whole, 1) if score and score.whole is not None else None


def _adjustment_row(each: Comparison) -> Sequence[Any]:
    adjustment = each.adjustment
    rates = (None if side.rate is None else round(float(side.rate), 1) for side in (each.before, each.after))
    return (
        adjustment.number,
        adjustment.zone,
        adjustment.kind.label,
        adjustment.decided_on,
        adjustment.effective_on,
        each.before.people,
        each.after.people,
        *rates,
        adjustment.state.label,
        adjustment.reason,
        adjustment.description,
    )
