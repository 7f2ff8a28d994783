"""What every figure means 指标说明, as a workbook: one list over all books, to be filtered."""

from __future__ import annotations

from desk.books import centre
from desk.core.words import N_, _, on_record
from desk.core.work import Work
from desk.reports.figures import definitions
from desk.reports.figures.definitions import COLUMNS
from desk.reports.kit.list_workbook import ListWorkbook, in_characters

BOOK = ((N_("Ledger"), 14),)


@on_record()
def xlsx(work: Work) -> bytes:
    """A line a figure; the first column says whose it is."""
    rows = [(each.book, *row) for each in definitions.read(work) for row in each.rows]
    name = _("Definitions of the figures")
    made = ListWorkbook(name, centre.get(work).name)
    made.sheet(name, (*BOOK, *in_characters(COLUMNS)), rows, ["desk cell"] * (1 + len(COLUMNS)))
    return made.content("definitions", f"{work.today:%Y-%m-%d}", {})
