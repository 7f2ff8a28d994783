"""Whose points and time are told to everybody: the public list 积分公示 and the stars of the year 年度之星."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from desk.books.points import order_queries, queries, statistics
from desk.books.points.model import ServiceTime
from desk.core import identity
from desk.core.work import Work


@dataclass(frozen=True)
class RankedMember:
    """A member with their place. The name is masked; ``earned`` is of the span, ``balance`` of now."""

    place: int
    id: int
    number: str
    masked_name: str
    team: str
    service: ServiceTime
    earned: int
    balance: int


def public_list(work: Work, first: date, last: date) -> list[RankedMember]:
    """Everybody who served, got points in a span or has some, by what they earned; who earned as much has the same
    place.
    """
    members = _members(work, first, last)
    members.sort(key=lambda each: (-each.earned, -each.service.minutes, each.number))
    return _placed(members, [each.earned for each in members])


def stars(work: Work, year: int, most: int) -> list[RankedMember]:
    """Who served longest in a year, then earned most; as many as ``most``, and who stands beside the last one."""
    members = [each for each in _members(work, date(year, 1, 1), date(year, 12, 31)) if each.service.minutes]
    members.sort(key=lambda each: (-each.service.minutes, -each.earned, each.number))
    placed = _placed(members, [(each.service.minutes, each.earned) for each in members])
    return [each for each in placed if each.place <= most]


def _members(work: Work, first: date, last: date) -> list[RankedMember]:
    served = order_queries.service_times(work, first, last)
    earned = statistics.earned_by_member(work, first, last)
    none = ServiceTime(0, 0)
    return [
        RankedMember(
            0,
            each.id,
            each.number,
            identity.mask_name(each.name),
            each.team,
            served.get(each.id, none),
            earned.get(each.id, 0),
            each.balance,
        )
        for each in queries.holders(work)
        if each.id in served or earned.get(each.id) or each.balance
    ]


def _placed(members: list[RankedMember], keys: list[object]) -> list[RankedMember]:
    placed: list[RankedMember] = []
    for n, (member, key) in enumerate(zip(members, keys, strict=True), 1):
        same = n > 1 and keys[n - 2] == key
        placed.append(replace(member, place=placed[-1].place if same else n))
    return placed
