"""Postings: what is given is taken somewhere, nothing twice, nothing below nothing, and taken back whole."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import update

from desk.books.postings import accounts, expiry, posting, queries
from desk.books.postings.model import AccountUnit, Leg, NewPosting
from desk.books.postings.posting import Overdrawn
from desk.books.registry import find_book
from desk.core.errors import Refused
from desk.core.work import Work
from desk.models.postings import legs
from desk.models.submissions import reports
from desk.services.session import Desk

POINT, FEN = AccountUnit.POINT, AccountUnit.FEN


def opened(work: Work) -> tuple[int, int, int]:
    """A holder's account, the centre's of what it gave, and that of what expired."""
    given = accounts.account_of(work, POINT, "given", "given", may_be_negative=True).id
    holder = accounts.account_of(work, POINT, "holder", "holder:1", owner="holders:1").id
    gone = accounts.account_of(work, POINT, "gone", "gone").id
    return holder, given, gone


def posted(work: Work, to: int, of: int, amount: int, source: str | None = None, until: date | None = None) -> int:
    return posting.post(work, NewPosting(POINT, "earned", (Leg(to, amount, until), Leg(of, -amount)), source))


def test_an_account_is_opened_once(desk: Desk) -> None:
    with desk.write() as work:
        assert opened(work) == opened(work)
        other = accounts.account_of(work, FEN, "holder", "holder:1").id
        assert other not in opened(work), "one code in two units is two accounts"


def test_what_does_not_sum_to_nothing_is_refused(desk: Desk) -> None:
    with desk.write() as work:
        holder, given, _gone = opened(work)
        money = accounts.account_of(work, FEN, "cash", "cash", may_be_negative=True).id
        for wrong in (
            (Leg(holder, 10), Leg(given, -9)),
            (Leg(holder, 10),),
            (Leg(holder, 0), Leg(given, 0)),
            (),
            (Leg(holder, 10), Leg(money, -10)),
        ):
            with pytest.raises(Refused):
                posting.post(work, NewPosting(POINT, "earned", wrong))
        assert queries.balance(work, holder) == 0


def test_one_source_is_posted_once(desk: Desk) -> None:
    with desk.write() as work:
        holder, given, _gone = opened(work)
        first = posted(work, holder, given, 10, "things:1")
        with pytest.raises(Refused):
            posted(work, holder, given, 10, "things:1")
        assert queries.balance(work, holder) == 10
        found = queries.by_source(work, "things:1", "earned")
        assert found is not None and found.id == first


def test_nothing_goes_below_nothing_and_nothing_of_it_is_written(desk: Desk) -> None:
    with desk.write() as work:
        holder, given, gone = opened(work)
        posted(work, holder, given, 10)
        with pytest.raises(Overdrawn) as short:
            posting.post(work, NewPosting(POINT, "redeemed", (Leg(holder, -11), Leg(gone, 11))))
        assert (short.value.account_id, short.value.missing) == (holder, 1)
        assert queries.balances(work, POINT, "gone") == {}
        assert not list(find_book("postings").problems(work))


def test_taking_back_negates_all_legs_once(desk: Desk) -> None:
    with desk.write() as work:
        holder, given, gone = opened(work)
        posted(work, holder, given, 30)
        three = (Leg(holder, -20), Leg(gone, 15), Leg(given, 5))
        used = posting.post(work, NewPosting(POINT, "redeemed", three))
        back = posting.reverse(work, used, "reversed", "记错")
        assert [queries.balance(work, id) for id in (holder, gone, given)] == [30, 0, -30]
        assert [(leg.account_id, leg.amount) for leg in queries.legs_of(work, back)] == [
            (holder, 20),
            (gone, -15),
            (given, -5),
        ]
        for done in (used, back):
            with pytest.raises(Refused):
                posting.reverse(work, done, "reversed")
        assert not list(find_book("postings").problems(work))


def test_what_is_spent_is_not_taken_back(desk: Desk) -> None:
    with desk.write() as work:
        holder, given, gone = opened(work)
        earned = posted(work, holder, given, 10)
        posting.post(work, NewPosting(POINT, "redeemed", (Leg(holder, -4), Leg(gone, 4))))
        with pytest.raises(Overdrawn) as short:
            posting.reverse(work, earned, "reversed")
        assert short.value.missing == 4


def test_a_month_that_was_handed_in_is_closed_and_tomorrow_has_not_come(desk: Desk) -> None:
    with desk.write() as work:
        holder, given, _gone = opened(work)
        handed_in = {
            "kind": "month",
            "period": "2026-10",
            "handed_in_at": work.now,
            "staff_id": work.actor.id,
            "figures": {},
        }
        work.add(reports, handed_in)
        pair = (Leg(holder, 5), Leg(given, -5))
        for day in (date(2026, 10, 31), work.today + timedelta(days=1)):
            with pytest.raises(Refused):
                posting.post(work, NewPosting(POINT, "earned", pair, day=day))
        posting.post(work, NewPosting(POINT, "earned", pair, day=date(2026, 9, 30)))
        posting.post(work, NewPosting(POINT, "earned", pair, day=date(2026, 11, 1)))
        assert queries.balance(work, holder) == 10


def test_expiry_takes_what_is_left_of_each_day_once(desk: Desk) -> None:
    with desk.write() as work:
        holder, given, gone = opened(work)
        soon, later = work.today + timedelta(days=3), work.today + timedelta(days=30)
        posted(work, holder, given, 10, until=later)
        posted(work, holder, given, 6, until=soon)
        posted(work, holder, given, 2)
        posting.post(work, NewPosting(POINT, "redeemed", (Leg(holder, -4), Leg(gone, 4))))
        assert expiry.expire(work, POINT, soon - timedelta(days=1), gone, "expired") == 0
        assert expiry.expire(work, POINT, soon, gone, "expired") == 2
        assert expiry.expire(work, POINT, soon, gone, "expired") == 0
        assert expiry.expire(work, POINT, later, gone, "expired") == 10
        assert queries.balance(work, holder) == 2
        assert not list(find_book("postings").problems(work))


@pytest.mark.parametrize(
    ("amount", "said"),
    [(11, "收付不平"), (-10, "收付不平")],
)
def test_the_check_finds_a_leg_that_was_changed(desk: Desk, amount: int, said: str) -> None:
    with desk.write() as work:
        holder, given, _gone = opened(work)
        posted(work, holder, given, 10)
        work.connection.execute(update(legs).where(legs.c.account_id == holder).values(amount=amount))
        assert any(said in each for each in find_book("postings").problems(work))


def test_the_check_finds_an_incomplete_reversal_and_an_expiry_beyond_what_was_there(desk: Desk) -> None:
    with desk.write() as work:
        holder, given, gone = opened(work)
        earned = posted(work, holder, given, 10, until=work.today)
        posted(work, holder, given, 10)
        back = posting.reverse(work, earned, "reversed")
        work.connection.execute(update(legs).where(legs.c.posting_id == back).values(amount=legs.c.amount / 2))
        taken = (Leg(holder, -8, work.today + timedelta(days=9)), Leg(gone, 8))
        posting.post(work, NewPosting(POINT, "expired", taken))
        problems = list(find_book("postings").problems(work))
    assert any("未全部冲销" in each for each in problems)
    assert any("到期" in each for each in problems)
