"""Qt's classes, made in the window's thread while nobody waits, before any other thread may ask for one.

PySide makes a class, and its enums in Python, when its name is first asked for. Two threads that do so at once end the
program without a word: an import beside the window is enough. It takes a tenth of a second in all, so it is done in
slices too short to be felt at the keyboard, as soon as the sign-in page stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from time import perf_counter

from PySide6.QtCore import QObject, QTimer

KITS = ("QtCore", "QtGui", "QtWidgets", "QtSvg", "QtNetwork")
"""What is used without being asked for first, as printing is."""
SLICE = 0.004
"""Seconds; a key pressed meanwhile waits no longer."""


def _each() -> Iterator[object]:
    for kit in KITS:
        made = import_module(f"PySide6.{kit}")
        for name in dir(made):
            yield getattr(made, name)


_left = _each()


def make_all() -> None:
    """Those that are not there yet, at once."""
    for _class in _left:
        pass


def make_in_slices(beside: QObject, then: Callable[[], object]) -> None:
    """A slice now, the others as soon as the window has nothing else to do; ``then`` is called at the end, unless
    ``beside`` is gone by then.
    """
    until = perf_counter() + SLICE
    for _class in _left:
        if perf_counter() > until:
            QTimer.singleShot(0, beside, lambda: make_in_slices(beside, then))
            return
    then()
