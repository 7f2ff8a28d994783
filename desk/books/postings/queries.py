"""Reading the double-entry book 复式记账: balances are sums, always; nothing is stored beside them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, func, select

from desk.books.postings.lots import FoldedLeg
from desk.books.postings.model import Account, AccountUnit, Leg, Posting, StatementLine
from desk.core.errors import Refused
from desk.core.records import first_record, records
from desk.core.words import _
from desk.core.work import Work
from desk.models.postings import accounts, legs, postings

ACCOUNTS: Select[Any] = select(*(accounts.c[name] for name in Account.__dataclass_fields__))
POSTINGS: Select[Any] = select(*(postings.c[name] for name in Posting.__dataclass_fields__))
MADE = {"unit": AccountUnit}
BY_CODE = ACCOUNTS.where(accounts.c.unit == bindparam("unit"), accounts.c.code == bindparam("code"))
BY_IDS = ACCOUNTS.where(accounts.c.id.in_(bindparam("ids", expanding=True)))
BY_ID = POSTINGS.where(postings.c.id == bindparam("posting"))
BY_SOURCE = POSTINGS.where(postings.c.source == bindparam("source"), postings.c.kind == bindparam("kind"))
REVERSAL = select(postings.c.id).where(postings.c.reverses_id == bindparam("posting"))
BALANCE = select(func.coalesce(func.sum(legs.c.amount), 0)).where(legs.c.account_id == bindparam("account"))
LEGS = (
    select(legs.c.account_id, legs.c.amount, legs.c.expires_on)
    .where(legs.c.posting_id == bindparam("posting"))
    .order_by(legs.c.id)
)


def by_code(work: Work, unit: AccountUnit, code: str) -> Account | None:
    """The account with this code."""
    return first_record(work.connection.execute(BY_CODE, {"unit": unit.value, "code": code}), Account, **MADE)


def accounts_by_id(work: Work, ids: Iterable[int]) -> dict[int, Account]:
    """Several accounts. Raises ``KeyError`` by the caller's look-up for one that is not there."""
    rows = work.connection.execute(BY_IDS, {"ids": list(dict.fromkeys(ids))})
    return {each.id: each for each in records(rows, Account, **MADE)}


def find(work: Work, id: int) -> Posting:
    """One posting. Raises ``Refused`` for one that is not in the data file."""
    posting = first_record(work.connection.execute(BY_ID, {"posting": id}), Posting, **MADE)
    if posting is None:
        raise Refused(_("This posting is not there."))
    return posting


def by_source(work: Work, source: str, kind: str) -> Posting | None:
    """What was posted of a kind for ``table:id``."""
    return first_record(work.connection.execute(BY_SOURCE, {"source": source, "kind": kind}), Posting, **MADE)


def reversal_of(work: Work, posting_id: int) -> int | None:
    """The posting by which another one was taken back."""
    return work.connection.execute(REVERSAL, {"posting": posting_id}).scalar()


def legs_of(work: Work, posting_id: int) -> list[Leg]:
    """What a posting adds and takes."""
    return records(work.connection.execute(LEGS, {"posting": posting_id}), Leg)


def balance(work: Work, account_id: int) -> int:
    """What is on an account."""
    return int(work.connection.execute(BALANCE, {"account": account_id}).scalar_one())


BALANCES = (
    select(legs.c.account_id, func.sum(legs.c.amount))
    .where(
        legs.c.account_id.in_(
            select(accounts.c.id).where(accounts.c.unit == bindparam("unit"), accounts.c.kind == bindparam("kind"))
        )
    )
    .group_by(legs.c.account_id)
)


def balances(work: Work, unit: AccountUnit, kind: str) -> dict[int, int]:
    """What is on every account of a kind that was ever posted to, by its id; the covering index sums them."""
    rows = work.connection.execute(BALANCES, {"unit": unit.value, "kind": kind})
    return {id: int(amount) for id, amount in rows}


def owners(work: Work, unit: AccountUnit, kind: str) -> dict[int, str]:
    """Whose every account of a kind is, ``table:id``, by its id."""
    query = select(accounts.c.id, accounts.c.owner).where(accounts.c.unit == unit.value, accounts.c.kind == kind)
    return {row.id: row.owner for row in work.connection.execute(query)}


_EXPIRES_BY = (
    select(legs.c.account_id)
    .join(accounts, accounts.c.id == legs.c.account_id)
    .where(
        legs.c.expires_on <= bindparam("day", type_=legs.c.expires_on.type),
        legs.c.amount > 0,
        accounts.c.unit == bindparam("unit"),
        accounts.c.may_be_negative == bindparam("no", type_=accounts.c.may_be_negative.type),
    )
)
_IN_ORDER: Select[Any] = (
    select(legs.c.account_id, legs.c.posting_id, postings.c.reverses_id, legs.c.amount, legs.c.expires_on)
    .join(postings, postings.c.id == legs.c.posting_id)
    .order_by(legs.c.account_id, legs.c.id)
)
FOLDED = _IN_ORDER.where(legs.c.account_id.in_(_EXPIRES_BY))
FOLDED_ONLY = _IN_ORDER.where(legs.c.account_id.in_(bindparam("only", expanding=True)))


def folded(work: Work, unit: AccountUnit, day: date, only: Collection[int] | None = None) -> dict[int, list[FoldedLeg]]:
    """The legs of every account in the order of time, as far as anything of it ever expires by ``day``; or those of
    ``only`` some accounts, whatever they hold.
    """
    if only is not None:
        return _by_account(work.connection.execute(FOLDED_ONLY, {"only": list(only)}))
    return _by_account(work.connection.execute(FOLDED, {"unit": unit.value, "day": day, "no": False}))


def all_folded(work: Work) -> dict[int, list[FoldedLeg]]:
    """The legs of every account, in the order of time."""
    return _by_account(work.connection.execute(_IN_ORDER))


def _by_account(rows: Iterable[Any]) -> dict[int, list[FoldedLeg]]:
    read: dict[int, list[FoldedLeg]] = {}
    for account_id, *leg in rows:
        read.setdefault(account_id, []).append(FoldedLeg._make(leg))
    return read


SOMETHING_EXPIRES = (
    select(legs.c.id)
    .where(
        legs.c.expires_on > bindparam("since", type_=legs.c.expires_on.type),
        legs.c.expires_on <= bindparam("until", type_=legs.c.expires_on.type),
    )
    .limit(1)
)


def something_expires(work: Work, since: date, until: date) -> bool:
    """Was anything ever put in that expires after ``since``, on ``until`` at the latest? By the index alone."""
    span = {"since": since, "until": until}
    return work.connection.execute(SOMETHING_EXPIRES, span).first() is not None


_later = postings.alias("later")
STATEMENT: Select[Any] = (
    select(
        legs.c.posting_id,
        postings.c.day,
        postings.c.at,
        postings.c.kind,
        postings.c.source,
        postings.c.remark,
        postings.c.paper,
        postings.c.reverses_id,
        postings.c.staff_id,
        legs.c.amount,
        legs.c.expires_on,
        _later.c.id.is_not(None).label("taken_back"),
    )
    .join(postings, postings.c.id == legs.c.posting_id)
    .outerjoin(_later, _later.c.reverses_id == postings.c.id)
)
OF_ACCOUNT = (
    STATEMENT.where(legs.c.account_id == bindparam("account")).order_by(legs.c.id.desc()).limit(bindparam("most"))
)


def statement(work: Work, account_id: int, most: int = 1000) -> list[StatementLine]:
    """What happened on an account, the newest first."""
    rows = work.connection.execute(OF_ACCOUNT, {"account": account_id, "most": most})
    return records(rows, StatementLine, taken_back=bool)


_ON_DAYS = select(postings.c.id).where(
    postings.c.unit == bindparam("unit"),
    postings.c.day >= bindparam("first", type_=postings.c.day.type),
    postings.c.day <= bindparam("last", type_=postings.c.day.type),
)
MOVED = (
    select(legs.c.account_id, postings.c.id, postings.c.day, postings.c.kind, postings.c.reverses_id, legs.c.amount)
    .join(postings, postings.c.id == legs.c.posting_id)
    .where(legs.c.posting_id.in_(_ON_DAYS))
    .order_by(legs.c.id)
)
"""By the index of days: joined with the accounts, every leg that there ever was would be read."""


class MovedAmount(NamedTuple):
    """What a posting put on an account, or took from it. ``owner`` is whose account it is, ``table:id``."""

    owner: str
    posting_id: int
    day: date
    kind: str
    reverses_id: int | None
    amount: int


def moved(work: Work, unit: AccountUnit, kind: str, first: date, last: date) -> list[MovedAmount]:
    """What was put on and taken from accounts of a kind on these days, in the order of time."""
    owner_of = owners(work, unit, kind)
    rows = work.connection.execute(MOVED, {"unit": unit.value, "first": first, "last": last})
    return [MovedAmount(owner_of[account], *rest) for account, *rest in rows if account in owner_of]


EXPIRING = (
    select(legs.c.expires_on, legs.c.account_id, func.sum(legs.c.amount))
    .where(legs.c.expires_on > bindparam("since", type_=legs.c.expires_on.type))
    .group_by(legs.c.expires_on, legs.c.account_id)
)


def expiring_after(work: Work, since: date) -> dict[int, dict[date, int]]:
    """What was ever put in that expires after a day, by account and the day on which it does; the covering index sums
    it.
    """
    read: dict[int, dict[date, int]] = {}
    for on, account_id, amount in work.connection.execute(EXPIRING, {"since": since}):
        read.setdefault(account_id, {})[on] = int(amount)
    return read


def kinds_of(work: Work, ids: Collection[int]) -> dict[int, str]:
    """The kinds of several postings, by their ids."""
    query = select(postings.c.id, postings.c.kind).where(postings.c.id.in_(list(ids)))
    return {row.id: row.kind for row in work.connection.execute(query)}


LATER = (
    select(legs.c.account_id, func.sum(legs.c.amount))
    .where(
        legs.c.posting_id.in_(select(postings.c.id).where(postings.c.day > bindparam("day", type_=postings.c.day.type)))
    )
    .group_by(legs.c.account_id)
)


def balances_until(work: Work, unit: AccountUnit, kind: str, day: date) -> dict[int, int]:
    """What was on every account of a kind at the end of a day, by its id: what is on it now, without what came later,
    of which there is little where the day is not long ago.
    """
    later = {id: int(amount) for id, amount in work.connection.execute(LATER, {"day": day})}
    return {id: amount - later.get(id, 0) for id, amount in balances(work, unit, kind).items()}
