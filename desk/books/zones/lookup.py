"""Zones found from anywhere in the window: by name or initials, or by the number of an adjustment."""

from __future__ import annotations

from collections.abc import Iterable

from desk.books.zones import queries
from desk.core import name_search
from desk.core.book import RecordHit
from desk.core.words import P_
from desk.core.work import Work

SHORTEST = 2
"""Characters that are looked for at least."""


def find(work: Work, typed: str, most: int) -> Iterable[RecordHit]:
    """Zones whose name or initials hold what was typed, then adjustments whose number begins with it."""
    text = typed.strip()
    if len(text) < SHORTEST:
        return
    if text.upper().startswith("TZ"):
        for each in queries.adjustments_numbered(work, text, most):
            details = f"{each.kind.label}　{each.state.label}"
            yield RecordHit(f"{each.number}　{each.zone}", details, "zones.zone", each.zone_id)
    there = queries.details(work)
    fitting = set(name_search.fitting([each.name for each in there], text))
    for zone in [each for each in there if each.name in fitting][:most]:
        details = zone.purpose if zone.active else P_("zone", "Out of use")
        yield RecordHit(zone.name, details or P_("row of a figure", "Zone"), "zones.zone", zone.id)
