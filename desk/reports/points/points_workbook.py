"""The list of points 积分台账 as a workbook: what everybody has, and every change of a span; names masked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from desk.books.points import queries, ranking, statistics
from desk.core import identity
from desk.core.calendar import full_date_words
from desk.core.words import N_, NP_, P_, _, on_record
from desk.core.work import Work
from desk.reports.kit import imprint
from desk.reports.kit.list_workbook import ListWorkbook

MEMBERS = (
    (NP_("list of points", "Number"), 14),
    (NP_("list of points", "Name"), 10),
    (NP_("list of points", "Team"), 20),
    (NP_("list of points", "Times"), 8),
    (NP_("list of points", "Minutes"), 10),
    (NP_("list of points", "Earned"), 10),
    (N_("Points left"), 10),
)
MEMBER_LOOKS = ("desk cell",) * 3 + ("desk number",) * 4
CHANGES = (
    (NP_("list of points", "Day"), 12),
    (NP_("list of points", "Number"), 14),
    (NP_("list of points", "Name"), 10),
    (NP_("list of points", "Change"), 14),
    (NP_("list of points", "Points"), 10),
)
CHANGE_LOOKS = ("desk cell",) * 4 + ("desk number",)


@on_record()
def xlsx(work: Work, first: date, last: date) -> bytes:
    """Two sheets: members by what they earned in the span, and its changes in the order of time."""
    members = ranking.public_list(work, first, last)
    changes = statistics.movements(work, first, last)
    names = {each.id: (each.number, identity.mask_name(each.name)) for each in queries.all_members(work)}
    span = f"{full_date_words(first)}—{full_date_words(last)}"
    book = ListWorkbook(_("List of points"), f"{imprint.of(work).centre}　{span}")
    book.sheet(P_("sheet", "Members"), MEMBERS, (_member_row(each) for each in members), MEMBER_LOOKS)
    book.sheet(
        P_("sheet", "Changes of points"),
        CHANGES,
        ((each.day, *names[each.member_id], each.kind.label, each.amount) for each in changes),
        CHANGE_LOOKS,
    )
    counts = {"members": len(members), "changes": len(changes)}
    return book.content("points", f"{first.isoformat()}/{last.isoformat()}", counts)


def _member_row(each: ranking.RankedMember) -> Sequence[Any]:
    return (
        each.number,
        each.masked_name,
        each.team,
        each.service.orders,
        each.service.minutes,
        each.earned,
        each.balance,
    )
