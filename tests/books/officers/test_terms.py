"""Who serves on a day is said by the terms: appointed, renewed, let go, and looked at by the check."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from desk.books import centre
from desk.books.centre import RuleValue
from desk.books.officers import appointing, contacts, nominating, queries, visit_queries
from desk.books.officers.model import NewOfficer, NewTerm, OfficerIdentity, OfficerState, OfficerView
from desk.books.registry import find_book
from desk.core.clock import start_of
from desk.core.edit_conflicts import EditConflict
from desk.core.errors import Invalid, NotAllowed, Refused
from desk.core.permissions import Role
from desk.core.work import Work
from desk.models.officers import officer_moves, officer_terms, officers
from desk.services.session import Desk
from tests.support.demo import TakenBack
from tests.support.extent import LONG
from tests.support.officers import DAY, nominated, scores, serving, three_zones, visited
from tests.support.teams import as_role

BOOK = find_book("officers")


def wrong_fields(act: Any, *args: Any) -> set[str]:
    with pytest.raises(Invalid) as wrong:
        act(*args)
    return {problem.field for problem in wrong.value.problems}


def on(work: Work, day: date) -> Work:
    """The same action on another day."""
    return replace(work, now=start_of(day) + timedelta(hours=9))


def test_somebody_is_nominated_appointed_renewed_and_serves_by_the_day(desk: Desk) -> None:
    with desk.write() as work:
        officer = nominated(work, " 欧阳 明珠 ", telephone="138 0000-1111")
        assert (officer.name, officer.telephone, officer.state) == ("欧阳明珠", "13800001111", OfficerState.NOMINATED)
        assert queries.serving(work) == []
        term = appointing.proposed(work, officer)
        assert term == NewTerm("聘〔2026〕1号", date(2026, 11, 24), date(2027, 11, 23))
        officer = appointing.appoint(work, officer.id, officer.version, term)
        assert (officer.state, officer.letter) == (OfficerState.SERVING, "聘〔2026〕1号")
        further = appointing.proposed(work, officer)
        assert further == NewTerm("聘〔2027〕1号", date(2027, 11, 24), date(2028, 11, 23))
        officer = appointing.appoint(work, officer.id, officer.version, further)
        assert [move.title for move in queries.moves_of(work, officer.id)] == ["拟聘", "聘任", "续聘"]
        for day, state in (
            (date(2026, 11, 23), OfficerState.NOMINATED),
            (date(2027, 11, 23), OfficerState.SERVING),
            (date(2028, 11, 23), OfficerState.SERVING),
            (date(2028, 11, 24), OfficerState.EXPIRED),
        ):
            assert queries.find(on(work, day), officer.id).state is state, day
            assert bool(queries.serving(on(work, day))) == (state is OfficerState.SERVING), day
        assert list(BOOK.problems(work)) == []


def test_the_next_letter_goes_on_after_the_highest_of_its_year(desk: Desk) -> None:
    with desk.write() as work:
        for name, letter in (("欧阳明珠", "聘〔2026〕9号"), ("东方朔月", "聘〔2026〕12号"), ("司马青云", "特聘1")):
            officer = nominated(work, name)
            appointing.appoint(work, officer.id, 1, NewTerm(letter, work.today, work.today + 30 * DAY))
        assert appointing.next_letter(work, work.today) == "聘〔2026〕13号"
        assert appointing.next_letter(work, date(2027, 1, 1)) == "聘〔2027〕1号"
        taken = NewTerm("聘〔2026〕9号", work.today, work.today)
        assert wrong_fields(appointing.appoint, work, nominated(work, "诸葛一鸣").id, 1, taken) == {"letter"}


def test_what_is_wrong_is_told_by_its_field(desk: Desk) -> None:
    with desk.write() as work:
        bad = NewOfficer(" ", OfficerIdentity.OTHER, "单" * 61, "1380000", "注" * 501)
        assert wrong_fields(nominating.nominate, work, bad) == {"name", "employer", "telephone", "remark"}
        officer = serving(work)
        assert wrong_fields(nominating.nominate, work, NewOfficer("欧阳明珠", OfficerIdentity.LAWYER)) == {"name"}
        first = work.today
        for term, fields in (
            (NewTerm("", first, first), {"letter", "first"}),
            (NewTerm("甲", first + 400 * DAY, first + 390 * DAY), {"first", "last"}),
            (NewTerm("甲", first + 340 * DAY, first + 3000 * DAY), {"last"}),
        ):
            assert wrong_fields(appointing.appoint, work, officer.id, officer.version, term) == fields
        assert wrong_fields(appointing.let_go, work, officer.id, officer.version, " ") == {"reason"}


def test_who_was_let_go_serves_until_that_day_and_can_be_appointed_again(desk: Desk) -> None:
    with desk.write() as work:
        officer = serving(work)
        officer = appointing.appoint(work, officer.id, officer.version, appointing.proposed(work, officer))
        gone = appointing.let_go(work, officer.id, officer.version, "调往外地工作")
        assert gone.state is OfficerState.DISMISSED and queries.serving(work) == []
        assert queries.serving_on(work, work.today - DAY)[0].id == officer.id
        assert [each.until for each in queries.terms_of(work, officer.id)] == [work.today, work.today]
        with pytest.raises(Refused, match="解聘"):
            appointing.let_go(work, gone.id, gone.version, "再次")
        with pytest.raises(Refused, match=f"{work.actor.name}已于.*修改{officer.name}，现为“解聘”"):
            appointing.appoint(work, gone.id, officer.version, appointing.proposed(work, gone))
        back = appointing.appoint(work, gone.id, gone.version, appointing.proposed(work, gone))
        assert (back.first, back.kept) == (work.today + DAY, OfficerState.SERVING)
        assert queries.find(on(work, work.today + DAY), gone.id).state is OfficerState.SERVING
        assert list(BOOK.problems(work)) == []


def test_a_term_that_is_over_needs_no_letting_go(desk: Desk) -> None:
    with desk.write() as work:
        officer = serving(work, first=work.today - 400 * DAY, last=work.today - DAY)
        assert officer.state is OfficerState.EXPIRED
        with pytest.raises(Refused, match="聘期已满"):
            appointing.let_go(work, officer.id, officer.version, "期满")


def test_only_who_keeps_the_officers_decides_on_them(desk: Desk) -> None:
    with desk.write() as work:
        officer, clerk = serving(work), as_role(work, Role.CLERK)
        for act, args in (
            (nominating.nominate, (NewOfficer("东方朔月", OfficerIdentity.OTHER),)),
            (nominating.edit, (officer,)),
            (appointing.appoint, (officer.id, officer.version, appointing.proposed(work, officer))),
            (appointing.let_go, (officer.id, officer.version, "不来了")),
        ):
            with pytest.raises(NotAllowed):
                act(clerk, *args)


def test_an_edit_keeps_what_the_other_changed_and_tells_a_conflict(desk: Desk) -> None:
    with desk.write() as work:
        read = nominated(work)
        nominating.edit(work, replace(read, employer="闽海律师事务所"), read=read)
        both = nominating.edit(work, replace(read, telephone="13800001111"), read=read)
        assert (both.employer, both.telephone) == ("闽海律师事务所", "13800001111")
        with pytest.raises(EditConflict):
            nominating.edit(work, replace(read, employer="泉港律师事务所"), read=read)
        kept = "".join(f"{before}{after}" for before, after in work.rows("SELECT before, after FROM audit"))
        assert "13800001111" not in kept and "明珠" not in kept, "the audit is kept for ever"


def test_a_mistyped_term_is_put_right_but_no_visit_falls_out_of_it(desk: Desk) -> None:
    with desk.write() as work:
        [zone, *_] = three_zones(work)
        officer = serving(work)
        visited(work, officer.id, *scores(zone, 5), day=work.today - 20 * DAY)
        [term] = queries.terms_of(work, officer.id)
        right = appointing.correct_term(work, replace(term, letter="聘〔2026〕8号", first=term.first - 5 * DAY), term)
        assert (right.letter, right.first) == ("聘〔2026〕8号", term.first - 5 * DAY)
        for wrong, field in (({"first": work.today - DAY}, "first"), ({"last": work.today - 25 * DAY}, "last")):
            assert wrong_fields(appointing.correct_term, work, replace(right, **wrong), right) == {field}


def test_the_telephone_in_the_clear_is_logged(desk: Desk) -> None:
    with desk.write() as work:
        officer = nominated(work, telephone="13800001111")
        assert contacts.look_up(as_role(work, Role.CLERK), officer.id, "核对聘书") == "13800001111"
        assert work.rows("SELECT purpose FROM lookups") == [("核对聘书",)]


def test_leaders_are_told_who_has_not_come_in_the_quarter_and_whose_term_ends(desk: Desk) -> None:
    with desk.write() as work:
        [zone, *_] = three_zones(work)
        here = serving(work)
        serving(work, "东方朔月", last=work.today + 30 * DAY)
        nominated(work, "司马青云")
        visited(work, here.id, *scores(zone, 5))
        waiting, ending = BOOK.attention(work)
        assert (waiting.count, waiting.details, waiting.due) == (1, "东方朔月", date(2026, 12, 31))
        assert (waiting.text, waiting.about) == ("12月31日前待体验的体验官 1", OfficerView.TO_COME)
        assert (ending.count, ending.details, ending.due) == (1, "东方朔月", work.today + 30 * DAY)
        waiting, _ending = BOOK.attention(on(work, date(2026, 12, 20)))
        assert waiting.tone != waiting.tone.WAITING, "two weeks before the quarter ends it presses"
        waiting, _ending = BOOK.attention(on(work, date(2027, 1, 4)))
        assert (waiting.count, waiting.due) == (1, date(2027, 3, 31)), "a new quarter; the other's term is over"
        centre.save_rules(work, {"officer_visit_months": RuleValue(1, ""), "officer_expiry_days": RuleValue(29, "")})
        waiting, ending = BOOK.attention(work)
        assert (waiting.due, ending.count) == (date(2026, 11, 30), 0)
        assert list(BOOK.attention(as_role(work, Role.CLERK))) == []


def test_an_officer_is_found_by_name_initials_or_letter_and_a_visit_by_its_number(desk: Desk) -> None:
    with desk.write() as work:
        [zone, *_] = three_zones(work)
        officer = serving(work)
        visit = visited(work, officer.id, *scores(zone, 5))
        for typed in ("欧阳", "oymz", "ouyang", "聘〔2026〕1"):
            [hit] = BOOK.find_records(work, typed, 9)
            assert (hit.leads_to, hit.about) == ("officers.officer", officer.id) and "明珠" not in hit.text, typed
        [hit] = BOOK.find_records(work, "ty2026", 9)
        assert (hit.leads_to, hit.about) == ("officers.visit", visit.id) and "明珠" not in hit.text
        assert list(BOOK.find_records(work, "欧", 9)) == []


def test_whose_term_ended_long_ago_is_forgotten_and_what_is_counted_stays(desk: Desk) -> None:
    with desk.write() as work:
        [zone, *_] = three_zones(work)
        old = serving(work, first=work.today - 900 * DAY, last=work.today - 800 * DAY, telephone="13800001111")
        visited(work, old.id, *scores(zone, 5), day=work.today - 850 * DAY, remark="张三接待")
        again = serving(work, "东方朔月", first=work.today - 900 * DAY, last=work.today - 800 * DAY)
        appointing.appoint(work, again.id, again.version, appointing.proposed(work, again))
        BOOK.forget(work, start_of(work.today - 700 * DAY))
        emptied = queries.find(work, old.id)
        assert (emptied.name, emptied.telephone, emptied.letter) == ("已匿名化", "", old.letter)
        [visit] = visit_queries.visits_between(work, work.today - 850 * DAY, work.today)
        assert (visit.remark, visit.points) == ("", 5)
        assert queries.find(work, again.id).name == "东方朔月", "renewed since"


def test_the_check_of_the_data_file_names_what_was_changed_by_hand(desk: Desk) -> None:
    with desk.write() as work:
        [zone, *_] = three_zones(work)
        first, second = serving(work), serving(work, "东方朔月")
        gone = serving(work, "司马青云")
        appointing.let_go(work, gone.id, gone.version, "调离")
        visited(work, first.id, *scores(zone, 5))
        assert list(BOOK.problems(work)) == []

        def broken(table: Any, id: int, **values: Any) -> str:
            point = work.connection.begin_nested()
            work.connection.execute(update(table).where(table.c.id == id).values(**values))
            said = "\n".join(BOOK.problems(work))
            point.rollback()
            return said

        [term] = queries.terms_of(work, second.id)
        [ended] = queries.terms_of(work, gone.id)
        assert "聘任状态或身份" in broken(officers, second.id, state="expired"), "the day says it, nobody stores it"
        assert "最后一条聘任记录" in broken(officers, second.id, state="dismissed")
        assert "已聘任但没有聘期" in broken(officer_terms, term.id, officer_id=first.id)
        assert "聘期重叠" in broken(officer_terms, term.id, officer_id=first.id)
        assert "不完整" in broken(officer_moves, 2, was="dismissed")
        assert "晚于聘期" in broken(officer_terms, ended.id, ended_on=ended.last + DAY)
        assert "仍未终止" in broken(officer_terms, ended.id, ended_on=None)
        assert "不在聘期内" in broken(officer_terms, 1, first=work.today + DAY)


@settings(max_examples=100 if LONG else 12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_two_terms_of_an_officer_overlap_whatever_is_typed(desk: Desk, data: st.DataObject) -> None:
    with suppress(TakenBack), desk.write() as work:
        officer = nominated(work)
        for n in range(4):
            begins = data.draw(st.integers(-60, 60))
            term = NewTerm(
                f"第{n}号", work.today + begins * DAY, work.today + (begins + data.draw(st.integers(-3, 40))) * DAY
            )
            try:
                officer = appointing.appoint(work, officer.id, officer.version, term)
            except Invalid:
                continue
        terms = queries.terms_of(work, officer.id)
        assert all(one.until < other.first for one, other in pairwise(terms))
        covered = any(each.covers(work.today) for each in terms)
        assert (queries.find(work, officer.id).state is OfficerState.SERVING) == covered
        assert list(BOOK.problems(work)) == []
        raise TakenBack
