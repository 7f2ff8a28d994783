"""Boxes that are set by the program, not by whoever sits there: nobody is told, the page reads what follows from it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker

from desk.ui.widgets.controls import Combo


def choose(box: Combo, value: Any) -> None:
    """Select the entry with ``value``; the first when there is none."""
    with QSignalBlocker(box):
        box.choose(value)


def renew(box: Combo, choices: Sequence[tuple[str, Any]]) -> None:
    """Offer what there is to choose from by now; what was chosen stays."""
    chosen = box.value
    with QSignalBlocker(box):
        box.offer(choices)
        box.choose(chosen)
