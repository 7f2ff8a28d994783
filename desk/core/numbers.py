"""Numbers as people write them, read exactly: whole ones and those with a point. Never by way of a float.

Full-width digits count as digits; ① and ² do not, nor does the 1e3 of a spreadsheet, ``nan`` or ``inf``, which
``float`` and ``str.isdigit`` let through. A comma stands where thousands do (1,234), else it may be a point.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from desk.core import identity
from desk.core.errors import Invalid, Problem
from desk.core.words import _

LONGEST = 15
"""Digits before the point: more than any number here has, and all that a table's column can keep."""
NUMBER = re.compile(r"-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)?(?:\.[0-9]+)?")


def decimal_of(text: str) -> Decimal:
    """1,234.50, .5, -3. Raises ``ValueError`` for what is no number."""
    plain = identity.tidy(text).replace("−", "-")
    digits = plain.replace(",", "")
    if not NUMBER.fullmatch(plain) or not digits.strip("-") or len(digits.partition(".")[0]) > LONGEST:
        raise ValueError(text)
    return Decimal(digits)


def is_whole(text: str) -> bool:
    """Is a text a whole number of nothing but ASCII digits, and of no more than a number here has?"""
    return text.isascii() and text.isdigit() and len(text) <= LONGEST


def whole_of(text: str) -> int:
    """A whole number, 0 or more; thousands may be set off. Raises ``ValueError`` for what is none."""
    number = decimal_of(text)
    if number.as_tuple().exponent or number.is_signed():
        raise ValueError(text)
    return int(number)


def number_in(text: str, field: str) -> int:
    """A whole number, 0 or more, that must be there. Raises ``Invalid`` with its field."""
    try:
        return whole_of(text)
    except ValueError:
        raise Invalid(Problem(field, _not_whole(text.strip()[:20]))) from None


def _not_whole(word: str) -> str:
    """-3 is a whole number, only not one of those that count things."""
    try:
        below = decimal_of(word) < 0
    except ValueError:
        below = False
    sentence = _("“{word}”: please enter 0 or more.", word=word) if below else ""
    return sentence or _("“{word}” is not a whole number.", word=word)


def half_up(number: Decimal) -> int:
    """The nearest whole number; from the middle away from zero, as bookkeepers round."""
    return int(number.to_integral_value(ROUND_HALF_UP))


def times(text: str, many: int) -> int:
    """So many times the number that is written: parts of it that are kept whole. Raises ``ValueError``."""
    return half_up(decimal_of(text) * many)


def hundredths(parts: int, *, sign: bool = False) -> str:
    """1.5 for 150 hundredths, with no zeros at its end; +1.5 with ``sign``, save for 0."""
    whole, rest = divmod(abs(parts), 100)
    before = "-" if parts < 0 else "+" if sign and parts else ""
    return f"{before}{whole}" + f".{rest:02d}".rstrip("0").rstrip(".")
