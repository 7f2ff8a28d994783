"""The asset list 资产清单 as a workbook: every card on one sheet, the sums of the groups on another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from desk.books.assets import statistics
from desk.books.assets.statistics import AssetSum, GroupBy, HeldAsset
from desk.core.calendar import full_date_words
from desk.core.money import in_cell
from desk.core.words import N_, NP_, P_, _, on_record
from desk.core.work import Work
from desk.reports.kit import imprint
from desk.reports.kit.list_workbook import ListWorkbook

COLUMNS = (
    (N_("Group"), 22),
    (N_("Asset number"), 14),
    (N_("Asset name"), 22),
    (N_("Class code"), 13),
    (N_("Asset class"), 18),
    (N_("Model"), 20),
    (N_("Unit"), 6),
    (NP_("asset", "Quantity"), 8),
    (N_("Original value, yuan"), 14),
    (N_("Depreciated, yuan"), 14),
    (N_("Net value, yuan"), 14),
    (N_("Acquired on"), 12),
    (N_("Zone"), 14),
    (N_("Location"), 22),
    (N_("Keeper"), 10),
    (N_("Condition"), 10),
    (N_("Ownership"), 18),
)
LOOKS = (*("desk cell",) * 8, *("desk money",) * 3, "desk day", *("desk cell",) * 5)
SUMS = (
    (N_("Group"), 30),
    (N_("Cards"), 9),
    (NP_("sum of assets", "Quantity"), 9),
    (N_("Original value, yuan"), 16),
    (N_("Depreciated, yuan"), 16),
    (N_("Net value, yuan"), 16),
)
SUM_LOOKS = (*("desk cell",) * 3, *("desk money",) * 3)


@on_record()
def xlsx(work: Work, by: GroupBy, at: date) -> bytes:
    """Every card on one sheet, the sums on another."""
    listing = statistics.listing(work, by, at)
    centre = imprint.of(work).centre
    made = ListWorkbook(f"{centre} {_('Asset list')}", _("as of {day} · {by}", day=full_date_words(at), by=by.label))
    made.sheet(
        _("Asset list"), COLUMNS, (_cells(group.name, line) for group in listing.groups for line in group.lines), LOOKS
    )
    sums = [_sums(group.name, group.sum) for group in listing.groups]
    made.sheet(P_("asset list", "Subtotals"), SUMS, [*sums, _sums(_("Total"), listing.total)], SUM_LOOKS)
    return made.content("assets", at.isoformat(), statistics.plain(listing))


def _cells(group: str, line: HeldAsset) -> Sequence[Any]:
    return (
        group,
        line.number,
        line.name,
        line.class_code,
        line.class_name,
        line.model,
        line.unit,
        line.quantity,
        in_cell(line.value),
        in_cell(line.depreciated),
        in_cell(line.net),
        line.acquired_on,
        line.zone,
        line.where,
        line.custodian,
        line.condition.label,
        line.owner,
    )


def _sums(name: str, total: AssetSum) -> Sequence[Any]:
    return name, total.cards, total.pieces, in_cell(total.value), in_cell(total.depreciated), in_cell(total.net)
