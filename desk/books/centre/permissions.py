"""What writing in the centre 中心 asks for."""

from __future__ import annotations

from collections.abc import Mapping

from desk.core.permissions import May, Open, Permission

OWN_MEMORY = Open("what the program remembers for itself; whoever calls it asks")
PERMISSIONS: Mapping[str, Permission] = {
    "add_venue": May.EDIT_CENTRE,
    "days_off.enter": May.EDIT_CENTRE,
    "edit_venue": May.EDIT_CENTRE,
    "forget_own": OWN_MEMORY,
    "keep_own": OWN_MEMORY,
    "retire_venue": May.EDIT_CENTRE,
    "save": May.EDIT_CENTRE,
    "save_opening_hours": May.EDIT_CENTRE,
    "save_rules": May.EDIT_CENTRE,
    "save_setting": May.EDIT_CENTRE,
    "save_settings": May.EDIT_CENTRE,
}
