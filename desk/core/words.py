"""Words: English in the code, Chinese on screen and paper, through gettext catalogues.

``_`` translates now; ``N_`` only marks a text for the catalogue (tables made at import time are
translated when they are shown). ``DESK_LANGUAGE=en`` shows the English of the code.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from typing import Self

from desk.core import translations
from desk.core.tone import Tone


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return translations.current(language)


def _(text: str, /, **values: object) -> str:
    """The clerk's words for ``text``; ``{names}`` in it are filled from ``values``."""
    words = _catalogue(os.environ.get("DESK_LANGUAGE", "zh_CN")).gettext(text)
    return words.format(**values) if values else words


def N_(text: str) -> str:
    """Mark ``text`` for the catalogue without translating it yet."""
    return text


def listed(parts: Iterable[str]) -> str:
    """Names in a row as the language of the screen writes them: 甲、乙、丙."""
    return _(", ").join(parts)


def clauses(parts: Iterable[str]) -> str:
    """Whole statements in a row: 甲借出；乙待修."""
    return _("; ").join(parts)


class Worded(StrEnum):
    """A closed list stored by a short English value and shown by its words: ``DONE = "done", N_("Done")``. A state says
    with a third part what it means to whoever looks at it: ``DONE = "done", N_("Done"), Tone.DONE``.
    """

    words: str
    tone: Tone | None

    def __new__(cls, value: str, words: str = "", tone: Tone | None = None) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.words = words
        member.tone = tone
        return member

    @property
    def label(self) -> str:
        """Its words in the language of the screen."""
        return _(self.words)

    def __str__(self) -> str:
        return str(self.value)
