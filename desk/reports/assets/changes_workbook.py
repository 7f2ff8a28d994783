"""What came and went in a span 资产变动表 as a workbook: by class, and each movement."""

from __future__ import annotations

from datetime import date
from typing import Any

from desk.books.assets import statistics
from desk.books.assets.statistics import AssetFlow
from desk.core.calendar import full_date_words
from desk.core.money import in_cell
from desk.core.words import _, on_record
from desk.core.work import Work
from desk.reports.assets.changes_pdf import FLOWS, STEPS
from desk.reports.kit import imprint
from desk.reports.kit.list_workbook import ListWorkbook


@on_record()
def xlsx(work: Work, first: date, last: date) -> bytes:
    """One sheet by class, one of each movement."""
    changes = statistics.changes(work, first, last)
    made = ListWorkbook(
        f"{imprint.of(work).centre} {_('Changes in the ledger')}",
        _("{first} to {last}", first=full_date_words(first), last=full_date_words(last)),
    )
    looks = ("desk cell", *("desk cell", "desk money") * 4)
    made.sheet(_("By class"), FLOWS, [flow_row(flow) for flow in (*changes.flows, changes.total)], looks)
    step_looks = ("desk day", *("desk cell",) * 4, "desk money", "desk cell", "desk cell")
    rows = [
        (
            s.day,
            s.kind.label,
            s.number,
            s.name,
            s.quantity or None,
            in_cell(s.value) if s.value else None,
            s.reason,
            s.paper,
        )
        for s in changes.steps
    ]
    made.sheet(_("Each movement"), STEPS, rows, step_looks)
    total = changes.total
    plain = {
        f"assets.{name}_{what}": getattr(total, field)[place]
        for name, field in (("start", "start"), ("in", "came"), ("out", "went"), ("end", "end"))
        for place, what in enumerate(("pieces", "value_fen"))
    }
    return made.content("asset_changes", f"{first}/{last}", plain)


def flow_row(flow: AssetFlow) -> list[Any]:
    """One class, or all of them, as cells under ``FLOWS``; money in yuan."""
    pairs = (flow.start, flow.came, flow.went, flow.end)
    return [flow.name, *(cell for pieces, value in pairs for cell in (pieces, in_cell(value)))]
