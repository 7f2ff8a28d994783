"""Old lists of points: whose row it is, how long it counts, and never twice."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from desk.books.points import expiring, importing, queries
from desk.core.errors import Invalid, Refused
from desk.core.work import Work
from desk.models.teams import team_members, teams
from desk.services.session import Desk
from tests.support.points import add_member, set_up


def row(work: Work, **cells: Any) -> importing.OpeningBalance:
    return importing.read({"points": 30, **cells}, work)


def test_a_row_is_known_by_its_number_or_by_a_name_that_only_one_has(desk: Desk) -> None:
    with desk.write() as work:
        there = set_up(work)
        by_number = row(work, number="t01-002")
        by_name = row(work, name="司马相如", until=date(2026, 12, 31))
        assert by_number.member_id == by_name.member_id == there.members[1]
        assert by_number.expires_on == date(2027, 4, 1)
        assert by_name.expires_on == date(2027, 1, 1), "the last day counts"
        importing.store(work, [by_name], None)
        holder = queries.find_holder(work, there.members[1])
        assert holder.balance == 30
        assert [each.points for each in expiring.coming_of(work, holder.id)] == [30]


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        ({"name": "查无此人"}, "name"),
        ({"number": "T99-001"}, "number"),
        ({"number": "T01-001", "name": "司马相如"}, "name"),
        ({}, "name"),
        ({"number": "T01-001", "points": 0}, "points"),
        ({"number": "T01-001", "points": -3}, "points"),
        ({"number": "T01-001", "points": "三十几"}, "points"),
        ({"number": "T01-001", "points": ""}, "points"),
        ({"number": "T01-001", "until": date(2026, 1, 31)}, "until"),
        ({"number": "T01-001", "remark": "长" * 201}, "remark"),
        ({"number": "T01-004"}, "number"),
    ],
)
def test_a_row_that_cannot_be_is_told_by_its_field(desk: Desk, cells: dict[str, Any], field: str) -> None:
    with desk.write() as work:
        there = set_up(work)
        work.change(team_members, there.members[3], {"left_on": work.today})
        with pytest.raises(Invalid) as wrong:
            row(work, **cells)
        assert [each.field for each in wrong.value.problems] == [field]
        assert "司马相如" not in wrong.value.message and "欧阳明珠" not in wrong.value.message


def test_a_name_that_two_have_asks_for_the_number_or_the_team(desk: Desk) -> None:
    with desk.write() as work:
        set_up(work)
        other = work.add(teams, {"name": "金帆突击队"})
        add_member(work, other, "司马相如", "T02-001")
        with pytest.raises(Invalid, match="编号"):
            row(work, name="司马相如")
        assert row(work, name="司马相如", team="金帆突击队").number == "T02-001"


def test_nobody_is_carried_over_twice(desk: Desk) -> None:
    with desk.write() as work:
        set_up(work)
        again = row(work, number="T01-001")
        importing.store(work, [again], None)
        with pytest.raises(Invalid):
            row(work, number="T01-001")
        with pytest.raises(Refused):
            importing.store(work, [again], None)


def test_the_complete_export_is_taken_in_by_an_empty_book(desk: Desk) -> None:
    with desk.write() as work:
        set_up(work)
        importing.store(work, [row(work, number="T01-001"), row(work, number="T01-002", points=7)], None)
        listed = list(importing.SPEC.exported(work))
        assert [(each.holder.number, each.holder.balance, each.last_day) for each in listed] == [
            ("T01-001", 30, date(2027, 3, 31)),
            ("T01-002", 7, date(2027, 3, 31)),
        ]
