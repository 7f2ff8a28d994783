"""Random histories of a double-entry book: given, taken, taken back, expired, in any order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.books.postings import accounts, expiry, posting, queries
from desk.books.postings.lots import FoldedLeg, fold, left_of
from desk.books.postings.model import AccountUnit, Leg, NewPosting
from desk.books.registry import find_book
from desk.core.errors import Refused
from desk.core.work import Work
from desk.services.session import Desk

POINT = AccountUnit.POINT
START = date(2026, 11, 24)
STEPS = st.lists(
    st.tuples(
        st.sampled_from("give take back expire".split()), st.integers(0, 2), st.integers(1, 30), st.integers(0, 9)
    ),
    min_size=1,
    max_size=40,
)


@pytest.fixture
def desk_of_histories(desk: Desk) -> Iterator[Desk]:
    yield desk


def sums(work: Work) -> dict[int, int]:
    return {int(id): int(amount) for id, amount in work.rows("SELECT account_id, sum(amount) FROM legs GROUP BY 1")}


class Undone(Exception):
    """The history is taken back, so that the next one begins with an empty book."""


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_sums_are_nil_no_balance_is_negative_and_the_fold_is_the_sum(
    desk_of_histories: Desk, steps: list[tuple[str, int, int, int]]
) -> None:
    with pytest.raises(Undone), desk_of_histories.write() as work:
        live(work, steps)
        raise Undone


def live(work: Work, steps: list[tuple[str, int, int, int]]) -> None:
    issued = accounts.account_of(work, POINT, "issued", "issued", may_be_negative=True).id
    used = accounts.account_of(work, POINT, "used", "used").id
    holders = [accounts.account_of(work, POINT, "holder", f"h:{n}").id for n in range(3)]
    made: list[int] = []
    for act, who, amount, n in steps:
        holder, until = holders[who], (START + timedelta(days=10 * n)) if n else None
        before = sums(work)
        try:
            if act == "give":
                pair = (Leg(holder, amount, until), Leg(issued, -amount))
                made.append(posting.post(work, NewPosting(POINT, "earned", pair)))
            elif act == "take":
                made.append(
                    posting.post(work, NewPosting(POINT, "redeemed", (Leg(holder, -amount), Leg(used, amount))))
                )
            elif act == "back" and made:
                was = made[amount % len(made)]
                posting.reverse(work, was, "reversed")
                pure = {leg.account_id: leg.amount for leg in queries.legs_of(work, was)}
                assert sums(work) == {id: before.get(id, 0) - pure.get(id, 0) for id in {*before, *pure}}
            else:
                day = START + timedelta(days=10 * n)
                expiry.expire(work, POINT, day, used, "expired")
                after = sums(work)
                assert expiry.expire(work, POINT, day, used, "expired") == 0
                assert sums(work) == after
                read = queries.all_folded(work)
                assert not any(fold(read[id]).expired(day) for id in holders if id in read)
        except Refused:
            assert sums(work) == before, "what is refused changes nothing"
        after = sums(work)
        assert sum(after.values()) == 0
        assert all(after.get(id, 0) >= 0 for id in (*holders, used))
        check_folds(work, after)
    assert not list(find_book("postings").problems(work))


def check_folds(work: Work, bare: dict[int, int]) -> None:
    for id, folded in queries.all_folded(work).items():
        assert fold(folded).balance == bare[id]
        assert fold(folded).owed == 0 or bare[id] < 0


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(0, 4)), min_size=1, max_size=12), st.randoms())
def test_what_is_taken_and_taken_back_leaves_every_lot_as_it_was(given_: list[tuple[int, int]], dice: Random) -> None:
    legs = [
        FoldedLeg(n, None, amount, START + timedelta(days=on) if on else None) for n, (amount, on) in enumerate(given_)
    ]
    was = fold(legs).left
    taken = FoldedLeg(100, None, -dice.randint(1, sum(leg.amount for leg in legs)), None)
    back = FoldedLeg(101, 100, -taken.amount, None)
    assert fold([*legs, taken]).balance == sum(was.values()) + taken.amount
    assert fold([*legs, taken, back]).left == was


@given(st.lists(st.tuples(st.integers(-9, 9), st.integers(0, 2)), min_size=1, max_size=20))
def test_what_is_left_by_two_sums_is_what_the_fold_says_while_later_days_come_later(
    steps: list[tuple[int, int]],
) -> None:
    legs, on, balance = [], START, 0
    put_in: dict[date, int] = {}
    for n, (amount, days) in enumerate(steps):
        if not amount or balance + amount < 0:
            continue
        on += timedelta(days=days)
        balance += amount
        if amount > 0:
            put_in[on] = put_in.get(on, 0) + amount
        legs.append(FoldedLeg(n, None, amount, on if amount > 0 else None))
    assert list(left_of(balance, put_in).items()) == fold(legs).coming()
