"""What writing in cases 办件 asks for."""

from __future__ import annotations

from collections.abc import Mapping

from desk.core.permissions import May, Permission

PERMISSIONS: Mapping[str, Permission] = {
    "call_back": May.SERVE,
    "correct": May.SERVE,
    "evaluate": May.SERVE,
    "move": May.SERVE,
    "open_case": May.SERVE,
}
