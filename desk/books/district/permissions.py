"""What writing in the district's merge 区级汇总 asks for."""

from __future__ import annotations

from collections.abc import Mapping

from desk.core.permissions import May, Permission

PERMISSIONS: Mapping[str, Permission] = {
    "importing.store": May.MERGE_DISTRICT,
    "listing.add": May.MERGE_DISTRICT,
    "listing.edit": May.MERGE_DISTRICT,
    "listing.enlist": May.MERGE_DISTRICT,
    "listing.trust": May.MERGE_DISTRICT,
    "returns.take_in": May.MERGE_DISTRICT,
    "sample.fill": May.MERGE_DISTRICT,
}
