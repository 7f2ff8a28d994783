"""The words of the double-entry book 复式记账."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from desk.core.words import NP_, Worded


class AccountUnit(Worded):
    """What an account counts 计量单位. One posting stays within one unit."""

    POINT = "point", NP_("unit of an account", "Points")
    FEN = "fen", NP_("unit of an account", "Money in fen")


@dataclass(frozen=True)
class Account:
    """An account; ``owner`` is whose it is, ``table:id``, empty for the centre's own."""

    id: int
    unit: AccountUnit
    kind: str
    code: str
    owner: str
    may_be_negative: bool


@dataclass(frozen=True)
class Leg:
    """What a posting adds to an account, or takes from it; from ``expires_on`` on it counts no more."""

    account_id: int
    amount: int
    expires_on: date | None = None


@dataclass(frozen=True)
class NewPosting:
    """One event that is to be posted. ``kind`` is a word of the book that posts it; ``source`` is what it comes from,
    ``table:id``; without a ``day`` it is of today.
    """

    unit: AccountUnit
    kind: str
    legs: tuple[Leg, ...]
    source: str | None = None
    remark: str = ""
    paper: str = ""
    day: date | None = None


@dataclass(frozen=True)
class Posting:
    """One event as it stands for ever."""

    id: int
    unit: AccountUnit
    day: date
    kind: str
    source: str | None
    remark: str
    paper: str
    reverses_id: int | None
    staff_id: int
    at: datetime


@dataclass(frozen=True)
class StatementLine:
    """A posting as one account has it. ``taken_back`` says that a later one reversed it."""

    posting_id: int
    day: date
    at: datetime
    kind: str
    source: str | None
    remark: str
    paper: str
    reverses_id: int | None
    staff_id: int
    amount: int
    expires_on: date | None
    taken_back: bool
