"""Two partners, what they offer, what is wanted, and activities by which it is brought."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from desk.books.activities import results, transitions
from desk.books.activities.model import ActivityKind
from desk.books.activities.results import ActivityResult
from desk.books.matching import matches, needs, offerings, queries
from desk.books.matching.model import Match, MatchWay, Need, NewNeed, NewOffering, Offering
from desk.books.organisations import organisations
from desk.books.organisations.model import NewOrganisation, OrganisationKind, OrganisationRole
from desk.core.work import Work
from tests.support import activities

HOSPITAL, COMPANY = "区第二医院", "东海建设公司"


@dataclass(frozen=True)
class Partners:
    """The ids of two organisations, and of a venue and staff by their names."""

    hospital: int
    company: int
    ids: dict[str, int]


def set_up(work: Work) -> Partners:
    """A hospital, a company, two venues and three people of staff."""
    kinds = ((HOSPITAL, OrganisationKind.HOSPITAL), (COMPANY, OrganisationKind.COMPANY))
    made = [
        organisations.add(work, NewOrganisation(name, kind, roles=(OrganisationRole.PARTNER,))).id
        for name, kind in kinds
    ]
    return Partners(made[0], made[1], activities.set_up(work))


def new_need(**more: Any) -> NewNeed:
    """Blood pressure for the old, on Saturdays."""
    return replace(NewNeed("周六能不能给老人量血压", ActivityKind.HEALTH, "老年人", people=30), **more)


def new_offering(partners: Partners, today: date, **more: Any) -> NewOffering:
    """The hospital comes four times in a year."""
    term = today, today + timedelta(days=365)
    asked = NewOffering(partners.hospital, "免费测血压", ActivityKind.HEALTH, 40, 4, *term, "老年人")
    return replace(asked, **more)


def pair(work: Work, partners: Partners, **more: Any) -> tuple[Need, Offering]:
    """A need and what meets it."""
    need = needs.raise_need(work, new_need(**more))
    return need, offerings.offer(work, new_offering(partners, work.today))


def matched(work: Work, partners: Partners) -> Match:
    """Brought together; nobody has said yes yet."""
    need, offering = pair(work, partners)
    return matches.match(work, need.id, offering.id, MatchWay.BY_HAND)


def clinic(work: Work, partners: Partners, **more: Any) -> int:
    """An approved activity of the kind, today."""
    day = more.pop("day", work.today)
    plan = {"day": day, "begins": 540 + more.pop("slot", 0) * 60, "title": "义诊", "kind": ActivityKind.HEALTH}
    plan["ends"] = plan["begins"] + 60
    id = activities.add(work, None, **{**plan, "responsible_id": partners.ids["林小芳"], **more})
    transitions.approve(work, [id])
    return id


def held(work: Work, activity_id: int, people: int) -> None:
    """Held, with so many counted."""
    results.save(work, activity_id, ActivityResult(people, "测量血压"))


def now(work: Work, match: Match) -> Match:
    """The match as it stands."""
    return queries.find_match(work, match.id)
