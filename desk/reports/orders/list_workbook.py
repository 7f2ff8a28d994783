"""The list of orders of a span of days 点单一览表 as a workbook: everybody masked, days as days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from desk.books import staff
from desk.books.orders.model import Complaint
from desk.core import identity
from desk.core.calendar import full_date_words
from desk.core.clock import local
from desk.core.words import N_, NP_, P_, _, on_record
from desk.core.work import Work
from desk.reports.kit import imprint
from desk.reports.kit.list_workbook import ListWorkbook
from desk.reports.orders import lines
from desk.reports.orders.lines import OrderLine

COLUMNS = (
    (NP_("order", "Number"), 16),
    (NP_("order", "Placed at"), 18),
    (NP_("order", "Kind"), 12),
    (NP_("order", "Urgency"), 8),
    (NP_("order", "Channel"), 10),
    (NP_("order", "Who asks"), 10),
    (N_("Telephone"), 16),
    (N_("Village group"), 12),
    (NP_("order", "What is wished for"), 36),
    (N_("State"), 14),
    (NP_("order", "Team"), 18),
    (NP_("order", "Member"), 10),
    (NP_("order", "Helping organisation"), 20),
    (NP_("order", "Came back"), 8),
    (NP_("order", "Due"), 18),
    (NP_("order", "Done at"), 18),
    (NP_("order", "Minutes"), 8),
    (NP_("order", "Result"), 36),
    (NP_("order", "Rating"), 12),
    (NP_("order", "Complaint"), 12),
    (NP_("order", "Taken down by"), 12),
)
"""(heading, width in characters)."""
WHOLE = (13, 16)
LOOKS = tuple("desk number" if at in WHOLE else "desk cell" for at in range(len(COLUMNS)))


@on_record()
def xlsx(work: Work, first: date, last: date) -> bytes:
    """Every order that was placed in the span, whatever became of it."""
    read = lines.read(work, first, last)
    names = {person.id: person.name for person in staff.everyone(work)}
    span = f"{full_date_words(first)}—{full_date_words(last)}"
    book = ListWorkbook(_("List of orders"), f"{imprint.of(work).centre}　{span}")
    rows = (_row(each, names.get(each.order.placed_by, "")) for each in read)
    book.sheet(P_("sheet", "Orders"), COLUMNS, rows, LOOKS)
    return book.content("orders", f"{first.isoformat()}/{last.isoformat()}", {"orders": len(read)})


def _row(line: OrderLine, by: str) -> Sequence[Any]:
    order = line.order
    return (
        order.number,
        _moment(order.placed_at),
        order.kind.label,
        order.urgency.label,
        order.channel.label,
        order.who,
        identity.mask_telephone(order.telephone),
        order.village_group,
        line.wish,
        line.state,
        order.team,
        order.member,
        order.organisation,
        order.refused_times,
        _moment(order.due_at),
        _moment(order.done_at),
        order.minutes,
        order.masked(order.result),
        line.rating,
        "" if order.complaint is Complaint.NONE else order.complaint.label,
        by,
    )


def _moment(at: datetime | None) -> datetime | None:
    """By the centre's clock, as a sheet has it."""
    return local(at).replace(tzinfo=None) if at else None
