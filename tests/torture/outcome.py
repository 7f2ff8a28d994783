"""What a trial is and what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.torture.ground import Ground


class Verdict(Enum):
    """How a trial ended."""

    NOTICED = "noticed"
    """Something was gone or changed, and the program said so in words, or refused in words."""
    UNHARMED = "unharmed"
    """All that was confirmed is there, and nothing had to be said."""
    LOST = "lost"
    """Something that was confirmed is gone without a word; or a traceback; or it never ended."""


@dataclass(frozen=True)
class Outcome:
    verdict: Verdict
    words: str = ""
    """What was told, or what was lost."""


def noticed(words: str) -> Outcome:
    return Outcome(Verdict.NOTICED, words)


def unharmed() -> Outcome:
    return Outcome(Verdict.UNHARMED)


def lost(words: str) -> Outcome:
    return Outcome(Verdict.LOST, words)


@dataclass(frozen=True)
class Place:
    """What a trial works with: the templates, an empty folder of its own, and dice."""

    ground: Ground
    folder: Path
    dice: Random


@dataclass(frozen=True)
class Row:
    """One line of the table: a way of attacking. ``full`` and ``short`` are how many trials the two forms make."""

    name: str
    full: int
    short: int
    trial: Callable[[Place], Outcome]


Rows = Sequence[Row]
