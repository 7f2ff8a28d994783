"""Handed to a colleague, a question answered, come for somebody, a household in one visit, and entered afterwards."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text

from desk.books import cases, staff, visits
from desk.books.cases import CaseState, NewCase, case_queries, statistics
from desk.books.catalogue import ServiceItem
from desk.books.visits import Afterwards, Agent, Channel, Registration, VisitState
from desk.core.errors import Invalid, Refused
from desk.core.permissions import Role
from desk.core.work import Work
from desk.services import data_check
from desk.services.session import Desk
from tests.conftest import Hands
from tests.support.people import person
from tests.support.refusals import refused
from tests.support.reports import handed_in

Items = tuple[ServiceItem, ...]
MINUTE = timedelta(minutes=1)


def colleague_of(work: Work) -> Work:
    return replace(work, actor=replace(work.actor, id=staff.add(work, "林小芳", Role.CLERK).id, name="林小芳"))


def problems_of(wrong: Invalid) -> dict[str, str]:
    return {each.field: each.message for each in wrong.problems}


def test_who_is_handed_to_a_colleague_is_next_there_with_the_note_and_left_alone_elsewhere(
    desk: Desk, hands: Hands
) -> None:
    with desk.write() as work:
        colleague = colleague_of(work)
        first, second, third = (visits.take_number(work) for _n in range(3))
        visits.call(work, first.id)
        visits.hold(work, first.id)
        handed = visits.transfer(work, first.id, colleague.actor.id, "请办理医保转移")
        assert (handed.state, handed.wanted, handed.note) == (
            VisitState.WAITING,
            "林小芳",
            "请办理医保转移",
        )
        assert (handed.turn_at, handed.since) == (None, work.now), "the place in line stays that of the arrival"
        assert [turn.visit.label for turn in visits.line(work).turns] == ["A002", "A003", "A001"]
        assert [turn.visit.label for turn in visits.line(colleague).turns] == ["A001", "A002", "A003"]
        visits.call(work, second.id)
        visits.finish(work, second.id)
        visits.leave(work, third.id)
        assert visits.call_next(work) is None, "the last one is left to the colleague"
        called = visits.call_next(colleague)
        assert called is not None and (called.label, called.note) == ("A001", "请办理医保转移")
    hands.forward(minutes=50)
    with desk.write() as work:
        colleague = replace(work, actor=colleague.actor)
        visits.transfer(colleague, first.id, work.actor.id)
        assert visits.find(work, first.id).note == "请办理医保转移", "the note stays"
        with pytest.raises(Invalid) as wrong:
            visits.transfer(work, first.id, work.actor.id, "字" * 201)
        assert set(problems_of(wrong.value)) == {"to", "note"}
    assert data_check.problems(desk) == []


def test_a_question_answered_is_a_visit_without_a_case_and_can_be_undone(
    desk: Desk, items: Items, hands: Hands
) -> None:
    with desk.write() as work:
        walked_in = visits.consult(work, service_id=items[0].id, channel=Channel.TELEPHONE)
        assert (walked_in.label, walked_in.state, walked_in.channel) == ("A001", VisitState.FINISHED, Channel.TELEPHONE)
        number = visits.take_number(work)
        visits.call(work, number.id)
        assert visits.consult(work, number.id).consultation
        assert statistics.of_days(work, work.today, work.today).cases == 0
    hands.forward(minutes=2)
    with desk.write() as work:
        again = visits.undo_consultation(work, number.id)
        assert again is not None and (again.state, again.consultation) == (VisitState.SERVING, False)
        assert visits.undo_consultation(work, walked_in.id) is None
        with pytest.raises(Refused):
            visits.find(work, walked_in.id)
        assert refused(visits.undo_consultation, work, number.id).endswith("没有可撤销的操作。")
    with desk.write() as work:
        visits.register(work, Registration(person(), (NewCase(items[0].id),), number.id, stays=True))
        assert "不能记为咨询" in refused(visits.consult, work, number.id)
    assert data_check.problems(desk) == []


def test_who_came_for_the_person_is_kept_tidied_and_told_masked(desk: Desk, items: Items) -> None:
    agent = Agent("王 小明", "子女", " １２３x")
    with desk.write() as work:
        made = visits.register(work, Registration(person(), (NewCase(items[0].id),), agent=agent))
        kept = visits.find(work, made.visit.id).agent
        assert kept == Agent("王小明", "子女", "123X") and kept.masked == "王*明（子女），证件尾号123X"
    with pytest.raises(Invalid) as wrong, desk.write() as work:
        visits.register(work, Registration(person(), (NewCase(items[0].id),), agent=Agent("", "邻居", "12")))
    assert problems_of(wrong.value) == {
        "agent": "请填写代办人姓名。",
        "agent_id_tail": "请填写证件号码末4位（数字，末位可为X）。",
    }
    with desk.read() as work:
        assert statistics.of_days(work, work.today, work.today).cases == 1, "nothing of it was stored"


def test_several_of_one_household_are_served_in_one_visit(desk: Desk, items: Items) -> None:
    with desk.write() as work:
        number = visits.take_number(work)
        visits.call(work, number.id)
        first = visits.register(work, Registration(person(), (NewCase(items[0].id),), number.id, stays=True))
    other = Registration(person("李四", date(1990, 1, 1), 5), (NewCase(items[0].id),), number.id)
    with pytest.raises(Refused), desk.write() as work:
        visits.register(work, other)
    with desk.write() as work:
        second = visits.register(work, replace(other, household=True))
        assert second.cases[0].resident_id == second.resident.id != first.resident.id
        kept = visits.find(work, number.id)
        assert (kept.resident_id, kept.state) == (first.resident.id, VisitState.FINISHED)
        assert cases.find(work, second.cases[0].id).visit_id == cases.find(work, first.cases[0].id).visit_id
    assert data_check.problems(desk) == []


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    """A time of the centre's clock."""
    return datetime(2026, month, day, hour, minute, tzinfo=UTC) - timedelta(hours=8)


def test_what_was_served_on_paper_is_entered_with_its_true_day_and_times(
    desk: Desk, items: Items, hands: Hands
) -> None:
    with desk.write() as work:
        visits.take_number(work)
        visits.register(work, Registration(person(), (NewCase(items[0].id),)))
    hands.forward(days=2)
    paper = Afterwards(at(24, 10), at(24, 10, 20), at(24, 10, 35), "停电，用纸质登记表")
    forwarded = NewCase(items[1].id, CaseState.FORWARDED)
    with desk.write() as work:
        made = visits.register(work, Registration(person("李四", date(1990, 1, 1), 5), (forwarded,), afterwards=paper))
        visit, case = visits.find(work, made.visit.id), made.cases[0]
        assert (visit.day, visit.label, visit.entered_at) == (date(2026, 11, 24), "A003", work.now)
        assert (visit.arrived_at, visit.note) == (at(24, 10), "停电，用纸质登记表")
        assert (case.number, case.day, case.accepted_at) == ("202611240002", date(2026, 11, 24), at(24, 10, 35))
        assert case.due_on == date(2026, 12, 8), "ten working days from the day on which it was taken in"
        rows = work.connection.execute(
            text("SELECT kind, (ended_at - began_at) / 60000 FROM periods WHERE visit_id = :id ORDER BY began_at"),
            {"id": visit.id},
        )
        assert list(map(tuple, rows)) == [("waiting", 20), ("serving", 15)]
        line = case_queries.page(work, case_queries.CaseFilter(resident_id=made.resident.id))[0]
        assert line.number == case.number and visits.take_number(work).label == "A001"
        another = NewCase(items[0].id)
        more = visits.register(work, Registration(made.resident.id, (another,), visit.id, afterwards=paper))
        assert more.cases[0].visit_id == visit.id and more.cases[0].day == date(2026, 11, 24)
    assert data_check.problems(desk) == []


def test_nothing_is_entered_into_the_future_before_the_beginning_or_into_a_month_handed_in(
    desk: Desk, items: Items, hands: Hands
) -> None:
    def told(entry: Afterwards) -> dict[str, str]:
        with pytest.raises(Invalid) as wrong, desk.write() as work:
            visits.register(work, Registration(person(), (NewCase(items[0].id),), afterwards=entry))
        return problems_of(wrong.value)

    def entry(day: int, month: int = 11, reason: str = "停电") -> Afterwards:
        return Afterwards(at(day, 9, 0, month), at(day, 9, 5, month), at(day, 9, 10, month), reason)

    hands.forward(days=3)
    assert told(entry(28))["day"] == "这一天还没有到。"
    assert told(entry(23))["day"] == "本中心自2026-11-24起开始登记，之前没有记录。"
    assert set(told(entry(25, reason=" "))) == {"reason"}
    swapped = Afterwards(at(25, 9, 30), at(25, 9), at(25, 8), "停电")
    assert set(told(swapped)) == {"began", "ended"}
    assert set(told(Afterwards(at(27, 8), at(27, 8, 30), at(27, 23), "停电"))) == {"ended"}, "still to come today"
    hands.forward(days=10)
    with desk.write() as work:
        handed_in(work, "2026-11")
    assert told(entry(25))["day"].startswith("2026年11月已上报")
