"""Inspections, warranties and restocking due 待检与到期清单 as a workbook."""

from __future__ import annotations

from desk.core.calendar import full_date_words
from desk.core.words import _, on_record
from desk.core.work import Work
from desk.reports.assets.due_rows import INSPECTION_COLUMNS, inspection_rows
from desk.reports.kit import imprint
from desk.reports.kit.list_workbook import ListWorkbook, in_characters

LOOKS = ("desk day", *("desk cell",) * 6)


@on_record()
def xlsx(work: Work) -> bytes:
    """One sheet, as the paper has it."""
    rows = inspection_rows(work)
    made = ListWorkbook(f"{imprint.of(work).centre} {_('Inspections due')}", full_date_words(work.today))
    made.sheet(_("Inspections due"), in_characters(INSPECTION_COLUMNS), rows, LOOKS)
    return made.content("asset_dues", work.today.isoformat(), {"assets.due": len(rows)})
