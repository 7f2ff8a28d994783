"""What must always hold of the activity calendar 活动月历."""

from __future__ import annotations

from sqlalchemy import func, or_, select

from desk.books.activities.model import ActivityState, SignUpState
from desk.books.activities.results import MOST_PEOPLE
from desk.core import head_counts, histories
from desk.core.invariants import Invariant
from desk.core.words import N_
from desk.models.activities import activities, moves, results, sign_ups
from desk.models.centre import venues

_LAST_STATE = histories.last_state(moves, "activity_id", activities.c.id)
_OTHER = activities.alias("other")
_TAKEN = (
    select(func.count())
    .where(sign_ups.c.activity_id == activities.c.id, sign_ups.c.state == SignUpState.CONFIRMED.value)
    .scalar_subquery()
)
_WAITED_FOR = select(sign_ups.c.activity_id).where(sign_ups.c.state == SignUpState.WAITING.value)
_OVER = (ActivityState.HELD.value, ActivityState.CANCELLED.value)

INVARIANTS = (
    Invariant(
        N_("Activity “{0}” on {1}: its state is not the state of its last recorded move."),
        select(activities.c.title, activities.c.day).where(activities.c.state.is_distinct_from(_LAST_STATE)),
    ),
    Invariant(
        N_("Activities “{0}” and “{1}” on {2}: one venue at one time."),
        select(activities.c.title, _OTHER.c.title, activities.c.day)
        .join(_OTHER, (_OTHER.c.venue_id == activities.c.venue_id) & (_OTHER.c.day == activities.c.day))
        .where(
            _OTHER.c.id > activities.c.id,
            _OTHER.c.begins < activities.c.ends,
            _OTHER.c.ends > activities.c.begins,
            activities.c.state != ActivityState.CANCELLED.value,
            _OTHER.c.state != ActivityState.CANCELLED.value,
        ),
    ),
    Invariant(
        N_("Activity “{0}” on {1}: people wait while places are free."),
        select(activities.c.title, activities.c.day).where(
            activities.c.id.in_(_WAITED_FOR),
            activities.c.state.not_in(_OVER),
            or_(activities.c.capacity.is_(None), activities.c.capacity > _TAKEN),
        ),
    ),
    Invariant(
        N_("Activity “{0}” on {1}: {2} people are said to have come, which cannot be."),
        select(activities.c.title, activities.c.day, results.c.people)
        .join(results, results.c.activity_id == activities.c.id)
        .outerjoin(venues, venues.c.id == activities.c.venue_id)
        .where(
            head_counts.is_beyond(
                results.c.people, func.coalesce(activities.c.capacity, venues.c.capacity), MOST_PEOPLE
            )
        ),
    ),
)
