"""Opening accounts 开户: once each, by their code."""

from __future__ import annotations

from desk.books.postings import queries
from desk.books.postings.model import Account, AccountUnit
from desk.core.permissions import May
from desk.core.work import Work
from desk.models.postings import accounts


def account_of(
    work: Work, unit: AccountUnit, kind: str, code: str, *, owner: str = "", may_be_negative: bool = False
) -> Account:
    """The account with this code, opened where it is not there yet."""
    work.require(May.SERVE)
    known = queries.by_code(work, unit, code)
    if known is not None:
        return known
    values = {
        "unit": unit.value,
        "kind": kind,
        "code": code,
        "owner": owner,
        "may_be_negative": may_be_negative,
        "opened_at": work.now,
    }
    id = work.add(accounts, values)
    work.audit("account.open", f"accounts:{id}", after={"unit": unit.value, "code": code})
    return Account(id, unit, kind, code, owner, may_be_negative)
