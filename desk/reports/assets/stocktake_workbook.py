"""The result of a stocktake 盘点报告 as a workbook: the list, and one sheet for each kind of difference."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from desk.books.assets import stocktake, stocktake_result
from desk.books.assets.stocktake_result import CountLine
from desk.core.money import in_cell
from desk.core.words import P_, _, on_record
from desk.core.work import Work
from desk.reports.assets.stocktake_pdf import COLUMNS, PARTS, outcome_words, remark
from desk.reports.kit import imprint
from desk.reports.kit.list_workbook import ListWorkbook, in_characters

LOOKS = (*("desk cell",) * 7, "desk money", "desk money", "desk cell", "desk cell")


def _cells(line: CountLine) -> Sequence[Any]:
    value, net = (in_cell(line.value), in_cell(line.net)) if line.quantity else (None, None)
    return (
        line.number,
        line.name,
        line.room,
        line.seen_in,
        line.custodian,
        line.quantity or None,
        line.counted,
        value,
        net,
        outcome_words(line),
        remark(line),
    )


@on_record()
def xlsx(work: Work, take_id: int) -> bytes:
    """The list, and one sheet for each kind of difference."""
    take = stocktake.find(work, take_id)
    counted = stocktake_result.lines(work, take)
    result = stocktake_result.summed(counted)
    below = (
        f"{take.title} · {stocktake_result.covered_words(work, take)} · {stocktake_result.span_words(take, work.today)}"
    )
    made = ListWorkbook(f"{imprint.of(work).centre} {_('Stocktake report')}", below)
    made.sheet(_("Everything on the list"), in_characters(COLUMNS), map(_cells, counted), LOOKS)
    for (_name, fits), short in zip(
        PARTS,
        (
            _("Shortage"),
            _("Surplus"),
            P_("result of a stocktake", "Wrong place"),
            P_("result of a stocktake", "Damaged"),
        ),
        strict=True,
    ):
        made.sheet(short, in_characters(COLUMNS), [_cells(line) for line in counted if fits(line)], LOOKS)
    plain = {
        "stocktake.expected": result.expected,
        "stocktake.seen": result.seen,
        "stocktake.missing": result.missing,
        "stocktake.short_value_fen": result.short_value,
        "stocktake.short_net_fen": result.short_net,
        "stocktake.surplus": result.surplus,
        "stocktake.elsewhere": result.elsewhere,
        "stocktake.damaged": result.damaged,
    }
    return made.content("stocktake", str(take.id), plain)
