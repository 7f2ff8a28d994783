"""What is on loan and overdue 外借资产清单 as a workbook."""

from __future__ import annotations

from desk.core.calendar import full_date_words
from desk.core.words import _, on_record
from desk.core.work import Work
from desk.reports.assets.due_rows import LOAN_COLUMNS, loan_rows
from desk.reports.kit import imprint
from desk.reports.kit.list_workbook import ListWorkbook, in_characters

LOOKS = (*("desk cell",) * 5, "desk day", "desk day", *("desk cell",) * 3)


@on_record()
def xlsx(work: Work) -> bytes:
    """One sheet, as the paper has it; residents masked."""
    rows = loan_rows(work)
    made = ListWorkbook(f"{imprint.of(work).centre} {_('Things on loan')}", full_date_words(work.today))
    made.sheet(_("Things on loan"), in_characters(LOAN_COLUMNS), rows, LOOKS)
    return made.content(
        "asset_loans",
        work.today.isoformat(),
        {"assets.loans": len(rows), "assets.overdue": sum(bool(row[7]) for row in rows)},
    )
