"""Running numbers kept as text: the next one, and the order in which a list shows them.

Text compares letter by letter, so that 9999 would stay above 10000 for ever. Here a number counts by its digits.

The questions are asked in plain SQL, past SQLAlchemy: every registration asks two of them while it holds the write lock
that keeps two clerks from the same number.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, func

from desk.core.work import Work

LONGEST: Final = 15
"""No running number grows longer; what is longer was typed."""
DIGITS: Final = "0123456789"


def order_of(column: ColumnElement[str]) -> tuple[ColumnElement[Any], ...]:
    """How a query orders a column of numbers: those of one beginning together, ZC999999 before ZC1000000."""
    return func.rtrim(column, DIGITS), func.length(column), column


def in_order(number: str) -> tuple[str, int, str]:
    """The same order for ``sorted``."""
    return number.rstrip(DIGITS), len(number), number


def last_in_queue(work: Work, day: date, queue: str) -> int:
    """The highest queue number 排队号 given out on a day; 0 when there is none."""
    return work.rows(IN_QUEUE, day.isoformat(), queue)[0][0] or 0


IN_QUEUE = "SELECT max(number) FROM visits WHERE day = ? AND queue = ?"


def last(work: Work, table: str, prefix: str) -> int:
    """The highest number given out after ``prefix`` in ``table``, where only the program numbers; 0 when there is
    none.

    The index leads to the greatest by its letters. Longer ones than that came after the nines (9999, 10000): only a
    greatest one that begins with 9 may have been passed by them, and then all numbers of the prefix are looked at.
    """
    low, high = prefix + "0", prefix + ":"
    greatest = work.rows(GREATEST.format(table=table), low, high)[0][0] or prefix + "0"
    if greatest[len(prefix)] == "9" or not _counts(greatest[len(prefix) :]):
        rows = work.rows(HIGHEST.format(table=table), low, high, len(prefix) + 1)
        greatest = rows[0][0] if rows else prefix + "0"
    return int(greatest[len(prefix) :])


def _counts(rest: str) -> bool:
    """What follows the prefix is digits alone."""
    return rest.isdecimal() and rest.isascii()


IN_RANGE = "number >= ? AND number < ?"
RUNNING = f"{IN_RANGE} AND ltrim(substr(number, ?), '{DIGITS}') = ''"
GREATEST = f"SELECT max(number) FROM {{table}} WHERE {IN_RANGE}"
HIGHEST = f"SELECT number FROM {{table}} WHERE {RUNNING} ORDER BY length(number) DESC, number DESC LIMIT 1"


def last_of_typed(work: Work, table: str, prefix: str, digits: int, given: Iterable[str] = ()) -> int:
    """The same where people type numbers as well, also those ``given`` just now.

    A number of more than ``digits`` counts once all those of fewer are used up, so that a long one which somebody
    typed (an old card's ZC20190001) does not carry the running ones away.
    """
    held = [number.removeprefix(prefix) for number in given if number.startswith(prefix)]
    highest = 0
    for width in range(digits, LONGEST):
        rows = work.rows(OF_WIDTH.format(table=table), prefix + "0", prefix + ":", len(prefix) + 1, len(prefix) + width)
        running = [rows[0][0][len(prefix) :]] if rows else []
        running += [text for text in held if len(text) == width and _counts(text)]
        highest = max([highest, *map(int, running)])
        if highest < 10**width - 1:
            break
    return highest


OF_WIDTH = f"SELECT number FROM {{table}} WHERE {RUNNING} AND length(number) = ? ORDER BY number DESC LIMIT 1"
