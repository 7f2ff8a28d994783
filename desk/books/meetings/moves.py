"""A meeting on its way: each state by the table, a line of its history with who and when, nobody overwrites another."""

from __future__ import annotations

from typing import Any

from desk.books.meetings import queries
from desk.books.meetings.model import MOVES, Meeting, MeetingState
from desk.core.edit_conflicts import require_seen
from desk.core.moves import move_line, require_move
from desk.core.permissions import May
from desk.core.work import Work
from desk.models.meetings import meeting_moves, meetings


def as_seen(work: Work, id: int, version: int) -> Meeting:
    """The meeting, as whoever acts on it saw it. Raises ``Refused`` when somebody else has changed it since."""
    meeting = queries.find(work, id)
    require_seen(work, meeting, version, f"meetings:{id}", meeting.number, meeting.state.label)
    return meeting


def record_move(work: Work, id: int, was: MeetingState | None, state: MeetingState, remark: str = "") -> None:
    """Write a line into its history, by the signed-in person, now."""
    work.require(May.HOLD_MEETINGS)
    work.add(meeting_moves, {"meeting_id": id, **move_line(work, was, state, remark)})


def change_state(work: Work, meeting: Meeting, to: MeetingState, remark: str = "", **values: Any) -> Meeting:
    """Bring a meeting into another state, with columns that follow from it. Raises ``Refused``, ``NotAllowed``."""
    work.require(May.HOLD_MEETINGS)
    require_move(work, MOVES, meeting.number, meeting.state, to)
    work.change(meetings, meeting.id, {"state": to.value, "version": meeting.version + 1, **values})
    record_move(work, meeting.id, meeting.state, to, remark)
    work.audit(f"meeting.{to.value}", f"meetings:{meeting.id}", {"state": meeting.state.value}, {"state": to.value})
    return queries.find(work, meeting.id)
