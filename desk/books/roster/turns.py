"""Every turn 班次 that anybody was told of: who had a published duty first, who took it over, what fell away.

A calendar that is taken into a telephone must also say what no longer holds, or the old turn stays there for ever.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, or_, select

from desk.books.roster import shifts
from desk.books.roster.attendance import REACHABLE
from desk.books.roster.changes import RosterChangeState
from desk.books.roster.queries import Duty, duties_between, roster_of
from desk.core.errors import Refused
from desk.core.month import Month
from desk.core.words import _
from desk.core.work import Work
from desk.models.roster import changes
from desk.scheduling.problem import Shift

APPROVED = (
    select(changes)
    .where(
        changes.c.state == RosterChangeState.APPROVED.value,
        or_(
            changes.c.duty_id.in_(bindparam("duties", expanding=True)),
            changes.c.other_id.in_(bindparam("duties", expanding=True)),
        ),
    )
    .order_by(changes.c.decided_at, changes.c.id)
)


@dataclass(frozen=True)
class DutyTurn:
    """One person's turn at a duty. It is ``off`` once it was swapped, taken over or cancelled."""

    duty: Duty
    person_id: int
    name: str
    shift: Shift
    off: bool
    changes: int
    """How many approved changes gave it to this person or took it away."""
    changed_at: datetime
    """When the last of them was approved; when the roster was published, where there was none."""


def of_month(work: Work, month: Month) -> list[DutyTurn]:
    """The turns of a published month, day after day. Raises ``Refused`` for a month that is not published."""
    published_at = roster_of(work, month).published_at
    if published_at is None:
        raise Refused(_("{month} is not published yet.", month=month.label))
    present = duties_between(work, *month.span, cancelled=True)
    names = {row.id: row.name for row in work.connection.execute(REACHABLE)}
    cards = {card.id: card.shift for card in shifts.all_shifts(work)}
    notices = _told(work, present)
    return [
        DutyTurn(
            duty,
            person,
            names[person],
            cards[duty.shift_id],
            duty.cancelled or person != duty.staff_id,
            len(moments),
            max(moments, default=published_at),
        )
        for duty in present
        for person, moments in notices[duty.id].items()
    ]


def _told(work: Work, present: list[Duty]) -> dict[int, dict[int, list[datetime]]]:
    """For each duty the people who had it, first to last, and when a change touched the turn of each."""
    notices: dict[int, dict[int, list[datetime]]] = {duty.id: {} for duty in present}
    for row in work.connection.execute(APPROVED, {"duties": list(notices)}):
        for duty_id, was, now in ((row.duty_id, row.from_id, row.to_id), (row.other_id, row.to_id, row.from_id)):
            if duty_id in notices:
                for person in filter(None, (was, now)):
                    notices[duty_id].setdefault(person, []).append(row.decided_at)
    for duty in present:
        notices[duty.id].setdefault(duty.staff_id, [])
    return notices
