"""Posting 记账 and taking back 冲销. Whether an account would be overdrawn is asked inside the write."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from desk.books import submissions
from desk.books.postings import queries
from desk.books.postings.model import Leg, NewPosting
from desk.core.errors import Refused
from desk.core.month import Month
from desk.core.permissions import May
from desk.core.words import _
from desk.core.work import Work
from desk.models.postings import legs, postings


class Overdrawn(Refused):
    """An account that may not be negative would be: ``missing`` says by how much."""

    def __init__(self, message: str, account_id: int, missing: int) -> None:
        super().__init__(message)
        self.account_id = account_id
        self.missing = missing


def post(work: Work, wanted: NewPosting) -> int:
    """Write one event into the book; its id. Raises ``Refused`` where its legs do not sum to nothing, its source was
    posted already or its month was handed in, ``Overdrawn`` where an account would be negative that may not.
    """
    work.require(May.SERVE)
    _refuse_unsound(work, wanted)
    day = wanted.day or work.today
    _refuse_closed(work, day)
    if wanted.source is not None and queries.by_source(work, wanted.source, wanted.kind) is not None:
        raise Refused(_("This has been posted already; nothing is posted twice."))
    return _write(work, wanted, day, None)


def reverse(work: Work, posting_id: int, kind: str, remark: str = "") -> int:
    """Take all legs of a posting back, today, by a new one; its id. Once: raises ``Refused`` for a second time and for
    what takes back itself, ``Overdrawn`` where that is not there any more.
    """
    work.require(May.SERVE)
    was = queries.find(work, posting_id)
    if was.reverses_id is not None or queries.reversal_of(work, posting_id) is not None:
        raise Refused(_("This has been taken back already."))
    negated = tuple(Leg(leg.account_id, -leg.amount, leg.expires_on) for leg in queries.legs_of(work, posting_id))
    wanted = NewPosting(was.unit, kind, negated, f"postings:{posting_id}", remark, was.paper)
    return _write(work, wanted, work.today, posting_id)


def _refuse_unsound(work: Work, wanted: NewPosting) -> None:
    """The words are for a list of changes that was put together wrongly; nobody types a leg."""
    known = queries.accounts_by_id(work, [leg.account_id for leg in wanted.legs])
    sound = (
        len(wanted.legs) > 1
        and not sum(leg.amount for leg in wanted.legs)
        and all(leg.amount for leg in wanted.legs)
        and all(known[leg.account_id].unit is wanted.unit for leg in wanted.legs)
    )
    if not sound:
        raise Refused(_("What is given and what is taken do not agree; nothing was posted."))


def _refuse_closed(work: Work, day: date) -> None:
    """Raises ``Refused`` for a day to come and for one of a month that was handed in."""
    if day > work.today:
        raise Refused(_("The day is still to come. Please post what has happened."))
    month = Month.of(day)
    if month < Month.of(work.today) and submissions.find(work, month.name):
        sentence = _(
            "The month {period} has been handed in and is closed. Please post it today and name the old one.",
            period=month.label,
        )
        raise Refused(sentence)


def _write(work: Work, wanted: NewPosting, day: date, reverses_id: int | None) -> int:
    _refuse_overdrawn(work, wanted.legs)
    values = {
        "unit": wanted.unit.value,
        "day": day,
        "kind": wanted.kind,
        "source": wanted.source,
        "remark": wanted.remark.strip(),
        "paper": wanted.paper.strip(),
        "reverses_id": reverses_id,
        "staff_id": work.actor.id,
        "at": work.now,
    }
    id = work.add(postings, values)
    rows = [
        {"posting_id": id, "account_id": leg.account_id, "amount": leg.amount, "expires_on": leg.expires_on}
        for leg in wanted.legs
    ]
    work.add_all(legs, rows)
    amounts = {str(leg.account_id): leg.amount for leg in wanted.legs}
    source = {"source": wanted.source} if wanted.source else {}
    work.audit("posting.add", f"postings:{id}", after={"kind": wanted.kind, **source, "legs": amounts})
    return id


def _refuse_overdrawn(work: Work, wanted: Iterable[Leg]) -> None:
    sums: Counter[int] = Counter()
    for leg in wanted:
        sums[leg.account_id] += leg.amount
    taken = [id for id, amount in sums.items() if amount < 0]
    for id, account in queries.accounts_by_id(work, taken).items():
        missing = -(queries.balance(work, id) + sums[id])
        if not account.may_be_negative and missing > 0:
            raise Overdrawn(_("There is not enough: {n} are missing.", n=missing), id, missing)
