"""Which things have a label with their present number, and recording that labels were printed."""

from __future__ import annotations

from collections.abc import Sequence

from desk.books.assets import queries
from desk.books.assets.model import Asset
from desk.books.assets.queries import AssetFilter
from desk.core.permissions import May
from desk.core.work import Work
from desk.models.assets import labels

MISSING = AssetFilter(labelled=False, consumable=False)
"""Cards that never had a label with the number they have now; consumables need none."""


def without(work: Work) -> list[Asset]:
    """What still needs a label."""
    return queries.page(work, MISSING)


def record(work: Work, printed: Sequence[Asset]) -> None:
    """Labels of these were printed."""
    work.require(May.KEEP_ASSETS)
    rows = [
        {"asset_id": asset.id, "number": asset.number, "staff_id": work.actor.id, "at": work.now} for asset in printed
    ]
    if rows:
        work.add_all(labels, rows)
        work.audit("asset_labels.print", "asset_labels", after={"labels": len(rows)})
