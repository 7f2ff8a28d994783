"""The list of follow-ups of a period 督办销号表 as a workbook: days as days, no text that becomes a formula."""

from __future__ import annotations

from dataclasses import astuple
from datetime import date

from desk.core.calendar import full_date_words
from desk.core.words import P_, _, on_record
from desk.core.work import Work
from desk.reports.follow_ups import lines
from desk.reports.follow_ups.lines import COLUMNS, NUMBERS
from desk.reports.kit import imprint
from desk.reports.kit.list_workbook import ListWorkbook, in_characters

LOOKS = tuple("desk number" if place in NUMBERS else "desk cell" for place in range(len(COLUMNS)))


@on_record()
def xlsx(work: Work, first: date, last: date) -> bytes:
    """Whatever was on the list on any of these days."""
    read = lines.read(work, first, last)
    span = f"{full_date_words(first)}—{full_date_words(last)}"
    book = ListWorkbook(_("List of follow-ups"), f"{imprint.of(work).centre}　{span}")
    book.sheet(P_("sheet", "Follow-ups"), in_characters(COLUMNS), map(astuple, read), LOOKS)
    return book.content("follow_ups", f"{first.isoformat()}/{last.isoformat()}", {"follow_ups": len(read)})
