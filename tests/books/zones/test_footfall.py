"""People by zone and hour: the zones together are what the books hold, and never books and rounds for one hour."""

from __future__ import annotations

from collections import Counter
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from desk.books import centre
from desk.books.zones import footfall, queries
from desk.books.zones.footfall_queries import Source
from desk.core.clock import local
from desk.core.work import Work
from desk.models.activities import activities, results
from desk.models.bookings import bookings, resources
from desk.models.visits import visits
from desk.models.zones import zone_counts
from desk.services.session import Desk
from tests.support import zones
from tests.support.extent import LONG
from tests.support.zones import DAY, booked, came, count, counted, hall, held, rolled_back, venue_of, zone_with_room

MONDAY, SUNDAY = date(2026, 11, 16), date(2026, 11, 22)
WEEK = [MONDAY + n * DAY for n in range(7)]
PLAIN = settings(
    max_examples=100 if LONG else 8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
EVENTS = st.lists(
    st.tuples(
        st.sampled_from(["visit", "phone", "held", "draft", "outside", "booked", "missed", "count"]),
        st.sampled_from([*WEEK, MONDAY - DAY, SUNDAY + DAY]),
        st.integers(0, 23),
        st.integers(0, 40),
        st.booleans(),
    ),
    max_size=25,
)


def _happen(work: Work, events: list[tuple[str, date, int, int, bool]]) -> None:
    known, on_rounds = zone_with_room(work, zones.READING, "阅览室"), counted(work)
    hall(work)
    centre.add_venue(work, centre.Venue("健身房", zones.FITNESS, 30))
    rooms = {False: venue_of(work, known), True: venue_of(work, on_rounds)}
    seen = set()
    for kind, day, hour, many, other in events:
        if kind == "visit":
            came(work, day, hour, many % 4)
        elif kind == "phone":
            came(work, day, hour, 1, "telephone")
            came(work, day, hour, 1, state="withdrawn")
        elif kind in ("held", "draft"):
            held(work, rooms[other], day, min(hour, 21), many, state="held" if kind == "held" else "cancelled")
        elif kind == "outside":
            held(work, None, day, min(hour, 21), many)
        elif kind in ("booked", "missed"):
            booked(work, rooms[other], day, min(hour, 22), many + 1, "done" if kind == "booked" else "missed")
        elif (day, hour) not in seen:
            seen.add((day, hour))
            count(work, on_rounds, [day], many, hour)


def _in_the_books(work: Work) -> Counter[Source]:
    """Row by row, without any sum of the database."""
    there: Counter[Source] = Counter()
    ask = work.connection.execute
    for row in ask(select(visits)):
        is_here = row.channel == "counter" and row.state != "withdrawn"
        there[Source.VISITS] += is_here and MONDAY <= row.day <= SUNDAY
    outcomes = {row.activity_id: row.people for row in ask(select(results))}
    for row in ask(select(activities)):
        if row.state == "held" and MONDAY <= row.day <= SUNDAY:
            there[Source.ATTENDANCE] += outcomes[row.id]
    rooms = set(work.connection.scalars(select(resources.c.id).where(resources.c.kind == "room")))
    for row in ask(select(bookings)):
        arrived = row.state in ("arrived", "done") and row.resource_id in rooms
        there[Source.BOOKINGS] += row.people * (arrived and MONDAY <= local(row.begins_at).date() <= SUNDAY)
    for row in ask(select(zone_counts)):
        there[Source.COUNTS] += row.people * (MONDAY <= row.day <= SUNDAY)
    return there


@PLAIN
@given(EVENTS)
def test_the_zones_together_are_what_the_books_hold(desk: Desk, events: list[tuple[str, date, int, int, bool]]) -> None:
    def look(work: Work) -> None:
        _happen(work, events)
        read = footfall.read(work, MONDAY, SUNDAY)
        by_source: Counter[Source] = Counter()
        for each in read.all_counts:
            by_source[each.source] += each.people
        assert +by_source == +_in_the_books(work)
        books = sum(by_source.values()) - by_source[Source.COUNTS]
        derived = sum(each.people for each in read.counting if each.source is not Source.COUNTS)
        assert derived + sum(read.beside.values()) == books, (
            "each visit, attendance and booking once: counted or beside"
        )
        assert sum(read.people.values()) == sum(read.by_hour.values()) == sum(read.by_weekday.values())
        assert sum(read.people.values()) == sum(read.by_month.values()) == derived + by_source[Source.COUNTS]

    rolled_back(desk, look)


@PLAIN
@given(EVENTS)
def test_books_and_rounds_are_never_added_for_one_hour(
    desk: Desk, events: list[tuple[str, date, int, int, bool]]
) -> None:
    def look(work: Work) -> None:
        _happen(work, events)
        ways: dict[tuple[int | None, date, int], set[bool]] = {}
        for each in footfall.read(work, MONDAY, SUNDAY).counting:
            ways.setdefault((each.zone_id, each.day, each.hour), set()).add(each.source is Source.COUNTS)
        assert all(len(way) == 1 for way in ways.values())

    rolled_back(desk, look)


def test_people_count_once_in_the_hour_in_which_it_began(desk: Desk) -> None:
    with desk.write() as work:
        counter, reading = hall(work), zone_with_room(work, zones.READING, "阅览室")
        came(work, MONDAY, 0)
        came(work, MONDAY, 23, 2)
        held(work, venue_of(work, reading), MONDAY, 14, 30)
        booked(work, venue_of(work, reading), MONDAY, 23, 6)
        read = footfall.read(work, MONDAY, MONDAY)
        assert read.by_hour == {(counter, 0): 1, (counter, 23): 2, (reading, 14): 30, (reading, 23): 6}
        assert footfall.read(work, SUNDAY, SUNDAY).people == {}


def test_the_counter_is_where_the_hall_is_until_the_manager_says_otherwise(desk: Desk) -> None:
    with desk.write() as work:
        came(work, MONDAY, 9, 3)
        assert footfall.counter_zone(work) is None
        assert footfall.read(work, MONDAY, MONDAY).people == {None: 3}, "nobody says where the counter is"
        counter, other = hall(work), zone_with_room(work, zones.READING, "阅览室")
        assert footfall.read(work, MONDAY, MONDAY).people == {counter: 3}
        centre.save_setting(work, "counter_zone", other)
        assert footfall.read(work, MONDAY, MONDAY).people == {other: 3}


def test_a_zone_that_is_renamed_keeps_its_people(desk: Desk) -> None:
    from desk.books.zones import editing

    with desk.write() as work:
        id = counted(work)
        count(work, id, WEEK, 4)
        zone = editing.entered_of(queries.find(work, id))
        editing.edit(work, id, zone.__class__(**{**vars(zone), "name": "活力健身区"}))
        assert queries.names(work)[0].name == "活力健身区"
        assert footfall.read(work, MONDAY, SUNDAY).people == {id: 28}
