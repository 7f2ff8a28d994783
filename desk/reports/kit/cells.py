"""What a value becomes in a cell of a workbook: which texts stay texts, which look it has, and how wide it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from unicodedata import east_asian_width

from desk.text import printable

RISKY = ("=", "+", "-", "@", "\t", "\r")
ERRORS = frozenset(("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"))
"""What a spreadsheet shows where a formula failed: typed as a text it is none."""
LONGEST_KEPT = 255
"""Characters; some spreadsheets show a longer text in the text format as #####."""
WIDEST = 48
"""Characters of a column at most; longer texts go on in the next line of their cell."""
AROUND, TIGHT = 3.0, 1.5
"""What a column needs beside its text, in characters: the indent, and some air; and where there is little room."""
LONGEST_WORD = 20
"""Characters of a number or Latin word that does not go on in the next line of its cell."""
NARROWEST, NARROW_HEAD = 8, 4
"""Characters of a line of words in a narrow column, and of its heading; a Chinese one counts double."""
REMEMBERED = 8192
"""Texts: names, items and states come again and again down a list."""
PLACES = {"desk money": 2, "desk load": 2, "desk count": 0, "desk tenths": 1}
"""Digits after the point, by look."""
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class SeenText:
    """A text as a cell holds it. ``is_kept``: a spreadsheet could make a number, a day or a sum of it; ``is_risky``:
    it could be taken for a formula, or for the error of one. ``width`` in characters, a Chinese one counts double.
    """

    text: str
    is_kept: bool
    is_risky: bool
    width: int


@dataclass(frozen=True, slots=True)
class Formula:
    """A live formula, without its sign of equality, and the value it has now: what is seen before anybody recalculates.

    It is ours alone; no text that was typed becomes one.
    """

    text: str
    value: int | float | str | None


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to another sheet of the same workbook, by its title."""

    text: str
    sheet: str


@lru_cache(REMEMBERED)
def seen(text: str) -> SeenText:
    """What is to know of a text before it is written."""
    text = printable(str(text))
    kept = len(text) <= LONGEST_KEPT and _DIGIT.search(text) is not None
    return SeenText(text, kept, text.startswith(RISKY) or text in ERRORS, _widest_line(text))


def _widest_line(text: str) -> int:
    if text.isascii() and "\n" not in text:
        return len(text)
    return max(sum(2 if east_asian_width(letter) in "WFA" else 1 for letter in line) for line in text.split("\n"))


def look_of(value: Any, look: str) -> str:
    """The look of a cell whose value is no text: numbers stand right, days and moments as such; long texts wrap."""
    if look != "desk cell":
        return look
    if isinstance(value, str):
        return "desk wrapped" if seen(value).width > WIDEST else look
    if isinstance(value, datetime):
        return "desk moment"
    if isinstance(value, date):
        return "desk day"
    if isinstance(value, Link):
        return "desk link"
    return "desk number" if isinstance(value, int | float | Formula) else look


def least_width(value: Any, look: str) -> float:
    """Characters below which a column that holds the value breaks what has to stay whole: numbers, days, codes."""
    if isinstance(value, str):
        text = seen(value)
        is_whole = text.width <= LONGEST_WORD and value.isascii() and " " not in value and look != "desk head"
        return text.width if is_whole else min(text.width, NARROW_HEAD if look == "desk head" else NARROWEST)
    return shown_width(value, look)


def shown_width(value: Any, look: str) -> float:
    """Characters that a value takes on the sheet; a Chinese one counts double."""
    if isinstance(value, Formula):
        value = value.value
    if value is None or look == "desk mark":
        return 0
    if isinstance(value, str):
        return seen(value).width
    if isinstance(value, Link):
        return seen(value.text).width
    if isinstance(value, date):
        return len("2026-11-24 08:05") if isinstance(value, datetime) and look != "desk day" else len("2026-11-24")
    if look in PLACES:
        return len(f"{value:,.{PLACES[look]}f}")
    return len(f"{value:.1f}") + {"desk minutes": 5, "desk points": 9, "desk change": 4}.get(look, 1)
