"""Needs and offerings matched at the table 会上对接: the partner says yes there and then, so that it is claimed."""

from __future__ import annotations

from desk.books.matching import matches
from desk.books.matching import queries as matching
from desk.books.matching.model import Match, MatchState, MatchWay, Need, Offering
from desk.books.meetings import agenda_queries, queries, rules
from desk.books.meetings.model import AgendaItem, AgendaKind, MeetingState
from desk.core.errors import Refused
from desk.core.permissions import May
from desk.core.words import _
from desk.core.work import Work
from desk.models.meetings import meeting_items


def fitting(work: Work, item: AgendaItem) -> list[Need] | list[Offering]:
    """What an item can be matched with: of a need the offerings of its kind, of an offering the needs."""
    if item.need_id is not None:
        need = matching.find_need(work, item.need_id)
        return [each for each in matching.available_offerings(work) if each.kind is need.kind and each.remaining != 0]
    if item.offering_id is not None:
        offering = matching.find_offering(work, item.offering_id)
        waiting = {each.need_id for each in matching.open_matches(work)}
        needs = matching.open_needs(work)
        return [each for each in needs if each.kind is offering.kind and each.id not in waiting]
    return []


def match_at(work: Work, item_id: int, other_id: int) -> Match:
    """Match the need or offering of an item with another, and claim it: both sit at the table. Raises ``Refused``."""
    work.require(May.HOLD_MEETINGS)
    item = agenda_queries.find_item(work, item_id)
    rules.require_state(queries.find(work, item.meeting_id), MeetingState.HELD)
    if item.match_id is not None or item.kind not in (AgendaKind.NEED, AgendaKind.OFFERING):
        raise Refused(_("This item is no need or offering that waits for a match."))
    need_id, offering_id = (item.need_id, other_id) if item.need_id is not None else (other_id, item.offering_id)
    assert need_id is not None and offering_id is not None
    made = matches.match(work, need_id, offering_id, MatchWay.BY_HAND)
    made = matches.claim(work, made.id, made.version)
    work.change(meeting_items, item_id, {"match_id": made.id})
    work.audit("meeting.match", f"meeting_items:{item_id}", after={"match_id": made.id})
    return made


def claim_at(work: Work, item_id: int) -> Match:
    """The partner of a proposed match says yes at the table 认领. Raises ``Refused``."""
    work.require(May.HOLD_MEETINGS)
    item = agenda_queries.find_item(work, item_id)
    rules.require_state(queries.find(work, item.meeting_id), MeetingState.HELD)
    proposed = matching.find_match(work, item.match_id) if item.match_id is not None else None
    if proposed is None or proposed.state is not MatchState.PROPOSED:
        raise Refused(_("This item is no match that waits for the partner's word."))
    return matches.claim(work, proposed.id, proposed.version)
