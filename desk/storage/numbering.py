"""Running numbers kept as text: the next one, and the order in which a list shows them.

Text compares letter by letter, so that 9999 would stay above 10000 for ever. Here a number counts by its digits.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from desk.core.work import Work

LONGEST: Final = 15
"""No running number grows longer; what is longer was typed."""
PARTS: Final = ("rtrim({0}, '0123456789')", "length({0})", "{0}")
"""How a query orders a column of numbers: those of one beginning together, ZC999999 before ZC1000000."""
IN_ORDER: Final = ", ".join(PARTS)


def in_order(number: str) -> tuple[str, int, str]:
    """The same order for ``sorted``."""
    return number.rstrip("0123456789"), len(number), number


def last(work: Work, table: str, prefix: str) -> int:
    """The highest number given out after ``prefix`` in ``table``, where only the program numbers; 0 when there is
    none.
    """
    rows = work.rows(HIGHEST.format(table=table), prefix + "0", prefix + ":", len(prefix) + 1)
    return int(rows[0][0][len(prefix) :]) if rows else 0


HIGHEST = (
    "SELECT number FROM {table} WHERE number >= ? AND number < ? AND substr(number, ?) NOT GLOB '*[^0-9]*'"
    " ORDER BY length(number) DESC, number DESC LIMIT 1"
)


def last_of_typed(work: Work, table: str, prefix: str, digits: int, given: Iterable[str] = ()) -> int:
    """The same where people type numbers as well, also those ``given`` just now.

    A number of more than ``digits`` counts once all those of fewer are used up, so that a long one which somebody
    typed (an old card's ZC20190001) does not carry the running ones away.
    """
    held = [number.removeprefix(prefix) for number in given if number.startswith(prefix)]
    highest = 0
    for width in range(digits, LONGEST):
        rows = work.rows(OF_WIDTH.format(table=table), prefix + "0", prefix + ":", len(prefix) + 1, "[0-9]" * width)
        found = [rows[0][0][len(prefix) :]] if rows else []
        found += [text for text in held if len(text) == width and text.isdecimal() and text.isascii()]
        highest = max([highest, *map(int, found)])
        if highest < 10**width - 1:
            break
    return highest


OF_WIDTH = (
    "SELECT number FROM {table} WHERE number >= ? AND number < ? AND substr(number, ?) GLOB ?"
    " ORDER BY number DESC LIMIT 1"
)
