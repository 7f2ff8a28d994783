"""Inspections, warranties and restocking due 待检与到期清单."""

from __future__ import annotations

from desk.core.calendar import full_date_words
from desk.core.words import _, on_record
from desk.core.work import Work
from desk.reports.assets.due_rows import DAYS_AHEAD, INSPECTION_COLUMNS, inspection_rows
from desk.reports.kit import imprint
from desk.reports.kit.list_page import list_page


@on_record()
def pdf(work: Work) -> bytes:
    """Inspections and warranties of the next three months, and what is to be restocked; with room to note what was
    done.
    """
    below = _(
        "{centre} · {day} · the next {n} days",
        centre=imprint.of(work).centre,
        day=full_date_words(work.today),
        n=DAYS_AHEAD,
    )
    return list_page(work, _("Inspections due"), below, INSPECTION_COLUMNS, inspection_rows(work), _("Nothing is due."))
