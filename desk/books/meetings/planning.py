"""Calling a joint meeting 召集: when, where and by whom; its notice, the report before it, and calling it off."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from desk.books.meetings import queries, rules
from desk.books.meetings.model import LABELS, TO_COME, Meeting, MeetingKind, MeetingState, NewMeeting
from desk.books.meetings.moves import as_seen, change_state, record_move
from desk.books.occupations import give_up
from desk.core import edit_conflicts, identity
from desk.core.edit_conflicts import plain
from desk.core.errors import Refused, refuse_wrong
from desk.core.month import Month
from desk.core.moves import require_reason
from desk.core.permissions import May
from desk.core.words import _
from desk.core.work import Work, changes
from desk.models.meetings import meetings
from desk.storage import numbering

WHERE_AND_WHEN = frozenset({"venue_id", "day", "begins", "ends"})
UNSAID = frozenset({"chair", "remark"})
"""Fields that name people, so that the audit, which is kept for ever, does not hold them."""


def call(work: Work, new: NewMeeting) -> Meeting:
    """A meeting that is to be held. Its first item is what is still open from last time. Raises ``Invalid``."""
    work.require(May.HOLD_MEETINGS)
    new = _tidied(new)
    refuse_wrong(rules.meeting_rules(work, new))
    values = _row(new) | {
        "number": next_number(work, new),
        "year": new.day.year,
        "quarter": Month.of(new.day).quarter,
        "state": MeetingState.PLANNED.value,
        "made_by": work.actor.id,
        "made_at": work.now,
    }
    id = work.add(meetings, values)
    record_move(work, id, None, MeetingState.PLANNED)
    work.audit("meeting.call", f"meetings:{id}", after=_for_the_audit(values))
    return queries.find(work, id)


def edit(work: Work, id: int, new: NewMeeting, read: Meeting | None = None) -> Meeting:
    """Change a meeting that has not begun, as it was ``read``. Raises ``Invalid``, ``Refused``, and ``EditConflict`` as
    every edit does.
    """
    work.require(May.HOLD_MEETINGS)
    was = queries.find(work, id)
    rules.require_state(was, *TO_COME)
    edited = edit_conflicts.EditedRecord(f"meetings:{id}", LABELS, _shown)
    settled = edit_conflicts.settled(work, edited, read, was, _tidied(new))
    if settled.kind is not was.kind:
        raise Refused(_("Whether it is quarterly or special stays as it is. Please cancel it and call another one."))
    refuse_wrong(rules.meeting_rules(work, settled, was))
    before, after = changes(_row(was), _row(settled))
    if not after:
        return was
    follows = {"year": settled.day.year, "quarter": Month.of(settled.day).quarter} if "day" in after else {}
    work.change(meetings, id, {**after, **follows, "version": was.version + 1})
    record_move(work, id, was.state, was.state)
    work.audit("meeting.edit", f"meetings:{id}", _for_the_audit(before), _for_the_audit(after))
    if WHERE_AND_WHEN & set(after):
        _give_up_venue(work, was)
    return queries.find(work, id)


def give_notice(work: Work, id: int, version: int) -> Meeting:
    """The notice is out 发出通知, with whoever is asked by then. Raises ``Refused``."""
    work.require(May.HOLD_MEETINGS)
    meeting = as_seen(work, id, version)
    if not queries.people_of(work, id):
        raise Refused(_("Nobody is asked to {number} yet. Please put people on the list first.", number=meeting.number))
    return change_state(work, meeting, MeetingState.NOTIFIED, notified_on=work.today)


def report_agenda(work: Work, id: int, version: int) -> Meeting:
    """The agenda went to the leadership 会前报告. Raises ``Refused``."""
    work.require(May.HOLD_MEETINGS)
    meeting = as_seen(work, id, version)
    rules.require_state(meeting, *TO_COME)
    if meeting.reported_on is not None:
        raise Refused(_("The agenda of {number} was reported already.", number=meeting.number))
    work.change(meetings, id, {"reported_on": work.today, "version": meeting.version + 1})
    record_move(work, id, meeting.state, meeting.state)
    work.audit("meeting.report", f"meetings:{id}", after={"reported_on": work.today})
    return queries.find(work, id)


def cancel(work: Work, id: int, version: int, reason: str) -> Meeting:
    """It is not held 取消, and why. Raises ``Refused``, ``Invalid``."""
    work.require(May.HOLD_MEETINGS)
    meeting = as_seen(work, id, version)
    rules.require_state(meeting, *TO_COME)
    reason = require_reason(reason, rules.LONGEST_REMARK)
    cancelled = change_state(work, meeting, MeetingState.CANCELLED, reason)
    _give_up_venue(work, meeting)
    return cancelled


def next_number(work: Work, new: NewMeeting) -> str:
    """LX2026-Q4 for that of a quarter (LX2026-Q4-2 after one that was cancelled), LX2026-Z01 for a special one."""
    if new.kind is MeetingKind.SPECIAL:
        prefix = f"LX{new.day.year}-Z"
        return f"{prefix}{numbering.last(work, 'meetings', prefix) + 1:02d}"
    number = f"LX{new.day.year}-Q{Month.of(new.day).quarter}"
    earlier = sum(each.number.startswith(number) for each in queries.of_year(work, new.day.year))
    return f"{number}-{earlier + 1}" if earlier else number


def _give_up_venue(work: Work, meeting: Meeting) -> None:
    if meeting.venue_id is not None:
        give_up(work, meeting.venue_id, *rules.span_of(meeting))


def _tidied(new: NewMeeting) -> NewMeeting:
    return replace(
        new,
        title=identity.one_line(new.title),
        chair=identity.one_line(new.chair),
        place="" if new.venue_id else identity.one_line(new.place),
        remark=new.remark.strip(),
    )


def _row(new: NewMeeting) -> dict[str, Any]:
    return {name: getattr(new, name) for name in LABELS} | {"kind": new.kind.value}


def _shown(name: str, value: Any) -> str:
    return f"{value // 60:02d}:{value % 60:02d}" if name in ("begins", "ends") else plain(value)


def _for_the_audit(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name not in UNSAID}
