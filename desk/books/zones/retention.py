"""What is not kept for ever 匿名化: what was typed of adjustments that were over long ago."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import and_, or_, select, update

from desk.books.zones.model import GOING_ON, AdjustmentKind, AdjustmentState
from desk.core.permissions import May
from desk.core.work import Work
from desk.models.zones import zone_adjustment_moves, zone_adjustments


def forget(work: Work, before: datetime) -> None:
    """Empty why and what was adjusted, and the remarks of the history, of adjustments that came to their end before a
    moment; number, kind, zone, days, hours and purpose stay, as they are compared. A closed zone is not looked at
    again: its adjustment is over once it is in effect.
    """
    work.require(May.EDIT_CENTRE)
    moves = zone_adjustment_moves
    closed = and_(
        zone_adjustments.c.kind == AdjustmentKind.CLOSE.value,
        zone_adjustments.c.state == AdjustmentState.IN_EFFECT.value,
    )
    is_over = or_(zone_adjustments.c.state.not_in([state.value for state in GOING_ON]), closed)
    moved = select(moves.c.id).where(moves.c.adjustment_id == zone_adjustments.c.id, moves.c.at >= before)
    old = and_(is_over, ~moved.exists())
    of_old = moves.c.adjustment_id.in_(select(zone_adjustments.c.id).where(old))
    work.connection.execute(update(moves).where(of_old).values(remark=""))
    work.connection.execute(update(zone_adjustments).where(old).values(reason="", description=""))
