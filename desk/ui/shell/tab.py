"""The tabs of the window before they are there: each is made when it is first looked at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desk.ui.shell.page import Page


@dataclass(frozen=True)
class TabMaker:
    """A tab that is not there yet: its kind, for the title, and how it is made."""

    kind: type[Page]
    make: Callable[[], Page]
