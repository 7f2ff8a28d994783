"""What must always hold of zones 功能区, their counts and their adjustments."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from sqlalchemy import Column, ColumnElement, and_, not_, or_, select

from desk.books.zones import queries
from desk.books.zones.model import HAPPENED, MOVES, AdjustmentKind, AdjustmentState, FootfallWay
from desk.books.zones.rules import MOST_PEOPLE
from desk.core import head_counts, histories
from desk.core.clock import start_of
from desk.core.invariants import Invariant
from desk.core.words import N_, _
from desk.core.work import Work
from desk.models.centre import venues, zones
from desk.models.zones import zone_adjustment_moves, zone_adjustments, zone_counts

_MOVES = zone_adjustment_moves
_LAST_STATE = histories.last_state(_MOVES, "adjustment_id", zone_adjustments.c.id)
_BROKEN = histories.broken(_MOVES, "adjustment_id", (AdjustmentState.DECIDED,), MOVES)
_IN_FORCE = zone_adjustments.c.state.in_([state.value for state in HAPPENED])
_ENDED = zone_adjustments.c.kind.in_([AdjustmentKind.MERGE.value, AdjustmentKind.CLOSE.value])
_STATES = [state.value for state in AdjustmentState]
_NUMBERED = select(zone_adjustments.c.number)


def _wrong_hours(opens: Column[Any], closes: Column[Any]) -> ColumnElement[bool]:
    return or_(opens.is_(None) != closes.is_(None), opens < 0, opens >= closes, closes > 24 * 60)


UNREADABLE = (
    Invariant(
        N_("Zone “{0}”: how its people are counted is not known."),
        select(zones.c.name).where(zones.c.footfall.not_in([way.value for way in FootfallWay])),
    ),
    Invariant(
        N_("Adjustment {0}: its kind or its state is not known."),
        _NUMBERED.where(
            or_(
                zone_adjustments.c.kind.not_in([kind.value for kind in AdjustmentKind]),
                zone_adjustments.c.state.not_in(_STATES),
            )
        ),
    ),
    Invariant(
        N_("Adjustment {0}: a state in its history is not known."),
        _NUMBERED.join(_MOVES, _MOVES.c.adjustment_id == zone_adjustments.c.id)
        .where(or_(_MOVES.c.state.not_in(_STATES), _MOVES.c.was.not_in(_STATES)))
        .distinct(),
    ),
)
"""With one of these broken the page cannot be filled."""
INVARIANTS = (
    Invariant(N_("Zone no. {0} has no name."), select(zones.c.id).where(zones.c.name == "")),
    Invariant(
        N_("Zone “{0}”: its hours do not end after they begin."),
        select(zones.c.name).where(_wrong_hours(zones.c.opens, zones.c.closes)),
    ),
    Invariant(
        N_("Zone “{0}”: {3} people were counted on {1} at {2}:00, which cannot be."),
        select(zones.c.name, zone_counts.c.day, zone_counts.c.hour, zone_counts.c.people)
        .join(zone_counts, zone_counts.c.zone_id == zones.c.id)
        .where(head_counts.is_beyond(zone_counts.c.people, zones.c.seats, MOST_PEOPLE)),
    ),
    Invariant(
        N_("Zone “{0}” is out of use, and “{1}” in it is in use."),
        select(zones.c.name, venues.c.name)
        .join(venues, venues.c.zone_id == zones.c.id)
        .where(not_(zones.c.active), venues.c.active),
    ),
    Invariant(
        N_("Adjustment {0}: its state is not the state of its last recorded move."),
        _NUMBERED.where(zone_adjustments.c.state.is_distinct_from(_LAST_STATE)),
    ),
    Invariant(
        N_("Adjustment {0}: a move is missing from its history, or none that is allowed."),
        _NUMBERED.where(zone_adjustments.c.id.in_(_BROKEN)),
    ),
    Invariant(
        N_("Adjustment {0} is in effect and does not say since when, or since before it was decided on."),
        _NUMBERED.where(
            _IN_FORCE,
            or_(
                zone_adjustments.c.effective_on.is_(None),
                zone_adjustments.c.effective_on < zone_adjustments.c.decided_on,
            ),
        ),
    ),
    Invariant(
        N_("Adjustment {0}: it does not say which hours the zone gets, or for what it will be."),
        _NUMBERED.where(
            or_(
                and_(zone_adjustments.c.kind == AdjustmentKind.HOURS.value, zone_adjustments.c.opens.is_(None)),
                and_(zone_adjustments.c.kind == AdjustmentKind.PURPOSE.value, zone_adjustments.c.purpose == ""),
                _wrong_hours(zone_adjustments.c.opens, zone_adjustments.c.closes),
                _wrong_hours(zone_adjustments.c.was_opens, zone_adjustments.c.was_closes),
            )
        ),
    ),
    Invariant(
        N_("Adjustment {0} closed its zone or made it part of another, and the zone is in use."),
        _NUMBERED.join(zones, zones.c.id == zone_adjustments.c.zone_id).where(
            _IN_FORCE, _ENDED, zone_adjustments.c.state == AdjustmentState.IN_EFFECT.value, zones.c.active
        ),
    ),
)


def wrong_subjects(work: Work) -> Iterator[str]:
    """A sentence for each adjustment whose follow-up is about something else."""
    for number, subject, wanted in queries.follow_up_subjects(work):
        if subject != wanted:
            yield _("Adjustment {0}: nobody was told to see to it, or its follow-up is about something else.").format(
                number
            )


def counts_ahead(work: Work) -> Iterator[str]:
    """A sentence for each count that was entered before its hour."""
    for zone, day, hour, at in queries.counts_with_moments(work):
        if at < start_of(day) + timedelta(hours=hour):
            sentence = _("Zone “{0}”: what was counted on {1} at {2}:00 was entered before that hour.")
            yield sentence.format(zone, day, hour)
