"""How many people are in teams, by the days on which they joined and left, and how many of them took an order."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from desk.books.teams import figures, leaving, members, order_queries, statistics
from desk.books.teams.model import MemberKind
from desk.services.session import Desk
from tests.support.team_orders import did_order
from tests.support.teams import joined, two_teams

DAY = timedelta(days=1)


def test_people_count_from_the_day_of_joining_until_the_day_before_leaving(desk: Desk) -> None:
    with desk.write() as work:
        first, second = two_teams(work)
        today = work.today
        stays, goes, moves = (
            joined(work, first, name, joined_on=today - 30 * DAY) for name in ("欧阳明珠", "东方朔月", "司马青云")
        )
        joined(work, second, "诸葛一鸣", kind=MemberKind.VOLUNTEER)
        leaving.leave(work, goes.id, today - 10 * DAY, "搬家")
        members.edit(work, replace(moves, team_id=second), read=moves)
        did_order(work, first, stays.id, today)
        did_order(work, first, goes.id, today - 12 * DAY)
        now = statistics.plain(statistics.of_days(work, today, today))
        assert (now["members"], now["members.party"], now["members.volunteer"]) == (3, 2, 1)
        assert (now["members_joined"], now["members_left"]) == (1, 0), "going over to another team is neither"
        assert (now["members_active"], now["members_active_percent"]) == (1, 33.3)
        then = statistics.plain(statistics.of_days(work, today - 12 * DAY, today - 11 * DAY))
        assert (then["members"], then["members_active"], then["members.volunteer"]) == (3, 1, 0)
        left = statistics.plain(statistics.of_days(work, today - 11 * DAY, today - 10 * DAY))
        assert (left["members"], left["members_left"], left["members_active_percent"]) == (2, 1, 0.0)
        spans = [(today, today), (today - 12 * DAY, today - 11 * DAY)]
        assert statistics.of_spans(work, spans) == [now, then]
        leaving.come_back(work, goes.id, first, today)
        assert statistics.plain(statistics.of_days(work, today, today))["members_joined"] == 2
        for figure in figures.FIGURES:
            if figure.rows:
                rows = figure.rows(work, today - 30 * DAY, today)
                whole = statistics.plain(statistics.of_days(work, today - 30 * DAY, today))
                assert figure.worth(rows) == whole[figure.code], figure.code
                assert not [row for row in rows if "明珠" in row.title]


def test_what_members_did_is_counted_by_team_and_late_orders_apart(desk: Desk) -> None:
    with desk.write() as work:
        first, second = two_teams(work)
        one_member, other = joined(work, first), joined(work, second, "东方朔月")
        today = work.today
        did_order(work, first, one_member.id, today, 90)
        did_order(work, first, one_member.id, today, 30, late=True)
        did_order(work, second, other.id, today - 40 * DAY)
        did = order_queries.by_member(work, today, today)
        assert set(did) == {(first, one_member.id)}
        mine = did[first, one_member.id]
        assert (mine.taken, mine.done, mine.in_time, mine.minutes) == (2, 2, 1, 120)
        assert order_queries.done_by_team(work, today, today) == {first: (2, 1)}
