"""One entry for each person: joining, correcting, changing teams, leaving and coming back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.books import residents, staff
from desk.books.orders import queries as orders
from desk.books.orders.model import OrderState
from desk.books.registry import books
from desk.books.teams import contacts, leaving, members, queries, teams
from desk.books.teams.model import HalfDay, Member, MemberKind, NewMember, Team
from desk.core.book import Book
from desk.core.edit_conflicts import EditConflict
from desk.core.errors import Invalid, NotAllowed, Refused
from desk.core.permissions import Role
from desk.core.work import Work
from desk.services.session import Desk
from tests.support.orders import set_up, taken
from tests.support.teams import FIRST, SECOND, as_role, joined, resident, two_teams

DAY = timedelta(days=1)


def wrong_fields(act: Any, *args: Any, **more: Any) -> set[str]:
    with pytest.raises(Invalid) as wrong:
        act(*args, **more)
    return {problem.field for problem in wrong.value.problems}


def test_a_member_gets_the_next_number_and_what_was_typed_is_tidied(desk: Desk) -> None:
    with desk.write() as work:
        first, _second = two_teams(work)
        tidied = joined(work, first, " 欧阳 明珠 ", telephone="138 0000-1111", skills=("repair", "cleaning"))
        other = joined(work, first, "东方朔月", times=((5, HalfDay.EVENING), (0, HalfDay.MORNING)))
        assert (tidied.number, other.number) == ("T0001", "T0002")
        assert (tidied.name, tidied.telephone) == ("欧阳明珠", "13800001111")
        assert tidied.skills == ("cleaning", "repair"), "in the order in which they are offered"
        assert other.times == ((0, HalfDay.MORNING), (5, HalfDay.EVENING))
        assert members.times_words(other.times) == "周一上午、周六晚上"
        assert members.times_words([(6, half) for half in HalfDay]) == "周日全天"
        assert tidied.joined_on == work.today and tidied.is_active
        assert queries.member_by_number(work, " t0002 ") == other
        assert queries.member_by_number(work, "T9999") is None


def test_what_is_wrong_is_told_by_its_field(desk: Desk) -> None:
    with desk.write() as work:
        _first, second = two_teams(work)
        bad = NewMember(99, MemberKind.PARTY, " ", "1380000", joined_on=work.today + DAY, abilities="水" * 201)
        assert wrong_fields(members.join, work, bad) == {"team_id", "name", "telephone", "joined_on", "abilities"}
        assert wrong_fields(teams.add, work, Team(" ")) == {"name"}
        assert wrong_fields(teams.add, work, Team(FIRST, area="组" * 201)) == {"name", "area"}
        teams.set_active(work, second, False)
        assert wrong_fields(joined, work, second) == {"team_id"}, "a team that is sent no more takes nobody in"


def test_a_record_gives_name_telephone_and_village_group(desk: Desk) -> None:
    with desk.write() as work:
        first, _second = two_teams(work)
        id = resident(work)
        member = joined(work, first, "", resident_id=id)
        record = residents.find(work, id)
        assert (member.name, member.telephone, member.resident_id) == (record.name, record.telephone, id)
        colleague = next(each for each in staff.everyone(work) if each.id == work.actor.id)
        assert joined(work, first, "", staff_id=colleague.id).name == colleague.name


def test_the_same_person_is_refused_whatever_the_team(desk: Desk) -> None:
    with desk.write() as work:
        first, second = two_teams(work)
        id = resident(work)
        joined(work, first, "", resident_id=id)
        joined(work, first, "欧阳明珠", telephone="13800001111")
        joined(work, first, "东方朔月")
        assert wrong_fields(joined, work, second, "", resident_id=id) == {"name"}
        assert wrong_fields(joined, work, second, "欧阳明珠", telephone="13800001111") == {"name"}
        assert wrong_fields(joined, work, first, "东方朔月") == {"name"}
        assert joined(work, second, "东方朔月").number == "T0004", "of the same name, in another team: another person"
        assert joined(work, first, "欧阳明珠", telephone="13800002222").number == "T0005"


def test_who_left_is_not_taken_in_anew_but_comes_back_with_the_number(desk: Desk) -> None:
    with desk.write() as work:
        first, second = two_teams(work)
        member = joined(work, first, leads=True, joined_on=work.today - 40 * DAY)
        gone = leaving.leave(work, member.id, work.today - 10 * DAY, "外出务工")
        assert (gone.is_active, gone.leads, gone.left_reason) == (False, False, "外出务工")
        assert queries.active_members(work) == [] and queries.members_of(work, first, with_left=True) == [gone]
        with pytest.raises(Invalid, match="归队"):
            joined(work, first)
        back = leaving.come_back(work, member.id, second, work.today)
        assert (back.number, back.team, back.left_on, back.left_reason) == ("T0001", SECOND, None, "")
        [stay] = queries.past_stays_of(work, member.id)
        assert (stay.team, stay.left_on, stay.left_reason) == (FIRST, work.today - 10 * DAY, "外出务工")
        assert queries.all_past_stays(work) == [stay]


def test_days_of_leaving_and_coming_back_that_cannot_be(desk: Desk) -> None:
    with desk.write() as work:
        first, _second = two_teams(work)
        member = joined(work, first)
        assert wrong_fields(leaving.leave, work, member.id, work.today + DAY, "") == {"on", "reason"}
        assert wrong_fields(leaving.leave, work, member.id, work.today - DAY, "搬家") == {"on"}
        with pytest.raises(Refused):
            leaving.come_back(work, member.id, first, work.today)
        leaving.leave(work, member.id, work.today, "搬家")
        assert wrong_fields(leaving.come_back, work, member.id, 99, work.today - DAY) == {"on", "team_id"}
        with pytest.raises(Refused):
            leaving.leave(work, member.id, work.today, "搬家")


def test_another_team_keeps_number_and_says_where_somebody_was(desk: Desk) -> None:
    with desk.write() as work:
        first, second = two_teams(work)
        member = joined(work, first, joined_on=work.today - 5 * DAY)
        moved = members.edit(work, replace(member, team_id=second), read=member)
        assert (moved.number, moved.team, moved.joined_on) == (member.number, SECOND, work.today)
        [stay] = queries.past_stays_of(work, member.id)
        assert (stay.team, stay.joined_on, stay.left_on) == (FIRST, member.joined_on, work.today)
        again = members.edit(work, replace(moved, team_id=first), read=moved)
        assert again.team == FIRST and len(queries.past_stays_of(work, member.id)) == 1, "on the same day: a slip"


def test_two_windows_edit_one_member_field_by_field(desk: Desk) -> None:
    with desk.write() as work:
        first, _second = two_teams(work)
        member = joined(work, first, skills=("repair",))
        members.edit(work, replace(member, abilities="水电", skills=("repair", "company")), read=member)
        merged = members.edit(work, replace(member, village_group="三组", skills=("cleaning",)), read=member)
        assert (merged.abilities, merged.village_group, merged.skills) == ("水电", "三组", ("cleaning", "company"))
        with pytest.raises(EditConflict) as stale:
            members.edit(work, replace(member, abilities="木工"), read=member)
        assert [problem.field for problem in stale.value.problems] == ["abilities"]
        team = queries.find_team(work, first)
        teams.edit(work, first, replace(team, branch="联合党支部"), read=team)
        teams.edit(work, first, replace(team, area="三组 四组"), read=team)
        assert queries.find_team(work, first) == replace(team, branch="联合党支部", area="三组、四组")
        with pytest.raises(EditConflict):
            teams.edit(work, first, replace(team, branch="机关党支部"), read=team)


def test_a_team_with_members_is_not_put_away(desk: Desk) -> None:
    with desk.write() as work:
        first, _second = two_teams(work)
        member = joined(work, first)
        with pytest.raises(Refused, match="1人"):
            teams.set_active(work, first, False)
        leaving.leave(work, member.id, work.today, "搬家")
        teams.set_active(work, first, False)
        assert [team.name for team in queries.all_teams(work)] == [SECOND]
        assert len(queries.all_teams(work, active_only=False)) == 2
        teams.set_active(work, first, True)
        assert len(queries.all_teams(work)) == 2


def test_every_book_hears_of_it_in_the_same_transaction(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[int] = []
    listening = [replace(book, member_left=lambda _work, id: heard.append(id)) for book in books()[:2]]
    monkeypatch.setattr(leaving, "books", lambda: tuple[Book, ...](listening))
    with desk.write() as work:
        first, _second = two_teams(work)
        member = joined(work, first)
        leaving.leave(work, member.id, work.today, "搬家")
    assert heard == [member.id, member.id]


def test_what_is_open_stays_with_the_team_that_was_asked(desk: Desk) -> None:
    with desk.write() as work:
        ready = set_up(work)
        order = taken(work, ready)
        member = queries.find_member(work, ready.members[0])
        members.edit(work, replace(member, abilities="水电"), read=member)
        assert orders.find(work, order.id).member_id == member.id
        members.edit(work, replace(member, team_id=ready.other), read=member)
        assert orders.find(work, order.id).state is OrderState.REVIEWED


def test_a_clerk_reads_and_looks_up_a_telephone_but_keeps_no_teams(desk: Desk) -> None:
    with desk.write() as work:
        first, _second = two_teams(work)
        member = joined(work, first, telephone="13800001111")
        clerk = as_role(work, Role.CLERK)
        assert contacts.look_up(clerk, member.id, "派单") == "13800001111"
        assert work.rows("SELECT purpose FROM lookups") == [("派单",)]
        for act in (
            lambda: teams.add(clerk, Team("第三突击队")),
            lambda: joined(clerk, first, "东方朔月"),
            lambda: members.edit(clerk, member),
            lambda: leaving.leave(clerk, member.id, work.today, "搬家"),
        ):
            with pytest.raises(NotAllowed):
                act()


def test_the_audit_names_nobody(desk: Desk) -> None:
    with desk.write() as work:
        first, _second = two_teams(work)
        member = joined(work, first, telephone="13800001111")
        members.edit(work, replace(member, name="欧阳明月"), read=member)
        leaving.leave(work, member.id, work.today, "去女儿家")
        kept = str(work.rows("SELECT before, after FROM audit WHERE subject = ?", f"team_members:{member.id}"))
        assert not [text for text in ("欧阳", "1380000", "女儿") if text in kept]


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 6), st.sampled_from(HalfDay))))
def test_times_in_words_name_each_half_day_once(times: list[tuple[int, HalfDay]]) -> None:
    said = members.times_words(times)
    whole = {day for day, _half in times if {half for each, half in times if each == day} == set(HalfDay)}
    single = {(day, half) for day, half in times if day not in whole}
    assert said.count("全天") == len(whole)
    assert sum(said.count(half.label) for half in HalfDay) == len(single)


def test_who_has_left_is_taken_back_and_not_moved(desk: Desk) -> None:
    with desk.write() as work:
        pair = two_teams(work)
        member = joined(work, pair[0], joined_on=work.today - 30 * DAY)
        gone = leaving.leave(work, member.id, work.today - 3 * DAY, "搬家")
        with pytest.raises(Invalid) as refused:
            members.edit(work, replace(gone, team_id=pair[1]), read=gone)
        assert [problem.field for problem in refused.value.problems] == ["team_id"]


def test_nobody_joined_before_they_left_the_team_before(desk: Desk) -> None:
    with desk.write() as work:
        pair = two_teams(work)
        member = joined(work, pair[0], joined_on=work.today - 30 * DAY)
        moved = members.edit(work, replace(member, team_id=pair[1]), read=member)
        with pytest.raises(Invalid) as refused:
            members.edit(work, replace(moved, joined_on=work.today - DAY), read=moved)
        assert [problem.field for problem in refused.value.problems] == ["joined_on"]


Step = tuple[str, int]


@pytest.mark.parametrize(
    "steps",
    [
        [("leave", 3), ("back", 2), ("move", 0), ("leave", 0), ("back", 0)],
        [("move", 0), ("leave", 0), ("back", 0), ("leave", 0)],
    ],
)
def test_stays_follow_one_another_whatever_happens(desk: Desk, steps: list[Step]) -> None:
    with desk.write() as work:
        pair = two_teams(work)
        member = joined(work, pair[0], joined_on=work.today - 30 * DAY)
        for act, ago in steps:
            member = _step(work, member.id, pair, act, work.today - ago * DAY)
        stays = queries.past_stays_of(work, member.id)
        for earlier, later in pairwise(stays):
            assert earlier.joined_on <= earlier.left_on <= later.joined_on
        assert [problem for book in books() if book.name == "teams" for problem in book.problems(work)] == []


def _step(work: Work, id: int, pair: tuple[int, int], act: str, on: date) -> Member:
    member = queries.find_member(work, id)
    other = pair[member.team_id == pair[0]]
    if act == "leave":
        return leaving.leave(work, id, on, "搬家")
    if act == "back":
        return leaving.come_back(work, id, other, on)
    return members.edit(work, replace(member, team_id=other), read=member)
