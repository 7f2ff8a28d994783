"""A year with the partners as a workbook 单位年度共建情况: a line each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from desk.books.organisations.model import Organisation
from desk.books.organisations.overview import PartnerYear
from desk.core.words import NP_, P_, _, on_record
from desk.core.work import Work
from desk.reports.kit import imprint
from desk.reports.kit.list_workbook import ListWorkbook
from desk.reports.organisations import year as reading

COLUMNS = (
    (NP_("organisation", "Name"), 30),
    (NP_("organisation", "Kind"), 12),
    (NP_("organisation", "Party organisation"), 24),
    (NP_("organisation", "Pairing"), 12),
    (NP_("organisation", "Paired until"), 12),
    (NP_("organisation", "Promised times"), 10),
    (NP_("organisation", "Delivered times"), 10),
    (NP_("organisation", "People reached"), 10),
    (NP_("organisation", "Activities held"), 10),
    (NP_("organisation", "People at activities"), 12),
    (NP_("organisation", "Orders helped with"), 12),
    (NP_("organisation", "Was to do"), 10),
    (NP_("organisation", "Settled in time"), 12),
)
"""(heading, width in characters)."""
LOOKS = ("desk cell",) * 5 + ("desk number",) * 8


@on_record()
def xlsx(work: Work, year: int, organisation: Organisation | None = None) -> bytes:
    """Every partner in use, or one of them."""
    read = reading.read(work, year, organisation)
    below = P_("paper", "{centre} · {year}", centre=imprint.of(work).centre, year=year)
    book = ListWorkbook(_("Partner's year"), below)
    book.sheet(P_("sheet", "Partners"), COLUMNS, (_row(each.year) for each in read), LOOKS)
    return book.content("partner-year", str(year), {"partners": len(read)})


def _row(each: PartnerYear) -> Sequence[Any]:
    line, organisation = each.line, each.line.organisation
    return (
        organisation.name,
        organisation.kind.label,
        organisation.party_name,
        line.standing.label,
        line.until,
        line.promised,
        line.delivered,
        line.people,
        each.held,
        each.held_people,
        each.helped,
        each.owed,
        each.in_time,
    )
