"""Adjusting a zone 功能区调整: decided on with somebody who sees to it, put into effect, and looked at after three
months.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import update

from desk.books.follow_ups import opening
from desk.books.follow_ups.model import FollowUpKind, FollowUpOwner, NewFollowUp
from desk.books.zones import comparison, queries, rules
from desk.books.zones.model import MOVES, Adjustment, AdjustmentKind, AdjustmentState, NewAdjustment
from desk.core.edit_conflicts import require_seen
from desk.core.errors import Invalid, Problem, Refused, refuse_wrong, wrong_fields
from desk.core.moves import move_line, require_move
from desk.core.permissions import May
from desk.core.plain_text import prose
from desk.core.words import _, on_record
from desk.core.work import Work
from desk.models.centre import venues, zones
from desk.models.zones import zone_adjustment_moves, zone_adjustments
from desk.storage import numbering

ENDING = (AdjustmentKind.CLOSE, AdjustmentKind.MERGE)
"""After these the zone is out of use."""


@dataclass(frozen=True)
class Carrying:
    """Who sees to an adjustment, who checks it, and by when; without a day the usual one."""

    owner: FollowUpOwner
    checker_id: int | None = None
    due_on: date | None = None


def decide(work: Work, new: NewAdjustment, carrying: Carrying) -> Adjustment:
    """Decide on it, and tell somebody to see to it, in one. Raises ``Invalid`` naming what is wrong of both."""
    work.require(May.ADJUST_ZONES)
    zone = queries.find(work, new.zone_id)
    problems = wrong_fields(rules.adjustment_rules(work, new))
    if problems:
        raise Invalid(*problems)
    values = {
        "number": next_number(work),
        "zone_id": new.zone_id,
        "kind": new.kind.value,
        "reason": new.reason.strip(),
        "description": new.description.strip(),
        "other_zone_id": new.other_zone_id if new.kind is AdjustmentKind.MERGE else None,
        "decided_on": work.today,
        "effective_on": new.effective_on,
        "purpose": new.purpose.strip() if new.kind is AdjustmentKind.PURPOSE else "",
        "opens": new.opens if new.kind is AdjustmentKind.HOURS else None,
        "closes": new.closes if new.kind is AdjustmentKind.HOURS else None,
        "state": AdjustmentState.DECIDED.value,
        "made_by": work.actor.id,
        "made_at": work.now,
    }
    id = work.add(zone_adjustments, values)
    follow_up = opening.open_item(
        work,
        NewFollowUp(
            _("{zone}: {what}", zone=zone.name, what=new.description.strip()),
            carrying.owner,
            carrying.checker_id,
            carrying.due_on,
            FollowUpKind.ZONE,
            f"zone_adjustments:{id}",
        ),
    )
    work.change(zone_adjustments, id, {"follow_up_id": follow_up.id})
    _record(work, id, None, AdjustmentState.DECIDED, "")
    audited = {name: values[name] for name in ("number", "zone_id", "kind", "other_zone_id")}
    work.audit("zone_adjustment.decide", f"zone_adjustments:{id}", after=audited)
    return queries.find_adjustment(work, id)


def next_number(work: Work) -> str:
    """TZ2026-01: the year in which it is decided on, and a number that begins again each year."""
    prefix = f"TZ{work.today:%Y}-"
    return f"{prefix}{numbering.last(work, 'zone_adjustments', prefix) + 1:02d}"


def take_effect(work: Work, id: int, version: int, day: date | None = None) -> Adjustment:
    """It holds from a day on, today or earlier; the zone gets its new hours or purpose, or goes out of use. Raises
    ``Invalid``, ``Refused``.
    """
    work.require(May.ADJUST_ZONES)
    adjustment = as_seen(work, id, version)
    require_move(work, MOVES, adjustment.number, adjustment.state, AdjustmentState.IN_EFFECT)
    on = day or min(adjustment.effective_on or work.today, work.today)
    refuse_wrong(rules.effect_rules(work, adjustment.decided_on, on))
    zone = queries.find(work, adjustment.zone_id)
    _change_zone(work, adjustment)
    return _move(
        work,
        adjustment,
        AdjustmentState.IN_EFFECT,
        "",
        {"effective_on": on, "was_opens": zone.opens, "was_closes": zone.closes},
    )


def _change_zone(work: Work, adjustment: Adjustment) -> None:
    zone = queries.find(work, adjustment.zone_id)
    if adjustment.kind is AdjustmentKind.HOURS:
        _set_zone(work, zone.id, {"opens": adjustment.opens, "closes": adjustment.closes})
    elif adjustment.kind is AdjustmentKind.PURPOSE:
        _set_zone(work, zone.id, {"purpose": adjustment.purpose})
    elif adjustment.kind is AdjustmentKind.CLOSE:
        rules.require_no_counter(work, zone)
        rules.require_no_venues(work, zone)
        _set_zone(work, zone.id, {"active": False})
    elif adjustment.kind is AdjustmentKind.MERGE:
        rules.require_no_counter(work, zone)
        into = queries.find(work, adjustment.measured_zone)
        if not into.active:
            raise Refused(_("“{zone}” is out of use.", zone=into.name))
        moved = [venue.id for venue in queries.venues_of(work, zone.id)]
        work.connection.execute(update(venues).where(venues.c.zone_id == zone.id).values(zone_id=into.id))
        work.audit("zone.merge", f"zones:{zone.id}", after={"into": into.id, "venues": moved})
        _set_zone(work, zone.id, {"active": False})


def _set_zone(work: Work, id: int, values: Mapping[str, Any]) -> None:
    zone = queries.find(work, id)
    work.change(zones, id, values)
    work.audit("zone.adjusted", f"zones:{id}", {name: getattr(zone, name) for name in values}, values)


def conclude(work: Work, id: int, version: int, recovered: bool, remark: str = "") -> Adjustment:
    """Say whether it helped, once its three months are over. Raises ``Invalid`` without a reason where the numbers say
    otherwise, ``Refused``.
    """
    work.require(May.ADJUST_ZONES)
    adjustment = as_seen(work, id, version)
    to = rules.concluded(recovered)
    require_move(work, MOVES, adjustment.number, adjustment.state, to)
    if adjustment.kind is AdjustmentKind.CLOSE:
        raise Refused(_("A closed zone is not looked at again: {number} is over.", number=adjustment.number))
    compared = comparison.compare(work, adjustment)
    if compared is None or not compared.is_over:
        raise Refused(_("The three months of {number} are not over yet.", number=adjustment.number))
    if recovered is not compared.has_recovered and not prose(remark):
        raise Invalid(Problem("remark", _("The numbers say otherwise. Please enter why.")))
    if len(remark) > rules.LONGEST_TEXT:
        raise Invalid(Problem("remark", _("Please enter at most {n} characters.", n=rules.LONGEST_TEXT)))
    return _move(work, adjustment, to, remark)


def withdraw(work: Work, id: int, version: int, reason: str) -> Adjustment:
    """It will not be done. Its follow-up stays for its checker to close. Raises ``Invalid``, ``Refused``."""
    work.require(May.ADJUST_ZONES)
    adjustment = as_seen(work, id, version)
    require_move(work, MOVES, adjustment.number, adjustment.state, AdjustmentState.WITHDRAWN)
    too_long = _("Please enter at most {n} characters.", n=rules.LONGEST_TEXT)
    refuse_wrong(
        [
            ("remark", not prose(reason), _("Please enter why.")),
            ("remark", len(reason) > rules.LONGEST_TEXT, too_long),
        ]
    )
    return _move(work, adjustment, AdjustmentState.WITHDRAWN, reason)


def undo_closing(work: Work, zone_id: int) -> None:
    """The zone is in use again: what closed it, or made it part of another, did not last."""
    work.require(May.ADJUST_ZONES)
    going_on = queries.going_on(work, zone_id)
    if going_on and going_on.kind in ENDING and going_on.state is AdjustmentState.IN_EFFECT:
        with on_record():
            remark = _("The zone is in use again")
        _move(work, going_on, AdjustmentState.NOT_RECOVERED, remark)


def as_seen(work: Work, id: int, version: int) -> Adjustment:
    """The adjustment, as whoever acts on it saw it. Raises ``Refused`` when somebody has changed it since."""
    adjustment = queries.find_adjustment(work, id)
    subject = f"zone_adjustments:{id}"
    require_seen(work, adjustment, version, subject, adjustment.number, adjustment.state.label)
    return adjustment


def _move(
    work: Work, adjustment: Adjustment, to: AdjustmentState, remark: str, columns: Mapping[str, Any] | None = None
) -> Adjustment:
    values = {"state": to.value, "version": adjustment.version + 1, **(columns or {})}
    work.change(zone_adjustments, adjustment.id, values)
    _record(work, adjustment.id, adjustment.state, to, remark)
    subject = f"zone_adjustments:{adjustment.id}"
    work.audit(f"zone_adjustment.{to.value}", subject, {"state": adjustment.state.value}, {"state": to.value})
    return queries.find_adjustment(work, adjustment.id)


def _record(work: Work, id: int, was: AdjustmentState | None, state: AdjustmentState, remark: str) -> None:
    work.add(zone_adjustment_moves, {"adjustment_id": id, **move_line(work, was, state, remark)})
