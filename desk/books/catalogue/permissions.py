"""What writing in the service catalogue 服务事项 asks for."""

from __future__ import annotations

from collections.abc import Mapping

from desk.core.permissions import May, Permission

PERMISSIONS: Mapping[str, Permission] = {
    "add": May.EDIT_CATALOGUE,
    "edit": May.EDIT_CATALOGUE,
    "importing.store": May.EDIT_CATALOGUE,
    "retire": May.EDIT_CATALOGUE,
    "updating.withdraw": May.EDIT_CATALOGUE,
    "updating.write": May.EDIT_CATALOGUE,
}
