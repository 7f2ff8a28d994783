"""What the centre says of a zone 功能区: its name, purpose, size and hours, and how its people are known."""

from __future__ import annotations

from dataclasses import asdict, fields, replace
from typing import Any

from desk.books.zones import adjusting, queries, rules
from desk.books.zones.model import ZONE_LABELS, NewZone, ZoneDetails
from desk.core import edit_conflicts
from desk.core.clock_times import clock
from desk.core.errors import Refused, refuse_wrong
from desk.core.permissions import May
from desk.core.plain_text import one_line
from desk.core.words import Worded, _
from desk.core.work import Work, changes
from desk.models.centre import zones


def add(work: Work, zone: NewZone) -> int:
    """Another zone; its id. Raises ``Invalid``."""
    work.require(May.ADJUST_ZONES)
    refuse_wrong(rules.zone_rules(work, zone))
    values = _row(zone)
    id = work.add(zones, values)
    work.audit("zone.add", f"zones:{id}", after=values)
    return id


def edit(work: Work, id: int, zone: NewZone, read: NewZone | None = None) -> None:
    """Change it as it was ``read``; whatever refers to it goes on doing so. Raises ``Invalid``, ``Refused``, and
    ``EditConflict`` as every edit does.
    """
    work.require(May.ADJUST_ZONES)
    now = entered_of(queries.find(work, id))
    settled = edit_conflicts.settled(
        work, edit_conflicts.EditedRecord(f"zones:{id}", ZONE_LABELS, _shown), read, now, zone
    )
    refuse_wrong(rules.zone_rules(work, settled, id))
    before, after = changes(_row(now), _row(settled))
    if after:
        work.change(zones, id, after)
        work.audit("zone.edit", f"zones:{id}", before, after)


def set_active(work: Work, id: int, active: bool) -> None:
    """Out of use, or in use again, by which an adjustment that closed it is over. Raises ``Refused`` while rooms in it
    are in use, while the counter is in it, and while an adjustment of it is going on.
    """
    work.require(May.ADJUST_ZONES)
    zone = queries.find(work, id)
    if zone.active == active:
        return
    if active:
        adjusting.undo_closing(work, id)
    else:
        _require_free(work, zone)
    work.change(zones, id, {"active": active})
    work.audit("zone.active", f"zones:{id}", {"active": zone.active}, {"active": active})


def _require_free(work: Work, zone: ZoneDetails) -> None:
    rules.require_no_venues(work, zone)
    rules.require_no_counter(work, zone)
    if going_on := queries.going_on(work, zone.id):
        sentence = _("{number} of “{zone}” is not over yet. Please conclude or withdraw it first.", **_about(going_on))
        raise Refused(sentence)


def _about(adjustment: Any) -> dict[str, str]:
    return {"number": adjustment.number, "zone": adjustment.zone}


def entered_of(zone: ZoneDetails) -> NewZone:
    """What a form shows of a zone."""
    return NewZone(**{field.name: getattr(zone, field.name) for field in fields(NewZone)})


def _row(zone: NewZone) -> dict[str, Any]:
    tidied = replace(zone, name=one_line(zone.name), purpose=one_line(zone.purpose))
    return {**asdict(tidied), "footfall": zone.footfall.value}


def _shown(field: str, value: Any) -> str:
    if field in ("opens", "closes") and value is not None:
        return clock(value)
    return value.label if isinstance(value, Worded) else edit_conflicts.plain(value)
