"""Words: English in the code, Chinese on screen and paper, through gettext catalogues.

``_`` translates now; ``N_`` only marks a text for the catalogue (tables made at import time are
translated when they are shown). Where one English word has several meanings, each of which is another word in Chinese,
``P_`` and ``NP_`` say which is meant: ``P_("incident", "Ended")``. The language ``en`` is the English of the code.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from functools import cache
from typing import Self

from desk.core import translations
from desk.core.tone import Tone

RECORD_LANGUAGE = "zh_CN"
"""What papers and the sentences kept in the data file are written in, whatever the window speaks."""
_CONTEXT_ENDS = "\x04"
"""What gettext writes between the context of a text and the text, in its catalogue and here."""


_window_language = RECORD_LANGUAGE
_on_record: ContextVar[bool] = ContextVar("on_record", default=False)


def language() -> str:
    """In what ``_`` speaks now: ``DESK_LANGUAGE``, else the record's where something is written for it, else what this
    PC chose: ``zh_CN`` or ``en``.
    """
    return os.environ.get("DESK_LANGUAGE") or (RECORD_LANGUAGE if _on_record.get() else _window_language)


def is_chinese() -> bool:
    """Whether what has a Chinese form of its own is said in it: a lunar date, the names of the library's holidays."""
    return language() == RECORD_LANGUAGE


def speak(language: str) -> None:
    """From now on the window and the command line of this process speak ``language``."""
    global _window_language
    _window_language = language


@contextmanager
def on_record() -> Iterator[None]:
    """Inside, words are for a paper or for the data file: a clerk's own choice for the window does not reach them."""
    token = _on_record.set(True)
    try:
        yield
    finally:
        _on_record.reset(token)


@contextmanager
def to_the_clerk() -> Iterator[None]:
    """Inside ``on_record``, for what is said to whoever asked for the paper: the language of the window again."""
    token = _on_record.set(False)
    try:
        yield
    finally:
        _on_record.reset(token)


class _Recorded(str):
    """A text for the record, which knows how the window would say it: a refusal needs it, when no paper comes of it."""

    key: str
    values: dict[str, object]


def for_the_clerk(text: str) -> str:
    """Words that were made for the record as the window says them; any others as they are."""
    if not isinstance(text, _Recorded):
        return text
    with to_the_clerk():
        said = {name: for_the_clerk(each) if isinstance(each, str) else each for name, each in text.values.items()}
        return _looked_up(text.key, said)


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return translations.current(language)


def _(text: str, /, **values: object) -> str:
    """The clerk's words for ``text``; ``{names}`` in it are filled from ``values``.

    A text that ``NP_`` marked carries its context, which is looked up with it and never shown.
    """
    return _looked_up(text, values)


def N_(text: str) -> str:
    """Mark ``text`` for the catalogue without translating it yet."""
    return text


def P_(context: str, text: str, /, **values: object) -> str:
    """The clerk's words for what ``text`` means in ``context``: a drill that was "Held", an activity that was."""
    return _looked_up(f"{context}{_CONTEXT_ENDS}{text}", values)


def NP_(context: str, text: str) -> str:
    """Mark ``text`` in ``context`` for the catalogue; ``_`` makes words of the mark later, as of ``N_``."""
    return f"{context}{_CONTEXT_ENDS}{text}"


def _looked_up(key: str, values: dict[str, object]) -> str:
    known = _catalogue(language()).gettext(key)
    text = known.rpartition(_CONTEXT_ENDS)[2]
    text = text.format(**values) if values else text
    if not _on_record.get() or _window_language == RECORD_LANGUAGE:
        return text
    recorded = _Recorded(text)
    recorded.key, recorded.values = key, values
    return recorded


def in_record_language(text: str) -> str:
    """The Chinese words for a marked text, whatever the window speaks."""
    return _catalogue(RECORD_LANGUAGE).gettext(text).rpartition(_CONTEXT_ENDS)[2]


def listed(parts: Iterable[str]) -> str:
    """Names in a row as the language of the screen writes them: 甲、乙、丙."""
    return _(", ").join(parts)


FULL_STOPS = "。."


def clauses(parts: Iterable[str]) -> str:
    """Whole statements in a row, the full stop of a sentence kept at the end only: 甲借出；乙待修."""
    *others, last = [*parts] or [""]
    return _("; ").join([*(part.rstrip(FULL_STOPS) for part in others), last]) if others else last


def phrases(parts: Iterable[str]) -> str:
    """Parts of one statement: 钥匙2把，已告知."""
    return P_("between parts of a statement", ", ").join(parts)


def in_sentences(parts: Iterable[str]) -> str:
    """Sentences in a row, of which the last brings its own full stop or none."""
    return P_("between sentences", ". ").join(parts)


def whole_sentences(sentences: Iterable[str]) -> str:
    """Sentences in a row, each with its own full stop."""
    return ("" if is_chinese() else " ").join(sentences)


def marked(word: str) -> str:
    """A word that stands out before a title: 【变更】."""
    return _("[{word}] ", word=word)


def named(name: str, value: object) -> str:
    """What something is, after what it is called: 借用人：林小芳."""
    return _("{name}: {value}", name=name, value=value)


def bracketed(text: object) -> str:
    """A remark behind a text, with the space before it where the language wants one: （已取消）."""
    return _(" ({text})", text=text)


class Worded(StrEnum):
    """A closed list stored by a short English value and shown by its words: ``DONE = "done", N_("Done")``. A state says
    with a third part what it means to whoever looks at it: ``DONE = "done", N_("Done"), Tone.DONE``.
    """

    msgid: str
    tone: Tone | None

    def __new__(cls, value: str, msgid: str = "", tone: Tone | None = None) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.msgid = msgid
        member.tone = tone
        return member

    @property
    def label(self) -> str:
        """Its words in the language of the screen."""
        return _(self.msgid)

    def __str__(self) -> str:
        return str(self.value)
