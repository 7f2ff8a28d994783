"""The agenda 议程: what is still open from last time comes first by itself, then needs, offerings, projects, others."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import delete, update

from desk.books.matching import queries as matching
from desk.books.meetings import agenda_queries, queries, rules
from desk.books.meetings.model import ITEM_LABELS, NOT_OVER, TO_COME, AgendaItem, AgendaKind, MeetingState, NewItem
from desk.core import edit_conflicts
from desk.core.errors import Refused, refuse_wrong
from desk.core.permissions import May
from desk.core.plain_text import prose
from desk.core.words import _, on_record
from desk.core.work import Work
from desk.models.meetings import meeting_items

ABOVE = 1_000_000
"""Places that no agenda reaches: where items stand while they change theirs."""


def add(work: Work, meeting_id: int, new: NewItem) -> AgendaItem:
    """Put an item at the end. Without words of its own it says what the need, offering or match says. Raises
    ``Invalid``, ``Refused``.
    """
    work.require(May.HOLD_MEETINGS)
    meeting = queries.find(work, meeting_id)
    rules.require_state(meeting, *NOT_OVER)
    new = replace(new, text=prose(new.text) or _text_of(work, new)[: rules.LONGEST_ITEM])
    refuse_wrong(rules.item_rules(new))
    for other in agenda_queries.stored_items(work, meeting_id):
        if new.kind is not AgendaKind.OTHER and _subject(other) == _subject(new):
            raise Refused(_("This is on the agenda already."))
    values = {
        "meeting_id": meeting_id,
        "n": agenda_queries.next_item(work, meeting_id),
        "kind": new.kind.value,
        "text": new.text,
        "need_id": new.need_id,
        "offering_id": new.offering_id,
        "match_id": new.match_id,
    }
    id = work.add(meeting_items, values)
    audited = {name: value for name, value in values.items() if name != "text"}
    work.audit("meeting.item", f"meeting_items:{id}", after=audited)
    return agenda_queries.find_item(work, id)


def _subject(item: AgendaItem | NewItem) -> tuple[int | None, int | None, int | None]:
    return item.need_id, item.offering_id, item.match_id


@on_record()
def _text_of(work: Work, new: NewItem) -> str:
    if new.match_id is not None:
        match = matching.find_match(work, new.match_id)
        return _(
            "{need} — {organisation}: {offering}",
            need=match.need,
            organisation=match.organisation,
            offering=match.offering,
        )
    if new.need_id is not None:
        need = matching.find_need(work, new.need_id)
        return f"{need.number} {need.description}"
    if new.offering_id is not None:
        offering = matching.find_offering(work, new.offering_id)
        return _("{organisation}: {offering}", organisation=offering.organisation, offering=offering.title)
    return ""


def remove(work: Work, item_id: int) -> None:
    """Take an item off the agenda of a meeting that has not begun. Raises ``Refused``."""
    work.require(May.HOLD_MEETINGS)
    item = agenda_queries.find_item(work, item_id)
    rules.require_state(queries.find(work, item.meeting_id), *TO_COME)
    work.connection.execute(delete(meeting_items).where(meeting_items.c.id == item_id))
    rest = [each.id for each in agenda_queries.stored_items(work, item.meeting_id)]
    _arrange(work, item.meeting_id, rest)
    work.audit("meeting.item_off", f"meeting_items:{item_id}", before={"meeting_id": item.meeting_id, "n": item.n})


def move(work: Work, item_id: int, by: int) -> None:
    """Further up (-1) or down (1); never above what is still open from last time. Raises ``Refused``."""
    work.require(May.HOLD_MEETINGS)
    item = agenda_queries.find_item(work, item_id)
    rules.require_state(queries.find(work, item.meeting_id), *TO_COME)
    order = [each.id for each in agenda_queries.stored_items(work, item.meeting_id)]
    at = order.index(item_id)
    to = min(max(at + by, 0), len(order) - 1)
    if to == at:
        return
    order.insert(to, order.pop(at))
    _arrange(work, item.meeting_id, order)
    work.audit("meeting.item_move", f"meeting_items:{item_id}", {"n": at + 1}, {"n": to + 1})


def _arrange(work: Work, meeting_id: int, order: list[int], first: int = 1) -> None:
    """Number the items anew in this order; a place is never held twice on the way."""
    away = update(meeting_items).where(meeting_items.c.meeting_id == meeting_id)
    work.connection.execute(away.values(n=meeting_items.c.n + ABOVE))
    for n, id in enumerate(order, first):
        work.change(meeting_items, id, {"n": n})


def carry_over(work: Work, meeting_id: int) -> None:
    """As the meeting begins: what is still open from last time is kept as its first items, before the others."""
    work.require(May.HOLD_MEETINGS)
    open_now = agenda_queries.carried(work)
    others = [each.id for each in agenda_queries.stored_items(work, meeting_id)]
    _arrange(work, meeting_id, others, len(open_now) + 1)
    for n, each in enumerate(open_now, 1):
        item = agenda_queries.carried_item(meeting_id, n, each)
        values = {"meeting_id": meeting_id, "n": n, "kind": item.kind.value, "text": item.text, "follow_up_id": each.id}
        work.add(meeting_items, values)


def write_down(work: Work, item_id: int, said: str, read: AgendaItem | None = None) -> AgendaItem:
    """What was said of an item, as it was ``read``, while the minutes are not issued. Raises ``Refused``, ``Invalid``,
    and ``EditConflict`` as every edit does.
    """
    work.require(May.HOLD_MEETINGS)
    was = agenda_queries.find_item(work, item_id)
    rules.require_state(queries.find(work, was.meeting_id), MeetingState.HELD)
    edited = edit_conflicts.EditedRecord(f"meeting_items:{item_id}", ITEM_LABELS)
    wanted = edit_conflicts.settled(work, edited, read, was, replace(was, decision=prose(said))).decision
    most = rules.LONGEST_DECISION
    refuse_wrong([("decision", len(wanted) > most, _("This has at most {n} characters.", n=most))])
    if wanted != was.decision:
        work.change(meeting_items, item_id, {"decision": wanted})
        work.audit("meeting.minute", f"meeting_items:{item_id}")
    return agenda_queries.find_item(work, item_id)
