"""What must hold of joint meetings 联席会议, also in a data file that was written by hand."""

from __future__ import annotations

from sqlalchemy import Integer, Text, and_, cast, func, literal, or_, select

from desk.books.follow_ups.model import FollowUpKind, FollowUpOutcome, FollowUpState
from desk.books.meetings.model import MOVES, NOT_OVER, TO_COME, AgendaKind, MeetingKind, MeetingState, Presence
from desk.core import histories
from desk.core.invariants import Invariant
from desk.core.words import N_
from desk.models.follow_ups import follow_ups
from desk.models.meetings import meeting_items, meeting_moves, meeting_people, meeting_resolutions, meetings

_STATES = [state.value for state in MeetingState]
_BEGUN = (MeetingState.HELD.value, MeetingState.ISSUED.value)
_IS_BEGUN = meetings.c.state.in_(_BEGUN)
_IS_ISSUED = meetings.c.state == MeetingState.ISSUED.value
_IS_TO_COME = meetings.c.state.in_([state.value for state in TO_COME])
_LAST_STATE = histories.last_state(meeting_moves, "meeting_id", meetings.c.id)
_BROKEN = histories.broken(meeting_moves, "meeting_id", (MeetingState.PLANNED,), MOVES)
_DAY = cast(meetings.c.day, Text)
_YEAR, _MONTH = cast(func.substr(_DAY, 1, 4), Integer), cast(func.substr(_DAY, 6, 2), Integer)
_OTHER = meeting_items.alias("other")
_CARRIED = meeting_items.c.kind == AgendaKind.CARRIED.value
_ITEMS = select(meetings.c.number).join(meeting_items, meeting_items.c.meeting_id == meetings.c.id)
_PEOPLE = select(meetings.c.number).join(meeting_people, meeting_people.c.meeting_id == meetings.c.id)
_RESOLUTIONS = (
    select(meetings.c.number, meeting_resolutions.c.n)
    .select_from(meetings)
    .join(meeting_resolutions, meeting_resolutions.c.meeting_id == meetings.c.id)
)
_WITH_FOLLOW_UPS = _RESOLUTIONS.join(follow_ups, follow_ups.c.id == meeting_resolutions.c.follow_up_id)
_IS_WITHDRAWN = and_(
    follow_ups.c.state == FollowUpState.CLOSED.value, follow_ups.c.outcome == FollowUpOutcome.WITHDRAWN.value
)
_TAKEN_BACK = meeting_resolutions.c.taken_back_at.is_not(None)

UNREADABLE = (
    Invariant(
        N_("Meeting {0}: its kind or its state is not known."),
        select(meetings.c.number).where(
            or_(
                meetings.c.kind.not_in([kind.value for kind in MeetingKind]),
                meetings.c.state.not_in(_STATES),
            )
        ),
    ),
    Invariant(
        N_("Meeting {0}: a state in its history is not known."),
        select(meetings.c.number)
        .join(meeting_moves, meeting_moves.c.meeting_id == meetings.c.id)
        .where(or_(meeting_moves.c.state.not_in(_STATES), meeting_moves.c.was.not_in(_STATES)))
        .distinct(),
    ),
    Invariant(
        N_("Meeting {0}: whether somebody came is not known."),
        _PEOPLE.where(meeting_people.c.presence.not_in([each.value for each in Presence])).distinct(),
    ),
    Invariant(
        N_("Meeting {0}: the kind of an item is not known."),
        _ITEMS.where(meeting_items.c.kind.not_in([each.value for each in AgendaKind])).distinct(),
    ),
)
"""With one of these broken the page cannot be filled."""
_OF_MEETINGS = (
    Invariant(
        N_("Meeting {0}, which is not over: somebody is asked who has no name."),
        select(meetings.c.number)
        .join(meeting_people, meeting_people.c.meeting_id == meetings.c.id)
        .where(
            meetings.c.state.in_([state.value for state in NOT_OVER]),
            meeting_people.c.organisation_id.is_(None),
            meeting_people.c.staff_id.is_(None),
            meeting_people.c.name == "",
        )
        .distinct(),
    ),
    Invariant(
        N_("Meeting {0}: its state is not the state of its last recorded move."),
        select(meetings.c.number).where(meetings.c.state.is_distinct_from(_LAST_STATE)),
    ),
    Invariant(
        N_("Meeting {0}: a move is missing from its history, or one is there that cannot be."),
        select(meetings.c.number).where(meetings.c.id.in_(_BROKEN)),
    ),
    Invariant(
        N_("Meeting {0}: its day is not in its year and quarter."),
        select(meetings.c.number).where(
            or_(meetings.c.year != _YEAR, meetings.c.quarter != (_MONTH + literal(2)) // literal(3))
        ),
    ),
    Invariant(
        N_("Meeting {0}: it was announced and does not say when, or says so and was not."),
        select(meetings.c.number).where(
            meetings.c.state != MeetingState.CANCELLED.value,
            meetings.c.notified_on.is_(None) != (meetings.c.state == MeetingState.PLANNED.value),
        ),
    ),
    Invariant(
        N_("Meeting {0}: it was held and does not say when, or by when its minutes are due; or says so and was not."),
        select(meetings.c.number).where(
            or_(meetings.c.held_at.is_(None) == _IS_BEGUN, meetings.c.minutes_due_on.is_(None) == _IS_BEGUN)
        ),
    ),
    Invariant(
        N_("Meeting {0}: its minutes are issued without a time or a number, or have one and are not."),
        select(meetings.c.number).where(
            or_(meetings.c.issued_at.is_(None) == _IS_ISSUED, meetings.c.minutes_number.is_(None) == _IS_ISSUED)
        ),
    ),
    Invariant(
        N_("Meeting {0}: its minutes were issued before it was held."),
        select(meetings.c.number).where(meetings.c.issued_at < meetings.c.held_at),
    ),
    Invariant(
        N_("Meeting {0}: a proxy is named of somebody who was not represented."),
        _PEOPLE.where(meeting_people.c.proxy != "", meeting_people.c.presence != Presence.PROXY.value).distinct(),
    ),
    Invariant(
        N_("Meeting {0}: its minutes are issued, and of somebody they do not say whether they came."),
        _PEOPLE.where(_IS_ISSUED, meeting_people.c.presence == Presence.INVITED.value).distinct(),
    ),
)
_OF_AGENDAS = (
    Invariant(
        N_("Meeting {0}: what is open from last time does not stand first on its agenda."),
        _ITEMS.join(_OTHER, _OTHER.c.meeting_id == meetings.c.id)
        .where(_CARRIED, _OTHER.c.kind != AgendaKind.CARRIED.value, _OTHER.c.n < meeting_items.c.n)
        .distinct(),
    ),
    Invariant(
        N_("Meeting {0}: it has not begun, and what is open from last time is kept already."),
        _ITEMS.where(_CARRIED, _IS_TO_COME).distinct(),
    ),
    Invariant(
        N_("Meeting {0}: an item does not name what its kind says, or names something else."),
        _ITEMS.where(
            or_(
                meeting_items.c.follow_up_id.is_(None) == _CARRIED,
                and_(meeting_items.c.kind == AgendaKind.NEED.value, meeting_items.c.need_id.is_(None)),
                and_(meeting_items.c.kind == AgendaKind.OFFERING.value, meeting_items.c.offering_id.is_(None)),
                and_(meeting_items.c.kind == AgendaKind.PROJECT.value, meeting_items.c.match_id.is_(None)),
            )
        ).distinct(),
    ),
    Invariant(
        N_("Meeting {0}: an item from last time was decided by no meeting."),
        _ITEMS.join(follow_ups, follow_ups.c.id == meeting_items.c.follow_up_id)
        .where(follow_ups.c.kind != FollowUpKind.MEETING.value)
        .distinct(),
    ),
)
_OF_RESOLUTIONS = (
    Invariant(
        N_("Resolution {1} of {0}: the meeting has not begun."),
        _RESOLUTIONS.where(meetings.c.state.not_in(_BEGUN)),
    ),
    Invariant(
        N_("Resolution {1} of {0}: its follow-up is none of a meeting, or names another resolution."),
        _WITH_FOLLOW_UPS.where(
            or_(
                follow_ups.c.kind != FollowUpKind.MEETING.value,
                follow_ups.c.subject != literal("meeting_resolutions:") + cast(meeting_resolutions.c.id, Text),
            )
        ),
    ),
    Invariant(
        N_("Resolution {1} of {0}: who does it or by when is not what its follow-up was opened with."),
        _WITH_FOLLOW_UPS.where(
            or_(
                meeting_resolutions.c.due_on != follow_ups.c.first_due_on,
                and_(
                    follow_ups.c.owner_name != "",
                    meeting_resolutions.c.owner_name != "",
                    meeting_resolutions.c.owner_name != follow_ups.c.owner_name,
                ),
            )
        ),
    ),
    Invariant(
        N_("Resolution {1} of {0}: it was taken back, and its follow-up was not withdrawn."),
        _WITH_FOLLOW_UPS.where(_TAKEN_BACK, ~_IS_WITHDRAWN),
    ),
    Invariant(
        N_("Resolution {1} of {0}: it was taken back after the minutes were issued."),
        _RESOLUTIONS.where(meeting_resolutions.c.taken_back_at > meetings.c.issued_at),
    ),
    Invariant(
        N_("Resolution {1} of {0}: its item is on the agenda of another meeting."),
        _RESOLUTIONS.join(meeting_items, meeting_items.c.id == meeting_resolutions.c.item_id).where(
            meeting_items.c.meeting_id != meetings.c.id
        ),
    ),
    Invariant(
        N_("Follow-up {0}: it says that a meeting decided it, and none did."),
        select(follow_ups.c.number)
        .outerjoin(meeting_resolutions, meeting_resolutions.c.follow_up_id == follow_ups.c.id)
        .where(follow_ups.c.kind == FollowUpKind.MEETING.value, meeting_resolutions.c.id.is_(None)),
    ),
)
INVARIANTS = (*_OF_MEETINGS, *_OF_AGENDAS, *_OF_RESOLUTIONS)
