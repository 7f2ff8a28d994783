"""Orders of one kind that come again and again propose a need, once a month, whatever becomes of it."""

from __future__ import annotations

import pytest

from desk.books.invariants import book_problems
from desk.books.matching import needs, proposals, queries
from desk.books.matching.model import NeedSource, NeedState
from desk.books.orders import placing
from desk.books.orders.model import OrderKind
from desk.core.errors import Invalid, Refused
from desk.models.matching import needs as need_table
from desk.services.session import Desk
from tests.support.orders import later, set_up, wish


def test_what_is_ordered_again_and_again_is_proposed_once_a_month(desk: Desk) -> None:
    with desk.write() as work:
        ready = set_up(work)
        for kind, many in ((OrderKind.REPAIR, 3), (OrderKind.OTHER, 4), (OrderKind.COMPANY, 2)):
            for n in range(many):
                placing.place(work, wish(ready, n % 3, kind=kind, description=f"{kind.label}第{n}次"))
        [proposal] = proposals.proposed(work)
        assert (proposal.kind, proposal.many) == (OrderKind.REPAIR, 3), "of 其他 nobody knows what is wanted"
        with pytest.raises(Invalid):
            proposals.dismiss(work, proposal, " ")
        gone = proposals.dismiss(work, proposal, "已请电工每周来一次")
        assert (gone.state, gone.source, gone.subject) == (NeedState.WITHDRAWN, NeedSource.ORDER, proposal.subject)
        assert proposals.proposed(work) == []
        with pytest.raises(Refused, match=gone.number):
            needs.raise_need(work, proposal.need)
        again = later(work, days=14)
        [proposal] = proposals.proposed(again)
        assert proposal.subject == "orders:repair:2026-12", "another month, and still so many"
        taken = needs.raise_need(again, proposal.need)
        assert (taken.kind, taken.people) == (OrderKind.REPAIR, 3)
        assert proposals.proposed(again) == []
    with desk.read() as work:
        assert list(book_problems(work)) == []


def test_a_need_that_is_still_open_is_not_proposed_anew_in_the_next_month(desk: Desk) -> None:
    with desk.write() as work:
        ready = set_up(work)
        for n in range(3):
            placing.place(work, wish(ready, n))
        needs.raise_need(work, proposals.proposed(work)[0].need)
        assert proposals.proposed(later(work, days=14)) == []


def test_a_second_need_of_the_same_orders_written_by_hand_is_named_by_the_check(desk: Desk) -> None:
    with desk.write() as work:
        ready = set_up(work)
        for n in range(3):
            placing.place(work, wish(ready, n))
        proposal = proposals.proposed(work)[0]
        needs.raise_need(work, proposal.need)
        other = needs.raise_need(work, proposals.ProposedNeed(OrderKind.COMPANY, 3, 30, work.today).need)
        assert list(book_problems(work)) == []
        work.change(need_table, other.id, {"subject": proposal.subject})
        assert list(book_problems(work)) == [f"需求{other.number}：同类点单此前已列为另一项需求。"]
        assert queries.kinds_raised(work, "2026-11") == {"repair"}
