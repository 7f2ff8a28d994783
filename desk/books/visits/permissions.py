"""What writing in visits 来访 asks for."""

from __future__ import annotations

from collections.abc import Mapping

from desk.core.permissions import May, Open, Permission

PERMISSIONS: Mapping[str, Permission] = {
    "afterwards.enter": May.SERVE,
    "arrival.arrive": May.SERVE,
    "call": May.SERVE,
    "call_next": May.SERVE,
    "close_ahead": May.EDIT_CENTRE,
    "close_leftovers": Open(
        "done by the program at the first sign-in of a day; ends only what is over, at its last known time"
    ),
    "consult": May.SERVE,
    "finish": May.SERVE,
    "hold": May.SERVE,
    "leave": May.SERVE,
    "miss": May.SERVE,
    "periods.begin": May.SERVE,
    "periods.turn": May.SERVE,
    "recall": May.SERVE,
    "register": May.SERVE,
    "save_hall": May.EDIT_CENTRE,
    "take_back": May.SERVE,
    "take_number": May.SERVE,
    "transfer": May.SERVE,
    "undo": May.SERVE,
    "undo_consultation": May.SERVE,
    "withdraw": May.SERVE,
}
