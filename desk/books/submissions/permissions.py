"""What writing in months handed in 已上报 asks for."""

from __future__ import annotations

from collections.abc import Mapping

from desk.core.permissions import May, Open, Permission

PERMISSIONS: Mapping[str, Permission] = {
    "answers.save": May.HAND_IN,
    "hand_in": May.HAND_IN,
    "mark_received": May.HAND_IN,
    "record_copy": May.HAND_IN,
    "remarks.save": May.HAND_IN,
    "retention.forget": May.EDIT_CENTRE,
    "sample.fill": May.EDIT_CENTRE,
    "signing.ensure": Open("the key is made at set-up, or by a hand-in, which asks"),
    "take_back": May.HAND_IN,
}
