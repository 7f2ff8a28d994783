"""三张清单 as a workbook of three sheets: days as days, numbers as numbers, no text that becomes a formula."""

from __future__ import annotations

from datetime import date

from desk.core.calendar import full_date_words
from desk.core.words import _, on_record
from desk.core.work import Work
from desk.reports.kit import imprint
from desk.reports.kit.list_workbook import ListWorkbook, in_characters
from desk.reports.matching import lines

NAMES = ("needs", "offerings", "matches")


@on_record()
def xlsx(work: Work, first: date, last: date) -> bytes:
    """Whatever was on the lists on any of these days."""
    parts = lines.read(work, first, last)
    span = f"{full_date_words(first)}—{full_date_words(last)}"
    book = ListWorkbook(_("Needs, offerings and matches"), f"{imprint.of(work).centre}　{span}")
    for part in parts:
        looks = tuple("desk number" if at in part.numbers else "desk cell" for at in range(len(part.columns)))
        book.sheet(_(part.title), in_characters(part.columns), part.rows, looks)
    counts = {name: len(part.rows) for name, part in zip(NAMES, parts, strict=True)}
    return book.content("needs_and_offerings", f"{first.isoformat()}/{last.isoformat()}", counts)
