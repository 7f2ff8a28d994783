"""What writing in zones 功能区 asks for."""

from __future__ import annotations

from collections.abc import Mapping

from desk.core.permissions import May, Permission

PERMISSIONS: Mapping[str, Permission] = {
    "adjusting.conclude": May.ADJUST_ZONES,
    "adjusting.decide": May.ADJUST_ZONES,
    "adjusting.take_effect": May.ADJUST_ZONES,
    "adjusting.undo_closing": May.ADJUST_ZONES,
    "adjusting.withdraw": May.ADJUST_ZONES,
    "editing.add": May.ADJUST_ZONES,
    "editing.edit": May.ADJUST_ZONES,
    "editing.set_active": May.ADJUST_ZONES,
    "importing.store": May.IMPORT,
    "retention.forget": May.EDIT_CENTRE,
    "rounds.count": May.SERVE,
    "rounds.round_of": May.SERVE,
    "rounds.store_past": May.IMPORT,
    "sample.fill": May.EDIT_CENTRE,
}
