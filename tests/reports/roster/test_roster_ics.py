"""The roster in a telephone's calendar: what changed hands or fell away leaves it again, and no two centres mix."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from icalendar import Calendar

from desk.books.centre import Centre
from desk.books.roster import changes, queries
from desk.core.clock import Clock
from desk.core.work import Work
from desk.reports.roster import roster_ics
from desk.services import new_data_file
from desk.services.session import Desk
from tests.conftest import CHEAP, PASSWORD, Hands
from tests.support.refusals import refused
from tests.support.roster import CLERKS, JANUARY, as_, duty_on, published
from tests.support.signatures import signed

THE_DAY = date(2027, 1, 12)


class Told(NamedTuple):
    """What a telephone hears of one turn."""

    status: str
    sequence: int
    changed: datetime


def told(work: Work, person: str = "") -> dict[str, Told]:
    events: list[Any] = Calendar.from_ical(roster_ics.ics(work, JANUARY, person)).walk("VEVENT")
    return {str(e["uid"]): Told(str(e["status"]), int(e["sequence"]), e.decoded("last-modified")) for e in events}


def of(events: dict[str, Told], duty: queries.Duty, person: int) -> Told:
    (found,) = (told for uid, told in events.items() if uid.startswith(f"duty-{duty.id}-{person}@"))
    return found


def handed_over(work: Work, duty: queries.Duty, person: int) -> None:
    """Somebody else takes the duty, agreed to and approved."""
    id = changes.ask_substitution(as_(work, duty.staff_id), duty.id, person, "家里有事")
    changes.agree(work, id, signed(work, person))
    changes.approve(work, id, despite=True)


def test_every_turn_of_a_fresh_roster_is_confirmed_and_never_changed(desk: Desk, hands: Hands) -> None:
    published(desk)
    with desk.read() as work:
        events = told(work)
        many = len(queries.duties_between(work, *JANUARY.span))
    assert set(events.values()) == {Told("CONFIRMED", 0, hands.at)} and len(events) == many


def test_a_duty_that_changed_hands_is_cancelled_for_one_and_confirmed_for_the_other(desk: Desk, hands: Hands) -> None:
    ids = published(desk)
    names = {id: name for name, id in ids.items()}
    with desk.write() as work:
        duty = duty_on(work, THE_DAY, "上午班")
        other = next(
            ids[name] for name in CLERKS if not queries.has_duty(work, duty.assignment._replace(person=ids[name]))
        )
        first = duty.staff_id
    hands.forward(hours=3)
    with desk.write() as work:
        handed_over(work, duty, other)
        one, another, all_people = told(work, names[first]), told(work, names[other]), told(work)
        assert of(one, duty, first) == of(all_people, duty, first) == Told("CANCELLED", 1, hands.at)
        assert of(another, duty, other) == of(all_people, duty, other) == Told("CONFIRMED", 1, hands.at)
    hands.forward(hours=1)
    with desk.write() as work:
        handed_over(work, queries.find_duty(work, duty.id), first)
        again = told(work)
        assert of(again, duty, first) == Told("CONFIRMED", 2, hands.at)
        assert of(again, duty, other) == Told("CANCELLED", 2, hands.at)
        assert again.keys() == all_people.keys()


def test_a_swap_leaves_both_old_turns_as_cancelled(desk: Desk, hands: Hands) -> None:
    ids = published(desk)
    with desk.write() as work:
        mine = duty_on(work, THE_DAY, "上午班")
        taken = (mine.staff_id, ids["主任"])
        later = queries.duties_between(work, date(2027, 1, 18), date(2027, 1, 29))
        theirs = next(duty for duty in later if duty.staff_id not in taken)
        id = changes.ask_swap(as_(work, mine.staff_id), mine.id, theirs.id, "家中有事")
        changes.agree(work, id, signed(work, theirs.staff_id))
        changes.approve(work, id, despite=True)
        events = told(work)
    off = [of(events, mine, mine.staff_id), of(events, theirs, theirs.staff_id)]
    assert off == [Told("CANCELLED", 1, hands.at)] * 2
    on = [of(events, mine, theirs.staff_id), of(events, theirs, mine.staff_id)]
    assert on == [Told("CONFIRMED", 1, hands.at)] * 2


def test_a_cancelled_duty_stays_in_the_file_as_cancelled(desk: Desk, hands: Hands) -> None:
    published(desk)
    with desk.write() as work:
        duty = duty_on(work, THE_DAY, "下午班")
        changes.approve(work, changes.ask_cancellation(as_(work, duty.staff_id), duty.id, "停电检修"), despite=True)
        assert of(told(work), duty, duty.staff_id) == Told("CANCELLED", 1, hands.at)


def test_what_was_only_asked_for_changes_nothing(desk: Desk) -> None:
    published(desk)
    with desk.write() as work:
        before = told(work)
        duty = duty_on(work, THE_DAY, "下午班")
        changes.ask_cancellation(as_(work, duty.staff_id), duty.id, "停电检修")
        assert told(work) == before


def test_a_month_that_is_not_published_has_no_calendar(desk: Desk) -> None:
    with desk.read() as work:
        assert "2027年1月" in refused(roster_ics.ics, work, JANUARY)


def test_two_centres_never_share_a_uid(desk: Desk, tmp_path: Path, hands: Hands) -> None:
    """Two rosters with the same numbers in one telephone: one centre's would replace the other's."""
    published(desk)
    there = tmp_path / "other"
    other, _key = new_data_file.create(there, Centre("乙中心", "示例区"), "管理员", PASSWORD, Clock(hands), CHEAP)
    published(other)
    with desk.read() as work, other.read() as elsewhere:
        ours, theirs = told(work), told(elsewhere)
    other.close()
    assert {uid.partition("@")[0] for uid in ours} & {uid.partition("@")[0] for uid in theirs}
    assert not ours.keys() & theirs.keys()
