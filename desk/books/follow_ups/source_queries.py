"""What a follow-up came from: a finding, a resident's order, a joint meeting or the adjustment of a zone."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, Select, bindparam, select

from desk.books.follow_ups.model import FollowUp, FollowUpKind
from desk.core.work import Work
from desk.models.findings import findings
from desk.models.meetings import meeting_resolutions, meetings
from desk.models.orders import orders
from desk.models.zones import zone_adjustments

ITEMS_WANTED: BindParameter[int] = bindparam("items", expanding=True)
SUBJECTS_WANTED: BindParameter[int] = bindparam("subjects", expanding=True)
FINDINGS = select(findings.c.follow_up_id.label("item"), findings.c.number, findings.c.id.label("about")).where(
    findings.c.follow_up_id.in_(ITEMS_WANTED)
)
MEETINGS = (
    select(meeting_resolutions.c.follow_up_id.label("item"), meetings.c.number, meetings.c.id.label("about"))
    .join(meetings, meetings.c.id == meeting_resolutions.c.meeting_id)
    .where(meeting_resolutions.c.follow_up_id.in_(ITEMS_WANTED))
)
ORDERS = select(orders.c.id.label("subject"), orders.c.number, orders.c.id.label("about")).where(
    orders.c.id.in_(SUBJECTS_WANTED)
)
ADJUSTMENTS = select(
    zone_adjustments.c.id.label("subject"), zone_adjustments.c.number, zone_adjustments.c.zone_id.label("about")
).where(zone_adjustments.c.id.in_(SUBJECTS_WANTED))
BY_ITEM: tuple[tuple[FollowUpKind, Select[Any], str], ...] = (
    (FollowUpKind.FINDING, FINDINGS, "findings.finding"),
    (FollowUpKind.MEETING, MEETINGS, "meetings.meeting"),
)
"""Which rows name the item that they became, by its kind; and where they are opened."""
BY_SUBJECT: tuple[tuple[str, Select[Any], str], ...] = (
    ("orders:", ORDERS, "orders.order"),
    ("zone_adjustments:", ADJUSTMENTS, "zones.zone"),
)
"""Which rows an item names as its subject, by what that begins with; and where they are opened."""


@dataclass(frozen=True)
class ItemSource:
    """What an item came from: its number, and where it is opened."""

    number: str
    leads_to: str
    about: int


def sources(work: Work, items: Collection[FollowUp]) -> dict[int, ItemSource]:
    """What items came from, where that is known, by the items' ids."""
    known: dict[int, ItemSource] = {}
    for kind, query, leads_to in BY_ITEM:
        ids = [each.id for each in items if each.kind is kind]
        rows = work.connection.execute(query, {"items": ids}) if ids else ()
        known |= {row.item: ItemSource(row.number, leads_to, row.about) for row in rows}
    for begins, query, leads_to in BY_SUBJECT:
        named = {int(each.subject.removeprefix(begins)): each.id for each in items if each.subject.startswith(begins)}
        rows = work.connection.execute(query, {"subjects": list(named)}) if named else ()
        known |= {named[row.subject]: ItemSource(row.number, leads_to, row.about) for row in rows}
    return known
