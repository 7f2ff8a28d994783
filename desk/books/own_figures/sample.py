"""The demo centre's figures entered by hand, of the last twelve months, and its targets."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random

from desk.books.own_figures import aiming, entering, keeping, queries
from desk.books.own_figures.entering import Entered
from desk.books.own_figures.model import Entry, OwnFigure
from desk.core.book import SampleLife
from desk.core.clock import start_of
from desk.core.figure import Better
from desk.core.month import Month
from desk.core.permissions import May
from desk.core.work import Work

MONTHS = 12
ENTERED_ON = 2
"""Of the month after it, in days from its first."""
FIGURES = (
    (OwnFigure("媒体报道", "篇", better=Better.UP, definition="市级以上媒体刊发的本中心报道篇数。"), (1, 6)),
    (
        OwnFigure(
            "上门走访率", "户", shared=True, better=Better.UP, definition="当月走访的独居、失能老人户数占在册户数。"
        ),
        (30, 48),
    ),
    (OwnFigure("用电量", "千瓦时", better=Better.DOWN, definition="中心电表当月用电量。"), (1800, 3200)),
)
"""Each with the least and the most of a month."""
WHOLE = 52
"""Households on the list."""
TARGETS = (
    ("in_time_percent", 95.0),
    ("satisfaction_percent", 98.0),
    ("activities_held", 6.0),
    ("waiting_minutes", 15.0),
)
OWN_TARGETS = (4.0, 85.0, 2600.0)


def fill(work: Work, life: SampleLife) -> None:
    """Twelve months up to the last whole one, of which one figure is still to be entered."""
    work.require(May.EDIT_CENTRE)
    dice, last = Random(life.seed), Month.of(life.until).previous
    at_first = replace(work, now=start_of(life.first) + timedelta(hours=9))
    kept = [queries.find_figure(work, keeping.add(at_first, figure)) for figure, _span in FIGURES]
    for month in last.plus(1 - MONTHS).until(last):
        entered = [
            Entered(figure.id, month, _drawn(dice, figure, span))
            for figure, (_figure, span) in zip(kept, FIGURES, strict=True)
        ]
        at = start_of(month.next.first + timedelta(days=ENTERED_ON)) + timedelta(hours=10)
        entering.enter(replace(work, now=min(at, work.now)), entered[: 2 if month == last else 3])
    for code, value in (*TARGETS, *((figure.code, value) for figure, value in zip(kept, OWN_TARGETS, strict=True))):
        aiming.aim(at_first, code, value)


def _drawn(dice: Random, figure: OwnFigure, span: tuple[int, int]) -> Entry:
    number = dice.randint(*span)
    return Entry(number, WHOLE) if figure.shared else Entry(number)
