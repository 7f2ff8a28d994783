"""All red partners as a workbook: telephones masked, days as days, no text that becomes a formula."""

from __future__ import annotations

from desk.core.calendar import full_date_words
from desk.core.words import P_, _, on_record
from desk.core.work import Work
from desk.reports.kit import imprint
from desk.reports.kit.list_workbook import ListWorkbook, in_characters
from desk.reports.organisations import lines

LOOKS = tuple("desk number" if at in (0, *lines.NUMBERS) else "desk cell" for at in range(len(lines.COLUMNS)))


@on_record()
def xlsx(work: Work) -> bytes:
    """One row each."""
    read = lines.read(work)
    book = ListWorkbook(_("List of partners"), f"{imprint.of(work).centre}　{full_date_words(work.today)}")
    rows = (lines.row(n, each) for n, each in enumerate(read, 1))
    book.sheet(P_("sheet", "Partners"), in_characters(lines.COLUMNS), rows, LOOKS)
    return book.content("partners", work.today.isoformat(), {"partners": len(read)})
