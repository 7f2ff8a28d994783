"""What a meeting decides 决议: each line becomes a follow-up in the same transaction, or is refused."""

from __future__ import annotations

from desk.books import staff
from desk.books.follow_ups import checking, opening
from desk.books.follow_ups import queries as follow_up_queries
from desk.books.follow_ups.model import (
    Closing,
    FollowUpKind,
    FollowUpOutcome,
    FollowUpOwner,
    FollowUpState,
    NewFollowUp,
    OwnerKind,
)
from desk.books.meetings import agenda_queries, decision_lines, queries, rules
from desk.books.meetings.model import MeetingState, Resolution
from desk.core.errors import Refused
from desk.core.permissions import ALLOWED, May
from desk.core.words import _, on_record
from desk.core.work import Work
from desk.models.meetings import meeting_resolutions


def decide(work: Work, meeting_id: int, text: str, item_id: int | None = None, *, outside: bool = False) -> Resolution:
    """Enter one line, what | who | by when, for an item of the agenda or none. ``outside``: an unknown name is somebody
    outside, as was agreed to. Raises ``Invalid``, ``OutsideOwner``, ``Refused``; then nothing is kept.
    """
    work.require(May.HOLD_MEETINGS)
    rules.require_state(queries.find(work, meeting_id), MeetingState.HELD)
    if item_id is not None and agenda_queries.find_item(work, item_id).meeting_id != meeting_id:
        raise Refused(_("This item is no longer on the agenda."))
    line = decision_lines.understand(work, text, outside=outside)
    id, n = agenda_queries.next_resolution(work, meeting_id)
    new = NewFollowUp(
        line.description,
        line.owner,
        checker_for(work, line.owner),
        line.due_on,
        FollowUpKind.MEETING,
        f"meeting_resolutions:{id}",
    )
    item = opening.open_item(work, new)
    values = {
        "id": id,
        "meeting_id": meeting_id,
        "item_id": item_id,
        "n": n,
        "description": line.description,
        "owner_name": item.owner_name,
        "due_on": line.due_on,
        "follow_up_id": item.id,
    }
    work.add(meeting_resolutions, values)
    audited = {name: values[name] for name in ("meeting_id", "item_id", "n", "due_on", "follow_up_id")}
    work.audit("meeting.decide", f"meeting_resolutions:{id}", after=audited)
    return agenda_queries.find_resolution(work, id)


def checker_for(work: Work, owner: FollowUpOwner) -> int:
    """Whoever enters it checks it; what they do themselves, another leader in charge. Raises ``Refused`` without."""
    if owner.kind is not OwnerKind.STAFF or owner.id != work.actor.id:
        return work.actor.id
    others = [
        each.id
        for each in staff.everyone(work)
        if each.active and each.id != owner.id and May.SUPERVISE in ALLOWED[each.role]
    ]
    if not others:
        raise Refused(
            _("You are the only leader in charge, and nobody checks what they do. Please name somebody else.")
        )
    return others[0]


def take_back(work: Work, resolution_id: int) -> None:
    """A line that was entered wrongly, before the minutes are issued: it is in them no more, and its follow-up is
    withdrawn. Raises ``Refused``.
    """
    work.require(May.HOLD_MEETINGS)
    resolution = agenda_queries.find_resolution(work, resolution_id)
    meeting = queries.find(work, resolution.meeting_id)
    rules.require_state(meeting, MeetingState.HELD)
    if resolution.taken_back_at is not None:
        raise Refused(_("This line was taken back already."))
    item = follow_up_queries.find(work, resolution.follow_up_id)
    if item.state is not FollowUpState.OPEN:
        raise Refused(_("{number} is being done already. Please close it on its card.", number=item.number))
    with on_record():
        reason = _("Taken back in the minutes of {number}", number=meeting.number)
    checking.close(work, item.id, item.version, Closing(FollowUpOutcome.WITHDRAWN, reason))
    work.change(meeting_resolutions, resolution_id, {"taken_back_at": work.now})
    work.audit("meeting.take_back", f"meeting_resolutions:{resolution_id}", after={"taken_back_at": work.now})
