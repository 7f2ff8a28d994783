"""One thing that can be set 设置, as the book that reads it declares it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Setting:
    """``read`` makes what is stored (JSON) into what is used."""

    name: str
    """Its name in the data file: one for all books, so that a book's own begin with what they are of."""
    default: Any
    """What it is until it is set."""
    read: Callable[[Any], Any]
    label: str = ""
    """The msgid of its name in a form; without one the program keeps it, or a form of its own names its parts."""
    own: bool = False
    """Is it the program's own, kept without a permission and a line in the audit?"""
