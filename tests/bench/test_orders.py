"""20,000 orders of five years and 500 members of teams: the board, the proposal of whom to send, the bar's counts, a
month's figures, and an order placed.

Reading is measured against the same rows read with bare SQL.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from desk.books import centre, residents
from desk.books.orders import placing, proposals, queries, statistics
from desk.books.orders.model import NewOrder, OrderKind, OrderState
from desk.books.registry import find_book
from desk.books.teams import members, teams
from desk.books.teams.model import HalfDay, MemberKind, NewMember, Team
from desk.core.clock import Clock, start_of
from desk.core.work import Work
from desk.models.orders import dispatches, order_moves, order_people, orders
from desk.services import new_data_file
from desk.services.session import Desk
from desk.storage.keys import ArgonCost
from tests.bench.conftest import PASSWORD, UNTIL, Table, took
from tests.support.people import person

MANY, MEMBERS, TEAMS, OPEN_NOW = 20_000, 500, 25, 120
KINDS = list(OrderKind)
GOAL = 0.030
"""Seconds for the proposal."""
NOW = start_of(UNTIL) + timedelta(hours=10)
BARE_BOARD = (
    "SELECT o.*, r.name, t.name, m.name FROM orders o LEFT JOIN residents r ON r.id = o.resident_id "
    "LEFT JOIN teams t ON t.id = o.team_id LEFT JOIN team_members m ON m.id = o.member_id "
    "WHERE o.state IN ('placed', 'reviewed', 'offered', 'taken', 'doing', 'redo', 'done')"
)
BARE_MEMBERS = (
    "SELECT m.*, (SELECT max(d.offered_at) FROM dispatches d WHERE d.member_id = m.id), "
    "(SELECT count(*) FROM orders o WHERE o.member_id = m.id AND o.state IN ('offered', 'taken', 'doing', 'redo')) "
    "FROM team_members m LEFT JOIN residents r ON r.id = m.resident_id WHERE m.left_on IS NULL"
)


@pytest.fixture(scope="module")
def centre_of_five_years(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, int]]:
    """The open desk, and a resident who asks."""
    folder = tmp_path_factory.mktemp("orders") / "book"
    made, _key = new_data_file.create(
        folder, centre.Centre("示例邻里中心", "示例区"), "管理员", PASSWORD, Clock(lambda: NOW), cost=ArgonCost()
    )
    with made.write() as work:
        who = residents.add(work, replace(person(), address="凤亭村三组12号")).id
        team_ids = [teams.add(work, Team(f"第{n}突击队", area=f"{n}组")) for n in range(1, TEAMS + 1)]
        member_ids = [
            members.join(
                work,
                NewMember(
                    team_ids[n % TEAMS],
                    MemberKind.VOLUNTEER,
                    f"队员{chr(0x4E00 + n)}",
                    f"139{n:08d}",
                    skills=(KINDS[n % len(KINDS)].value,),
                    abilities=("水电、门锁", "理发", "")[n % 3],
                    village_group=f"{n % 40}组",
                    times=((n % 7, HalfDay.MORNING), ((n + 1) % 7, HalfDay.EVENING)),
                ),
            ).id
            for n in range(MEMBERS)
        ]
        _fill(work, who, member_ids)
    yield made, who
    made.close()


def _fill(work: Work, who: int, member_ids: list[int]) -> None:
    """Orders whose rows are as the book writes them, all but the last rated."""
    rows, moves, sent, people = [], [], [], []
    for n in range(1, MANY + 1):
        member = member_ids[n * 7 % MEMBERS]
        at = NOW - timedelta(minutes=130 * (MANY - n))
        over = n <= MANY - OPEN_NOW
        rows.append(_row(n, who, member, member_ids, at, over))
        moves.append({"order_id": n, "state": rows[-1]["state"], "at": at, "staff_id": 1})
        answered = {"answer": "taken", "answered_at": at + timedelta(hours=1), "staff_id": 1}
        sent.append(_dispatch(n, member, member_ids, at) | answered)
        if over:
            people.append({"order_id": n, "member_id": member, "minutes": 60})
    work.add_all(orders, rows)
    work.add_all(order_moves, moves)
    work.add_all(dispatches, sent)
    work.add_all(order_people, people)


def _team(member: int, member_ids: list[int]) -> int:
    return member_ids.index(member) % TEAMS + 1


def _dispatch(n: int, member: int, member_ids: list[int], at: datetime) -> dict[str, object]:
    team = _team(member, member_ids)
    accept_by = at + timedelta(days=1)
    return {"order_id": n, "n": 1, "team_id": team, "member_id": member, "offered_at": at, "accept_by": accept_by}


def _row(n: int, who: int, member: int, member_ids: list[int], at: datetime, over: bool) -> dict[str, object]:
    done_at = at + timedelta(hours=30) if over else None
    due_at = at + timedelta(days=7)
    return {
        "id": n,
        "number": f"D20200101-{n:06d}",
        "kind": KINDS[n % len(KINDS)].value,
        "description": "家里水管漏水",
        "resident_id": who,
        "telephone": "13800005678",
        "channel": "telephone",
        "urgency": "ordinary",
        "state": (OrderState.RATED if over else OrderState.TAKEN).value,
        "team_id": _team(member, member_ids),
        "member_id": member,
        "review_by": at,
        "first_due_at": due_at,
        "due_at": due_at,
        "minutes": 60 if over else None,
        "placed_by": 1,
        "placed_at": at,
        "first_done_at": done_at,
        "done_at": done_at,
        "settled_at": done_at,
    }


Made = tuple[Desk, int]


def test_the_board(centre_of_five_years: Made, table: Table) -> None:
    desk, _who = centre_of_five_years

    def board() -> int:
        with desk.read() as work:
            return len(queries.board(work))

    def bare() -> int:
        with desk.read() as work:
            return len(work.rows(BARE_BOARD))

    assert board() == bare() == OPEN_NOW
    ours, plain = took(board), took(bare)
    table.add("board of orders, 120 of 20,000", f"{ours * 1000:.1f} ms", f"{plain * 1000:.1f} ms", ours / plain)


def test_whom_to_send(centre_of_five_years: Made, table: Table) -> None:
    desk, _who = centre_of_five_years
    with desk.read() as work:
        order = queries.find(work, MANY)

    def proposed() -> int:
        with desk.read() as work:
            return len(proposals.candidates(work, order))

    def bare() -> int:
        with desk.read() as work:
            return len(work.rows(BARE_MEMBERS))

    assert proposed() == bare() == MEMBERS
    ours, plain = took(proposed), took(bare)
    row = "whom to send, 500 members, 20,000 orders"
    table.add(row, f"{ours * 1000:.1f} ms", f"{plain * 1000:.1f} ms", ours / plain, f"{GOAL * 1000:.0f} ms")
    assert ours < 2 * GOAL, "on a PC that does something else as well"


def test_the_counts_of_the_bar_and_a_months_figures(centre_of_five_years: Made, table: Table) -> None:
    desk, _who = centre_of_five_years
    book = find_book("orders")

    def counts() -> int:
        with desk.read() as work:
            return sum(each.count for each in book.attention(work))

    def month() -> int:
        with desk.read() as work:
            return len(statistics.of_days(work, UNTIL.replace(day=1), UNTIL).placed)

    assert month() > 200
    table.add("orders: the bar's seven counts", f"{took(counts) * 1000:.1f} ms")
    table.add("orders: figures of a month", f"{took(month) * 1000:.1f} ms")


def test_an_order_is_placed(centre_of_five_years: Made, table: Table) -> None:
    desk, who = centre_of_five_years

    def place() -> None:
        with desk.write() as work:
            numbers.add(placing.place(work, NewOrder(OrderKind.REPAIR, "水管漏水", resident_id=who)).number)

    numbers = set[str]()
    table.add("an order placed", f"{took(place) * 1000:.1f} ms")
    with desk.read() as work:
        placed = [
            queries.find(work, id).number for (id,) in work.rows("SELECT id FROM orders ORDER BY id DESC LIMIT 2")
        ]
    assert numbers.issuperset(placed)
