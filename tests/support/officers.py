"""Experience officers and their visits as tests want them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from desk.books import centre, submissions
from desk.books.centre import Venue
from desk.books.officers import appointing, nominating, visiting
from desk.books.officers.model import (
    NewOfficer,
    NewOfficerVisit,
    NewTerm,
    Officer,
    OfficerIdentity,
    OfficerVisit,
    ScoreItem,
    VisitWay,
    ZoneScore,
)
from desk.books.zones import queries as zones
from desk.core.month import Month
from desk.core.work import Work
from desk.models.submissions import reports

DAY = timedelta(days=1)
ZONES = ("服务大厅", "阅览室", "日间照料室")


def three_zones(work: Work) -> list[int]:
    """Their ids; a zone comes with its first venue."""
    for name in ZONES:
        centre.add_venue(work, Venue(name, name, 20))
    return [each.id for each in zones.names(work)]


def nominated(work: Work, name: str = "欧阳明珠", **more: Any) -> Officer:
    """Somebody with a name only, unless more is given."""
    return nominating.nominate(work, replace(NewOfficer(name, OfficerIdentity.LAWYER), **more))


def serving(
    work: Work, name: str = "欧阳明珠", first: date | None = None, last: date | None = None, **more: Any
) -> Officer:
    """Appointed from a month ago for a year, unless other days are given."""
    officer = nominated(work, name, **more)
    begins = first or work.today - 30 * DAY
    letter = appointing.next_letter(work, begins)
    return appointing.appoint(work, officer.id, officer.version, NewTerm(letter, begins, last or begins + 364 * DAY))


def scores(zone_id: int, *given: int) -> tuple[ZoneScore, ...]:
    """What a zone was given, item by item; 0 for not seen."""
    return tuple(ZoneScore(zone_id, item, score) for item, score in zip(ScoreItem, given, strict=False) if score)


def visited(work: Work, officer_id: int, *given: ZoneScore, day: date | None = None, **more: Any) -> OfficerVisit:
    """A random visit of today with these scores, unless more is given."""
    new = NewOfficerVisit(officer_id, day or work.today, VisitWay.RANDOM, scores=given)
    return visiting.register(work, replace(new, **more))


def hand_in(work: Work, day: date) -> None:
    """As if the month of this day were with the district."""
    month = Month.of(day)
    values = {"kind": "month", "period": month.name, "handed_in_at": work.now, "staff_id": work.actor.id}
    work.add(reports, {**values, "figures": {}})
    assert submissions.find(work, month.name)
