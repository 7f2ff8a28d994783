"""What must hold of follow-ups 督办, also in a data file that was written by hand."""

from __future__ import annotations

from sqlalchemy import and_, func, or_, select

from desk.books.follow_ups.model import FollowUpKind, FollowUpOutcome, FollowUpState, OfficerMeans, OwnerKind
from desk.core import histories
from desk.core.invariants import Invariant
from desk.core.words import N_
from desk.models.follow_ups import follow_up_extensions, follow_up_moves, follow_up_photos, follow_ups
from desk.models.organisations import organisations
from desk.models.staff import staff
from desk.models.teams import teams

_LAST_STATE = histories.last_state(follow_up_moves, "follow_up_id", follow_ups.c.id)
_CLOSING = follow_up_moves.alias("closing")
_LAST_CLOSING = (
    select(func.max(_CLOSING.c.id))
    .where(_CLOSING.c.follow_up_id == follow_ups.c.id, _CLOSING.c.outcome != "")
    .scalar_subquery()
)
_RETURNS = (
    select(func.count())
    .where(
        follow_up_moves.c.follow_up_id == follow_ups.c.id,
        follow_up_moves.c.was == FollowUpState.DONE.value,
        follow_up_moves.c.state == FollowUpState.OPEN.value,
    )
    .scalar_subquery()
)
_GRANTED = (
    select(func.count())
    .where(follow_up_extensions.c.follow_up_id == follow_ups.c.id, follow_up_extensions.c.granted)
    .scalar_subquery()
)
_CLOSED = follow_ups.c.state == FollowUpState.CLOSED.value
_STAFF = follow_ups.c.owner_kind == OwnerKind.STAFF.value
_REPORT = follow_up_moves.alias("report")
_DID = (
    select(_REPORT.c.id)
    .where(
        _REPORT.c.follow_up_id == follow_up_moves.c.follow_up_id,
        _REPORT.c.state.in_((FollowUpState.DOING.value, FollowUpState.DONE.value)),
        _REPORT.c.was.is_distinct_from(_REPORT.c.state),
        _REPORT.c.staff_id == follow_up_moves.c.staff_id,
        _REPORT.c.id < follow_up_moves.c.id,
    )
    .exists()
)
_PROVED = (
    select(follow_up_photos.c.id)
    .where(
        follow_up_photos.c.follow_up_id == follow_up_moves.c.follow_up_id,
        follow_up_photos.c.staff_id == follow_up_moves.c.staff_id,
        follow_up_photos.c.at <= follow_up_moves.c.at,
    )
    .exists()
)
_MOVED = (
    select(follow_ups.c.number)
    .select_from(follow_ups)
    .join(follow_up_moves, follow_up_moves.c.follow_up_id == follow_ups.c.id)
)
_CLOSINGS = _MOVED.where(follow_up_moves.c.outcome != "")

_IS_CHECK = or_(
    follow_up_moves.c.outcome != "",
    and_(
        follow_up_moves.c.state == FollowUpState.OPEN.value,
        follow_up_moves.c.was.in_((FollowUpState.DONE.value, FollowUpState.CLOSED.value)),
    ),
)
"""It was closed, returned or reopened: what takes the checker's word."""
_NOBODYS_WORD = and_(
    follow_ups.c.officer_id.is_not(None),
    _IS_CHECK,
    or_(follow_up_moves.c.officer_means == "", follow_up_moves.c.officer_id.is_distinct_from(follow_ups.c.officer_id)),
)
_STRANGE_WORD = and_(
    or_(follow_up_moves.c.officer_means != "", follow_up_moves.c.officer_id.is_not(None)),
    or_(follow_ups.c.officer_id.is_(None), ~_IS_CHECK),
)
_STATES = [state.value for state in FollowUpState]
_DAYS = (
    select(follow_up_moves.c.due_on)
    .where(follow_up_moves.c.follow_up_id == follow_ups.c.id, follow_up_moves.c.due_on.is_not(None))
    .limit(1)
)
_FIRST_DAY = _DAYS.order_by(follow_up_moves.c.id).scalar_subquery()
_LAST_DAY = _DAYS.order_by(follow_up_moves.c.id.desc()).scalar_subquery()
_UNDECIDED = follow_up_extensions.c.granted.is_(None)

UNREADABLE = (
    Invariant(
        N_("Follow-up {0}: its state, its kind, its owner or how it was closed is not known."),
        select(follow_ups.c.number).where(
            or_(
                *(
                    column.not_in([word.value for word in known])
                    for column, known in (
                        (follow_ups.c.kind, FollowUpKind),
                        (follow_ups.c.owner_kind, OwnerKind),
                        (follow_ups.c.state, FollowUpState),
                        (follow_ups.c.outcome, FollowUpOutcome),
                    )
                )
            )
        ),
    ),
    Invariant(
        N_("Follow-up {0}: a state in its history is not known."),
        select(follow_ups.c.number)
        .join(follow_up_moves, follow_up_moves.c.follow_up_id == follow_ups.c.id)
        .where(
            or_(
                follow_up_moves.c.state.not_in(_STATES),
                follow_up_moves.c.was.not_in(_STATES),
                follow_up_moves.c.outcome.not_in([outcome.value for outcome in FollowUpOutcome]),
                follow_up_moves.c.officer_means.not_in([means.value for means in OfficerMeans]),
            )
        )
        .distinct(),
    ),
)
"""With one of these broken the page cannot be filled."""
INVARIANTS = (
    Invariant(
        N_("Follow-up {0}: its state is not the state of its last recorded move."),
        select(follow_ups.c.number).where(follow_ups.c.state.is_distinct_from(_LAST_STATE)),
    ),
    Invariant(
        N_("Follow-up {0}: a move is missing from its history."),
        select(follow_ups.c.number).where(follow_ups.c.id.in_(histories.gaps(follow_up_moves, "follow_up_id"))),
    ),
    Invariant(
        N_("Follow-up {0}: the day on which it is or was due is not the one that its history says."),
        select(follow_ups.c.number).where(
            or_(follow_ups.c.first_due_on.is_distinct_from(_FIRST_DAY), follow_ups.c.due_on.is_distinct_from(_LAST_DAY))
        ),
    ),
    Invariant(
        N_("Follow-up {0}: an extension was decided on and does not say when or by whom."),
        select(follow_ups.c.number)
        .join(follow_up_extensions, follow_up_extensions.c.follow_up_id == follow_ups.c.id)
        .where(
            or_(
                follow_up_extensions.c.decided_at.is_(None) != _UNDECIDED,
                follow_up_extensions.c.decided_by.is_(None) != _UNDECIDED,
            )
        )
        .distinct(),
    ),
    Invariant(
        N_("Follow-up {0}: it is closed and does not say how or when, or says so and is not."),
        select(follow_ups.c.number).where(
            or_((follow_ups.c.outcome == "") == _CLOSED, follow_ups.c.closed_at.is_(None) == _CLOSED)
        ),
    ),
    Invariant(
        N_("Follow-up {0}: it is not closed as its last closing says."),
        select(follow_ups.c.number)
        .select_from(follow_ups)
        .join(follow_up_moves, follow_up_moves.c.id == _LAST_CLOSING)
        .where(_CLOSED, follow_up_moves.c.outcome != follow_ups.c.outcome),
    ),
    Invariant(
        N_("Follow-up {0}: whoever does it is to check it as well."),
        select(follow_ups.c.number).where(_STAFF, follow_ups.c.owner_id == follow_ups.c.checker_id),
    ),
    Invariant(
        N_("Follow-up {0}: it was closed by who did it."),
        _CLOSINGS.where(or_(_DID, _PROVED, and_(_STAFF, follow_ups.c.owner_id == follow_up_moves.c.staff_id))),
    ),
    Invariant(
        N_("Follow-up {0}: it was closed by somebody who does not check it."),
        _CLOSINGS.where(
            follow_ups.c.officer_id.is_(None),
            follow_up_moves.c.staff_id != follow_ups.c.checker_id,
            follow_up_moves.c.in_stead_of.is_distinct_from(follow_ups.c.checker_id),
        ),
    ),
    Invariant(
        N_("Follow-up {0}: an officer checks it, and a check has neither their word nor a leader in their stead."),
        _MOVED.where(_NOBODYS_WORD).distinct(),
    ),
    Invariant(
        N_(
            "Follow-up {0}: its history has the word of an officer who does not check it, or where nothing was checked."
        ),
        _MOVED.where(_STRANGE_WORD).distinct(),
    ),
    Invariant(
        N_("Follow-up {0}: it was returned more or less often than it says."),
        select(follow_ups.c.number).where(follow_ups.c.returned != _RETURNS),
    ),
    Invariant(
        N_("Follow-up {0}: it was extended more or less often than it says."),
        select(follow_ups.c.number).where(follow_ups.c.extended != _GRANTED),
    ),
    Invariant(
        N_("Follow-up {0}: who has to do it is neither a member of staff nor a team nor an organisation."),
        select(follow_ups.c.number).where(
            or_(
                and_(_STAFF, follow_ups.c.owner_id.is_(None) | follow_ups.c.owner_id.not_in(select(staff.c.id))),
                and_(
                    follow_ups.c.owner_kind == OwnerKind.TEAM.value,
                    follow_ups.c.owner_id.is_(None) | follow_ups.c.owner_id.not_in(select(teams.c.id)),
                ),
                and_(
                    follow_ups.c.owner_kind == OwnerKind.ORGANISATION.value,
                    follow_ups.c.owner_id.is_(None) | follow_ups.c.owner_id.not_in(select(organisations.c.id)),
                ),
            )
        ),
    ),
)
