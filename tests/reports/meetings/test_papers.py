"""The papers of a joint meeting, read back: what is said in them, and what is not."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desk.books.follow_ups import checking
from desk.books.follow_ups import queries as follow_ups
from desk.books.follow_ups.model import Closing, FollowUpOutcome
from desk.books.matching import needs
from desk.books.meetings import agenda, agenda_queries, people, planning, projects, queries, resolutions
from desk.books.meetings.model import MeetingKind, NewItem, NewPerson, Presence
from desk.core.errors import Refused
from desk.core.work import Work
from desk.reports import registry
from desk.reports.kit.declaration import Format
from desk.services.session import Desk
from tests.support import matching as market
from tests.support.follow_ups import hire
from tests.support.meetings import called, held, issued
from tests.support.organisations import organisation, pairing
from tests.support.pdf_text import pages_of, words_of


def made(work: Work, identifier: str, number: str) -> bytes:
    return registry.paper(identifier).make(work, Format.PDF, {"number": number}, None)  # type: ignore[arg-type]


def test_the_minutes_say_who_came_what_was_said_and_who_does_what_by_when(desk: Desk) -> None:
    with desk.write() as work:
        crew = hire(work)
        meeting = held(work, crew, "老旧电线排查")
        people.ask(work, meeting.id, NewPerson(name="王院长", position="镇卫生院"))
        guest = queries.people_of(work, meeting.id)[-1]
        people.sign(work, guest.id, Presence.PROXY, "李副院长")
        [topic] = agenda_queries.items_of(work, meeting)
        agenda.write_down(work, topic.id, "先查一至四组，联系13850001234。")
        kept = resolutions.decide(work, meeting.id, "排查一至四组电线｜林小芳｜12.10", topic.id)
        slip = resolutions.decide(work, meeting.id, "打错的一条｜林小芳｜12.11", topic.id)
        resolutions.take_back(work, slip.id)
        draft = words_of(made(work, "meeting", "LX2026-Q4"))
        issued(work, meeting)
        item = follow_ups.find(work, kept.follow_up_id)
        checking.close(work, item.id, item.version, Closing(FollowUpOutcome.WITHDRAWN, "另行安排"))
        paper = made(work, "meeting", "lx2026-q4")
        text = words_of(paper)
    assert "征求意见稿" in draft and "印发" not in draft.split("议定事项")[-1][-40:]
    for wanted in (
        "党建联席会议纪要",
        "〔2026〕1号",
        "2026年11月24日印发",
        "上次议定事项已全部办结",
        "二、老旧电线排查",
        "先查一至四组",
        "三、议定事项",
        "林小芳",
        "2026年12月10日",
        "李副院长（代王院长）",
        "出席：",
    ):
        assert wanted in text, wanted
    assert "排查一至四组电线" in text, "also when it was withdrawn after the minutes were out"
    assert "打错的一条" not in text and "13850001234" not in text
    assert len(pages_of(paper)) <= 2


def test_the_notice_names_organisations_time_place_and_agenda(desk: Desk) -> None:
    with desk.write() as work:
        crew = hire(work)
        first = held(work, crew, "电线")
        [topic] = agenda_queries.items_of(work, first)
        resolutions.decide(work, first.id, "查｜林小芳｜+9", topic.id)
        issued(work, first)
        for name in ("镇卫生院", "供电所"):
            pairing(work, organisation(work, name, liaison="王联络", telephone="13850001234").id)
        day = work.today + timedelta(days=9)
        meeting = called(work, crew, "冬季慰问", kind=MeetingKind.SPECIAL, day=day)
        people.ask_partners(work, meeting.id)
        planning.give_notice(work, meeting.id, meeting.version)
        text = words_of(made(work, "meeting-notice", meeting.number))
        sheet = words_of(made(work, "meeting-sign-in", meeting.number))
        with pytest.raises(Refused, match="LX2020-Q1"):
            made(work, "meeting", "LX2020-Q1")
    for wanted in (
        "2026年12月3日（周四）15:00—16:00",
        "二楼会议室",
        "供电所、镇卫生院",
        "1项未办结事项",
        "2.冬季慰问",
        "2026年11月24日",
    ):
        assert wanted in text, wanted
    for wanted in ("签名", "王联络", "郑书记", "林小芳", meeting.number):
        assert wanted in sheet, wanted
    assert "13850001234" not in text + sheet
    assert f"联系人：{crew.clerk.name}，联系电话：0595-12345" in text


def test_the_minutes_name_each_of_the_staff_once_in_the_part_they_had(desk: Desk) -> None:
    with desk.write() as work:
        crew = hire(work)
        meeting = held(work, crew, "电线", chair=crew.leader.name)
        for who in (crew.leader, crew.other_clerk):
            people.ask(work, meeting.id, NewPerson(staff_id=who.id))
        for person in queries.people_of(work, meeting.id)[-2:]:
            people.sign(work, person.id, Presence.PRESENT)
        [topic] = agenda_queries.items_of(work, meeting)
        agenda.write_down(work, topic.id, "无")
        issued(work, meeting)
        text = words_of(made(work, "meeting", meeting.number))
    leader, keeper, other = crew.leader.name, crew.clerk.name, crew.other_clerk.name
    assert text.endswith(text[text.index(f"主持：{leader}出席：") :])
    assert f"列席：{other}记录：{keeper}" in text, "neither who chaired nor who kept the minutes"
    assert "缺席" not in text, "who kept the minutes was there, signed in or not"


def test_the_notice_names_who_is_asked_whoever_comes_for_them(desk: Desk) -> None:
    with desk.write() as work:
        crew = hire(work)
        meeting = called(work, crew, "电线")
        planning.give_notice(work, meeting.id, meeting.version)
        people.sign(work, queries.people_of(work, meeting.id)[0].id, Presence.PROXY, "郑文斌")
        text = words_of(made(work, "meeting-notice", meeting.number))
        sheet = words_of(made(work, "meeting-sign-in", meeting.number))
    assert "郑书记（凤亭村党支部）" in text and "郑文斌" not in text
    assert f"本中心{crew.clerk.name}" in sheet and "党建联席会议签到表" in sheet


def test_the_sheet_of_a_follow_up_names_the_meeting_that_decided_it(desk: Desk) -> None:
    with desk.write() as work:
        meeting = held(work, hire(work), "电线")
        decided = resolutions.decide(work, meeting.id, "查电线｜林小芳｜+9")
        text = words_of(registry.paper("follow-up").make(work, Format.PDF, {"number": decided.follow_up}, desk.files))
    assert "会议议定（LX2026-Q4，一般）" in text


def test_the_minutes_count_what_stands_on_the_three_lists_and_once_what_was_talked_about(desk: Desk) -> None:
    with desk.write() as work:
        crew = hire(work)
        hospital = organisation(work, "区第二医院").id
        partners = market.Partners(hospital, hospital, {})
        match = market.matched(work, partners)
        need, _offering = market.pair(work, partners, description="想请医生讲讲高血压")
        needs.raise_need(work, market.new_need(description="想学量血压"))
        meeting = held(work, crew)
        agenda.add(work, meeting.id, NewItem(match_id=match.id))
        item = agenda.add(work, meeting.id, NewItem(need_id=need.id))
        agenda.add(work, meeting.id, NewItem("同一需求再议"))
        for each in agenda_queries.stored_items(work, meeting.id):
            agenda.write_down(work, each.id, "无")
        projects.match_at(work, item.id, match.offering_id)
        text = words_of(made(work, "meeting", meeting.number))
    assert "当日三张清单列有需求3项、资源2项、项目2项。" in text, text
    assert "会议研究其中需求1项、项目1项。会上对接1项。" in text
