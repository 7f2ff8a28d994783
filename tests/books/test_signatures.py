"""Signing, and what is a matter of who somebody is: one's own duty, one's own attendance, one's own days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desk.books import disclosure, residents, staff
from desk.books.assets import approvals, cards, ledger, lending, queries, stocktake
from desk.books.assets.lending import LoanRequest
from desk.books.assets.model import DECIDED, BorrowerKind, Movement, MovementKind
from desk.books.assets.stocktake import CountedBy
from desk.books.assets.transfers import MovementNote
from desk.books.cases import case_export
from desk.books.roster import assignees, attendance, changes, handover
from desk.books.signatures import Signature
from desk.core.errors import NotAllowed, Refused, WrongPassword
from desk.core.permissions import Role
from desk.core.work import Actor, Work
from desk.services import accounts
from desk.services.session import Desk
from tests.conftest import PASSWORD, Hands
from tests.support import assets
from tests.support.roster import as_, duty_on, published, today_published
from tests.support.signatures import signed

DAY = date(2027, 1, 12)


def others(ids: dict[str, int], *but: int | None) -> list[int]:
    return [id for name, id in ids.items() if id not in but and name != "主任"]


def test_only_those_concerned_may_ask_for_a_change(desk: Desk) -> None:
    ids = published(desk)
    with desk.write() as work:
        duty = duty_on(work, DAY, "上午班")
        stranger, by, third = others(ids, duty.staff_id)[:3]
        other = next(d for d in duties_of(work, third) if d.day > DAY)
        for ask in (
            lambda: changes.ask_swap(as_(work, stranger), duty.id, other.id, "替别人换班"),
            lambda: changes.ask_substitution(as_(work, stranger), duty.id, by, "替别人找人"),
            lambda: changes.ask_cancellation(as_(work, stranger), duty.id, "替别人取消"),
        ):
            with pytest.raises(NotAllowed):
                ask()
        id = changes.ask_cancellation(as_(work, duty.staff_id), duty.id, "家中有事")
        with pytest.raises(NotAllowed):
            changes.withdraw(as_(work, stranger), id)


def duties_of(work: Work, id: int) -> list[changes.Duty]:
    return [d for d in changes.duties_between(work, date(2027, 1, 1), date(2027, 1, 31)) if d.staff_id == id]


def test_only_those_concerned_agree(desk: Desk) -> None:
    ids = published(desk)
    with desk.write() as work:
        duty = duty_on(work, DAY, "上午班")
        by, stranger = others(ids, duty.staff_id)[:2]
        id = changes.ask_substitution(as_(work, duty.staff_id), duty.id, by, "家中有事")
        with pytest.raises(Refused, match="无关"):
            changes.agree(work, id)
        with pytest.raises(Refused, match="无关"):
            changes.agree(work, id, signed(work, stranger))
        changes.agree(as_(work, by), id)
        (change,) = changes.listed(work)
        assert change.to_agreed and change.state is changes.RosterChangeState.AGREED


def test_a_clerk_enters_and_takes_back_own_wishes_only(desk: Desk) -> None:
    ids = published(desk)
    with desk.write() as work:
        mine, other = others(ids)[:2]
        wish = assignees.Absence(mine, assignees.AbsenceKind.WISH_OFF, DAY, DAY)
        with pytest.raises(NotAllowed):
            assignees.add_absence(as_(work, other), wish)
        with pytest.raises(NotAllowed):
            assignees.add_absence(as_(work, mine), replace(wish, kind=assignees.AbsenceKind.LEAVE))
        id = assignees.add_absence(as_(work, mine), wish)
        with pytest.raises(NotAllowed):
            assignees.remove_absence(as_(work, other), id)
        assignees.remove_absence(as_(work, mine), id)


def test_attendance_is_ones_own(desk: Desk) -> None:
    """Whoever is signed in comes and goes for themselves; another one only by their password, as in a hand-over."""
    ids = today_published(desk)
    with desk.write() as work:
        duty = duty_on(work, work.today, "上午班")
        stranger = as_(work, others(ids, duty.staff_id, duty_on(work, work.today, "下午班").staff_id)[0])
        assert attendance.sign_in(stranger) == []
        assert [each.id for each in attendance.sign_in(stranger, signed(work, duty.staff_id))] == [duty.id]
        assert attendance.sign_out(stranger) == []


def test_a_signature_is_of_somebody_who_may_still_sign_and_does_not_keep(desk: Desk, hands: Hands) -> None:
    ids = today_published(desk)
    note = handover.HandoverNote(0, "无")
    with desk.write() as work:
        old = signed(work, ids["甲一"])
        staff.set_active(work, ids["乙二"], False)
        with pytest.raises(Refused, match="乙二已不能签字"):
            handover.sign(work, note, signed(work, ids["乙二"]))
    hands.forward(minutes=6)
    with desk.write() as work:
        with pytest.raises(Refused, match="重新签字"):
            handover.sign(work, note, old)
        assert handover.recent(work) == []


def test_the_session_gives_a_signature_for_a_right_password_only(desk: Desk) -> None:
    clerk = accounts.add_person(desk, "林小芳", Role.CLERK, PASSWORD)
    with pytest.raises(WrongPassword):
        desk.confirm("林小芳", "not the password")
    assert desk.confirm("林小芳", PASSWORD) == Signature(clerk.id, desk.clock.now())


def test_a_stocktake_is_signed_by_password_not_by_number(desk: Desk) -> None:
    with desk.write() as work:
        ids = assets.set_up(work)
        assets.add(work)
        take = stocktake.begin(work, "年末盘点", CountedBy.ALL, [])
        staff.set_active(work, ids["林小芳"], False)
        with pytest.raises(Refused, match="林小芳已不能签字"):
            stocktake.sign(work, take, signed(work, ids["林小芳"]))
        stocktake.sign(work, take, signed(work, ids["黄志强"]))
        assert stocktake.find(work, take).signed == ("黄志强",)


@pytest.mark.parametrize("kind", sorted(DECIDED, key=str))
def test_a_made_up_approval_books_nothing(desk: Desk, kind: MovementKind) -> None:
    """Neither a clerk nor a manager: what needs a decision goes by a proposal that waits in the book for this very
    card.
    """
    with desk.write() as work:
        ids = assets.set_up(work)
        id, other = assets.add(work, assets.chairs()), assets.add(work, assets.chairs(model="圆凳"))
        made_up = Movement(kind, work.today, {}, -1, -100, paper="资〔2026〕9号", approved_by=work.actor.id)
        waiting = approvals.propose_disposal(work, other, MovementKind.SCRAP, 1, "断腿")
        before = queries.find(work, id)
        for who in (work, assets.clerk(work, ids["林小芳"])):
            with pytest.raises(NotAllowed):
                ledger.record(who, id, made_up)
        for proposal in (waiting, 999):
            with pytest.raises(Refused):
                ledger.record(work, id, made_up, proposal_id=proposal)
        with pytest.raises(NotAllowed):
            ledger.record(assets.clerk(work, ids["林小芳"]), other, made_up, proposal_id=waiting)
        assert queries.find(work, id) == before


def test_an_approval_is_that_of_the_signed_in_manager_and_for_no_more_than_was_proposed(desk: Desk) -> None:
    with desk.write() as work:
        ids = assets.set_up(work)
        id = assets.add(work, assets.chairs())
        asked = approvals.propose_disposal(work, id, MovementKind.SCRAP, 2, "断腿", paper="资〔2026〕9号")
        with pytest.raises(Refused):
            ledger.record(work, id, Movement(MovementKind.SCRAP, work.today, {}, -3), proposal_id=asked)
        with pytest.raises(NotAllowed):
            ledger.record(work, id, Movement(MovementKind.CONDITION, work.today, {"condition": "disposed"}))
        moved = Movement(MovementKind.MOVE, work.today, {"spot": "北墙"}, approved_by=work.actor.id)
        ledger.record(assets.clerk(work, ids["林小芳"]), id, moved)
        approvals.agree(work, asked)
        steps = queries.history(work, id)
        assert {step.kind: step.approver for step in steps if step.kind in (MovementKind.MOVE, MovementKind.SCRAP)} == {
            MovementKind.MOVE: "",
            MovementKind.SCRAP: "管理员",
        }
        with pytest.raises(Refused):
            ledger.record(work, id, Movement(MovementKind.SCRAP, work.today, {}, -2), proposal_id=asked)
        assert cards.there(work, id).quantity == 38


def test_a_borrower_is_read_in_full_only_with_a_line_in_the_log(desk: Desk) -> None:
    with desk.write() as work:
        ids = assets.set_up(work)
        until = work.today + timedelta(days=7)
        loan = lending.lend(
            work, assets.add(work), LoanRequest(1, until, BorrowerKind.RESIDENT, ids["居民"]), MovementNote()
        )
        for shown in (lending.find(work, loan), *lending.open_loans(work), *lending.of_asset(work, 1)):
            assert (shown.borrower, shown.contact) == ("蔡*例", "130****0001")
        assert work.rows("SELECT count(*) FROM lookups") == [(0,)]
        assert lending.look_up(work, loan, "loan slip").contact == "13000000001"
        assert work.rows("SELECT resident_id, purpose FROM lookups") == [(ids["居民"], "loan slip")]


def test_rows_leave_in_the_clear_only_for_a_purpose_that_stands_in_the_log(desk: Desk, hands: Hands) -> None:
    """Below the command as well: not for a clerk, not without the line, not on somebody else's line or an old one."""
    with desk.write() as work:
        clerk = staff.add(work, "林小芳", Role.CLERK)
        other = staff.add(work, "陈主任", Role.MANAGER)
        looked_up = work.rows("SELECT coalesce(max(id), 0) FROM lookups")[0][0]
        residents.look_up(work, residents.add(work, residents.ResidentDetails("张三丰")).id, "card")
        line = disclosure.allow(work, "区里核对", "visits")
        span = work.today, work.today
        list(case_export.rows(work, *span, unmasked=line))
        for actor, given in (
            (Actor(clerk.id, clerk.name, clerk.role), line),
            (Actor(other.id, other.name, other.role), line),
            (work.actor, line + 1),
            (work.actor, looked_up + 1),
        ):
            with pytest.raises(NotAllowed):
                list(case_export.rows(replace(work, actor=actor), *span, unmasked=given))
    hands.forward(hours=2)
    with desk.read() as work, pytest.raises(NotAllowed):
        list(case_export.rows(work, *span, unmasked=line))
