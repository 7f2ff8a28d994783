"""Keys that are made on what is in sight of the window."""

from __future__ import annotations

from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QAbstractButton, QWidget

from desk.ui.shell.commands import Command
from desk.ui.widgets.key_cap import CapButton

SAMPLES = {
    "1…9": ("1",),
    "↑/↓": ("Up", "Down"),
    "PgUp/PgDn": ("PgUp", "PgDown"),
    "Alt+←/→": ("Alt+Left", "Alt+Right"),
}
"""The keys that a line of F1 with several of them stands for."""


def keys_of(command: Command) -> tuple[str, ...]:
    """Each key that the line of F1 stands for."""
    if command.key.startswith("Alt+1…"):
        return tuple(f"Alt+{n}" for n in range(1, int(command.key[6:]) + 1))
    return SAMPLES.get(command.key, (command.key,))


def shortcuts(part: QWidget) -> set[str]:
    """The keys that are made on what is in sight of a page or window, by shortcut or button."""
    made = [each for each in part.findChildren(QShortcut) if part.isAncestorOf(each.parent()) or each.parent() is part]
    in_sight = [each for each in made if each.parent().isVisibleTo(part.window())]
    buttons = [each for each in part.findChildren(QAbstractButton) if each.isVisibleTo(part.window())]
    found = [each.key() for each in in_sight] + [each.shortcut() for each in buttons]
    return {key.toString() for key in found if not key.isEmpty()}


def caps(part: QWidget) -> list[CapButton]:
    """The buttons in sight that show a key."""
    return [each for each in part.findChildren(CapButton) if each.key and each.isVisibleTo(part.window())]
