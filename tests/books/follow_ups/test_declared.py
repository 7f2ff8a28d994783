"""What the book tells the rest of the desk: what is due, figures and rows, the sample, and what is forgotten."""

from __future__ import annotations

from datetime import timedelta

from desk.books import staff
from desk.books.follow_ups import checking, doing, queries, sample
from desk.books.follow_ups.model import Closing, FollowUpOutcome, FollowUpOwner, FollowUpState, FollowUpView, OwnerKind
from desk.books.invariants import book_problems
from desk.books.registry import find_book
from desk.core.book import SampleLife
from desk.services.session import Desk
from tests.conftest import Hands
from tests.support.follow_ups import as_, hire, opened

BOOK = find_book("follow_ups")
FIXED = Closing(FollowUpOutcome.FIXED)


def test_each_sees_what_is_theirs_to_do_to_check_and_to_decide(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        crew = hire(work)
        item = opened(work, crew)
        asking = opened(work, crew)
        clerk, leader = as_(work, crew.clerk), as_(work, crew.leader)
        doing.ask_extension(clerk, asking.id, asking.version, asking.due_on + timedelta(days=9), "缺件")
        finished = opened(work, crew)
        doing.finish(clerk, finished.id, finished.version, "已加固")

        def due(who: object) -> dict[str, int]:
            return {each.key: each.count for each in BOOK.attention(who) if each.count}  # type: ignore[arg-type]

        assert due(leader) == {"follow_ups_to_check": 1, "follow_ups_extensions": 1}
        assert due(clerk) == {}
        assert item.state is FollowUpState.OPEN
    hands.forward(days=7)
    with desk.read() as work:
        assert due(as_(work, crew.clerk)) == {"follow_ups_mine": 2}
        assert "follow_ups_long_overdue" not in due(as_(work, crew.leader))
    hands.forward(days=7)
    with desk.read() as work:
        entries = {each.key: each for each in BOOK.attention(as_(work, crew.leader))}
        assert entries["follow_ups_long_overdue"].count == 2, "five working days later"
        assert entries["follow_ups_long_overdue"].about is FollowUpView.LONG_OVERDUE
    with desk.write() as work:
        staff.records.set_active(work, crew.leader.id, False)
        assert due(as_(work, crew.other_leader))["follow_ups_to_check"] == 1, "in the stead of who left"


def test_unsolved_comes_back_on_its_day(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        crew = hire(work)
        item = opened(work, crew)
        leader = as_(work, crew.leader)
        unsolved = Closing(FollowUpOutcome.UNFIXED, "无经费", work.today + timedelta(days=3))
        checking.close(leader, item.id, item.version, unsolved)
        assert {each.key: each.count for each in BOOK.attention(leader)}["follow_ups_again"] == 0
    hands.forward(days=3)
    with desk.read() as work:
        leader = as_(work, crew.leader)
        assert {each.key: each.count for each in BOOK.attention(leader)}["follow_ups_again"] == 1


def test_it_is_found_by_its_number_and_its_owner_masked(desk: Desk) -> None:
    with desk.write() as work:
        item = opened(work, hire(work))
        for typed in ("db2026", "小芳"):
            [hit] = BOOK.find_records(work, typed, 9)
            assert hit.about == item.id
            assert "13800001111" not in hit.text + hit.details
        assert list(BOOK.find_records(work, "d", 9)) == []


def test_the_figures_of_a_month_are_what_happened_in_it(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        crew = hire(work)
        first, late = opened(work, crew), opened(work, crew)
        item = doing.finish(as_(work, crew.clerk), first.id, first.version, "好")
        item = checking.send_back(as_(work, crew.leader), item.id, item.version, "不好")
        item = doing.finish(as_(work, crew.clerk), item.id, item.version, "好")
        checking.close(as_(work, crew.leader), item.id, item.version, FIXED)
        opened(work, crew)
    hands.forward(days=9)
    with desk.write() as work:
        item = doing.finish(as_(work, crew.clerk), late.id, late.version, "好")
        checking.close(as_(work, crew.leader), item.id, item.version, FIXED)
        assert BOOK.figures is not None
        [counted] = BOOK.figures.of_spans(work, [(work.today - timedelta(days=20), work.today)], ())
    assert counted == {
        "follow_ups_opened": 3,
        "follow_ups_fixed": 2,
        "follow_ups_unfixed": 0,
        "follow_ups_dropped": 0,
        "follow_ups_in_time": 1,
        "follow_ups_in_time_percent": 50.0,
        "follow_ups_overdue": 1,
        "follow_ups_returned": 1,
        "follow_ups_extended": 0,
        "follow_ups_median_days": 4.5,
    }


def test_the_sample_has_some_in_each_state_and_is_sound(desk: Desk) -> None:
    with desk.write() as work:
        crew = hire(work)
        life = SampleLife(1, work.today - timedelta(days=120), work.today, [crew.clerk.id, crew.other_clerk.id], [])
        sample.fill(work, life)
        open_ones = queries.not_closed(work)
        assert {each.state for each in open_ones} == {FollowUpState.OPEN, FollowUpState.DOING, FollowUpState.DONE}
        assert any(each.is_overdue(work.today) for each in open_ones)
        assert any(each.extended for each in open_ones) and any(each.returned for each in open_ones)
        closed = queries.closed_between(work, life.first, life.until)
        assert {each.outcome for each in closed} == set(FollowUpOutcome) - {FollowUpOutcome.NONE}
        assert any(each.is_to_be_looked_at(work.today) for each in closed)
        assert len(queries.to_decide(work)) == 1
        counts = {each.key: each.count for each in BOOK.attention(as_(work, crew.leader))}
        assert counts["follow_ups_long_overdue"] and counts["follow_ups_to_check"], counts
    with desk.read() as work:
        assert list(book_problems(work)) == []


def test_what_was_typed_is_emptied_after_the_years_for_which_it_is_kept(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        crew = hire(work)
        outside = FollowUpOwner(OwnerKind.OUTSIDE, "李师傅")
        old, still = opened(work, crew, owner=outside), opened(work, crew)
        old = doing.finish(as_(work, crew.clerk), old.id, old.version, "李师傅已修")
        old = checking.close(as_(work, crew.leader), old.id, old.version, FIXED)
    hands.forward(days=365 * 6)
    with desk.write() as work:
        assert BOOK.forget is not None
        BOOK.forget(work, work.now - timedelta(days=365 * 5))
        gone = queries.find(work, old.id)
        assert (gone.description, gone.owner) == ("", "外部单位或人员")
        assert {move.remark for move in queries.moves_of(work, old.id)} == {""}
        assert queries.find(work, still.id).description
    with desk.read() as work:
        assert list(book_problems(work)) == []
