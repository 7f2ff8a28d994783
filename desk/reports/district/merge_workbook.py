"""The district's merge 区级汇总 as a workbook: totals, rankings, deliveries, what is odd, receipts, centres."""

from __future__ import annotations

import re

from desk.books.district.report import DistrictReport
from desk.core.words import P_, _, on_record
from desk.core.work import Work
from desk.reports.district import tables
from desk.reports.kit.list_workbook import ListWorkbook

LONGEST = 31
"""Characters of a sheet's name."""
UNFIT = re.compile(r"[\\/*?:\[\]'\x00-\x1f]")
TEXT, NUMBER, PERCENT, WRAPPED, DAY, MARK = (
    "desk cell",
    "desk number",
    "desk percent",
    "desk wrapped",
    "desk day",
    "desk mark",
)
TOTAL_LOOKS = (TEXT, TEXT, TEXT, NUMBER, NUMBER, NUMBER, NUMBER, PERCENT, NUMBER, NUMBER)
RANK_LOOKS = (TEXT, TEXT, TEXT, NUMBER, NUMBER, TEXT, TEXT, NUMBER, NUMBER, NUMBER, WRAPPED)
DELIVERY_LOOKS = (TEXT, TEXT, TEXT, MARK, DAY, MARK, NUMBER, TEXT)
ODD_LOOKS = (TEXT, TEXT, TEXT, MARK, WRAPPED)
RECEIPT_LOOKS = (TEXT, TEXT, MARK, DAY, WRAPPED)
CENTRE_LOOKS = (TEXT, TEXT, TEXT, NUMBER, NUMBER, NUMBER, WRAPPED)


@on_record()
def xlsx(_work: Work, report: DistrictReport) -> bytes:
    """Written row after row: three hundred centres fit into little memory."""
    book = ListWorkbook(_("District's merge"), f"{report.district}　{report.period.label}")
    book.sheet(P_("sheet", "Totals"), tables.TOTALS, tables.total_rows(report), TOTAL_LOOKS)
    book.sheet(P_("sheet", "Rankings"), tables.RANKS, tables.rank_rows(report), RANK_LOOKS)
    book.sheet(P_("sheet", "Delivery"), tables.DELIVERIES, tables.delivery_rows(report), DELIVERY_LOOKS)
    book.sheet(P_("sheet", "What is odd"), tables.ODD, tables.odd_rows(report), ODD_LOOKS)
    book.sheet(P_("sheet", "Receipts"), tables.RECEIPTS, tables.receipt_rows(report), RECEIPT_LOOKS)
    taken = {P_("sheet", "Totals"), P_("sheet", "Rankings"), P_("sheet", "Delivery"), P_("sheet", "What is odd")}
    taken.add(P_("sheet", "Receipts"))
    centres = tables.CentreTables(report)
    for each in report.centres:
        if each.id in report.by_centre:
            name = sheet_name(each.name, each.code, taken)
            book.sheet(name, tables.OF_CENTRE, centres.rows(each), CENTRE_LOOKS)
    delivery = report.delivery
    counts = {"centres": delivery.expected, "merged": delivery.came, "in_time": delivery.in_time}
    return book.content("district", report.period.name, counts)


def sheet_name(name: str, code: str, taken: set[str]) -> str:
    """The centre's name as far as a sheet can have it; the code behind it where two are alike."""
    fit = UNFIT.sub("", name).strip()[:LONGEST] or UNFIT.sub("", code)[:LONGEST]
    if fit.lower() in {each.lower() for each in taken}:
        ending = UNFIT.sub("", code)[-12:]
        fit = f"{fit[: LONGEST - len(ending) - 1]} {ending}"
    taken.add(fit)
    return fit
