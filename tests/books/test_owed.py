"""What every book still owes somebody, gathered: who and by when, nobody named in full, and where it is done."""

from __future__ import annotations

from datetime import timedelta

from desk.books import owed, visits
from desk.books.bookings import booking, resources
from desk.books.bookings.model import Closure
from desk.books.cases import Evaluation, NewCase
from desk.books.roster import handover
from desk.services.session import Desk
from tests.support.bookings import at, set_up, wish
from tests.support.incidents import measured


def test_call_backs_measures_open_matters_and_calls_are_in_one_list(desk: Desk) -> None:
    with desk.write() as work:
        there = set_up(work)
        booking.book(work, wish(there))
        resources.close(work, Closure(at(8 * 60), at(12 * 60), "停电"))
        new = NewCase(there.item, evaluation=Evaluation.DISSATISFIED, evaluation_reason="张三丰说等太久")
        visits.register(work, visits.Registration(there.people[0], [new]))
        handover.raise_point(work, "钥匙在13800001111处")
        number = measured(work, work.today + timedelta(days=3))
        matters = owed.matters(work)
    by_kind = {each.kind: each for each in matters}
    assert set(by_kind) == {"办件回访", "整改措施", "交接遗留事项", "预约告知"}
    assert by_kind["整改措施"].text.startswith(number) and by_kind["整改措施"].owner == "陈主任"
    assert [each.due_on for each in matters if each.due_on] == sorted(each.due_on for each in matters if each.due_on)
    assert matters[-1].due_on is None, "what has no day comes last"
    everything = " ".join(each.text for each in matters)
    assert "张三丰" not in everything and "13800001111" not in everything
    assert {each.leads_to for each in matters} == {
        "cases.case",
        "incidents.incident",
        "roster.handover",
        "bookings.calls",
    }


def test_what_is_done_is_owed_no_longer(desk: Desk) -> None:
    with desk.write() as work:
        id = handover.raise_point(work, "钥匙在李四处")
        assert [each.kind for each in owed.matters(work)] == ["交接遗留事项"]
        handover.close_point(work, id, "已还")
        assert owed.matters(work) == []
