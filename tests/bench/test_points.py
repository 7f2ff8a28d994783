"""500,000 legs of the double-entry book: the card of a member, all balances, the fold of all by expiry, and what
expires taken out, each against the bare sums.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from desk.books import centre
from desk.books.points import card, expiring, queries, statistics
from desk.books.points.accounts import code_of
from desk.books.points.model import PointAccount, PostingKind
from desk.books.postings import accounts
from desk.books.postings import queries as posting_queries
from desk.books.postings.lots import fold
from desk.books.postings.model import AccountUnit
from desk.core.clock import Clock, start_of
from desk.models.postings import legs, postings
from desk.models.teams import teams
from desk.services import new_data_file
from desk.services.session import Desk
from desk.storage.keys import ArgonCost
from tests.bench.conftest import PASSWORD, UNTIL, Table, took
from tests.support.points import add_member

MEMBERS, MANY = 2_500, 500_000
EACH = MANY // 2 // MEMBERS
"""Postings of one member, of two legs each."""
BARE = "SELECT account_id, sum(amount) FROM legs GROUP BY account_id"
BARE_CARD = (
    "SELECT l.*, p.* FROM legs l JOIN postings p ON p.id = l.posting_id WHERE l.account_id = ? ORDER BY l.id DESC"
)
POINT, MEMBER = AccountUnit.POINT, PointAccount.MEMBER


@pytest.fixture(scope="module")
def points(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Everybody earns on two days of three and exchanges on the third, over some years; the last two years are left."""
    folder = tmp_path_factory.mktemp("points") / "book"
    clock = Clock(lambda: start_of(UNTIL) + timedelta(hours=9))
    made, _key = new_data_file.create(
        folder, centre.Centre("示例邻里中心", "示例区"), "管理员", PASSWORD, clock, cost=ArgonCost()
    )
    with made.write() as work:
        team = work.add(teams, {"name": "红帆突击队"})
        members = [add_member(work, team, f"队员{n}", f"T{n:04d}", telephone="") for n in range(1, MEMBERS + 1)]
        issued = accounts.account_of(work, POINT, "issued", "issued", may_be_negative=True).id
        redeemed = accounts.account_of(work, POINT, "redeemed", "redeemed").id
        theirs = [
            accounts.account_of(work, POINT, MEMBER.value, code_of(id), owner=f"team_members:{id}").id for id in members
        ]
        rows = [(n, account) for n in range(EACH) for account in theirs]
        work.add_all(postings, [_posting(id, n) for id, (n, _account) in enumerate(rows, 1)])
        work.add_all(
            legs,
            [
                leg
                for id, (n, account) in enumerate(rows, 1)
                for leg in _legs(id, account, redeemed if n % 3 == 2 else issued, n)
            ],
        )
    yield made
    made.close()


def _day(n: int) -> date:
    return UNTIL - timedelta(days=(EACH - n) * 6)


def _posting(id: int, n: int) -> dict[str, object]:
    kind = PostingKind.REDEEMED if n % 3 == 2 else PostingKind.ENTERED
    return {"id": id, "unit": "point", "day": _day(n), "kind": kind.value, "staff_id": 1, "at": start_of(_day(n))}


def _legs(posting: int, account: int, other: int, n: int) -> tuple[dict[str, object], dict[str, object]]:
    """Nearly all that was earned is exchanged, so that something of every year is left."""
    amount, until = (-18, None) if n % 3 == 2 else (10, date(_day(n).year + 1, 4, 1))
    mine = {"posting_id": posting, "account_id": account, "amount": amount, "expires_on": until}
    return mine, {**mine, "account_id": other, "amount": -amount, "expires_on": None}


def test_the_card_of_a_member(points: Desk, table: Table) -> None:
    def ours() -> int:
        with points.read() as work:
            holder = queries.holder_by_number(work, "T1250")
            assert holder is not None
            return len(card.card_of(work, holder.id).lines)

    with points.read() as work:
        account = queries.account_of(work, 1250)

    def bare() -> int:
        with points.read() as work:
            return len(work.rows(BARE_CARD, account))

    assert ours() == bare() == EACH
    mine, plain = took(ours), took(bare)
    name = "card of a member, 500,000 legs"
    table.add(name, f"{mine * 1000:.1f} ms", f"{plain * 1000:.1f} ms", mine / plain)


def test_all_balances_and_the_fold_of_all_by_expiry(points: Desk, table: Table) -> None:
    def balances() -> int:
        with points.read() as work:
            return sum(posting_queries.balances(work, POINT, MEMBER.value).values())

    def bare() -> int:
        with points.read() as work:
            return sum(amount for _account, amount in work.rows(BARE) if amount > 0)

    def folded() -> int:
        with points.read() as work:
            read = posting_queries.folded(work, POINT, UNTIL)
            return sum(fold(each).balance for each in read.values())

    assert balances() == folded() == MEMBERS * (EACH // 3 * 2 + EACH % 3) * 10 - MEMBERS * (EACH // 3) * 18
    assert bare() > balances(), "the centre's own account of what was exchanged is in it"
    plain, mine, whole = took(bare), took(balances), took(folded, 3)
    table.add("all balances, 500,000 legs", f"{mine * 1000:.0f} ms", f"{plain * 1000:.0f} ms", mine / plain)
    table.add("fold of all by expiry, 500,000 legs", f"{whole:.2f} s", f"{plain * 1000:.0f} ms", whole / plain)


def test_what_asks_at_every_look_whether_anything_expires(points: Desk, table: Table) -> None:
    """In spring no day of expiry is near, and an index says so."""

    def ours() -> int:
        with points.read() as work:
            return len(expiring.coming(work))

    def bare() -> int:
        with points.read() as work:
            return len(work.rows("SELECT 1"))

    assert ours() == 0
    mine, plain = took(ours), took(bare)
    table.add("whether points expire soon, 500,000 legs", f"{mine * 1000:.2f} ms", f"{plain * 1000:.2f} ms")


def test_in_spring_what_expires_soon_is_told_from_sums(
    points: Desk, table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    spring = start_of(date(UNTIL.year + 1, 3, 10))
    monkeypatch.setattr(points, "clock", Clock(lambda: spring))

    def ours() -> int:
        with points.read() as work:
            return len(expiring.coming(work))

    def bare() -> int:
        with points.read() as work:
            return len(work.rows(BARE))

    assert ours() == MEMBERS
    mine, plain = took(ours), took(bare)
    table.add("whose points expire soon, in March", f"{mine * 1000:.0f} ms", f"{plain * 1000:.0f} ms", mine / plain)


def test_the_figures_of_a_month(points: Desk, table: Table) -> None:
    """What was changed in it, and what everybody had at its end."""

    def ours() -> int:
        with points.read() as work:
            return len(statistics.of_days(work, UNTIL.replace(day=1), UNTIL).balances)

    assert ours() == MEMBERS
    table.add("points: figures of a month", f"{took(ours) * 1000:.0f} ms")


def test_what_has_expired_is_taken_out_once(points: Desk, table: Table) -> None:
    def act() -> int:
        with points.write() as work:
            return expiring.expire(work, UNTIL)

    spent = took(act, 1)
    assert act() == 0
    table.add("what has expired of 2,500 members taken out", f"{spent:.2f} s")
