"""What must always hold of the double-entry book 复式记账."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import ColumnElement, func, select

from desk.books.postings import queries
from desk.books.postings.lots import expired_beyond, fold
from desk.books.postings.model import AccountUnit
from desk.core.invariants import Invariant
from desk.core.words import N_, _
from desk.core.work import Work
from desk.models.postings import accounts, legs, postings

UNREADABLE = (
    Invariant(
        N_("Account {0}: what it counts is not known."),
        select(accounts.c.code).where(accounts.c.unit.not_in([unit.value for unit in AccountUnit])),
    ),
)
"""With one of these broken the pages cannot be filled."""

_was, _by = postings.alias("was"), postings.alias("by")
_legs_of_was, _legs_of_by = legs.alias("legs_of_was"), legs.alias("legs_of_by")
_ANSWERED = (
    select(_legs_of_by.c.id)
    .where(
        _legs_of_by.c.posting_id == _by.c.id,
        _legs_of_by.c.account_id == _legs_of_was.c.account_id,
        _legs_of_by.c.amount == -_legs_of_was.c.amount,
        _legs_of_by.c.expires_on.is_not_distinct_from(_legs_of_was.c.expires_on),
    )
    .exists()
)


def _legs_in(posting: ColumnElement[int]) -> ColumnElement[int]:
    return select(func.count()).where(legs.c.posting_id == posting).scalar_subquery()


INVARIANTS = (
    Invariant(
        N_("Posting {0}: what is given and what is taken do not agree."),
        select(legs.c.posting_id).group_by(legs.c.posting_id).having(func.sum(legs.c.amount) != 0),
    ),
    Invariant(
        N_("Posting {0} moves nothing."),
        select(postings.c.id).where(~select(legs.c.id).where(legs.c.posting_id == postings.c.id).exists()),
    ),
    Invariant(
        N_("Posting {0} is not of the unit of its accounts."),
        select(postings.c.id)
        .join(legs, legs.c.posting_id == postings.c.id)
        .join(accounts, accounts.c.id == legs.c.account_id)
        .where(accounts.c.unit != postings.c.unit)
        .distinct(),
    ),
    Invariant(
        N_("Posting {0} does not take all of posting {1} back."),
        select(_by.c.id, _was.c.id)
        .join(_was, _was.c.id == _by.c.reverses_id)
        .join(_legs_of_was, _legs_of_was.c.posting_id == _was.c.id)
        .where(~_ANSWERED)
        .distinct(),
    ),
    Invariant(
        N_("Posting {0} takes back more than posting {1} holds."),
        select(_by.c.id, _was.c.id)
        .join(_was, _was.c.id == _by.c.reverses_id)
        .where(_legs_in(_by.c.id) != _legs_in(_was.c.id)),
    ),
)


def folded_wrongly(work: Work) -> Iterator[str]:
    """A sentence for each account that is negative and may not be, now or at any time, or of which more expired than
    was there.
    """
    read = queries.all_folded(work)
    for id, account in queries.accounts_by_id(work, read).items():
        total = 0
        low = 0
        for leg in read[id]:
            total += leg.amount
            low = min(low, total)
        if not account.may_be_negative and low < 0:
            yield _("Account {code} was overdrawn by {n}.", code=account.code, n=-low)
        elif not account.may_be_negative and fold(read[id]).balance != total:
            yield _("Account {code}: what is left by its expiry is not its balance.", code=account.code)
        if wrong := expired_beyond(read[id]):
            yield _(
                "Account {code}: by posting {id} more expired than was there.", code=account.code, id=wrong.posting_id
            )
