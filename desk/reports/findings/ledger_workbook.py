"""The ledger of findings of a period 整改台账 as a workbook: days as days, no text that becomes a formula."""

from __future__ import annotations

from dataclasses import astuple
from datetime import date

from desk.books.zones import queries as zones
from desk.core.calendar import full_date_words
from desk.core.words import P_, _, on_record
from desk.core.work import Work
from desk.reports.findings import lines
from desk.reports.findings.lines import COLUMNS, NUMBERS
from desk.reports.kit import imprint
from desk.reports.kit.list_workbook import ListWorkbook, in_characters

LOOKS = tuple("desk number" if place in NUMBERS else "desk cell" for place in range(len(COLUMNS)))


@on_record()
def xlsx(work: Work, first: date, last: date, zone: int | None) -> bytes:
    """Whatever was open on any of these days; of one zone, or of all."""
    read = [line for _tracked, line in lines.read(work, first, last, zone)]
    span = f"{full_date_words(first)}—{full_date_words(last)}"
    place = "".join(each.name for each in zones.names(work) if each.id == zone)
    book = ListWorkbook(_("Ledger of findings"), "　".join(filter(None, (imprint.of(work).centre, place, span))))
    book.sheet(P_("sheet", "Findings"), in_characters(COLUMNS), map(astuple, read), LOOKS)
    return book.content("findings", f"{first.isoformat()}/{last.isoformat()}", {"findings": len(read)})
