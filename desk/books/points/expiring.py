"""Points that expire 积分到期: taken out when their day has come, and told before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from desk.books.centre import keep_own, rule, setting
from desk.books.points import accounts, queries
from desk.books.points.model import PointAccount, PostingKind
from desk.books.points.settings import EXPIRED_UNTIL
from desk.books.postings import expiry
from desk.books.postings import queries as postings
from desk.books.postings.lots import fold, left_of
from desk.books.postings.model import AccountUnit
from desk.core.permissions import May
from desk.core.work import Work

LONG_AGO = date(2000, 1, 1)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class ExpiringPoints:
    """So many points of a member that count no more from ``expires_on`` on."""

    member_id: int
    points: int
    expires_on: date

    @property
    def last_day(self) -> date:
        """The last day on which they can be exchanged."""
        return self.expires_on - DAY


def expire_due(work: Work) -> int:
    """Take out what has expired by today, of everybody; how many points. Done when somebody takes the seat: a look at
    an index, unless a day has come on which something expires. That it was done up to a day to come was written by a
    clock that was ahead, and counts for nothing.
    """
    work.require(May.SERVE)
    done = setting(work, EXPIRED_UNTIL)
    since = date.fromisoformat(done) if done else LONG_AGO
    since = LONG_AGO if since > work.today else since
    if since == work.today or not postings.something_expires(work, since, work.today):
        return 0
    gone = expire(work, work.today)
    keep_own(work, EXPIRED_UNTIL, work.today.isoformat())
    return gone


def expire(work: Work, day: date) -> int:
    """Take out what counts no more on a day; how many points. A second time there is nothing left to take."""
    work.require(May.SERVE)
    into = accounts.of_centre(work, PointAccount.EXPIRED)
    return expiry.expire(work, AccountUnit.POINT, day, into, PostingKind.EXPIRED.value)


def expire_of(work: Work, member_id: int) -> int:
    """The same of one member today, before they exchange anything and after something is given back."""
    work.require(May.SERVE)
    account_id = queries.account_of(work, member_id)
    if account_id is None:
        return 0
    into = accounts.of_centre(work, PointAccount.EXPIRED)
    return expiry.expire(work, AccountUnit.POINT, work.today, into, PostingKind.EXPIRED.value, [account_id])


def coming_of(work: Work, member_id: int) -> list[ExpiringPoints]:
    """Everything of one member that will expire, the first first; what has expired and is not taken out yet, too."""
    account_id = queries.account_of(work, member_id)
    if account_id is None:
        return []
    legs = postings.folded(work, AccountUnit.POINT, work.today, [account_id]).get(account_id, [])
    return [ExpiringPoints(member_id, amount, on) for on, amount in fold(legs).coming()]


class ExpiryNotice(NamedTuple):
    """How many members have points that expire soon, how many points, and the last day on which the first of them
    count; None where there are none.
    """

    members: int
    points: int
    last_day: date | None


def notice(work: Work) -> ExpiryNotice:
    """What ``coming`` lists, counted: it is asked whenever something changes."""
    listed = coming(work)
    members = {each.member_id for each in listed}
    return ExpiryNotice(len(members), sum(each.points for each in listed), listed[0].last_day if listed else None)


def coming(work: Work) -> list[ExpiringPoints]:
    """What expires within the days of notice, of everybody, the first first: from sums, without folding any account."""
    until = work.today + timedelta(days=rule(work, "points_notice_days"))
    if not postings.something_expires(work, work.today, until):
        return []
    unit, kind = AccountUnit.POINT, PointAccount.MEMBER.value
    owners, balances = postings.owners(work, unit, kind), postings.balances(work, unit, kind)
    listed = [
        ExpiringPoints(int(owners[account_id].rpartition(":")[2]), amount, on)
        for account_id, put_in in postings.expiring_after(work, work.today).items()
        if account_id in owners
        for on, amount in left_of(balances[account_id], put_in).items()
        if on <= until
    ]
    return sorted(listed, key=lambda each: (each.expires_on, each.member_id))
