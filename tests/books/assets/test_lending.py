"""Lending 出借 and what comes back, in the words that the clerk reads."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from desk.books.activities import planning
from desk.books.assets import approvals, ledger, lending, queries, transfers
from desk.books.assets.history_text import what
from desk.books.assets.lending import LoanRequest
from desk.books.assets.model import AssetCondition, BorrowerKind, MovementKind
from desk.books.assets.transfers import AssetPlace, MovementNote
from desk.books.invariants import book_problems
from desk.core.work import Work
from desk.services.session import Desk
from tests.support import activities as calendar
from tests.support.assets import HALL, ROOM, add, card, chairs, set_up
from tests.support.refusals import refused

TODAY = date(2026, 11, 24)
WEEK = TODAY + timedelta(days=7)


def lent(work: Work, id: int, resident: int, quantity: int = 1, **more: object) -> int:
    return lending.lend(work, id, replace(LoanRequest(quantity, WEEK, BorrowerKind.RESIDENT, resident), **more))  # type: ignore[arg-type]


def test_a_loan_and_its_return(desk: Desk) -> None:
    with desk.write() as work:
        ids = set_up(work)
        id = add(work, chairs())
        loan = lent(work, id, ids["居民"], 40)
        assert queries.find(work, id).condition is AssetCondition.LENT
        assert refused(lent, work, id, ids["居民"]) == "ZC000001 已全部出借。"
        lending.give_back(work, loan, 15, AssetCondition.IN_USE)
        assert (queries.find(work, id).here, queries.find(work, id).condition) == (15, AssetCondition.IN_USE)
        lending.give_back(work, loan, 25, AssetCondition.REPAIR, MovementNote(reason="两把松动"))
        one = lending.find(work, loan)
        assert (one.still_out, one.back_on, one.borrower, one.contact) == (0, TODAY, "蔡*例", "130****0001")
        assert (queries.history(work, id)[-1].reason, one.note) == ("归还状况：维修。", "两把松动")
        told = [what(step, queries.places(work), "把") for step in queries.history(work, id)]
        assert told[1:] == ["出借40把", "归还状况：在用；归还15把", "归还25把；归还状况：维修。"]
        assert book_problems(work) == []


def test_a_part_that_came_back_before_the_cards_last_movement_has_its_own_day(desk: Desk) -> None:
    with desk.write() as work:
        ids = set_up(work)
        id = add(work, chairs())
        day = {n: TODAY - timedelta(days=n) for n in (9, 7, 5, 3)}
        loan = lending.lend(
            work, id, LoanRequest(10, WEEK, BorrowerKind.RESIDENT, ids["居民"]), MovementNote(day=day[9])
        )
        transfers.move(work, [id], AssetPlace(venue_id=ids[ROOM]), MovementNote(day=day[3]))
        assert "出借日期为11月15日" in refused(
            lending.give_back, work, loan, 4, AssetCondition.IN_USE, MovementNote(day=TODAY - timedelta(days=10))
        )
        lending.give_back(work, loan, 4, AssetCondition.IN_USE, MovementNote(day=day[5]))
        out = [ledger.state_of(work, id, day[n]).lent for n in (7, 5, 3)]
        assert (out, queries.find(work, id).here) == ([10, 6, 6], 34)
        too_early = refused(transfers.move, work, [id], AssetPlace(venue_id=ids[HALL]), MovementNote(day=day[5]))
        assert "最近一次变动" in too_early
        lending.give_back(work, loan, 6, AssetCondition.IN_USE, MovementNote(day=day[5]))
        assert lending.find(work, loan).back_on == day[5]
        assert book_problems(work) == []


def test_a_loan_is_over_when_its_last_piece_came_whichever_return_was_entered_last(desk: Desk) -> None:
    with desk.write() as work:
        ids = set_up(work)
        id = add(work, chairs())
        lent_on, early = TODAY - timedelta(days=9), TODAY - timedelta(days=4)
        wanted = LoanRequest(10, TODAY - timedelta(days=6), BorrowerKind.RESIDENT, ids["居民"])
        loan = lending.lend(work, id, wanted, MovementNote(day=lent_on))
        lending.give_back(work, loan, 4, AssetCondition.IN_USE)
        lending.give_back(work, loan, 6, AssetCondition.IN_USE, MovementNote(day=early))
        over = lending.find(work, loan)
        assert (over.back_on, over.days_late(TODAY)) == (TODAY, 6)
        assert book_problems(work) == []


def test_what_cannot_be_lent_or_brought_back(desk: Desk) -> None:
    with desk.write() as work:
        ids = set_up(work)
        id, tissues = add(work, chairs()), add(work, card(name="抽纸", class_code="A0504", low_mark=5, quantity=20))
        person = ids["居民"]
        assert refused(lent, work, tissues, person) == "低值易耗品请办理领用，不办理出借。"
        assert refused(lent, work, id, person, 41) == "可出借1至40。"
        assert refused(lent, work, id, person, due_on=date(2026, 11, 1)) == "应还日期早于出借日期，请核对。"
        assert refused(lent, work, id, 0) == "请选择借用人。"
        wanted = LoanRequest(1, WEEK, BorrowerKind.PARTNER, borrower="示例银行")
        assert refused(lending.lend, work, id, wanted) == "请填写联系电话，到期好提醒。"
        assert refused(lending.give_back, work, 7, 1, AssetCondition.IN_USE) == "没有这笔未还的出借，不用归还。"
        loan = lent(work, id, person, 2)
        assert refused(lending.give_back, work, loan, 3, AssetCondition.IN_USE) == "可归还1至2。"
        assert refused(lending.give_back, work, loan, 1, AssetCondition.LENT) == "归还状况只能是在用、闲置或维修。"
        lending.give_back(work, loan, 2, AssetCondition.IN_USE)
        assert refused(lending.give_back, work, loan, 1, AssetCondition.IN_USE) == "没有这笔未还的出借，不用归还。"


def test_a_lent_thing_is_not_disposed_of(desk: Desk) -> None:
    with desk.write() as work:
        ids = set_up(work)
        id = add(work)
        lent(work, id, ids["居民"])
        words = refused(approvals.propose_disposal, work, id, MovementKind.SCRAP, 1, "坏了")
        assert words == "ZC000001 激光打印机尚在出借，归还后才能处置。"


def test_what_is_reserved_for_an_activity_is_not_lent_over_it(desk: Desk) -> None:
    with desk.write() as work:
        ids = set_up(work)
        id = add(work, chairs())
        activity = planning.add(work, calendar.plan(ids[HALL], date(2026, 11, 28)))
        lending.reserve(work, id, activity, 30)
        assert refused(lent, work, id, ids["居民"], 11) == "12月1日前只有10可借，其余已为“健身操”预留。"
        lent(work, id, ids["居民"], 10)
        assert refused(lending.reserve, work, id, activity, 31) == "11月28日可用30，其余已出借或预留。"
        assert [one.title for one in lending.reservations_of(work, id)] == ["健身操"]
        assert [one.quantity for one in lending.reserved_for(work, activity)] == [30]
        lending.release(work, id, activity)
        lent(work, id, ids["居民"], 30)
