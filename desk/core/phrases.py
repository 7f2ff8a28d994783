"""Short phrases, such as the names of pages and commands, found while somebody types: by their characters, by their
pinyin from any syllable on, and by their initials.
"""

from __future__ import annotations

from enum import IntEnum
from functools import cache

from desk.core import name_search


class Fit(IntEnum):
    """How well a phrase fits, the best first."""

    BEGINS = 0
    SOUNDS = 1
    """Its pinyin or its initials begin so."""
    INSIDE = 2


class Phrase:
    """A phrase made ready to be compared at every key press: reading characters aloud takes a thousand times longer."""

    def __init__(self, text: str) -> None:
        self._text = name_search.squeezed(text)
        self._initials = frozenset(name_search.initials(text))
        self._spellings = name_search.spellings(text)

    def fit(self, typed: str) -> Fit | None:
        """How what was typed fits, ``squeezed`` already; None when it does not."""
        if self._text.startswith(typed):
            return Fit.BEGINS
        if typed.isascii():
            if any(letters.startswith(typed) for letters in (*self._initials, *self._spellings[:1])):
                return Fit.SOUNDS
            if any(typed in letters for letters in self._initials):
                return Fit.INSIDE
            if any(spelt.startswith(typed) for spelt in self._spellings):
                return Fit.INSIDE
        return Fit.INSIDE if typed in self._text else None


@cache
def phrase(text: str) -> Phrase:
    """The phrase of a text that the program itself says, made once."""
    return Phrase(text)
