"""The ledger's figures of several spans of days, from one reading of its movements."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from desk.books.assets import ledger, statistics
from desk.core.book import Span
from desk.core.figure import Number
from desk.core.work import Work

UNITS = ("pieces", "fen")
Flow = list[int]
"""What came and what went, each in pieces and fen."""
DAY = 2
"""Where a step has its day."""


def of_spans(work: Work, spans: Sequence[Span]) -> list[dict[str, Number]]:
    """What there was when each span began and ended, and what came and went in it; money in fen.

    The movements are read once and walked through for each span: what a card had when its class changed depends on
    whether movements booked earlier for a later day count already.
    """
    last = max(span[1] for span in spans)
    steps = list(statistics.steps_until(work, last))
    added = {row.day: (row.pieces, row.fen) for row in ledger.added_by_day(work, last)}
    return [_of_span(added, _flow(steps, span), span) for span in spans]


def _flow(steps: Sequence[Any], span: Span) -> Flow:
    first, last = (day.isoformat() for day in span)
    flow = [0, 0, 0, 0]
    if not any(first <= step[DAY] <= last for step in steps):
        return flow
    for move in statistics.moves_of((step for step in steps if step[DAY] <= last), span[0]):
        if move.movement_id:
            flow = [had + more for had, more in zip(flow, (*move.came, *move.went), strict=True)]
    return flow


def _of_span(added: dict[str, tuple[int, int]], flow: Flow, span: Span) -> dict[str, Number]:
    first, last = (day.isoformat() for day in span)
    figures: dict[str, Number] = {}
    for at, unit in enumerate(UNITS):
        figures[f"assets_start_{unit}"] = sum(sums[at] for day, sums in added.items() if day < first)
        figures[f"assets_came_{unit}"] = flow[at]
        figures[f"assets_went_{unit}"] = flow[len(UNITS) + at]
        figures[f"assets_end_{unit}"] = sum(sums[at] for day, sums in added.items() if day <= last)
    return figures
