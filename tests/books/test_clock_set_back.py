"""A clock that is set back between two steps: no figure of the new books falls below nothing, and nothing is wrong."""

from __future__ import annotations

from desk.books.follow_ups import checking, opening
from desk.books.follow_ups import doing as follow_up_doing
from desk.books.follow_ups.model import Closing, FollowUpOutcome, FollowUpOwner, NewFollowUp, OwnerKind
from desk.books.invariants import book_problems
from desk.books.orders import doing
from desk.books.submissions import whole_figures
from desk.core.month import Month
from desk.services.session import Desk
from tests.conftest import Hands
from tests.support.orders import colleague, set_up, taken


def test_nothing_takes_less_than_no_time(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        ready = set_up(work)
        owner = FollowUpOwner(OwnerKind.TEAM, "先锋队", ready.team)
        item = opening.open_item(work, NewFollowUp("清理楼道", owner))
        order = taken(work, ready)
    hands.forward(days=-3)
    with desk.write() as work:
        clerk = colleague(work)
        doing.finish(clerk, order.id, "已修好", {ready.members[0]: 1})
        item = follow_up_doing.finish(clerk, item.id, item.version, "已清理")
        checking.close(work, item.id, item.version, Closing(FollowUpOutcome.FIXED))
    with desk.read() as work:
        counted = whole_figures.plain(whole_figures.counted(work, *Month(2026, 11).span))
        assert not {code: value for code, value in counted.items() if value is not None and value < 0}
        assert book_problems(work) == []
