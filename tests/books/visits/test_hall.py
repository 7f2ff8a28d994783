"""Windows, letters of the queues, and what the public screen reads: 窗口名称、排队号字母、叫号屏."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from desk.books import centre, residents, visits
from desk.books.visits import QueueKind, VisitState
from desk.books.visits.hall_settings import HALL_NOTICE, NAMES
from desk.core.calendar import DayMark
from desk.core.errors import Invalid
from desk.services import hall
from desk.services.session import Desk
from tests.conftest import Hands
from tests.support.people import person
from tests.support.refusals import refused


def settings(walk_in: str = "A", booked: str = "B", activity: str = "C", notice: str = "") -> Mapping[str, str]:
    letters = zip(QueueKind, (walk_in, booked, activity), strict=True)
    return {HALL_NOTICE: notice, **{NAMES[kind]: letter for kind, letter in letters}}


def test_the_screen_tells_each_call_with_its_window_and_never_a_name(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        known = residents.insert(work, residents.checked(person("欧阳甲"), work.today))
        numbers = [visits.take_number(work, resident_id=known.id) for _n in range(6)]
        visits.call(work, numbers[0].id, window="1号窗口")
    hands.forward(minutes=1)
    with desk.write() as work:
        visits.call(work, numbers[1].id, VisitState.FINISHED, "2号窗口")
    with desk.read() as work:
        shown = hall.view(work)
    assert [(call.label, call.window) for call in shown.calls] == [("A002", "2号窗口"), ("A001", "1号窗口")]
    assert shown.next == ("A003", "A004", "A005") and shown.waiting == 4
    assert "欧阳" not in repr(shown)


def test_who_is_called_again_stands_first_once_more_and_who_waits_again_goes_off(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        first, second = (visits.take_number(work) for _n in range(2))
        visits.call(work, first.id, window="1号窗口")
        visits.hold(work, first.id)
        hands.forward(minutes=1)
    with desk.write() as work:
        visits.call(work, second.id, window="1号窗口")
        hands.forward(minutes=1)
    with desk.write() as work:
        visits.recall(work, second.id, "3号窗口")
        visits.miss(work, second.id)
        assert [(call.label, call.window) for call in hall.view(work).calls] == [
            ("A002", "3号窗口"),
            ("A001", "1号窗口"),
        ]
        visits.take_back(work, second.id)
        assert [call.label for call in hall.view(work).calls] == ["A001"]


def test_each_queue_counts_in_its_own_letter_and_what_was_given_keeps_its_number(desk: Desk) -> None:
    with desk.write() as work:
        assert visits.take_number(work).label == "A001"
        booked = visits.letter_of(work, QueueKind.BOOKED)
        assert [visits.take_number(work, queue=booked).label for _n in range(2)] == ["B001", "B002"]
        visits.save_hall(work, settings("B", "A"))
        assert visits.take_number(work).label == "B003"
        assert visits.take_number(work, queue=visits.letter_of(work, QueueKind.BOOKED)).label == "A002"
        assert sorted(visit.label for visit in visits.queue(work)) == ["A001", "A002", "B001", "B002", "B003"]


@pytest.mark.parametrize("wrong", ["", "a", "AB", "1", "甲", "Ａ"])
def test_a_letter_that_is_none_is_told_beside_its_field_and_nothing_changes(desk: Desk, wrong: str) -> None:
    with desk.write() as work, pytest.raises(Invalid) as told:
        visits.save_hall(work, settings(booked=wrong, notice="周四下午停办医保"))
    assert [(p.field, p.message) for p in told.value.problems] == [
        (NAMES[QueueKind.BOOKED], "请填写一个大写字母（A至Z）。")
    ]
    with desk.read() as work:
        assert centre.settings_now(work, settings()) == settings()


def test_two_queues_do_not_share_a_letter_and_the_notice_has_an_end(desk: Desk) -> None:
    with desk.write() as work:
        assert refused(visits.save_hall, work, settings("A", "A")) == "A已用于另一类号码。"
        assert refused(visits.save_hall, work, settings(notice="长" * 301)) == "公告最多300个字。"
        visits.save_hall(work, settings(notice="周四下午停办医保"))
        assert hall.view(work).notice == "周四下午停办医保"


def test_on_a_public_holiday_the_hall_is_not_open(desk: Desk) -> None:
    with desk.write() as work:
        centre.save_opening_hours(work, centre.WEEK)
        assert hall.view(work).hours
        centre.days_off.enter(work, work.today.year, [(work.today, DayMark(False, "放假"))])
        assert hall.view(work).hours == ()
