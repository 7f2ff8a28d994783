"""A morning at the counter: twelve appointments and thirty walk-ins, one of them late, one who does not come, and a
clerk who falls ill.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from desk.books import residents, staff, visits
from desk.books.bookings import arrivals, booking, call_queries, calls, queries, resources, statistics
from desk.books.bookings.model import Booking, BookingState, minutes_of_day
from desk.books.invariants import book_problems
from desk.books.roster import changes, shifts
from desk.books.roster.shifts import ShiftCard
from desk.books.visits import Visit
from desk.core.permissions import Role
from desk.core.work import Actor, Work
from desk.models.roster import duties, rosters
from desk.services.session import Desk
from tests.conftest import Hands
from tests.support.bookings import NINE, TUESDAY, Bookable, at, set_up, wish
from tests.support.people import person

MINUTE = timedelta(minutes=1)
LONGEST_WAIT = timedelta(minutes=40)
"""After that nobody who came later goes before."""
LATE, ABSENT = 4, 7
"""Of the twelve, who comes twenty-five minutes late, and who does not come."""
ILL_AT, HELP_AT = 10 * 60 + 25, 10 * 60 + 45
"""When the clerk goes home, and when the manager sits down in her place."""


@dataclass
class Clerk:
    """Somebody at a window, with the duty of the second shift, and until when the present visit lasts."""

    actor: Actor
    duty: int
    visit: Visit | None = None
    until: datetime | None = None


def clerks(work: Work) -> list[Clerk]:
    """Two on a published roster, in two shifts from eight to half past ten and on to noon."""
    spans = ((8 * 60, 10 * 60 + 30), (10 * 60 + 30, 12 * 60))
    ids = [shifts.add(work, ShiftCard(f"上午{n}班", *span, needs=2)) for n, span in enumerate(spans, 1)]
    work.add(rosters, {"month": "2026-11", "way": "fair", "planned_at": work.now, "published_at": work.now})
    there = []
    for name in ("林小芳", "黄志强"):
        who = staff.add(work, name, Role.CLERK).id
        for shift, (begins, ends) in zip(ids, spans, strict=True):
            times = {"begins_at": at(begins, TUESDAY), "ends_at": at(ends, TUESDAY)}
            duty = {"day": TUESDAY, "shift_id": shift, "staff_id": who, "points": 2, "kind": "workday", **times}
            second = work.add(duties, {**duty, "planned_id": who})
        there.append(Clerk(Actor(who, name, Role.CLERK), second))
    return there


def appointments(work: Work, there: Bookable) -> list[Booking]:
    """Two in each of six slots, from nine on."""
    return [booking.book(work, wish(there, n, begins=NINE + n // 2 * 30, day=TUESDAY)) for n in range(12)]


def coming(booked: list[Booking], dice: Random) -> dict[int, list[Booking | None]]:
    """Who comes at which minute: those with appointments some minutes early, the others as they like."""
    at_minute: dict[int, list[Booking | None]] = {}
    for n, each in enumerate(booked):
        if n != ABSENT:
            minute = each.begins + (25 if n == LATE else -dice.randrange(3, 12))
            at_minute.setdefault(minute, []).append(each)
    for _n in range(30):
        at_minute.setdefault(dice.randrange(8 * 60 + 40, 11 * 60 + 20), []).append(None)
    return at_minute


def step(work: Work, clerk: Clerk, dice: Random, called: list[Visit]) -> None:
    """The present visit ends when its time is over, and F9 calls the next one."""
    mine = replace(work, actor=clerk.actor)
    if clerk.visit is not None and clerk.until is not None and work.now >= clerk.until:
        visits.finish(mine, clerk.visit.id)
        clerk.visit = None
    if clerk.visit is None and (visit := visits.call_next(mine)) is not None:
        clerk.visit, clerk.until = visit, work.now + dice.randrange(9, 12) * MINUTE
        called.append(visit)


def test_a_morning_of_twelve_appointments_and_thirty_walk_ins(desk: Desk, hands: Hands) -> None:
    dice, called = Random(20261124), list[Visit]()
    hands.at = at(8 * 60, TUESDAY)
    with desk.write() as work:
        there = set_up(work, places=None, people=12)
        on_duty = clerks(work)
        booked = appointments(work, there)
        assert {each.state for each in booked} == {BookingState.BOOKED}
    people = coming(booked, dice)
    told: list[str] = []
    for minute in range(8 * 60 + 30, 15 * 60):
        hands.at = at(minute, TUESDAY)
        with desk.write() as work:
            for who in people.get(minute, ()):
                if who is None:
                    visits.take_number(work)
                else:
                    arrivals.arrive(work, who.id)
            if minute == ILL_AT:
                told = fall_ill(work, on_duty)
            if minute == HELP_AT:
                on_duty.append(Clerk(Actor(1, "管理员", Role.MANAGER), 0))
            for clerk in on_duty:
                step(work, clerk, dice, called)
    assert len({visit.id for visit in called}) == 41
    assert told, "with one clerk there are fewer places than were promised"
    waited_fairly(called, booked)
    evening(desk, hands, booked)


def fall_ill(work: Work, on_duty: list[Clerk]) -> list[str]:
    """One of the two goes home: her visit waits again, and those who have no place any more are rung up."""
    ill = on_duty.pop()
    if ill.visit is not None:
        visits.take_back(replace(work, actor=ill.actor), ill.visit.id)
    changes.approve(work, changes.ask_cancellation(work, ill.duty, "发烧就医"), despite=True)
    assert resources.after_roster_change(work) == 0, "the change of the roster looked at the bookings by itself"
    numbers = []
    for call, each in call_queries.calls_to_make(work):
        numbers.append(each.number)
        calls.rung(work, call.id, "愿意等")
    return numbers


def waited_fairly(called: list[Visit], booked: list[Booking]) -> None:
    """Who was on time is called by the booked time, hardly after it; the late one stands among those who came then."""
    first = {visit.id: visit for visit in reversed(called)}
    by_time = {each.booked_for: each for each in first.values() if each.booked_for}
    assert len(by_time) == 6
    for visit in first.values():
        stood = visit.turn_at or visit.arrived_at
        passed = [
            each.label
            for each in first.values()
            if stood + LONGEST_WAIT < each.since < visit.since and (each.turn_at or each.arrived_at) > stood
        ]
        assert passed == [], f"{visit.label} had waited for forty minutes when these were called"
    on_time = [each for each in first.values() if each.booked_for and each.turn_at == each.booked_for]
    assert len(on_time) == 10
    before = [(each.since - each.booked_for) / MINUTE for each in on_time if minutes_of_day(each.since) < ILL_AT]
    assert max(before) <= 10


def evening(desk: Desk, hands: Hands, booked: list[Booking]) -> None:
    """The list asks about the one who did not come, and about nobody by itself; the day's figures agree."""
    hands.at = at(17 * 60, TUESDAY)
    with desk.write() as work:
        open_still = queries.to_confirm(work)
        assert booked[ABSENT].number in {each.number for each in open_still}
        for each in open_still:
            if each.number == booked[ABSENT].number:
                arrivals.miss(work, each.id)
            else:
                arrivals.finish(work, each.id)
        counted = statistics.plain(statistics.of_days(work, TUESDAY, TUESDAY))
        assert (counted["bookings"], counted["bookings_kept"], counted["bookings_missed"]) == (12, 11, 1)
        assert not list(book_problems(work))
        walk_in = residents.add(work, replace(person("李小明", serial=900), telephone="13800004444"))
        assert visits.take_number(work, resident_id=walk_in.id).label.startswith("A")
