"""Free texts of teams: they stay out of what is kept for ever, and a long one that is searched for finds nobody."""

from __future__ import annotations

from dataclasses import replace

from desk.books.follow_ups import queries as follow_ups
from desk.books.points import queries as points
from desk.books.teams import members, queries, teams
from desk.books.teams.model import Team
from desk.services.session import Desk
from tests.support.teams import joined, two_teams

NAMED = "找林一明 13712345678"
PASTED = "甲" * 32_767


def test_what_may_name_people_is_not_in_the_audit(desk: Desk) -> None:
    with desk.write() as work:
        pair = two_teams(work)
        third = teams.add(work, Team("第三突击队", remark=NAMED))
        teams.edit(work, third, replace(queries.find_team(work, third), remark=f"{NAMED}，备用"))
        member = joined(work, pair[0], abilities=NAMED)
        members.edit(work, replace(member, abilities=f"{NAMED}，备用"), read=member)
    with desk.read() as work:
        kept = "".join(f"{before}{after}" for before, after in work.rows("SELECT before, after FROM audit"))
        assert "13712345678" not in kept
        assert "林一明" not in kept


def test_a_page_of_text_pasted_into_a_search_finds_nobody(desk: Desk) -> None:
    with desk.write() as work:
        joined(work, two_teams(work)[0])
        assert points.holders(work, PASTED) == []
        assert queries.begins_with(work, PASTED, 5) == []
        assert follow_ups.search(work, PASTED, 5) == []
