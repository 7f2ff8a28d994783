"""How long somebody who waits still has to wait."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from desk.books import residents, staff, visits
from desk.books.cases import NewCase
from desk.books.catalogue import ServiceItem
from desk.books.visits import Pace, Registration
from desk.core.identity import IdKind
from desk.core.permissions import Role
from desk.services.session import Desk
from tests.conftest import Hands
from tests.support.people import person

MINUTE = timedelta(minutes=1)


def serve(desk: Desk, hands: Hands, item: ServiceItem, minutes: int) -> None:
    """Somebody is served at once, without a number."""
    came = desk.clock.now()
    hands.forward(minutes=minutes)
    with desk.write() as work:
        known = residents.by_number(work, IdKind.RESIDENT, person().id_number)
        who = known.id if known else person()
        visits.register(work, Registration(who, (NewCase(item.id),), came_at=came, again=True))


def test_a_visit_takes_what_it_took_of_late_by_its_item_where_that_is_known(
    desk: Desk, items: tuple[ServiceItem, ...], hands: Hands
) -> None:
    with desk.read() as work:
        assert visits.pace(work) == Pace(work.today, 10, {})
    for _n in range(5):
        serve(desk, hands, items[0], 4)
    for _n in range(15):
        serve(desk, hands, items[1], 20)
    with desk.read() as work:
        assert visits.pace(work) == Pace(work.today, 20, {items[0].id: 4, items[1].id: 20}, is_measured=True)
    hands.forward(days=61)
    with desk.read() as work:
        assert visits.pace(work) == Pace(work.today, 10, {})


def test_the_wait_is_what_those_before_take_shared_among_who_serves(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        first, second, third, fourth = (visits.take_number(work) for _n in range(4))
        assert visits.expected_waits(work).of_new == 40
        visits.call(work, first.id)
    hands.forward(minutes=4)
    with desk.write() as work:
        told = visits.expected_waits(work)
        assert told.of_visits == {second.id: 6, third.id: 15, fourth.id: 25} and told.of_new == 35
        colleague = replace(work, actor=replace(work.actor, id=staff.add(work, "林小芳", Role.CLERK).id))
        visits.call(colleague, second.id)
        told = visits.expected_waits(work)
        assert told.of_visits == {third.id: 8, fourth.id: 15}, "two clerks share what is left and who waits"
        booked = visits.take_number(work, booked_for=work.now + 90 * MINUTE)
        assert visits.expected_waits(work).of_visits[booked.id] == 90, "not before the booked time"


def test_who_was_passed_over_keeps_nobody_waiting(desk: Desk) -> None:
    with desk.write() as work:
        gone, here = (visits.take_number(work) for _n in range(2))
        visits.miss(work, gone.id)
        assert visits.expected_waits(work).of_visits == {here.id: 0}
