"""The ledger's figures of several spans of days, from one walk through its movements."""

from __future__ import annotations

from collections.abc import Sequence

from desk.books.assets import ledger, statistics
from desk.core.book import Span
from desk.core.figure import Number
from desk.core.work import Work

UNITS = ("pieces", "fen")
Flow = list[int]
"""What came and what went on a day, each in pieces and fen."""


def of_spans(work: Work, spans: Sequence[Span]) -> list[dict[str, Number]]:
    """What there was when each span began and ended, and what came and went in it; money in fen."""
    first, last = min(span[0] for span in spans), max(span[1] for span in spans)
    flows: dict[str, Flow] = {}
    for move in statistics.flow_moves(work, first, last):
        if move.movement_id:
            day = flows.setdefault(move.day, [0, 0, 0, 0])
            day[:] = [had + more for had, more in zip(day, (*move.came, *move.went), strict=True)]
    added = {row.day: (row.pieces, row.fen) for row in ledger.added_by_day(work, last)}
    return [_of_span(added, flows, span) for span in spans]


def _of_span(added: dict[str, tuple[int, int]], flows: dict[str, Flow], span: Span) -> dict[str, Number]:
    first, last = (day.isoformat() for day in span)
    figures: dict[str, Number] = {}
    for at, unit in enumerate(UNITS):
        inside = [flow for day, flow in flows.items() if first <= day <= last]
        figures[f"assets_start_{unit}"] = sum(sums[at] for day, sums in added.items() if day < first)
        figures[f"assets_came_{unit}"] = sum(flow[at] for flow in inside)
        figures[f"assets_went_{unit}"] = sum(flow[len(UNITS) + at] for flow in inside)
        figures[f"assets_end_{unit}"] = sum(sums[at] for day, sums in added.items() if day <= last)
    return figures
