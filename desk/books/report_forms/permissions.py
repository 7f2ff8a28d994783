"""What writing in the district's own forms 区级表样 asks for."""

from __future__ import annotations

from collections.abc import Mapping

from desk.core.permissions import May, Permission

PERMISSIONS: Mapping[str, Permission] = {
    "keeping.add": May.KEEP_FIGURES,
    "keeping.bring_back": May.KEEP_FIGURES,
    "keeping.edit": May.KEEP_FIGURES,
    "keeping.replace_file": May.KEEP_FIGURES,
    "keeping.retire": May.KEEP_FIGURES,
    "sample.fill": May.EDIT_CENTRE,
}
