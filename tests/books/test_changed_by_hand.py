"""What somebody changes in the data file past the program: the check names it, and says nothing of a sound book."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text

from desk.books.cases import Evaluation
from desk.books.follow_ups import checking, opening
from desk.books.follow_ups import doing as follow_up_doing
from desk.books.follow_ups.model import Closing, FollowUpOutcome, FollowUpOwner, NewFollowUp, OwnerKind
from desk.books.invariants import book_problems
from desk.books.orders import answering, doing, rating
from desk.books.orders.model import RatingMeans
from desk.books.points import certificates, entering, redeeming, rewards, rules
from desk.books.points.model import PointRule, Reward, RuleBasis
from desk.core.permissions import Role
from desk.core.work import Work
from desk.services.session import Desk
from tests.conftest import Hands
from tests.support.orders import Ready, colleague, offered, set_up, taken

IN_PERSON = RatingMeans.IN_PERSON
CHANGED = (
    "UPDATE orders SET settled_at = NULL WHERE state = 'rated'",
    "UPDATE orders SET done_at = NULL WHERE state = 'rated'",
    "UPDATE orders SET rate_by = NULL WHERE state = 'rated'",
    "UPDATE orders SET due_at = NULL WHERE state = 'redo'",
    "UPDATE orders SET redone = 0 WHERE state = 'redo'",
    "UPDATE orders SET refused_times = 0 WHERE refused_times > 0",
    "UPDATE orders SET accept_by = NULL WHERE state = 'offered'",
    "UPDATE orders SET member_id = 4 WHERE state = 'redo'",
    "UPDATE orders SET complaint = 'upheld' WHERE id = 1",
    "DELETE FROM order_moves WHERE id = 3",
    "UPDATE order_moves SET state = 'lost' WHERE id = 3",
    "DELETE FROM dispatches WHERE answer = 'declined'",
    "UPDATE point_grants SET member_id = 4",
    "DELETE FROM point_grants WHERE order_id IS NULL",
    "UPDATE postings SET source = NULL WHERE kind = 'entered'",
    "DELETE FROM redemptions",
    "UPDATE redemptions SET member_id = 4",
    "UPDATE redemptions SET ended_at = NULL",
    "UPDATE accounts SET may_be_negative = 1 WHERE kind = 'member'",
    "UPDATE accounts SET code = 'member:4', owner = 'team_members:4' WHERE code = 'member:1'",
    "DELETE FROM service_certificates",
    "UPDATE service_certificates SET minutes = 9000, name = ''",
    "UPDATE follow_ups SET due_on = date(due_on, '+90 days')",
    "UPDATE follow_ups SET first_due_on = date(first_due_on, '-1 day')",
    "DELETE FROM follow_up_moves WHERE id = 2",
    "UPDATE follow_up_moves SET state = 'lost' WHERE id = 2",
    "UPDATE team_members SET times = '[[1, \"midnight\"]]' WHERE id = 1",
    "UPDATE team_members SET skills = '5' WHERE id = 1",
)


def _orders(work: Work, ready: Ready, hands: Hands) -> None:
    """One that is rated, one to be done again, one that waits, one that was declined."""
    asked = colleague(work)
    for who, level in enumerate((Evaluation.SATISFIED, Evaluation.DISSATISFIED)):
        order = taken(work, ready, who=who)
        doing.finish(work, order.id, "已修好", {ready.members[0]: 1})
        rating.rate(asked, order.id, level, IN_PERSON, "不好")
    answering.decline(work, offered(work, ready, who=3).id, "没空")
    offered(work, ready, who=2)


def _points(work: Work, ready: Ready) -> None:
    """Earned, entered, exchanged, and a certificate."""
    leader = colleague(work, "吴领导", Role.LEADER)
    for member in ready.members[:2]:
        entering.enter(leader, member, points=20, reason="清洁家园")
    soap = rewards.add(work, Reward("洗洁精", 15, 500, 2))
    redeeming.hand_out(work, redeeming.reserve(work, ready.members[0], soap).id)
    certificates.issue(leader, ready.members[0], work.today, work.today)


def _follow_up(work: Work, ready: Ready) -> None:
    doer, owner = colleague(work), FollowUpOwner(OwnerKind.TEAM, "先锋队", ready.team)
    item = opening.open_item(work, NewFollowUp("清理楼道", owner, due_on=work.today + timedelta(days=3)))
    item = follow_up_doing.begin(doer, item.id, item.version)
    item = follow_up_doing.finish(doer, item.id, item.version, "已清理")
    checking.close(work, item.id, item.version, Closing(FollowUpOutcome.FIXED))


@pytest.fixture
def full(desk: Desk, hands: Hands) -> Desk:
    """A book in which something of everything happened."""
    with desk.write() as work:
        ready = set_up(work, people=4)
        rules.take_presets(work)
        rules.add(work, PointRule("上门一次", RuleBasis.ORDER, 5, work.today, kinds=("repair",)))
        _orders(work, ready, hands)
        _points(work, ready)
        _follow_up(work, ready)
    return desk


def test_nothing_is_said_of_a_sound_book(full: Desk) -> None:
    with full.read() as work:
        assert book_problems(work) == []


class Restored(Exception):
    """Raised inside a write, so that nothing of it stays."""


@pytest.mark.parametrize("statement", CHANGED)
def test_what_was_changed_by_hand_is_named(full: Desk, statement: str) -> None:
    with pytest.raises(Restored), full.write() as work:
        work.connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        assert work.connection.execute(text(statement.replace(":", "\\:"))).rowcount
        assert book_problems(work) != []
        raise Restored
