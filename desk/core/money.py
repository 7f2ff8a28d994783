"""Amounts of money 金额: whole fen 分 in the tables and in every sum, yuan 元 where people read and write them.

One reader for all that is typed and imported, and exact: 0.1 yuan is 10 fen, and 12,5 is nothing that could be guessed.
"""

from __future__ import annotations

import re
from decimal import Decimal

from desk.core import identity, numbers
from desk.core.errors import Invalid, Problem
from desk.core.words import _

AROUND = re.compile(r"^[￥¥]|[￥¥元]$")


def from_yuan(amount: Decimal) -> int:
    """Fen of an amount in yuan; half a fen counts as one."""
    return numbers.half_up(amount * 100)


def fen_of(text: str) -> int:
    """Fen of an amount in yuan as it is written: 1250, 1,250.50, ￥1250, 1250元. Raises ``ValueError`` else."""
    return from_yuan(_yuan_of(text))


def fen_in(text: str, field: str) -> int:
    """Fen of an amount that somebody types, to the fen: parts of one are asked back, not rounded. Raises ``Invalid``
    with its field, saying how an amount is written.
    """
    try:
        amount = _yuan_of(text)
    except ValueError:
        raise Invalid(problem(text, field)) from None
    if amount != round(amount, 2):
        word = text.strip()[:20]
        sentence = _("“{word}” has parts of a fen. Please enter at most two decimals, as in 1250.50.", word=word)
        raise Invalid(Problem(field, sentence))
    return from_yuan(amount)


def _yuan_of(text: str) -> Decimal:
    return numbers.decimal_of(AROUND.sub("", identity.tidy(text).replace(" ", "")).strip())


def problem(text: str, field: str) -> Problem:
    """That something is no amount, and what would be one."""
    sentence = _("“{word}” is not an amount. Please enter yuan, as in 1250 or 1250.50.", word=text.strip()[:20])
    return Problem(field, sentence)


def yuan(fen: int) -> str:
    """Yuan with thousands set off: 1,250.50."""
    whole, rest = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{whole:,}.{rest:02d}"


def yuan_change(fen: int) -> str:
    """As ``yuan``, with a sign before it: +1,250.50."""
    return yuan(fen) if fen < 0 else f"+{yuan(fen)}"


def plain(fen: int) -> str:
    """Yuan as a field shows them to be edited: 1250.50."""
    return f"{'-' if fen < 0 else ''}{abs(fen) // 100}.{abs(fen) % 100:02d}"


def short(fen: int) -> str:
    """Yuan without fen where there are none: 1250, 1250.50."""
    return plain(fen).removesuffix(".00")


def in_cell(fen: int) -> float:
    """Yuan as the cell of a workbook holds them: a spreadsheet has no other numbers."""
    return fen / 100
