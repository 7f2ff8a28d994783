"""Screens beside the first one, each with a scale of its own, so that one process tries a window at all of them.

Qt takes a scale for each screen from the surroundings and the screens themselves, offscreen, from a file; both before
the application is made.
"""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

FILE = Path(__file__).with_suffix(".json")
SCALES = {"at-100": 1.0, "at-125": 1.25, "at-150": 1.5, "at-150-low": 1.5, "at-200": 2.0}
"""What people work with: 1366 by 768 less its title and task bar at three scales, at 150 % also without them, and the
least window of all at 200 %.
"""


def surroundings() -> None:
    """To be called before there is an application."""
    os.environ["QT_SCREEN_SCALE_FACTORS"] = ";".join(f"{name}={scale}" for name, scale in SCALES.items())


def arguments() -> list[str]:
    """The command line of an application that has these screens. Qt takes a path without a colon only."""
    return ["desk", "-platform", f"offscreen:configfile={os.path.relpath(FILE)}"]


def screen(name: str) -> QScreen:
    return next(each for each in QGuiApplication.screens() if each.name() == name)


def fill(window: QWidget, name: str) -> None:
    """Put a window on a screen, over all of it, as if it was maximised."""
    free = screen(name).availableGeometry()
    window.setGeometry(free)
    QTest.qWait(0)
    if window.size() != free.size():  # on its way to a screen with another scale it has the size of the one before
        window.resize(free.size())
        QTest.qWait(0)
