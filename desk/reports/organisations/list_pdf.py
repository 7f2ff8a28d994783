"""All red partners on paper 共建单位一览表: how each is paired, and what it promised and delivered this year."""

from __future__ import annotations

from desk.core.calendar import full_date_words
from desk.core.words import _, on_record
from desk.core.work import Work
from desk.reports.kit import imprint
from desk.reports.kit.list_page import list_page
from desk.reports.organisations import lines


@on_record()
def pdf(work: Work) -> bytes:
    """A4 landscape, telephones masked."""
    read = lines.read(work)
    below = f"{imprint.of(work).centre} · {full_date_words(work.today)} · {lines.sums(read)}"
    rows = [lines.row(n, each) for n, each in enumerate(read, 1)]
    empty = _("There are no red partners yet.")
    return list_page(work, _("List of partners"), below, lines.COLUMNS, rows, empty, lines.NUMBERS)
