"""What must always hold of the duty roster 坐班轮值."""

from __future__ import annotations

from sqlalchemy import exists, or_, select

from desk.books.roster.changes import RosterChangeKind, RosterChangeState
from desk.core.invariants import Invariant
from desk.core.words import N_
from desk.models.roster import changes, duties

_APPROVED = changes.c.state == RosterChangeState.APPROVED.value

INVARIANTS = (
    Invariant(
        N_("Duty on {0}: it changed hands after publishing without an approved change."),
        select(duties.c.day).where(
            duties.c.planned_id != duties.c.staff_id,
            ~exists().where(_APPROVED, or_(changes.c.duty_id == duties.c.id, changes.c.other_id == duties.c.id)),
        ),
    ),
    Invariant(
        N_("Duty on {0}: it is cancelled without an approved cancellation."),
        select(duties.c.day).where(
            duties.c.cancelled.is_(True),
            ~exists().where(
                _APPROVED,
                changes.c.kind == RosterChangeKind.CANCELLATION.value,
                changes.c.duty_id == duties.c.id,
            ),
        ),
    ),
    Invariant(
        N_("Duty on {0}: its person left before coming."),
        select(duties.c.day).where(
            duties.c.left_at.is_not(None),
            or_(duties.c.came_at.is_(None), duties.c.left_at < duties.c.came_at),
        ),
    ),
)
