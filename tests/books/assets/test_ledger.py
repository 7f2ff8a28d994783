"""Whatever happens to things, a card is the sum of its movements and every report balances."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.books.assets import approvals, cards, ledger, lending, maintenance, queries, statistics, transfers
from desk.books.assets.lending import LoanRequest
from desk.books.assets.model import DISPOSALS, Asset, AssetCondition, BorrowerKind
from desk.books.assets.statistics import GroupBy
from desk.books.assets.transfers import AssetPlace, MovementNote
from desk.books.invariants import book_problems
from desk.core.errors import DeskError
from desk.core.work import Work
from desk.services.session import Desk
from tests.conftest import MORNING
from tests.support.assets import DAYROOM, HALL, ROOM, add, card, chairs, set_up
from tests.support.extent import LONG


class _Undo(Exception):
    pass


@dataclass
class Life:
    """A random history: each step picks a card and tries something that a clerk or manager might do."""

    work: Work
    dice: Random
    ids: dict[str, int]

    def live(self, steps: int) -> None:
        for step in range(steps):
            self.work = replace(self.work, now=MORNING - timedelta(days=(steps - step) * 9))
            self._all_or_nothing(self.dice.choice(DOINGS))

    def _all_or_nothing(self, act: Callable[["Life"], None]) -> None:
        """As the window does it: what is refused half-way leaves nothing behind."""
        self.work.connection.exec_driver_sql("SAVEPOINT act")
        try:
            act(self)
        except (DeskError, IndexError):
            self.work.connection.exec_driver_sql("ROLLBACK TO act")
        self.work.connection.exec_driver_sql("RELEASE act")

    def any(self) -> Asset:
        return self.dice.choice(queries.page(self.work, queries.AssetFilter()))

    def enter(self) -> None:
        made = self.dice.choice((card(), chairs(), card(name="抽纸", class_code="A0504", low_mark=5, quantity=20)))
        day = self.work.today - timedelta(days=self.dice.randrange(900))
        add(
            self.work,
            made,
            acquired_on=day,
            value=self.dice.randrange(10**6),
            condition=self.dice.choice([AssetCondition.IN_USE, AssetCondition.IDLE]),
        )

    def move(self) -> None:
        transfers.move(
            self.work, [self.any().id], AssetPlace(venue_id=self.ids[self.dice.choice((HALL, ROOM, DAYROOM))])
        )

    def hand_over(self) -> None:
        transfers.hand_over(self.work, [self.any().id], self.dice.choice(("林小芳", "黄志强")))

    def correct(self) -> None:
        one = self.any()
        fresh = replace(
            one, class_code=self.dice.choice(("A020202", "A050103", "A0504")), life_months=self.dice.choice((0, 24, 72))
        )
        cards.correct(self.work, one.id, fresh, "分类写错")

    def split(self) -> None:
        cards.split(self.work, self.any().id, self.dice.randint(1, 30))

    def merge(self) -> None:
        cards.merge(self.work, self.any().id, self.any().id)

    def lend(self) -> None:
        wanted = LoanRequest(
            self.dice.randint(1, 10),
            self.work.today + timedelta(days=7),
            BorrowerKind.TENANT,
            None,
            "示例商户",
            "0595-1",
        )
        lending.lend(self.work, self.any().id, wanted)

    def give_back(self) -> None:
        loan = self.dice.choice(lending.open_loans(self.work))
        lending.give_back(self.work, loan.id, self.dice.randint(1, loan.still_out), AssetCondition.IDLE)

    def repair(self) -> None:
        maintenance.send_to_repair(self.work, self.any().id, MovementNote(reason="不通电"))

    def mend(self) -> None:
        maintenance.repaired(self.work, self.any().id, 12_000, AssetCondition.IN_USE, MovementNote())

    def issue(self) -> None:
        maintenance.issue(self.work, self.any().id, self.dice.randint(1, 5), MovementNote(people="林小芳"))

    def restock(self) -> None:
        maintenance.restock(self.work, self.any().id, 7, self.dice.randrange(5000), MovementNote())

    def revalue(self) -> None:
        approvals.propose_value(self.work, self.any().id, self.dice.randrange(10**6), "重新评估")

    def dispose(self) -> None:
        one = self.any()
        kind = self.dice.choice(DISPOSALS)
        approvals.propose_disposal(self.work, one.id, kind, self.dice.randint(1, max(one.quantity, 1)), "不能再用")

    def decide(self) -> None:
        one = self.dice.choice(approvals.waiting(self.work))
        if self.dice.random() < 0.7:
            approvals.agree(self.work, one.id, paper="示资〔2026〕1号")
        else:
            approvals.decline(self.work, one.id, "再用一年")


DOINGS: list[Callable[[Life], None]] = [
    Life.enter,
    Life.enter,
    Life.enter,
    Life.move,
    Life.hand_over,
    Life.correct,
    Life.split,
    Life.split,
    Life.merge,
    Life.lend,
    Life.give_back,
    Life.repair,
    Life.mend,
    Life.issue,
    Life.restock,
    Life.revalue,
    Life.dispose,
    Life.decide,
    Life.decide,
]

many = settings(
    max_examples=25 if LONG else 10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@many
@given(seed=st.integers(0, 10**9), first=st.integers(0, 500), length=st.integers(0, 300))
def test_random_histories_add_up_and_every_span_balances(desk: Desk, seed: int, first: int, length: int) -> None:
    start = date(2026, 11, 24) - timedelta(days=first + length)
    end = start + timedelta(days=length)
    with suppress(_Undo), desk.write() as work:
        life = Life(replace(work, now=MORNING - timedelta(days=900)), Random(seed), set_up(work))
        life.enter()
        life.live(60)
        assert book_problems(work) == []
        changes = statistics.changes(work, start, end)
        for flow in changes.flows:
            sums = zip(flow.start, flow.came, flow.went, flow.end, strict=True)
            assert all(before + came - went == after for before, came, went, after in sums)
        for day, sums in ((start - timedelta(days=1), changes.total.start), (end, changes.total.end)):
            there = statistics.listing(work, GroupBy.CLASS, day).total
            assert [there.pieces, there.value] == sums
        today = {state.id: state for state in ledger.states(work, work.today)}
        for one in queries.page(work, queries.AssetFilter(gone=True)):
            found = today[one.id].worth(work.today)
            assert 0 <= found.depreciated <= found.value == one.value
        raise _Undo


def test_a_change_past_the_program_is_named(desk: Desk) -> None:
    with desk.write() as work:
        set_up(work)
        id = add(work)
        assert book_problems(work) == []
        work.connection.exec_driver_sql("UPDATE assets SET value = 1, custodian = '他人' WHERE id = ?", (id,))
        assert book_problems(work) == ["资产 ZC000001：卡片与变动记录不一致。"]


@pytest.mark.parametrize("pieces", [1, 7, 39])
def test_a_split_and_putting_together_keep_every_fen(desk: Desk, pieces: int) -> None:
    with desk.write() as work:
        set_up(work)
        id = add(work, chairs())
        before = ledger.state_of(work, id).worth(work.today)
        made = cards.split(work, id, pieces)
        parts = [ledger.state_of(work, each).worth(work.today) for each in (id, made)]
        assert sum(part.value for part in parts) == before.value
        assert sum(part.depreciated for part in parts) == before.depreciated
        assert queries.find(work, made).number == "ZC000002"
        cards.merge(work, id, made)
        assert ledger.state_of(work, id).worth(work.today) == before
        assert queries.find(work, made).is_gone
        assert statistics.changes(work, date(2026, 11, 1), work.today).total.came == [0, 0]
