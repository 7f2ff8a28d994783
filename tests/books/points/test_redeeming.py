"""Exchanges: points and stock go together and come back together, and of two who want the last piece one gets it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from desk.books import centre
from desk.books.centre.rule_settings import RuleValue
from desk.books.points import attention, card, entering, expiring, queries, redeeming, rewards
from desk.books.points.model import PostingKind, RedemptionState, Reward
from desk.books.registry import find_book
from desk.core.errors import DeskError, Invalid, NotAllowed, Refused
from desk.core.work import Work
from desk.services.session import Desk
from tests.conftest import Hands
from tests.support.bookings import as_clerk
from tests.support.points import Rewarded, give, point_problems, set_up


def ready(work: Work, points: int = 100) -> Rewarded:
    there = set_up(work)
    for member in there.members:
        give(work, member, points)
    return there


def no_limit(work: Work) -> None:
    centre.save_rules(work, {"points_per_quarter": RuleValue(0, "")})


def standing(work: Work, there: Rewarded) -> tuple[int, int]:
    """The first member's points, and the pieces of oil."""
    return queries.find_holder(work, there.members[0]).balance, queries.find_reward(work, there.oil).stock


def test_an_exchange_is_found_by_the_begin_of_its_number(desk: Desk) -> None:
    with desk.write() as work:
        there = ready(work)
        made = redeeming.reserve(work, there.members[0], there.oil)
        for typed in (made.number, "h2026", " H2026"):
            [hit] = find_book("points").find_records(work, typed, 5)
            assert (hit.leads_to, hit.about) == ("orders.points", there.members[0])
            assert hit.text.startswith(made.number)
        assert list(find_book("points").find_records(work, "H2025", 5)) == []


def test_points_and_piece_are_gone_together_and_come_back_together(desk: Desk) -> None:
    with desk.write() as work:
        there = ready(work)
        made = redeeming.reserve(work, there.members[0], there.oil)
        assert (made.number, made.state, made.points, made.cost) == (
            "H20261124-001",
            RedemptionState.RESERVED,
            60,
            3600,
        )
        assert standing(work, there) == (40, 2)
        back = redeeming.give_back(work, made.id, "本人放弃")
        assert back.state is RedemptionState.RETURNED
        assert standing(work, there) == (100, 3)
        for again in (
            lambda: redeeming.give_back(work, made.id, "再退"),
            lambda: redeeming.hand_out(work, made.id),
        ):
            with pytest.raises(Refused):
                again()
        assert not point_problems(work)


def test_what_was_handed_out_is_handed_out_once_and_only_a_leader_takes_it_back(desk: Desk) -> None:
    with desk.write() as work:
        there = ready(work)
        clerk = as_clerk(work)
        made = redeeming.reserve(clerk, there.members[0], there.oil)
        assert [each.number for each in queries.reserved(work)] == [made.number]
        done = redeeming.hand_out(clerk, made.id)
        assert (done.state, done.ended_at) == (RedemptionState.GIVEN, work.now)
        with pytest.raises(Refused):
            redeeming.hand_out(clerk, made.id)
        with pytest.raises(NotAllowed):
            redeeming.give_back(clerk, made.id, "破损")
        redeeming.give_back(work, made.id, "破损")
        assert standing(work, there) == (100, 3)


def test_what_cannot_be_had_is_refused_in_words(desk: Desk) -> None:
    with desk.write() as work:
        there = ready(work, 50)
        first, second = there.members[:2]
        with pytest.raises(Invalid, match="需60分，现有50分"):
            redeeming.reserve(work, first, there.oil)
        redeeming.reserve(work, first, there.soap)
        with pytest.raises(Invalid, match="无库存"):
            redeeming.reserve(work, second, there.soap)
        rewards.edit(work, there.soap, Reward("洗洁精", 15, 500, 9))
        with pytest.raises(Invalid, match="本季度"):
            redeeming.reserve(work, first, there.soap)
        with pytest.raises(Invalid, match="库存9件"):
            redeeming.reserve(work, second, there.soap, 10)
        with pytest.raises(Invalid):
            redeeming.reserve(work, second, there.soap, 0)
        rewards.edit(work, there.soap, Reward("洗洁精", 15, 500, 9, active=False))
        with pytest.raises(Invalid, match="停止兑换"):
            redeeming.reserve(work, second, there.soap)
        assert not point_problems(work)


def test_the_quarter_forgets_what_was_given_back_and_a_new_one_begins(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        there = ready(work)
        who = there.members[0]
        made = redeeming.reserve(work, who, there.soap)
        redeeming.give_back(work, made.id, "换一种")
        redeeming.reserve(work, who, there.soap)
        with pytest.raises(Invalid, match="2027-01-01"):
            redeeming.reserve(work, who, there.oil)
    hands.forward(days=40)
    with desk.write() as work:
        redeeming.reserve(work, who, there.oil)
    with desk.write() as work:
        no_limit(work)
        give(work, who, 100)
        redeeming.reserve(work, who, there.oil)


def test_of_two_windows_that_want_the_last_piece_exactly_one_gets_it(desk: Desk) -> None:
    with desk.write() as work:
        there = ready(work)
    barrier = Barrier(2)

    def want(member: int) -> str:
        barrier.wait()
        try:
            with desk.write() as work:
                return redeeming.reserve(work, member, there.soap).number
        except DeskError:
            return ""

    with ThreadPoolExecutor(2) as pool:
        got = list(pool.map(want, there.members[:2]))
    assert sorted(got) == ["", "H20261124-001"]
    with desk.read() as work:
        assert queries.find_reward(work, there.soap).stock == 0
        assert sorted(queries.find_holder(work, each).balance for each in there.members[:2]) == [85, 100]
        assert not point_problems(work)


def test_expired_points_buy_nothing_and_what_comes_back_late_expires_at_once(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        there = ready(work)
        made = redeeming.reserve(work, there.members[0], there.oil)
        coming = expiring.coming_of(work, there.members[0])
        assert [(each.points, each.last_day.isoformat()) for each in coming] == [(40, "2027-03-31")]
    hands.forward(days=130)
    with desk.write() as work, pytest.raises(Invalid, match="现有0分"):
        redeeming.reserve(work, there.members[1], there.soap)
    with desk.write() as work:
        redeeming.give_back(work, made.id, "一直未到货")
        assert standing(work, there) == (0, 3)
        assert not point_problems(work)


def test_expiry_is_told_before_and_taken_out_when_somebody_takes_the_seat(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        there = ready(work)
    hands.forward(days=100)
    with desk.write() as work:
        redeeming.reserve(work, there.members[0], there.soap)
        assert {each.key: each.count for each in attention.due(work)} == {"redemptions": 1, "points_expiring": 4}
        listed = expiring.coming(work)
        told = expiring.notice(work)
        assert told == (
            len({each.member_id for each in listed}),
            sum(each.points for each in listed),
            listed[0].last_day,
        )
        assert expiring.expire_due(work) == 0
    hands.forward(days=28)
    with desk.write() as work:
        assert expiring.expire_due(work) == 385
        assert expiring.expire_due(work) == expiring.expire(work, work.today) == 0
        assert [each.count for each in attention.due(work)] == [1, 0]
        assert queries.find_holder(work, there.members[0]).balance == 0
        assert not point_problems(work)


def test_a_reward_is_called_as_no_other_and_its_numbers_are_whole(desk: Desk) -> None:
    with desk.write() as work:
        there = set_up(work)
        for wrong in (
            Reward("", 1, 0, 0),
            Reward("洗洁精", 1, 0, 0),
            Reward("伞", 0, 0, 0),
            Reward("伞", 1, -1, 0),
            Reward("伞", 1, 0, -1),
        ):
            with pytest.raises(Invalid):
                rewards.add(work, wrong)
        rewards.edit(work, there.oil, Reward("花生油", 70, 4000, 5), queries.find_reward(work, there.oil))
        assert queries.find_reward(work, there.oil) == Reward("花生油", 70, 4000, 5, True, there.oil)


def test_points_that_a_clock_ahead_let_expire_come_back_and_expire_on_their_day(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        there = set_up(work)
        member = there.members[0]
        give(work, member, 30)
    hands.forward(days=500)
    with desk.write() as work:
        assert expiring.expire_due(work) == 30
    hands.forward(days=-499)
    with desk.write() as work:
        [gone] = [each for each in card.card_of(work, member).lines if each.kind is PostingKind.EXPIRED]
        entering.take_back(work, gone.posting_id, "电脑时钟超前")
        assert queries.find_holder(work, member).balance == 30
        assert expiring.expire_due(work) == 0
        assert not point_problems(work)
    hands.forward(days=490)
    with desk.write() as work:
        assert expiring.expire_due(work) == 30
        back = card.card_of(work, member).lines[0]
        assert (back.kind, back.is_taken_back) == (PostingKind.EXPIRED, False)
        with pytest.raises(Refused):
            entering.take_back(work, back.posting_id, "不该清零")
        assert not point_problems(work)
