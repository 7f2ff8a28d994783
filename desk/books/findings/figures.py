"""The figures of findings 问题整改指标: reported, accepted, mended or not, in time, overdue, returned, in stead."""

from __future__ import annotations

from datetime import date
from functools import partial

from desk.books.findings import queries, statistics
from desk.books.findings.model import TrackedFinding
from desk.books.follow_ups.model import ClosedItem
from desk.core.figure import Better, Figure, FigureKind, FigureRow, NotAdded, Tally, Unit
from desk.core.figure_page import ChartDeclaration, ChartKind, FiguresPage
from desk.core.identity import mask_text
from desk.core.plain_text import excerpt
from desk.core.words import N_, NP_, P_
from desk.core.work import Work

LEADS_TO, ITEM = "findings.finding", "orders.follow_up"


def _title(number: str, description: str) -> str:
    return P_("row of a figure", "{number} {name}", number=number, name=excerpt(mask_text(description), ""))


def _finding_row(tracked: TrackedFinding, day: date) -> FigureRow:
    finding = tracked.finding
    return FigureRow(
        f"findings:{finding.id}",
        day,
        _title(finding.number, finding.description),
        tracked.state_words,
        finding.state.tone,
        leads_to=LEADS_TO,
        about=finding.id,
    )


def _reported(work: Work, first: date, last: date) -> list[FigureRow]:
    read = queries.tracked(work, queries.entered_between(work, first, last))
    return [_finding_row(each, statistics.entered_on(each.finding)) for each in read]


def _accepted(work: Work, first: date, last: date) -> list[FigureRow]:
    read = queries.tracked(work, queries.accepted_between(work, first, last))
    return [_finding_row(each, statistics.decided_on(each.finding)) for each in read]


def _overdue(work: Work, _first: date, last: date) -> list[FigureRow]:
    return [
        FigureRow(
            f"follow_ups:{each.id}",
            each.due_on,
            _title(each.number, each.description),
            each.state_words,
            each.state.tone,
            leads_to=ITEM,
            about=each.id,
        )
        for each in statistics.overdue_by(work, last)
    ]


def _returned(work: Work, first: date, last: date) -> list[FigureRow]:
    return [
        FigureRow(
            f"follow_up_moves:{each.id}",
            each.day,
            _title(each.number, each.description),
            each.owner_name or each.number,
            leads_to=ITEM,
            about=each.item_id,
        )
        for each in statistics.returns_between(work, first, last)
    ]


def _closings(tally: Tally[ClosedItem], work: Work, first: date, last: date) -> list[FigureRow]:
    return [
        FigureRow(
            f"follow_up_moves:{each.move_id}",
            each.closed_on,
            _title(each.number, each.description),
            each.outcome.label,
            amount=tally.adds(each),
            leads_to=ITEM,
            about=each.id,
        )
        for each in tally.behind(statistics.closings_between(work, first, last))
    ]


def _closed(code: str, title: str, definition: str, better: Better = Better.NEITHER) -> Figure:
    rows = partial(_closings, statistics.CLOSINGS[code])
    return Figure(code, title, definition, Unit.RECORDS, better=better, rows=rows)


FIGURES: tuple[Figure, ...] = (
    Figure(
        "findings_reported",
        NP_("figure", "Findings reported"),
        N_("Findings that officers or staff reported in these days, or that were taken up from figures."),
        Unit.RECORDS,
        rows=_reported,
    ),
    Figure(
        "findings_accepted",
        NP_("figure", "Findings accepted"),
        N_("Findings that a leader accepted in these days, so that somebody mends them."),
        Unit.RECORDS,
        rows=_accepted,
    ),
    _closed(
        "findings_mended",
        NP_("figure", "Findings mended"),
        N_("Findings closed as mended in these days by the officer's word, their checker or a leader in their stead."),
        Better.UP,
    ),
    _closed(
        "findings_not_mended",
        NP_("figure", "Findings not mended"),
        N_("Findings that were closed in these days without being mended, with a reason and a day to look again."),
        Better.DOWN,
    ),
    _closed(
        "findings_in_time",
        NP_("figure", "Mended in time"),
        N_("Of those mended, those reported as done by the day that was set first; extensions do not count."),
        Better.UP,
    ),
    Figure(
        "findings_in_time_percent",
        NP_("figure", "Share mended in time"),
        N_("Of the findings closed as mended or not mended, those mended by the day that was set first."),
        Unit.PERCENT,
        FigureKind.SHARE,
        Better.UP,
        numerator=("findings_in_time",),
        denominator=("findings_mended", "findings_not_mended"),
    ),
    Figure(
        "findings_overdue",
        NP_("figure", "Findings overdue"),
        N_("Findings that nobody has mended yet and whose day was over on the last of these days, or is today."),
        Unit.RECORDS,
        better=Better.DOWN,
        rows=_overdue,
        moving=True,
        not_added=NotAdded.STANDS,
    ),
    Figure(
        "findings_returned",
        NP_("figure", "Findings returned"),
        N_("How often a finding was returned in these days because it was not mended well; twice counts twice."),
        Unit.TIMES,
        better=Better.DOWN,
        rows=_returned,
    ),
    _closed(
        "findings_in_stead",
        NP_("figure", "Checked in the officer's stead"),
        N_("Findings that a leader closed in these days in the stead of the officer who found them."),
        Better.DOWN,
    ),
)

PAGE = FiguresPage(
    (
        "findings_reported",
        "findings_mended",
        "findings_in_time_percent",
        "findings_overdue",
        "findings_returned",
        "findings_in_stead",
    ),
    (
        ChartDeclaration(
            ChartKind.COLUMNS,
            NP_("chart", "Findings by month"),
            ("findings_reported", "findings_mended", "findings_not_mended"),
        ),
        ChartDeclaration(ChartKind.LINES, NP_("chart", "Mended in time, %"), ("findings_in_time_percent",)),
    ),
)
