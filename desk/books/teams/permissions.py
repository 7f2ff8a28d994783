"""What writing in teams 突击队 asks for."""

from __future__ import annotations

from collections.abc import Mapping

from desk.core.permissions import May, Permission

PERMISSIONS: Mapping[str, Permission] = {
    "contacts.look_up": May.SERVE,
    "importing.store": May.IMPORT,
    "leaving.come_back": May.KEEP_TEAMS,
    "leaving.leave": May.KEEP_TEAMS,
    "members.edit": May.KEEP_TEAMS,
    "members.join": May.KEEP_TEAMS,
    "retention.forget": May.EDIT_CENTRE,
    "sample.fill": May.EDIT_CENTRE,
    "teams.add": May.KEEP_TEAMS,
    "teams.edit": May.KEEP_TEAMS,
    "teams.set_active": May.KEEP_TEAMS,
    "updating.write": May.IMPORT,
}
