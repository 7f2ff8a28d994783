"""What the book tells the rest of the desk: what is due, what is found, who is kept, and what is forgotten."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from desk.books import residents
from desk.books.registry import find_book
from desk.books.teams import leaving, queries
from desk.core.clock import start_of
from desk.core.errors import Refused
from desk.core.permissions import Role
from desk.models.teams import team_members
from desk.services.session import Desk
from tests.support.teams import FIRST, SECOND, as_role, joined, resident, two_teams

BOOK = find_book("teams")
DAY = timedelta(days=1)


def test_a_team_without_a_leader_is_told_to_whoever_keeps_the_teams(desk: Desk) -> None:
    with desk.write() as work:
        first, _second = two_teams(work)
        leader = joined(work, first, leads=True)
        [due] = BOOK.attention(work)
        assert (due.count, due.details) == (1, SECOND)
        leaving.leave(work, leader.id, work.today, "搬家")
        [due] = BOOK.attention(work)
        assert (due.count, due.details) == (2, f"{FIRST}、{SECOND}")
        assert list(BOOK.attention(as_role(work, Role.CLERK))) == []


def test_a_member_is_found_by_number_and_name_and_shown_masked(desk: Desk) -> None:
    with desk.write() as work:
        first, _second = two_teams(work)
        member, gone = joined(work, first), joined(work, first, "欧阳东篱")
        leaving.leave(work, gone.id, work.today, "搬家")
        assert [hit.about for hit in BOOK.find_records(work, "t000", 9)] == [member.id, gone.id]
        here, left = BOOK.find_records(work, "欧阳", 9)
        assert "明珠" not in here.text and (here.details, left.details) == (FIRST, f"{FIRST}　已退队")
        assert list(BOOK.find_records(work, "欧", 9)) == []
        assert [hit.about for hit in BOOK.find_records(work, "oydl", 9)] == [gone.id]
        for typed in ("ouyang", "OY"):
            assert [hit.about for hit in BOOK.find_records(work, typed, 9)] == [member.id, gone.id], typed


def test_a_team_is_found_by_any_part_of_its_name(desk: Desk) -> None:
    with desk.write() as work:
        _first, second = two_teams(work)
        [hit] = BOOK.find_records(work, SECOND[1:], 9)
        assert (hit.text, hit.leads_to, hit.about) == (SECOND, "orders.teams", second)


def test_two_records_of_one_person_in_teams_are_not_merged_before_one_leaves(desk: Desk) -> None:
    with desk.write() as work:
        first, second = two_teams(work)
        keep, drop = resident(work), residents.add(work, residents.ResidentDetails("司马相如")).id
        joined(work, first, "", resident_id=keep)
        other = joined(work, second, "", resident_id=drop)
        with pytest.raises(Refused, match="T0001（第一突击队）和T0002（第二突击队）"):
            residents.merge(work, keep, drop)
        leaving.leave(work, other.id, work.today, "重复登记")
        residents.merge(work, keep, drop)
        assert [each.number for each in queries.of_resident(work, keep)] == ["T0001", "T0002"]
        with pytest.raises(Refused, match="T0001"):
            leaving.come_back(work, other.id, second, work.today)


def test_members_are_kept_and_what_is_old_is_forgotten(desk: Desk) -> None:
    with desk.write() as work:
        first, _second = two_teams(work)
        old = joined(work, first, telephone="13800001111", joined_on=work.today - 900 * DAY)
        leaving.leave(work, old.id, work.today - 800 * DAY, "去女儿家")
        new = joined(work, first, "东方朔月")
        BOOK.forget(work, start_of(work.today - 700 * DAY))
        emptied = queries.find_member(work, old.id)
        assert (emptied.name, emptied.telephone, emptied.left_reason, emptied.number) == ("已匿名化", "", "", "T0001")
        assert queries.find_member(work, new.id) == new


def test_who_is_in_a_team_is_not_anonymised_and_who_was_goes_as_a_whole(desk: Desk) -> None:
    with desk.write() as work:
        first, _second = two_teams(work)
        id = resident(work)
        member = joined(work, first, "", resident_id=id)
        [condition] = BOOK.keeps_residents(work.today)
        table = residents.queries.residents  # type: ignore[attr-defined]
        assert work.connection.execute(table.select().where(condition)).scalars().all() == [id]
        residents.anonymise(work, [id], 3)
        emptied = queries.find_member(work, member.id)
        assert (emptied.name, emptied.telephone, emptied.number) == ("", "", member.number)


def test_the_check_of_the_data_file_says_what_cannot_be(desk: Desk) -> None:
    with desk.write() as work:
        first, second = two_teams(work)
        member, other = joined(work, first), joined(work, second, "东方朔月")
        id = resident(work)
        assert list(BOOK.problems(work)) == []
        change = update(team_members)
        work.connection.execute(change.values(resident_id=id))
        work.connection.execute(change.where(team_members.c.id == member.id).values(skills=["flying"]))
        work.connection.execute(update(queries.teams).where(queries.teams.c.id == second).values(active=False))
        said = "\n".join(BOOK.problems(work))
        assert all(text in said for text in ("T0001：擅长", f"T0002所在的“{SECOND}”已停派", "T0001和T0002"))
        work.connection.execute(change.values(kind="guest", left_on=member.joined_on - DAY))
        said = "\n".join(BOOK.problems(work))
        assert "人员类别无法识别" in said and "早于入队日期" in said
        assert replace(other, team_id=first) != other
