"""What is on loan and overdue 外借资产清单."""

from __future__ import annotations

from desk.core.calendar import full_date_words
from desk.core.words import _, on_record
from desk.core.work import Work
from desk.reports.assets.due_rows import LOAN_COLUMNS, loan_rows
from desk.reports.kit import imprint
from desk.reports.kit.list_page import list_page


@on_record()
def pdf(work: Work) -> bytes:
    """On loan and overdue, A4 landscape; residents masked."""
    rows = loan_rows(work)
    late = sum(bool(row[7]) for row in rows)
    below = _(
        "{centre} · {day} · {n} on loan, {late} overdue",
        centre=imprint.of(work).centre,
        day=full_date_words(work.today),
        n=len(rows),
        late=late,
    )
    return list_page(work, _("Things on loan"), below, LOAN_COLUMNS, rows, _("Nothing is out."), (2, 7))
