"""Calling, asking, the agenda and holding: what is refused, in which words, and what each step leaves behind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import update

from desk.books import centre
from desk.books.activities.model import ActivityDraft, ActivityKind
from desk.books.activities.planning import add as plan_activity
from desk.books.centre import Venue
from desk.books.follow_ups import checking, doing
from desk.books.follow_ups import queries as follow_ups
from desk.books.follow_ups.model import Closing, FollowUpKind, FollowUpOutcome, FollowUpState
from desk.books.invariants import book_problems
from desk.books.meetings import agenda, agenda_queries, holding, people, planning, quarters, queries, resolutions
from desk.books.meetings.model import AgendaKind, MeetingKind, MeetingState, NewItem, NewPerson, Presence
from desk.books.meetings.quarters import QuartersWithout
from desk.core.edit_conflicts import EditConflict
from desk.core.errors import Invalid, NotAllowed, Refused
from desk.core.work import Work
from desk.models.follow_ups import follow_ups as follow_up_table
from desk.models.meetings import meeting_items, meeting_resolutions, meetings
from desk.services.session import Desk
from tests.conftest import Hands
from tests.support.follow_ups import as_, hire
from tests.support.meetings import called, held, issued, new_meeting
from tests.support.organisations import organisation, pairing


def wrong(act: Callable[[], object]) -> dict[str, str]:
    """The fields that are refused, each with its words."""
    with pytest.raises(Invalid) as refused:
        act()
    return {problem.field: problem.message for problem in refused.value.problems}


def test_a_quarter_has_one_meeting_and_a_number_that_says_which(desk: Desk) -> None:
    with desk.write() as work:
        crew = hire(work)
        meeting = called(work, crew)
        assert (meeting.number, meeting.quarter, meeting.state) == ("LX2026-Q4", 4, MeetingState.PLANNED)
        twice = wrong(lambda: called(work, crew, day=work.today + timedelta(days=9)))
        assert "LX2026-Q4" in twice["kind"] and "专题" in twice["kind"], "it says what to do instead"
        special = called(work, crew, kind=MeetingKind.SPECIAL)
        assert special.number == "LX2026-Z01"
        assert called(work, crew, kind=MeetingKind.SPECIAL).number == "LX2026-Z02"
        moved = replace(new_meeting(work, crew), day=date(2027, 1, 8))
        assert "day" in wrong(lambda: planning.edit(work, meeting.id, moved)), "its number names the quarter"
        planning.cancel(work, meeting.id, meeting.version, "台风")
        assert called(work, crew).number == "LX2026-Q4-2"
        with pytest.raises(NotAllowed):
            planning.call(as_(work, crew.clerk), new_meeting(work, crew))


def test_what_is_wrong_with_a_meeting_is_told_by_its_field(desk: Desk) -> None:
    with desk.write() as work:
        crew = hire(work)
        bad = new_meeting(
            work, crew, title=" ", chair="", place="", keeper_id=999, day=work.today - timedelta(days=1), ends=9 * 60
        )
        refused = wrong(lambda: planning.call(work, bad))
        assert set(refused) == {"title", "chair", "place", "keeper_id", "day", "ends"}


def test_a_venue_is_taken_once_whoever_takes_it(desk: Desk) -> None:
    with desk.write() as work:
        crew = hire(work)
        room = centre.add_venue(work, Venue("多功能厅", "文化区", 60))
        meeting = called(work, crew, venue_id=room, place="")
        assert meeting.where == "多功能厅"
        clash = wrong(lambda: called(work, crew, kind=MeetingKind.SPECIAL, venue_id=room, begins=15 * 60 + 30))
        assert "LX2026-Q4" in clash["venue_id"] and "多功能厅" in clash["venue_id"]
        activity = ActivityDraft("义诊", ActivityKind.HEALTH, work.today, 15 * 60, 17 * 60, room, organiser="本中心")
        assert "LX2026-Q4" in wrong(lambda: plan_activity(work, activity))["venue_id"], "the calendar sees it"
        with pytest.raises(Refused, match="LX2026-Q4"):
            centre.retire_venue(work, room)
        planning.cancel(work, meeting.id, meeting.version, "改期")
        assert plan_activity(work, activity)


def test_partners_are_asked_by_one_key_and_nobody_twice(desk: Desk) -> None:
    with desk.write() as work:
        crew = hire(work)
        for name in ("镇卫生院", "供电所"):
            pairing(work, organisation(work, name, liaison="王联络", telephone="13850001234").id)
        pairing(work, organisation(work, "小学").id, -300, -1)
        organisation(work, "小卖部")
        meeting = called(work, crew)
        asked = people.ask_partners(work, meeting.id)
        assert {(each.organisation, each.name) for each in asked} == {("镇卫生院", "王联络"), ("供电所", "王联络")}
        assert people.ask_partners(work, meeting.id) == []
        with pytest.raises(Refused, match="林小芳"):
            people.ask(work, meeting.id, NewPerson(staff_id=crew.clerk.id))
        assert "name" in wrong(lambda: people.ask(work, meeting.id, NewPerson()))
        people.remove(work, asked[0].id)
        assert len(queries.people_of(work, meeting.id)) == 3


def test_signing_in_says_who_came_and_who_came_in_whose_place(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        crew = hire(work)
        meeting = called(work, crew, day=work.today + timedelta(days=2))
        meeting = planning.give_notice(work, meeting.id, meeting.version)
        guest, clerk = queries.people_of(work, meeting.id)
        with pytest.raises(Refused):
            people.sign(work, guest.id, Presence.PRESENT)
        people.sign(work, clerk.id, Presence.EXCUSED)
        assert "proxy" in wrong(lambda: people.sign(work, guest.id, Presence.PROXY, " "))
        assert people.sign(work, guest.id, Presence.PROXY, "李副书记").signed_at is None, "announced, not there yet"
    hands.forward(days=2)
    with desk.write() as work:
        signed = people.sign(work, guest.id, Presence.PRESENT, seen=Presence.PROXY)
        assert (signed.came, signed.proxy) == (True, "") and signed.signed_at == work.now
        with pytest.raises(Refused, match="到会"):
            people.sign(work, guest.id, Presence.EXCUSED, seen=Presence.PROXY)
        assert people.sign(work, guest.id, Presence.PRESENT, seen=Presence.PROXY) == signed, "twice is once"


def test_the_first_item_is_what_is_open_from_last_time_and_exactly_that(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        crew = hire(work)
        first = held(work, crew, "老旧电线排查")
        [topic] = agenda_queries.items_of(work, first)
        made = [resolutions.decide(work, first.id, f"事项{n}｜{crew.clerk.name}｜+{n}", topic.id) for n in (1, 2, 3)]
        issued(work, first)
    hands.forward(days=20)
    with desk.write() as work:
        following = called(work, crew, "冬季慰问", kind=MeetingKind.SPECIAL, day=work.today + timedelta(days=1))

        def carried() -> set[int | None]:
            items = agenda_queries.items_of(work, queries.find(work, following.id))
            there = [each.follow_up_id for each in items if each.kind is AgendaKind.CARRIED]
            assert [each.n for each in items] == list(range(1, len(items) + 1))
            assert all(each.kind is AgendaKind.CARRIED for each in items[: len(there)]), "nothing stands above it"
            return set(there)

        assert carried() == {each.follow_up_id for each in made}
        item = follow_ups.find(work, made[0].follow_up_id)
        item = doing.finish(as_(work, crew.clerk), item.id, item.version, "已完成")
        assert carried() == {each.follow_up_id for each in made}, "reported as done is not closed"
        checking.close(work, item.id, item.version, Closing(FollowUpOutcome.FIXED))
        assert carried() == {each.follow_up_id for each in made[1:]}
        [free] = agenda_queries.stored_items(work, following.id)
        agenda.move(work, free.id, -1)
        assert carried() == {each.follow_up_id for each in made[1:]}
        following = planning.give_notice(work, following.id, following.version)
    hands.forward(days=1)
    with desk.write() as work:
        begun = holding.begin(work, following.id, following.version)
        assert carried() == {each.follow_up_id for each in made[1:]}
        resolutions.decide(work, begun.id, "新事项｜供电所｜+5", outside=True)
        item = follow_ups.find(work, made[1].follow_up_id)
        checking.close(work, item.id, item.version, Closing(FollowUpOutcome.WITHDRAWN, "不再需要"))
        assert carried() == {each.follow_up_id for each in made[1:]}, "as it was read out when the meeting began"
    with desk.read() as work:
        assert list(book_problems(work)) == []


def test_a_line_becomes_a_follow_up_with_owner_day_and_checker_at_once(desk: Desk) -> None:
    with desk.write() as work:
        crew = hire(work)
        leader = as_(work, crew.leader)
        meeting = held(leader, crew, "电线排查")
        [topic] = agenda_queries.items_of(work, meeting)
        made = resolutions.decide(leader, meeting.id, "排查一至四组电线｜lxf｜12月10日", topic.id)
        item = follow_ups.find(work, made.follow_up_id)
        assert (item.kind, item.owner, item.due_on) == (FollowUpKind.MEETING, "林小芳", date(2026, 12, 10))
        assert (item.checker, item.subject) == ("陈主任", f"meeting_resolutions:{made.id}")
        mine = resolutions.decide(leader, meeting.id, f"写请示｜{crew.leader.name}｜+3")
        assert follow_ups.find(work, mine.follow_up_id).checker != crew.leader.name, "nobody checks what they do"


def test_a_line_is_taken_back_before_the_minutes_are_out_and_not_after(desk: Desk) -> None:
    with desk.write() as work:
        crew = hire(work)
        meeting = held(work, crew, "电线排查")
        [topic] = agenda_queries.items_of(work, meeting)
        kept, slip = (resolutions.decide(work, meeting.id, f"{text}｜林小芳｜+3", topic.id) for text in ("查", "错"))
        resolutions.take_back(work, slip.id)
        assert [each.description for each in agenda_queries.resolutions_of(work, meeting.id)] == ["查"]
        item = follow_ups.find(work, slip.follow_up_id)
        assert (item.state, item.outcome) == (FollowUpState.CLOSED, FollowUpOutcome.WITHDRAWN)
        done = issued(work, meeting)
        assert (done.minutes_name, done.state) == ("〔2026〕1号", MeetingState.ISSUED)
        assert {each.presence for each in queries.people_of(work, meeting.id)} == {Presence.PRESENT, Presence.ABSENT}
        for late in (
            lambda: resolutions.take_back(work, kept.id),
            lambda: resolutions.decide(work, meeting.id, "补一条｜林小芳｜+3"),
            lambda: agenda.write_down(work, topic.id, "改一改"),
            lambda: people.sign(work, queries.people_of(work, meeting.id)[1].id, Presence.EXCUSED),
        ):
            with pytest.raises(Refused, match="已签发"):
                late()
    with desk.read() as work:
        assert list(book_problems(work)) == []


def test_minutes_are_not_issued_while_something_is_missing(desk: Desk) -> None:
    with desk.write() as work:
        crew = hire(work)
        meeting = called(work, crew, "电线排查", "冬季慰问")
        with pytest.raises(Refused):
            holding.begin(work, meeting.id, meeting.version)
        meeting = planning.give_notice(work, meeting.id, meeting.version)
        meeting = holding.begin(work, meeting.id, meeting.version)
        assert meeting.minutes_due_on == date(2026, 12, 1), "five working days"
        with pytest.raises(Refused, match="签到"):
            holding.issue(work, meeting.id, meeting.version)
        people.sign(work, queries.people_of(work, meeting.id)[0].id, Presence.PRESENT)
        first, second = agenda_queries.items_of(work, meeting)
        agenda.write_down(work, first.id, "同意")
        with pytest.raises(Refused, match="3"):
            holding.issue(work, meeting.id, meeting.version)
        resolutions.decide(work, meeting.id, "走访｜林小芳｜+3", second.id)
        holding.issue(work, meeting.id, meeting.version)


def test_two_who_write_down_the_same_item_are_told_of_each_other(desk: Desk) -> None:
    with desk.write() as work:
        crew = hire(work)
        meeting = held(work, crew, "电线排查")
        [read] = agenda_queries.items_of(work, meeting)
        agenda.write_down(as_(work, crew.leader), read.id, "同意分两批实施", read)
        with pytest.raises(EditConflict, match="陈主任") as conflict:
            agenda.write_down(as_(work, crew.other_leader), read.id, "暂缓", read)
        assert conflict.value.fresh.decision == "同意分两批实施"
        agenda.write_down(as_(work, crew.other_leader), read.id, "暂缓", conflict.value.fresh)
        stale = queries.find(work, meeting.id).version - 1
        with pytest.raises(Refused, match="LX2026-Q4"):
            holding.issue(work, meeting.id, stale)


@pytest.mark.parametrize(
    ("table", "values", "sentence"),
    [
        (meetings, {"state": "held"}, "LX2026-Q4"),
        (meetings, {"quarter": 3}, "LX2026-Q4"),
        (meetings, {"minutes_number": None}, "LX2026-Q4"),
        (meeting_items, {"kind": "carried"}, "LX2026-Q4"),
        (meeting_resolutions, {"owner_name": "别人"}, "LX2026-Q4"),
        (meeting_resolutions, {"taken_back_at": None}, ""),
        (follow_up_table, {"subject": ""}, "LX2026-Q4"),
        (follow_up_table, {"kind": "assigned"}, "LX2026-Q4"),
    ],
    ids=lambda value: str(getattr(value, "name", value))[:40],
)
def test_a_row_that_was_changed_by_hand_is_named(
    desk: Desk, table: object, values: dict[str, object], sentence: str
) -> None:
    with desk.write() as work:
        crew = hire(work)
        meeting = held(work, crew, "电线排查")
        [topic] = agenda_queries.items_of(work, meeting)
        resolutions.decide(work, meeting.id, "查｜林小芳｜+3", topic.id)
        issued(work, meeting)
        assert list(book_problems(work)) == []
        work.connection.execute(update(table).values(values))  # type: ignore[arg-type]
        problems = list(book_problems(work))
        assert any(sentence in each for each in problems) if sentence else problems == []


def _free_item(work: Work, meeting_id: int, text: str) -> None:
    agenda.add(work, meeting_id, NewItem(text))


def test_items_are_put_in_order_and_taken_off_without_a_gap(desk: Desk) -> None:
    with desk.write() as work:
        crew = hire(work)
        meeting = called(work, crew, "甲", "乙", "丙")

        def order() -> str:
            return "".join(each.text for each in agenda_queries.stored_items(work, meeting.id))

        third = agenda_queries.stored_items(work, meeting.id)[2]
        agenda.move(work, third.id, -1)
        assert order() == "甲丙乙"
        agenda.move(work, third.id, -5)
        assert order() == "丙甲乙"
        agenda.remove(work, third.id)
        _free_item(work, meeting.id, "丁")
        assert order() == "甲乙丁"
        assert [each.n for each in agenda_queries.stored_items(work, meeting.id)] == [1, 2, 3]
        assert "text" in wrong(lambda: agenda.add(work, meeting.id, NewItem(" ")))


def test_a_quarter_before_the_centre_began_was_not_missed(desk: Desk, hands: Hands) -> None:
    """The data file is made on 24 November: the quarter that goes on is the first one that is owed."""
    with desk.write() as work:
        assert quarters.without_meeting(work, 2026) == QuartersWithout(frozenset(), frozenset({1, 2, 3}))
    hands.forward(days=365)
    with desk.read() as work:
        assert quarters.without_meeting(work, 2026) == QuartersWithout(frozenset({4}), frozenset({1, 2, 3}))
        assert quarters.without_meeting(work, 2027) == QuartersWithout(frozenset({1, 2, 3}), frozenset())
