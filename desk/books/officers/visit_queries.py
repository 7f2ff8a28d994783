"""Reading officers' visits 体验记录, what they gave each zone, and what they found wrong."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, bindparam, func, select

from desk.books.findings.model import FindingState
from desk.books.follow_ups.model import FollowUpState
from desk.books.officers.model import OfficerVisit, ScoreItem, VisitWay, ZoneScore
from desk.core.errors import Refused
from desk.core.records import records
from desk.core.words import _
from desk.core.work import Work
from desk.models.centre import zones
from desk.models.findings import findings
from desk.models.follow_ups import follow_ups
from desk.models.officers import officer_scores, officer_visits, officers
from desk.models.staff import staff
from desk.storage.matching import LONGEST

LAST = "\U0010ffff"
"""Behind every letter: what begins with a text lies between it and it with this, so that the index finds it."""


@dataclass(frozen=True)
class VisitScore:
    """What an officer gave an item of a zone, with the visit on which it was; ``id`` is the score's."""

    id: int
    visit_id: int
    number: str
    day: date
    zone_id: int
    zone: str
    item: ScoreItem
    score: int


@dataclass(frozen=True)
class OfficerCounts:
    """What is counted of an officer for a list: visits since a day, and what they found that is not mended yet."""

    visits: int = 0
    findings: int = 0


COMPANION = staff.alias("companion")
OWN = ("id", "number", "officer_id", "day", "begins", "way", "companion_id", "remark", "entered_by", "entered_at")
VISITS: Select[Any] = (
    select(
        *(officer_visits.c[name] for name in (*OWN, "version", "withdrawn_at", "withdrawn_for")),
        officers.c.name.label("officer"),
        func.coalesce(COMPANION.c.name, "").label("companion"),
    )
    .join(officers, officers.c.id == officer_visits.c.officer_id)
    .outerjoin(COMPANION, COMPANION.c.id == officer_visits.c.companion_id)
)
"""The columns of ``OfficerVisit``, each by its name, but for the scores."""
NEWEST_FIRST = (officer_visits.c.day.desc(), officer_visits.c.id.desc())
COUNTS = officer_visits.c.withdrawn_at.is_(None)
"""It was not withdrawn."""
BETWEEN = and_(COUNTS, officer_visits.c.day.between(bindparam("first"), bindparam("last")))
SCORES: Select[Any] = (
    select(
        officer_scores.c.id,
        officer_scores.c.visit_id,
        officer_visits.c.number,
        officer_visits.c.day,
        officer_scores.c.zone_id,
        zones.c.name.label("zone"),
        officer_scores.c.item,
        officer_scores.c.score,
    )
    .join(officer_visits, officer_visits.c.id == officer_scores.c.visit_id)
    .join(zones, zones.c.id == officer_scores.c.zone_id)
    .order_by(officer_scores.c.visit_id, officer_scores.c.zone_id, officer_scores.c.id)
)
IS_OPEN = (findings.c.state == FindingState.REPORTED.value) | and_(
    findings.c.state == FindingState.ACCEPTED.value, follow_ups.c.state != FollowUpState.CLOSED.value
)
"""Of a finding beside its follow-up: nobody has decided on it, or it is not mended yet."""


def _visits(work: Work, query: Select[Any], **values: Any) -> list[OfficerVisit]:
    """Visits with their scores, from two questions."""
    rows = records(work.connection.execute(query, values), OfficerVisit, way=VisitWay)
    of_visits: dict[int, list[ZoneScore]] = {}
    for each in _scores(work, SCORES.where(officer_scores.c.visit_id.in_([row.id for row in rows]))):
        of_visits.setdefault(each.visit_id, []).append(ZoneScore(each.zone_id, each.item, each.score))
    return [replace(row, scores=tuple(of_visits.get(row.id, ()))) for row in rows]


def _scores(work: Work, query: Select[Any], **values: Any) -> list[VisitScore]:
    return records(work.connection.execute(query, values), VisitScore, item=ScoreItem)


def find_visit(work: Work, id: int) -> OfficerVisit:
    """One visit with its scores. Raises ``Refused`` when there is none."""
    visit = next(iter(_visits(work, VISITS.where(officer_visits.c.id == bindparam("visit")), visit=id)), None)
    if visit is None:
        raise Refused(_("This visit is no longer there."))
    return visit


def visits_between(work: Work, first: date, last: date) -> list[OfficerVisit]:
    """The visits of these days with their scores, the newest first."""
    return _visits(work, VISITS.where(BETWEEN).order_by(*NEWEST_FIRST), first=first, last=last)


def visits_of(work: Work, officer_id: int) -> list[OfficerVisit]:
    """An officer's visits, the newest first."""
    query = VISITS.where(COUNTS, officer_visits.c.officer_id == bindparam("officer")).order_by(*NEWEST_FIRST)
    return _visits(work, query, officer=officer_id)


def scores_between(work: Work, first: date, last: date) -> list[VisitScore]:
    """Every score that was given in these days, visit by visit."""
    return _scores(work, SCORES.where(BETWEEN), first=first, last=last)


def zone_names(work: Work, ids: Sequence[int]) -> dict[int, str]:
    """The names of zones, in use or not."""
    query = select(zones.c.id, zones.c.name).where(zones.c.id.in_(ids)).order_by(zones.c.id)
    return {row.id: row.name for row in work.connection.execute(query)}


def numbered(work: Work, typed: str, most: int) -> list[OfficerVisit]:
    """Visits whose number begins with what was typed, the newest first, without their scores."""
    text = typed.strip().upper()[:LONGEST]
    begins = officer_visits.c.number.between(text, text + LAST)
    query = VISITS.where(begins).order_by(*NEWEST_FIRST).limit(most)
    return records(work.connection.execute(query), OfficerVisit, way=VisitWay)


def visited_since(work: Work, day: date) -> set[int]:
    """Who came on this day or later, by their ids."""
    query = select(officer_visits.c.officer_id).where(COUNTS, officer_visits.c.day >= day).distinct()
    return set(work.connection.scalars(query))


def counts(work: Work, since: date) -> dict[int, OfficerCounts]:
    """Of each officer the visits since a day, and the findings that are open."""
    came = select(officer_visits.c.officer_id, func.count().label("many")).where(COUNTS, officer_visits.c.day >= since)
    visits = _by_id(work.connection.execute(came.group_by(officer_visits.c.officer_id)))
    open_ones = _by_id(work.connection.execute(_open_findings(findings.c.officer_id)))
    return {id: OfficerCounts(visits.get(id, 0), open_ones.get(id, 0)) for id in visits.keys() | open_ones.keys()}


def findings_by_visit(work: Work) -> dict[int, int]:
    """How many findings each visit had."""
    query = select(findings.c.visit_id, func.count()).where(findings.c.visit_id.is_not(None))
    return _by_id(work.connection.execute(query.group_by(findings.c.visit_id)))


def finding_ids_of(work: Work, officer_id: int) -> list[int]:
    """What an officer found, on visits or otherwise, the newest first."""
    query = select(findings.c.id).where(findings.c.officer_id == officer_id)
    return list(work.connection.scalars(query.order_by(findings.c.found_on.desc(), findings.c.id.desc())))


def _open_findings(by: Any) -> Select[Any]:
    joined = select(by, func.count()).outerjoin(follow_ups, follow_ups.c.id == findings.c.follow_up_id)
    return joined.where(by.is_not(None), IS_OPEN).group_by(by)


def _by_id(rows: Iterable[Any]) -> dict[int, int]:
    return dict(iter(rows))
