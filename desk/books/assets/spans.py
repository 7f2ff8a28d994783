"""The ledger's figures of several spans of days, from one reading of its movements."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from desk.books.assets import flows, ledger
from desk.core.book import Span
from desk.core.figure import Number
from desk.core.work import Work

UNITS = ("pieces", "fen")
Flow = list[int]
"""What came and what went, each in pieces and fen."""
CARD, DAY = 0, 2
"""Where a step has its card and its day."""


def of_spans(work: Work, spans: Sequence[Span]) -> list[dict[str, Number]]:
    """What there was when each span began and ended, and what came and went in it; money in fen.

    The movements are read once, and those of cards that moved in a span are walked through for it: what a card had when
    its class changed depends on whether movements booked earlier for a later day count already.
    """
    last = max(span[1] for span in spans)
    steps = list(flows.steps_until(work, last))
    added = {row.day: (row.pieces, row.fen) for row in ledger.added_by_day(work, last)}
    return [_of_span(added, _flow(steps, span), span) for span in spans]


def _flow(steps: Sequence[Any], span: Span) -> Flow:
    first, last = (day.isoformat() for day in span)
    flow = [0, 0, 0, 0]
    moved = {step[CARD] for step in steps if first <= step[DAY] <= last}
    theirs = (step for step in steps if step[CARD] in moved and step[DAY] <= last)
    for move in flows.moves_of(theirs, span[0]):
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
