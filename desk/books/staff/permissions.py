"""What writing in the staff 工作人员 asks for."""

from __future__ import annotations

from collections.abc import Mapping

from desk.core.permissions import May, Open, Permission

PERMISSIONS: Mapping[str, Permission] = {
    "add": May.EDIT_STAFF,
    "importing.store": May.EDIT_STAFF,
    "keep_draft": Open("what somebody has half typed; it is found again by themselves only"),
    "set_active": May.EDIT_STAFF,
    "set_role": May.EDIT_STAFF,
    "set_telephone": May.EDIT_STAFF,
    "updating.disable": May.EDIT_STAFF,
    "updating.write": May.EDIT_STAFF,
}
