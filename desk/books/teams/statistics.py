"""Teams as the centre and the district count them: how many people are in them, as what, and how many took an order.

Somebody is in a team from the day of joining until the day before that of leaving, and counted once whatever the team.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desk.books.teams import order_queries, queries
from desk.books.teams.model import Member, MemberKind, Team
from desk.core.book import Span
from desk.core.figure import Number, Tally
from desk.core.work import Work


@dataclass(frozen=True)
class TeamStay:
    """Somebody in a team, from a day until before another one, if that is known."""

    member: Member
    joined_on: date
    left_on: date | None
    goes_over: bool = False
    """Did it end on the day on which the next one began?"""
    came_over: bool = False

    def covers(self, day: date) -> bool:
        """Was the member in a team on this day?"""
        return self.joined_on <= day and (self.left_on is None or day < self.left_on)


@dataclass(frozen=True)
class CountedMember:
    """Somebody who was in a team on the last day of a span."""

    member: Member
    took: bool
    """Did they take an order in the span?"""


EVERYBODY: Tally[CountedMember] = Tally(lambda _each: True)
TALLIES: Mapping[str, Tally[CountedMember]] = {
    "members": EVERYBODY,
    **{
        f"members.{kind.value}": Tally[CountedMember](lambda each, kind=kind: each.member.kind is kind)  # type: ignore[misc]
        for kind in MemberKind
    },
    "members_active": Tally(lambda each: each.took),
}
"""What is counted of the members, by the figure's code."""


@dataclass(frozen=True)
class TeamFigures:
    """Of a span: the teams there are, who was in one on its last day, who joined and who left."""

    teams: tuple[Team, ...]
    members: tuple[CountedMember, ...]
    joined: tuple[TeamStay, ...]
    left: tuple[TeamStay, ...]


def stays(work: Work) -> list[TeamStay]:
    """Every time that somebody is or was in a team, person by person, in order."""
    earlier: dict[int, list[tuple[date, date | None]]] = {}
    for stay in queries.all_past_stays(work):
        earlier.setdefault(stay.member_id, []).append((stay.joined_on, stay.left_on))
    return [stay for member in queries.all_members(work) for stay in _of_member(member, earlier.get(member.id, []))]


def _of_member(member: Member, earlier: Sequence[tuple[date, date | None]]) -> Iterable[TeamStay]:
    every = [*earlier, (member.joined_on, member.left_on)]
    for place, (joined_on, left_on) in enumerate(every):
        following = every[place + 1][0] if place + 1 < len(every) else None
        before = every[place - 1][1] if place else None
        yield TeamStay(member, joined_on, left_on, left_on is not None and left_on == following, before == joined_on)


def of_days(work: Work, first: date, last: date) -> TeamFigures:
    """Count the days ``first`` to ``last``."""
    return _within(queries.all_teams(work), stays(work), order_queries.orders_taken(work, first, last), (first, last))


def _within(
    teams: Sequence[Team], all_stays: Sequence[TeamStay], taken: Sequence[tuple[int, date]], span: Span
) -> TeamFigures:
    first, last = span
    took = {member for member, day in taken if first <= day <= last}
    there = {stay.member.id: stay.member for stay in all_stays if stay.covers(last)}
    return TeamFigures(
        tuple(teams),
        tuple(CountedMember(member, member.id in took) for member in there.values()),
        tuple(stay for stay in all_stays if first <= stay.joined_on <= last and not stay.came_over),
        tuple(stay for stay in all_stays if stay.left_on and first <= stay.left_on <= last and not stay.goes_over),
    )


def of_spans(work: Work, spans: Sequence[Span]) -> list[dict[str, Number]]:
    """Several spans of days, from one reading."""
    teams, all_stays = queries.all_teams(work), stays(work)
    whole = min(span[0] for span in spans), max(span[1] for span in spans)
    taken = order_queries.orders_taken(work, *whole)
    return [plain(_within(teams, all_stays, taken, span)) for span in spans]


def plain(figures: TeamFigures) -> dict[str, Number]:
    """As names and numbers, for programs and for what is frozen."""
    counts: dict[str, Number] = {code: tally.of(figures.members) for code, tally in TALLIES.items()}
    whole, active = EVERYBODY.of(figures.members), TALLIES["members_active"].of(figures.members)
    return {
        "teams": len(figures.teams),
        **counts,
        "members_active_percent": round(100 * active / whole, 1) if whole else None,
        "members_joined": len(figures.joined),
        "members_left": len(figures.left),
    }
