"""A need's journey: raised at the counter, put on the agenda, matched and claimed at a joint meeting, delivered by an
activity whose people were counted and asked, accepted, and heard of at the next meeting and in the figures.
"""

from __future__ import annotations

from datetime import timedelta

import pytest

from desk.books import staff
from desk.books.activities import results
from desk.books.activities.results import ActivityResult
from desk.books.follow_ups import checking, doing
from desk.books.follow_ups import queries as follow_ups
from desk.books.follow_ups.model import Closing, FollowUpOutcome, OwnerKind
from desk.books.invariants import book_problems
from desk.books.matching import deliveries, matches, needs, offerings, queries
from desk.books.matching.model import MatchState, NeedSource, NeedState
from desk.books.meetings import agenda, agenda_queries, holding, people, planning, projects, resolutions, statistics
from desk.books.meetings import queries as meetings
from desk.books.meetings.model import MeetingKind, NewItem, NewMeeting, NewPerson, Presence
from desk.core.errors import Refused
from desk.core.permissions import Role
from desk.core.work import Actor, Work
from desk.reports import registry
from desk.reports.kit.declaration import Format
from desk.services.session import Desk
from tests.conftest import Hands
from tests.support.follow_ups import as_
from tests.support.matching import HOSPITAL, clinic, new_need, new_offering, set_up
from tests.support.pdf_text import words_of


def person(work: Work, name: str) -> Actor:
    member = next(each for each in staff.everyone(work) if each.name == name)
    return Actor(member.id, member.name, member.role)


def minutes_of(work: Work, number: str) -> str:
    made = registry.paper("meeting").make(work, Format.PDF, {"number": number}, None)  # type: ignore[arg-type]
    return words_of(made)


def test_a_need_heard_at_the_counter_is_met_by_a_partner(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        partners = set_up(work)
        clerk, leader = person(work, "林小芳"), person(work, "陈主任")
        assert leader.role is Role.LEADER
        need = needs.raise_need(as_(work, clerk), new_need(source=NeedSource.COUNTER))
        offering = offerings.offer(as_(work, leader), new_offering(partners, work.today))
        then = as_(work, leader)
        new = NewMeeting(
            "2026年第四季度党建联席会议", MeetingKind.QUARTERLY, work.today, 900, 960, "陈主任", clerk.id, place="二楼"
        )
        meeting = planning.call(then, new)
        people.ask(then, meeting.id, NewPerson("王院长", partners.hospital))
        item = agenda.add(then, meeting.id, NewItem(need_id=need.id))
        meeting = planning.give_notice(then, meeting.id, meeting.version)
        meeting = holding.begin(then, meeting.id, meeting.version)
        people.sign(then, meetings.people_of(then, meeting.id)[0].id, Presence.PRESENT)
        match = projects.match_at(then, item.id, offering.id)
        assert (match.state, match.organisation) == (MatchState.CLAIMED, HOSPITAL)
        made = resolutions.decide(then, meeting.id, f"周六到中心测血压｜{HOSPITAL}｜+10工作日", item.id)
        assert follow_ups.find(then, made.follow_up_id).owner_kind is OwnerKind.ORGANISATION
        holding.issue(then, meeting.id, meetings.find(then, meeting.id).version)
        text = minutes_of(then, meeting.number)
        assert f"由{HOSPITAL}“免费测血压”承接" in text and "会上对接1项" in text
        with pytest.raises(Refused):
            matches.accept(then, match.id, match.version)
    hands.forward(days=4)
    with desk.write() as work:
        activity = clinic(work, partners, organisation_id=partners.hospital)
        match = deliveries.link_activity(as_(work, leader), match.id, match.version, activity)
        results.save(work, activity, ActivityResult(36, "测量血压36人", satisfaction=(20, 10, 2, 0, 0)))
        match = queries.find_match(work, match.id)
        match = matches.accept(as_(work, leader), match.id, match.version)
        assert match.state is MatchState.ACCEPTED
        assert queries.find_need(work, need.id).state is NeedState.MET
        done = queries.find_offering(work, offering.id)
        assert (done.delivered, done.people) == (1, 36), "counted, never typed"
        owed = follow_ups.find(work, made.follow_up_id)
        following = planning.call(
            as_(work, leader),
            NewMeeting("专题会", MeetingKind.SPECIAL, work.today, 900, 960, "陈主任", clerk.id, place="二楼"),
        )
        [carried, *_others] = agenda_queries.items_of(work, following)
        assert carried.follow_up_id == owed.id, "not closed yet, so the next meeting hears of it"
        owed = doing.finish(as_(work, clerk), owed.id, owed.version, "已测血压36人")
        checking.close(as_(work, leader), owed.id, owed.version, Closing(FollowUpOutcome.FIXED))
        [sentence] = agenda_queries.numbered_items(work, following)
        assert sentence[1].follow_up_id is None and "办结" in sentence[1].text
        counted = statistics.plain(statistics.of_days(work, work.today - timedelta(days=9), work.today))
        assert counted["joint_meetings_held"] == counted["resolutions_made"] == 1
        assert counted["resolutions_in_time_percent"] == 100.0 and counted["resolutions_overdue"] == 0
    with desk.read() as work:
        assert list(book_problems(work)) == []
