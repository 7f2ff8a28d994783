"""What writing in residents 居民 asks for."""

from __future__ import annotations

from collections.abc import Mapping

from desk.core.permissions import May, Permission

PERMISSIONS: Mapping[str, Permission] = {
    "add": May.SERVE,
    "anonymise": May.EDIT_CENTRE,
    "edit": May.SERVE,
    "importing.store": May.IMPORT,
    "insert": May.SERVE,
    "look_up": May.SERVE,
    "merge": May.MERGE_RESIDENTS,
    "personal.forget_texts": May.EDIT_CENTRE,
    "personal.move_rows": May.MERGE_RESIDENTS,
    "updating.write": May.IMPORT,
}
