"""What follow-ups refuse, in which words, and what each step leaves behind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import update

from desk.books import staff
from desk.books.follow_ups import attention_queries, checking, doing, opening, photos, queries
from desk.books.follow_ups.model import (
    Closing,
    FollowUp,
    FollowUpOutcome,
    FollowUpOwner,
    FollowUpState,
    NewFollowUp,
    OwnerKind,
)
from desk.books.invariants import book_problems
from desk.core.errors import Invalid, NotAllowed, Refused
from desk.core.work import Work
from desk.models.follow_ups import follow_up_moves, follow_ups
from desk.services.session import Desk
from tests.conftest import Hands
from tests.support.follow_ups import Crew, as_, hire, opened

FIXED = Closing(FollowUpOutcome.FIXED)


def wrong(act: Callable[[], object]) -> dict[str, str]:
    """The fields that are refused, each with its words."""
    with pytest.raises(Invalid) as refused:
        act()
    return {problem.field: problem.message for problem in refused.value.problems}


def done(work: Work, crew: Crew, **more: object) -> FollowUp:
    item = opened(work, crew, **more)  # type: ignore[arg-type]
    return doing.finish(as_(work, crew.clerk), item.id, item.version, "已加固")


def test_what_is_opened_has_a_number_a_day_and_a_checker(desk: Desk) -> None:
    with desk.write() as work:
        crew = hire(work)
        item = opened(work, crew)
        assert (item.number, item.state, item.owner) == ("DB20261124-001", FollowUpState.OPEN, "林小芳")
        assert item.checker_id == crew.leader.id, "who opens it checks it"
        assert item.due_on == item.first_due_on == date(2026, 12, 1), "five working days later"
        assert opened(work, crew).number == "DB20261124-002"
        with pytest.raises(NotAllowed):
            opening.open_item(as_(work, crew.clerk), NewFollowUp("打扫", crew.owner))


def test_what_is_wrong_with_a_new_one_is_told_by_its_field(desk: Desk) -> None:
    with desk.write() as work:
        crew = hire(work)
        leader = as_(work, crew.leader)
        me = FollowUpOwner(OwnerKind.STAFF, crew.leader.name, crew.leader.id)
        nobody = FollowUpOwner(OwnerKind.TEAM, "突击队", 7)
        yesterday = work.today - timedelta(days=1)
        assert set(wrong(lambda: opening.open_item(leader, NewFollowUp(" ", nobody, due_on=yesterday)))) == {
            "description",
            "owner",
            "due_on",
        }
        assert set(wrong(lambda: opening.open_item(leader, NewFollowUp("打扫", me)))) == {"checker"}
        far = work.today + timedelta(days=400)
        assert set(wrong(lambda: opening.open_item(leader, NewFollowUp("x" * 501, crew.owner, due_on=far)))) == {
            "description",
            "due_on",
        }
        outside = FollowUpOwner(OwnerKind.OUTSIDE, "供电所")
        assert opening.open_item(leader, NewFollowUp("修路灯", outside)).owner == "供电所"


def test_it_is_done_with_proof_and_closed_by_its_checker_only(desk: Desk) -> None:
    with desk.write() as work:
        crew = hire(work)
        item = opened(work, crew)
        clerk, leader = as_(work, crew.clerk), as_(work, crew.leader)
        item = doing.begin(clerk, item.id, item.version)
        assert set(wrong(lambda: doing.finish(clerk, item.id, item.version, " "))) == {"result"}
        with pytest.raises(Refused, match="陈主任"):
            checking.close(
                as_(work, crew.other_leader), item.id, item.version, Closing(FollowUpOutcome.WITHDRAWN, "误")
            )
        item = doing.finish(clerk, item.id, item.version, "已加固")
        for who in (crew.clerk, crew.other_clerk, crew.other_leader):
            with pytest.raises(Refused):
                checking.close(as_(work, who), item.id, item.version, FIXED)
        item = checking.close(leader, item.id, item.version, FIXED)
        assert (item.state, item.outcome) == (FollowUpState.CLOSED, FollowUpOutcome.FIXED)
        assert [move.title for move in queries.moves_of(work, item.id)] == [
            "交办",
            "开始办理",
            "报办结",
            "已销号（已解决）",
        ]
    with desk.read() as work:
        assert list(book_problems(work)) == []


def test_a_photo_is_proof_enough_but_not_one_from_before_it_was_returned(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        crew = hire(work)
        item = opened(work, crew)
        with pytest.raises(Refused):
            photos.add(as_(work, crew.other_clerk), item.id, "a" * 64, "井盖.jpg", 10, 10)
        photos.add(as_(work, crew.clerk), item.id, "a" * 64, "井盖.jpg", 10, 10)
        item = doing.finish(as_(work, crew.clerk), item.id, item.version, "")
    hands.forward(hours=1)
    with desk.write() as work:
        item = checking.send_back(as_(work, crew.leader), item.id, item.version, "看不清")
        assert item.returned == 1
        [old] = photos.of(work, item.id)
        assert set(wrong(lambda: doing.finish(as_(work, crew.clerk), item.id, item.version, ""))) == {"result"}
        with pytest.raises(Refused):
            photos.remove(as_(work, crew.clerk), item.id, old)
        photos.add(as_(work, crew.clerk), item.id, "b" * 64, "井盖2.jpg", 10, 10)
        [_old, fresh] = photos.of(work, item.id)
        assert photos.remove(as_(work, crew.clerk), item.id, fresh)


def test_the_checker_does_not_report_and_who_reported_does_not_check(desk: Desk) -> None:
    with desk.write() as work:
        crew = hire(work)
        outside = FollowUpOwner(OwnerKind.OUTSIDE, "供电所")
        item = opened(work, crew, owner=outside)
        with pytest.raises(Refused):
            doing.finish(as_(work, crew.leader), item.id, item.version, "已修")
        item = opened(work, crew, checker_id=crew.other_clerk.id)
        with pytest.raises(Refused):
            doing.finish(as_(work, crew.other_clerk), item.id, item.version, "已修")
        item = doing.finish(as_(work, crew.leader), item.id, item.version, "已修，代登记")
        with pytest.raises(Refused):
            checking.close(as_(work, crew.leader), item.id, item.version, FIXED)
        assert (
            checking.close(as_(work, crew.other_clerk), item.id, item.version, FIXED).outcome is FollowUpOutcome.FIXED
        )


def test_a_leader_checks_in_the_stead_of_who_left_and_it_is_marked(desk: Desk) -> None:
    with desk.write() as work:
        crew = hire(work)
        item = done(work, crew)
        staff.records.set_active(work, crew.leader.id, False)
        with pytest.raises(Refused):
            checking.close(as_(work, crew.other_clerk), item.id, item.version, FIXED)
        checking.close(as_(work, crew.other_leader), item.id, item.version, FIXED)
        assert queries.moves_of(work, item.id)[-1].stead == "陈主任"
    with desk.read() as work:
        assert list(book_problems(work)) == []


def test_a_checker_who_is_the_owner_by_mistake_never_closes_it_and_the_check_tells(desk: Desk) -> None:
    with desk.write() as work:
        crew = hire(work)
        item = done(work, crew)
        work.connection.execute(update(follow_ups).values(checker_id=crew.clerk.id))
        with pytest.raises(Refused):
            checking.close(as_(work, crew.clerk), item.id, item.version, FIXED)
        assert any(item.number in each for each in book_problems(work))
        assert checking.close(as_(work, crew.leader), item.id, item.version, FIXED).state is FollowUpState.CLOSED


def test_closed_is_not_solved(desk: Desk) -> None:
    with desk.write() as work:
        crew = hire(work)
        first, item = opened(work, crew), opened(work, crew)
        leader = as_(work, crew.leader)

        def close(closing: Closing) -> FollowUp:
            return checking.close(leader, item.id, item.version, closing)

        assert set(wrong(lambda: close(FIXED))) == {"outcome"}
        assert set(wrong(lambda: close(Closing(FollowUpOutcome.UNFIXED)))) == {"remark", "look_again_on"}
        assert set(wrong(lambda: close(Closing(FollowUpOutcome.WITHDRAWN)))) == {"remark"}
        assert set(wrong(lambda: close(Closing(FollowUpOutcome.SAME_AS, same_as=item.number)))) == {"same_as"}
        assert set(wrong(lambda: close(Closing(FollowUpOutcome.SAME_AS, same_as="DB1")))) == {"same_as"}
        double = close(Closing(FollowUpOutcome.SAME_AS, same_as=first.number.lower()))
        assert double.same_as == first.number
        unsolved = checking.close(
            leader, first.id, first.version, Closing(FollowUpOutcome.UNFIXED, "无经费", work.today + timedelta(days=9))
        )
        assert unsolved.look_again_on == date(2026, 12, 3)


def test_a_clerk_who_checks_closes_nothing_unsolved_that_takes_the_leader(desk: Desk) -> None:
    with desk.write() as work:
        crew = hire(work)
        item = opened(work, crew, checker_id=crew.other_clerk.id)
        unsolved = Closing(FollowUpOutcome.UNFIXED, "无经费", work.today + timedelta(days=9))
        with pytest.raises(Refused, match="带班领导"):
            checking.close(as_(work, crew.other_clerk), item.id, item.version, unsolved)
        with pytest.raises(Refused):
            checking.close(as_(work, crew.leader), item.id, item.version, Closing(FollowUpOutcome.WITHDRAWN, "误"))
        checking.close(as_(work, crew.leader), item.id, item.version, unsolved)
        assert queries.moves_of(work, item.id)[-1].stead == "黄志强"
    with desk.read() as work:
        assert list(book_problems(work)) == []


def test_it_is_reopened_within_thirty_days_and_counted_by_its_first_day(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        crew = hire(work)
        item = checking.close(as_(work, crew.leader), (item := done(work, crew)).id, item.version, FIXED)
        with pytest.raises(Refused):
            checking.reopen(as_(work, crew.clerk), item.id, item.version, "又松了")
    hands.forward(days=30)
    with desk.write() as work:
        again = checking.reopen(as_(work, crew.leader), item.id, item.version, "又松了")
        assert (again.state, again.outcome, again.first_due_on) == (
            FollowUpState.OPEN,
            FollowUpOutcome.NONE,
            item.first_due_on,
        )
        assert again.due_on > work.today
        again = doing.finish(as_(work, crew.clerk), again.id, again.version, "又加固了")
        again = checking.close(as_(work, crew.leader), again.id, again.version, FIXED)
        closings = queries.closings_between(work, item.first_due_on - timedelta(days=9), work.today)
        assert [each.was_in_time for each in closings] == [True, False]
    hands.forward(days=31)
    with desk.write() as work, pytest.raises(Refused, match="30"):
        checking.reopen(as_(work, crew.leader), again.id, again.version, "又松了")


def test_unsolved_is_looked_at_again_and_may_be_reopened_after_that_day(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        crew = hire(work)
        item = opened(work, crew)
        leader = as_(work, crew.leader)
        unsolved = Closing(FollowUpOutcome.UNFIXED, "无经费", work.today + timedelta(days=60))
        item = checking.close(leader, item.id, item.version, unsolved)
    hands.forward(days=60)
    with desk.write() as work:
        leader = as_(work, crew.leader)
        assert item.is_to_be_looked_at(work.today)
        assert set(wrong(lambda: checking.look_again(leader, item.id, item.version, ""))) == {"remark"}
        item = checking.look_again(leader, item.id, item.version, "仍无经费", work.today + timedelta(days=3))
        item = checking.reopen(leader, item.id, item.version, "经费已到")
        with pytest.raises(Refused):
            checking.look_again(leader, item.id, item.version, "看过了")


def test_an_extension_is_asked_before_the_day_twice_at_most_and_decided_by_another(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        crew = hire(work)
        item = opened(work, crew)
        clerk, leader = as_(work, crew.clerk), as_(work, crew.leader)
        later = item.due_on + timedelta(days=7)
        assert set(wrong(lambda: doing.ask_extension(clerk, item.id, item.version, item.due_on, ""))) == {
            "wanted_on",
            "reason",
        }
        item = doing.ask_extension(clerk, item.id, item.version, later, "缺件")
        with pytest.raises(Refused):
            doing.ask_extension(clerk, item.id, item.version, later, "缺件")
        [asked] = queries.to_decide(work)
        with pytest.raises(NotAllowed):
            doing.decide_extension(clerk, asked.id, True)
        assert set(wrong(lambda: doing.decide_extension(leader, asked.id, False))) == {"remark"}
        item = doing.decide_extension(leader, asked.id, False, "抓紧")
        assert (item.due_on, item.extended) == (item.first_due_on, 0)
        for n in (1, 2):
            item = doing.ask_extension(clerk, item.id, item.version, later + timedelta(days=n), "缺件")
            item = doing.decide_extension(leader, queries.to_decide(work)[0].id, True)
            assert (item.extended, item.due_on) == (n, later + timedelta(days=n))
        with pytest.raises(Refused, match="2"):
            doing.ask_extension(clerk, item.id, item.version, later + timedelta(days=9), "缺件")
        other = opened(work, crew)
    hands.forward(days=7)
    with desk.write() as work, pytest.raises(Refused):
        assert work.today == other.due_on
        doing.ask_extension(as_(work, crew.clerk), other.id, other.version, other.due_on + timedelta(days=5), "缺件")


def test_nobody_decides_on_their_own_extension(desk: Desk) -> None:
    with desk.write() as work:
        crew = hire(work)
        owner = FollowUpOwner(OwnerKind.STAFF, crew.other_leader.name, crew.other_leader.id)
        item = opened(work, crew, owner=owner)
        other = as_(work, crew.other_leader)
        doing.ask_extension(other, item.id, item.version, item.due_on + timedelta(days=7), "缺件")
        [asked] = queries.to_decide(work)
        with pytest.raises(Refused):
            doing.decide_extension(other, asked.id, True)
        assert doing.decide_extension(as_(work, crew.leader), asked.id, True).extended == 1


def test_of_two_windows_the_second_is_told_and_a_remark_is_never_lost(desk: Desk) -> None:
    with desk.write() as work:
        crew = hire(work)
        item = opened(work, crew)
        clerk = as_(work, crew.clerk)
        doing.begin(clerk, item.id, item.version)
        with pytest.raises(Refused, match="林小芳"):
            doing.finish(clerk, item.id, item.version, "已加固")
        doing.remark(as_(work, crew.other_clerk), item.id, "配件已到")
        item = queries.find(work, item.id)
        item = doing.finish(clerk, item.id, item.version, "已加固")
        item = checking.close(as_(work, crew.leader), item.id, item.version, FIXED)
        doing.remark(clerk, item.id, "一周后再看")
        assert [move.remark for move in queries.moves_of(work, item.id)][-1] == "一周后再看"
        assert set(wrong(lambda: doing.remark(clerk, item.id, " "))) == {"text"}


def test_it_is_overdue_the_day_after(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        item = opened(work, hire(work))
    hands.forward(days=7)
    with desk.read() as work:
        assert not item.is_overdue(work.today)
        assert queries.overdue_by(work, work.today) == []
    hands.forward(days=1)
    with desk.read() as work:
        assert item.is_overdue(work.today)
        assert [each.id for each in queries.overdue_by(work, work.today)] == [item.id]


def test_who_took_it_on_or_added_its_photo_checks_it_no_more_than_who_reported_it(desk: Desk) -> None:
    with desk.write() as work:
        crew = hire(work)
        taken_on, shown = opened(work, crew), opened(work, crew)
        taken_on = doing.begin(as_(work, crew.other_leader), taken_on.id, taken_on.version)
        photos.add(as_(work, crew.other_leader), shown.id, "a" * 64, "井盖.jpg", 10, 10)
        taken_on, shown = (
            doing.finish(as_(work, crew.clerk), each.id, each.version, "已加固") for each in (taken_on, shown)
        )
        staff.records.set_active(work, crew.leader.id, False)
        other = as_(work, crew.other_leader)
        assert (attention_queries.to_check(other).many, attention_queries.to_check(work).many) == (0, 2)
        for item in (taken_on, shown):
            with pytest.raises(Refused, match=f"参与办理的人不能验收，{item.number}须由他人验收销号"):
                checking.close(other, item.id, item.version, FIXED)
            assert checking.close(work, item.id, item.version, FIXED).outcome is FollowUpOutcome.FIXED
    with desk.read() as work:
        assert list(book_problems(work)) == []
    with desk.write() as work:
        closing = follow_up_moves.c.outcome != ""
        work.connection.execute(update(follow_up_moves).where(closing).values(staff_id=crew.other_leader.id))
    with desk.read() as work:
        assert [each for each in book_problems(work) if "督办" in each] == [
            f"督办{item.number}：由参与办理的人自行销号。" for item in (taken_on, shown)
        ]


def test_a_remark_on_what_is_done_is_no_part_in_doing_it(desk: Desk) -> None:
    with desk.write() as work:
        crew = hire(work)
        item = done(work, crew)
        doing.remark(as_(work, crew.leader), item.id, "明天去看")
        assert checking.close(as_(work, crew.leader), item.id, item.version, FIXED).state is FollowUpState.CLOSED
    with desk.read() as work:
        assert list(book_problems(work)) == []
