"""100,000 bookings of twenty resources: the board of a day with 200 bookings on each, a search for the next free times
over sixty days, and a booking taken down.

Reading is measured against the same rows read with bare SQL.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from desk.books import catalogue, centre, residents
from desk.books.bookings import availability, booking, queries, resources
from desk.books.bookings.model import BookingRequest, Resource, SlotRule, moment
from desk.books.catalogue import ServiceItem, ServiceMode
from desk.core.clock import Clock, milliseconds, start_of
from desk.models.bookings import booking_moves, bookings
from desk.services import new_data_file
from desk.services.session import Desk
from desk.storage.keys import ArgonCost
from desk.ui.bookings.booking_form_times import offered
from tests.bench.conftest import PASSWORD, UNTIL, Table, took
from tests.support.people import person

RESOURCES, A_DAY, MANY = 20, 200, 100_000
SLOTS = range(8 * 60, 18 * 60, 30)
AHEAD = timedelta(days=60)
EVERY_DAY = frozenset(range(8))
BUSY = UNTIL + timedelta(days=1)
"""A day on which every resource has 200 bookings."""
BARE_DAY = (
    "SELECT b.*, r.name, p.name FROM bookings b JOIN resources r ON r.id = b.resource_id "
    "LEFT JOIN residents p ON p.id = b.resident_id WHERE b.begins_at >= ? AND b.begins_at < ?"
)
BARE_AHEAD = (
    "SELECT begins_at, ends_at, people FROM bookings WHERE resource_id = ? AND begins_at >= ? AND begins_at < ? "
    "AND state IN ('held', 'booked', 'arrived', 'done')"
)


@pytest.fixture(scope="module")
def counter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, list[int], int, int]]:
    """The open desk, its resources, a resident and an item."""
    folder = tmp_path_factory.mktemp("bookings") / "book"
    clock = Clock(lambda: moment(UNTIL, 7 * 60))
    made, _key = new_data_file.create(
        folder, centre.Centre("示例邻里中心", "示例区"), "管理员", PASSWORD, clock, cost=ArgonCost()
    )
    with made.write() as work:
        centre.save_setting(work, "booking_days_ahead", {"value": AHEAD.days, "paper": ""})
        item = catalogue.add(work, ServiceItem("A1", "医保参保登记", "医保局", ServiceMode.ON_THE_SPOT, 0)).id
        who = residents.add(work, person()).id
        ids = [resources.add(work, Resource(f"{n}号窗口", capacity=12)) for n in range(1, RESOURCES + 1)]
        for id in ids:
            resources.save_rules(work, id, [SlotRule(id, 8 * 60, 18 * 60, 30, EVERY_DAY, 12)])
        per_day = MANY // RESOURCES // A_DAY
        rows = [
            _row(1 + place * A_DAY * per_day + day * A_DAY + n, id, BUSY + timedelta(days=day - per_day // 2), n, item)
            for place, id in enumerate(ids)
            for day in range(per_day)
            for n in range(A_DAY)
        ]
        work.add_all(bookings, rows)
        work.add_all(
            booking_moves,
            [{"booking_id": each["id"], "state": "booked", "at": work.now, "staff_id": 1} for each in rows],
        )
    yield made, ids, who, item
    made.close()


def _row(id: int, resource_id: int, day: date, n: int, item: int) -> dict[str, object]:
    begins_at = moment(day, SLOTS[n % len(SLOTS)])
    return {
        "id": id,
        "number": f"Y20200101-{id:06d}",
        "resource_id": resource_id,
        "begins_at": begins_at,
        "ends_at": begins_at + timedelta(minutes=30),
        "party": f"队{n}",
        "telephone": "13800005678",
        "service_id": item,
        "channel": "telephone",
        "state": "booked",
        "made_by": 1,
        "made_at": start_of(day),
    }


Made = tuple[Desk, list[int], int, int]


def test_the_board_of_a_day(counter: Made, table: Table) -> None:
    desk, _ids, _who, _item = counter
    since, until = milliseconds(start_of(BUSY)), milliseconds(start_of(BUSY + timedelta(days=1)))

    def board() -> int:
        with desk.read() as work:
            there = queries.all_resources(work)
            read = availability.schedules(work, there, BUSY, BUSY)
            return sum(len(slot.by) for each in read.values() for slot in each.slots(BUSY))

    def bare() -> int:
        with desk.read() as work:
            return len(work.rows(BARE_DAY, since, until))

    assert board() == bare() == RESOURCES * A_DAY
    ours, plain = took(board), took(bare)
    table.add("day board, 20 resources x 200 bookings", f"{ours * 1000:.1f} ms", f"{plain * 1000:.1f} ms", ours / plain)


def test_the_next_free_times_over_sixty_days(counter: Made, table: Table) -> None:
    """What the form reads when an item was chosen, sixty days ahead; for a party that fits only where nothing is."""
    desk, ids, _who, _item = counter
    first = BUSY
    since, until = milliseconds(start_of(first)), milliseconds(start_of(first + AHEAD))

    def search() -> int:
        with desk.read() as work:
            return len(offered(work, [queries.find_resource(work, ids[3])], first, 12).choices)

    def bare() -> int:
        with desk.read() as work:
            return len(work.rows(BARE_AHEAD, ids[3], since, until))

    assert search() >= 5
    assert bare() > A_DAY
    ours, plain = took(search), took(bare)
    table.add(
        "next free times, 60 days of 100,000 bookings", f"{ours * 1000:.1f} ms", f"{plain * 1000:.1f} ms", ours / plain
    )


def test_a_booking_taken_down(counter: Made, table: Table) -> None:
    desk, ids, who, item = counter
    begins_at = moment(UNTIL, 9 * 60)
    asked = BookingRequest(ids[0], begins_at, begins_at + timedelta(minutes=30), resident_id=who, service_id=item)

    def take() -> None:
        with desk.write() as work:
            made = booking.book(work, asked)
            booking.cancel(work, made.id)

    def nothing() -> None:
        with desk.write() as work:
            work.audit("bench", "bench:1")

    take()
    with desk.read() as work:
        kept = queries.of_person(work, who, begins_at, asked.ends_at)
    assert [(each.begins_at, each.cancelled) for each in kept] == [(begins_at, "early")], (
        "a place was had and given back"
    )
    ours, plain = took(take), took(nothing)
    table.add("booked and cancelled", f"{ours * 1000:.1f} ms", f"{plain * 1000:.1f} ms", ours / plain)
