"""What was tried against partners, officers and zones to get round their rules, and what must come of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.books import centre
from desk.books.activities import results
from desk.books.activities.model import OrganiserKind
from desk.books.activities.results import ActivityResult
from desk.books.follow_ups import attention_queries as follow_up_attention
from desk.books.follow_ups import checking
from desk.books.follow_ups import queries as follow_ups
from desk.books.follow_ups.model import Closing, FollowUpOutcome, OfficerMeans
from desk.books.invariants import book_problems
from desk.books.matching import (
    attention_queries,
    deliveries,
    delivery_queries,
    matches,
    needs,
    offerings,
    queries,
    statistics,
)
from desk.books.matching.model import MatchState
from desk.books.meetings import decision_lines, people, planning, resolutions, retention
from desk.books.meetings.model import NewPerson
from desk.books.officers import appointing
from desk.books.officers import queries as officer_queries
from desk.books.officers import retention as officer_retention
from desk.books.officers.model import NewTerm
from desk.books.organisations import merging, overview, pairings
from desk.books.zones import adjusting, editing
from desk.books.zones import queries as zones
from desk.books.zones.adjusting import Carrying
from desk.books.zones.model import AdjustmentKind, AdjustmentState, NewAdjustment, NewZone
from desk.core import name_search
from desk.core.errors import Invalid, Refused
from desk.core.month import Month
from desk.core.plain_text import one_line, prose
from desk.core.work import Work
from desk.models.activities import activities
from desk.models.meetings import meeting_resolutions, meetings
from desk.models.organisations import organisations
from desk.services.session import Desk
from tests.support import findings, matching, officers
from tests.support.follow_ups import Crew, as_, hire
from tests.support.meetings import called, issued, new_meeting
from tests.support.meetings import held as meeting_held
from tests.support.organisations import CLINIC, organisation, pairing

DAY = timedelta(days=1)


@pytest.mark.parametrize("text", ("", "  \u3000", "\u200b", "\ufeff\u2060", "\u202e", "\u3164", "\u2800", "\ufe0f"))
def test_what_nobody_can_see_is_no_text(text: str) -> None:
    assert (prose(text), one_line(text)) == ("", "")


@pytest.mark.parametrize("text", ("=cmd|' /c calc'!A1", "𬱖", "阿卜杜·热合曼", "👩‍👧 亲子", "سلام"))
def test_what_can_be_seen_stays_as_it_is(text: str) -> None:
    assert (prose(text), one_line(text)) == (text, text)


@pytest.mark.parametrize(
    "line", ("\u200b|林小芳|12-10", "量血压|\u200b|12-10", "量血压|林小芳|\u200b", "\u3164|林小芳|12-10")
)
def test_nothing_of_a_resolution_is_invisible(desk: Desk, line: str) -> None:
    with desk.write() as work:
        hire(work)
        with pytest.raises(Invalid, match="请写明"):
            decision_lines.understand(work, line)


def test_a_form_that_was_open_while_its_organisation_was_merged_keeps_all_rules(desk: Desk) -> None:
    with desk.write() as work:
        partners = matching.set_up(work)
        kept, dropped = partners.hospital, partners.company
        pairing(work, kept, 0, 100)
        read = pairing(work, dropped, 200, 300)
        merging.merge(work, kept, dropped)
        with pytest.raises(Invalid, match="GJ2026-001"):
            pairings.edit(work, replace(read, first=work.today + 50 * DAY), read)
        offered = offerings.offer(work, matching.new_offering(replace(partners, hospital=dropped), work.today))
        called = planning.call(work, new_meeting(work, Crew(*[work.actor] * 4)))
        asked = people.ask(work, called.id, NewPerson(organisation_id=dropped))
        assert (offered.organisation_id, asked.organisation_id) == (kept, kept)
        with pytest.raises(Refused, match="已在名单上"):
            people.ask(work, called.id, NewPerson(organisation_id=kept))
        with pytest.raises(Invalid, match="已登记的单位"):
            people.ask(work, called.id, NewPerson(organisation_id=9999))
        assert book_problems(work) == []


def test_full_width_letters_make_no_second_organisation(desk: Desk) -> None:
    with desk.write() as work:
        wide, narrow = organisation(work, "ＡＢＣ公司"), organisation(work, "ABC公司")
        assert [(each.keep.id, each.drop.id) for each in merging.likely_same(work)] == [(wide.id, narrow.id)]


def test_only_the_partner_s_own_activities_in_its_term_are_its_deliveries(desk: Desk) -> None:
    with desk.write() as work:
        partners = matching.set_up(work)
        match = matching.matched(work, partners)
        of_partner = {"organiser_kind": OrganiserKind.PARTNER, "organiser": matching.COMPANY}
        other = matching.clinic(work, partners, organisation_id=partners.company, **of_partner)
        early, own = matching.clinic(work, partners, slot=2), matching.clinic(work, partners, slot=4)
        work.change(activities, early, {"day": work.today - 9 * DAY})
        with pytest.raises(Refused, match="属于“东海建设公司”"):
            deliveries.link_activity(work, match.id, match.version, other)
        with pytest.raises(Refused, match="早于FW"):
            deliveries.link_activity(work, match.id, match.version, early)
        assert [each.id for each in deliveries.choices(work, match)] == [own]
        match = deliveries.link_activity(work, match.id, match.version, own)
        matching.held(work, own, 30)
        assert matching.now(work, match).delivered == 1
        work.change(activities, own, {"organisation_id": partners.company})
        assert matching.now(work, match).delivered == 0, "it became another's afterwards"
        work.change(activities, own, {"organisation_id": partners.hospital, "day": work.today - 9 * DAY})
        assert matching.now(work, match).delivered == 0, "it is put before anything was promised"
        assert delivery_queries.counted_between(work, work.today - 30 * DAY, work.today) == []


def test_what_was_accepted_and_counts_no_more_is_shown(desk: Desk) -> None:
    with desk.write() as work:
        partners = matching.set_up(work)
        match = matching.matched(work, partners)
        own = matching.clinic(work, partners)
        match = deliveries.link_activity(work, match.id, match.version, own)
        matching.held(work, own, 30)
        match = matches.accept(work, match.id, matching.now(work, match).version)
        assert (match.state, attention_queries.silent_matches(work).many) == (MatchState.ACCEPTED, 0)
        results.save(work, own, ActivityResult(0, "无人到场"))
        silent = queries.some_matches(work, attention_queries.silent_ids(work))
        assert [each.id for each in silent] == [match.id]
        assert attention_queries.silent_matches(work).many == 1


def test_a_term_that_was_broken_off_does_not_end_before_that(desk: Desk) -> None:
    with desk.write() as work:
        officer = officers.serving(work)
        appointing.let_go(work, officer.id, officer.version, "搬走")
        term = officer_queries.terms_of(work, officer.id)[0]
        with pytest.raises(Invalid, match="提前终止"):
            appointing.correct_term(work, replace(term, last=work.today - 5 * DAY), term)
        appointing.correct_term(work, replace(term, last=work.today + 5 * DAY), term)
        assert book_problems(work) == []


@pytest.mark.parametrize(
    ("first", "months", "last"),
    (
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2027, 2, 28), 12, date(2028, 2, 27)),
        (date(2026, 12, 31), 12, date(2027, 12, 30)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 12, 1), 3, date(2027, 2, 28)),
        (date(2026, 1, 1), 12, date(2026, 12, 31)),
    ),
)
def test_a_term_of_months_ends_before_its_day_comes_again(first: date, months: int, last: date) -> None:
    assert Month.term_from(first, months) == last


def _decided(work: Work, crew: Crew, zone: int, kind: AdjustmentKind, **more: int) -> int:
    new = NewAdjustment(zone, kind, "人少", "调整", effective_on=work.today, **more)
    return adjusting.decide(work, new, Carrying(crew.owner, crew.leader.id)).id


def test_the_counter_stays_in_a_zone_in_use_and_a_closed_zone_can_come_back(desk: Desk) -> None:
    with desk.write() as work:
        crew = hire(work)
        first, second = editing.add(work, NewZone("甲区")), editing.add(work, NewZone("乙区"))
        closing = _decided(work, crew, first, AdjustmentKind.CLOSE)
        merging_it = _decided(work, crew, second, AdjustmentKind.MERGE, other_zone_id=first)
        for id, zone in ((closing, first), (merging_it, second)):
            centre.save_setting(work, "counter_zone", zone)
            with pytest.raises(Refused, match="服务窗口在此功能区"):
                adjusting.take_effect(work, id, 1)
        centre.save_setting(work, "counter_zone", 0)
        adjusting.take_effect(work, closing, 1)
        editing.set_active(work, first, True)
        ended = zones.find_adjustment(work, closing)
        assert (ended.state, zones.moves_of(work, closing)[-1].remark) == (
            AdjustmentState.NOT_RECOVERED,
            "功能区已重新启用",
        )
        assert book_problems(work) == []


def test_names_of_people_outside_leave_old_meetings(desk: Desk) -> None:
    with desk.write() as work:
        crew = hire(work)
        leader = as_(work, crew.leader)
        meeting = meeting_held(leader, crew)
        resolutions.decide(leader, meeting.id, "送粽子|王五|+5工作日", outside=True)
        resolutions.decide(leader, meeting.id, "修灯|林小芳|+5工作日")
        issued(leader, meeting)
        work.change(meetings, meeting.id, {"day": work.today - 4000 * DAY})
        retention.forget(work, work.now - 3000 * DAY)
        rows = work.connection.execute(meeting_resolutions.select().order_by(meeting_resolutions.c.n))
        assert [row.owner_name for row in rows] == ["", "林小芳"]
        assert not [each for each in book_problems(work) if "决议" in each]


def test_a_merged_record_has_no_pairing_left_to_overlap(desk: Desk) -> None:
    with desk.write() as work:
        first, second = organisation(work), organisation(work, CLINIC)
        merging.merge(work, first.id, second.id)
        with pytest.raises(Refused, match="同一"):
            merging.merge(work, second.id, first.id)
        rows = work.connection.execute(organisations.select()).all()
        assert [row.merged_into for row in rows] == [None, first.id], "no circle"


def test_an_officer_between_two_terms_is_not_asked(desk: Desk) -> None:
    with desk.write() as work:
        crew = hire(work)
        leader = as_(work, crew.leader)
        officer = officers.serving(work, last=work.today)
        found = findings.found(work, crew, officer.id)
        item = findings.mended(work, crew, findings.accepted(work, crew, found))
        later = replace(leader, now=work.now + 3 * DAY)
        assert item.officer_serves(work.today) and not item.officer_serves(later.today)
        appointing.appoint(
            work,
            officer.id,
            officer.version,
            NewTerm("聘〔2027〕8号", work.today + 30 * DAY, work.today + 90 * DAY),
        )
        item = follow_ups.find(later, item.id)
        assert not item.officer_serves(later.today), "the next term has not begun"
        own_word = Closing(FollowUpOutcome.FIXED, means=OfficerMeans.IN_PERSON)
        with pytest.raises(Invalid, match="代"):
            checking.close(later, item.id, item.version, own_word)
        assert [each.id for each in follow_up_attention.items_in_stead(later)] == [item.id]
        closed = checking.close(later, item.id, item.version, replace(own_word, means=OfficerMeans.STEAD))
        assert "代复核" in follow_ups.moves_of(work, closed.id)[-1].by


NAMELESS = (
    ("UPDATE organisations SET name = ''", "号单位没有名称"),
    ("UPDATE organisation_aliases SET alias = ''", "号单位没有名称"),
    ("UPDATE officers SET name = ''", "号体验官没有姓名"),
    ("UPDATE zones SET name = ''", "号功能区没有名称"),
    ("UPDATE needs SET description = ''", "没有写明内容"),
    ("UPDATE meeting_people SET name = '' WHERE staff_id IS NULL", "有人没有姓名"),
)


def test_a_name_that_was_emptied_by_hand_is_told(desk: Desk) -> None:
    with desk.write() as work:
        crew = hire(work)
        merging.merge(work, organisation(work).id, organisation(work, CLINIC).id)
        officers.nominated(work)
        editing.add(work, NewZone("甲区"))
        needs.raise_need(work, matching.new_need())
        called(as_(work, crew.leader), crew)
        assert book_problems(work) == []
        for statement, said in NAMELESS:
            step = work.connection.begin_nested()
            assert work.connection.exec_driver_sql(statement).rowcount
            assert [each for each in book_problems(work) if said in each], statement
            step.rollback()


def test_whoever_was_only_nominated_is_not_kept_for_ever(desk: Desk) -> None:
    with desk.write() as work:
        old, served = officers.nominated(work), officers.serving(work, "庄明")
        officer_retention.forget(work, work.now)
        kept = [officer_queries.find(work, each.id).name for each in (old, served)]
        assert kept == ["欧阳明珠", "庄明"], "nominated only just now"
        officer_retention.forget(work, work.now + 30 * DAY)
        kept = [officer_queries.find(work, each.id).name for each in (old, served)]
        assert kept == ["已匿名化", "庄明"]


def test_people_at_what_brought_two_offerings_of_a_partner_are_counted_once(desk: Desk) -> None:
    with desk.write() as work:
        partners = matching.set_up(work)
        both = [matching.matched(work, partners) for _n in range(2)]
        once, alone = matching.clinic(work, partners), matching.clinic(work, partners, slot=2)
        both = [deliveries.link_activity(work, match.id, match.version, once) for match in both]
        deliveries.link_activity(work, both[0].id, both[0].version, alone)
        matching.held(work, once, 30)
        matching.held(work, alone, 7)
        line = overview.line_of(work, partners.hospital, work.today.year)
        whole = statistics.of_days(work, work.today, work.today)
        assert (line.delivered, line.people) == (3, 37)
        assert (len(whole.delivered), sum(each.people for each in whole.reached)) == (3, 37)


NAMED = ("泉州市海湾物业管理有限公司", "长乐单曾查实验小学", "阿依·古丽", "𬱖小明", "ABC重行", "林小芳")


@given(st.sampled_from(NAMED), st.data())
@settings(max_examples=40, deadline=None)
def test_names_are_found_by_what_their_tokens_begin_with(name: str, data: st.DataObject) -> None:
    token = data.draw(st.sampled_from(sorted(name_search.tokens(name, "", ""))))
    typed = token[: data.draw(st.integers(1, len(token)))] + data.draw(st.sampled_from(("", "", "x", "海")))
    begun = {each for each in NAMED if any(token.startswith(typed) for token in name_search.tokens(each, "", ""))}
    assert set(name_search.fitting(NAMED, typed)) >= begun
    if typed.isascii() and len(name) < 5:
        assert (name in name_search.fitting(NAMED, typed)) is (name in begun)


def test_a_rare_character_and_letters_after_many_readings_find_a_name() -> None:
    assert name_search.fitting(NAMED, "𬱖") == ["𬱖小明"]
    assert name_search.fitting(NAMED, "hwwy") == ["泉州市海湾物业管理有限公司"]
    assert name_search.fitting(NAMED, "haiww") == ["泉州市海湾物业管理有限公司"]
    assert name_search.fitting(NAMED, "gl") == ["泉州市海湾物业管理有限公司", "阿依·古丽"]
    assert name_search.fitting(NAMED, "不是谁") == []
