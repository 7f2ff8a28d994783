"""Codes, numbers and names as they are compared and kept: what cannot be seen, and the width of letters, do not count.

Prose keeps its full-width punctuation: for that there is ``one_line``.
"""

from __future__ import annotations

import re

from desk.text import mended

NARROW = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
"""Full-width letters, digits and signs, and the full-width space."""
INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""No width, or only a direction: pasted with a number from web pages and messages."""
WIDE = re.compile("[\uff01-\uff5e]")
QUOTED = re.compile(r"""=\s*["“”](.*)["“”]|['‘’`´"“”]+(.*?)['‘’`´"“”]*""", re.DOTALL)
"""How spreadsheets are made to keep a number as text: a quotation mark before it, or a formula of nothing but it."""


SEEN = re.compile(
    "[^\\s\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0]"
)
"""What leaves something on the paper: neither space nor an invisible character, nor a letter that is drawn as none."""


def prose(typed: str) -> str:
    """Prose as it is kept, in as many lines as it has; of what nothing can be seen, nothing."""
    text = mended(typed).strip()
    return text if SEEN.search(text) else ""


def one_line(typed: str) -> str:
    """The same on one line: line breaks and double spaces dropped, full-width punctuation kept."""
    return " ".join(prose(typed).split())


def tidy(typed: str) -> str:
    """Full-width letters and digits made narrow; line breaks, outer space and what cannot be seen dropped."""
    if typed.isascii() and typed.isprintable():
        return " ".join(typed.split())
    text = mended(typed)
    if WIDE.search(text) or not text.isprintable():  # nor are U+3000 and what cannot be seen
        text = INVISIBLE.sub("", text.translate(NARROW))
    return " ".join(text.split())


def excerpt(text: str, part: str, before: int = 12, most: int = 80) -> str:
    """What stands around the first ``part`` in a text, on one line; all of it where that is short."""
    line = one_line(text)
    at = line.lower().find(part.lower())
    start = max(at - before, 0) if len(line) > most else 0
    cut = line[start : start + most]
    return ("…" if start else "") + cut + ("…" if start + most < len(line) else "")


def left_alone(text: str) -> str:
    """For the clipboard: as a spreadsheet takes it and makes neither a formula of it (=, +, -, @) nor a quantity of
    digits that are none, with nought in front or more than it can show. ``unquoted`` takes the signs off again.
    """
    is_formula = text.startswith(FORMULA_SIGNS) and not NUMERIC.fullmatch(text)
    is_code = text.isdecimal() and (len(text) > LONGEST_SHOWN or (text[0] == "0" and len(text) > 1))
    doubled = text.replace('"', '""')
    return f'="{doubled}"' if is_formula or is_code else text


FORMULA_SIGNS = ("=", "+", "-", "@")
NUMERIC = re.compile(r"[+-]?[0-9][0-9,]*(?:\.[0-9]+)?%?")
LONGEST_SHOWN = 11
"""Digits; of a longer number a spreadsheet shows 2.0E+11."""


def unquoted(typed: str) -> str:
    """``tidy``, without the quotation marks by which a spreadsheet keeps a number as text."""
    bare = tidy(typed)
    if bare.isalnum():
        return bare
    match = QUOTED.fullmatch(bare)
    return (match[1] or match[2] or "").strip() if match else bare
