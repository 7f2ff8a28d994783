"""Which activities of the calendar may be how an offering was brought 可关联的活动."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import case, select

from desk.books.activities.model import ActivityState
from desk.books.matching.model import Offering, code_of
from desk.core.records import records
from desk.core.work import Work
from desk.models.activities import activities
from desk.models.matching import deliveries
from desk.models.organisations import organisations

BEFORE, AFTER = timedelta(days=92), timedelta(days=92)
"""How far from today an activity may lie, besides in the offering's term."""
MOST = 60
OF_ANOTHER = 2
"""Of another organisation."""


@dataclass(frozen=True)
class LinkableActivity:
    """An activity of the offering's kind."""

    id: int
    day: date
    title: str
    state: ActivityState
    organisation_id: int | None
    organisation: str


def linkable(work: Work, offering: Offering) -> list[LinkableActivity]:
    """Activities of an offering's kind around today that are not linked with it and not cancelled; those of its
    organisation first, then of none, but of no other one; the last day first.
    """
    kind = code_of(offering.kind)
    if not kind.startswith("activity."):
        return []
    linked = select(deliveries.c.activity_id).where(
        deliveries.c.offering_id == offering.id, deliveries.c.activity_id.is_not(None)
    )
    nearness = case(
        (activities.c.organisation_id == offering.organisation_id, 0),
        (activities.c.organisation_id.is_(None), 1),
        else_=OF_ANOTHER,
    )
    query = (
        select(
            activities.c.id,
            activities.c.day,
            activities.c.title,
            activities.c.state,
            activities.c.organisation_id,
            organisations.c.name.label("organisation"),
        )
        .outerjoin(organisations, organisations.c.id == activities.c.organisation_id)
        .where(
            activities.c.day.between(max(offering.first, work.today - BEFORE), work.today + AFTER),
            activities.c.kind == kind.removeprefix("activity."),
            activities.c.state != ActivityState.CANCELLED.value,
            activities.c.id.not_in(linked),
            nearness < OF_ANOTHER,
        )
        .order_by(nearness, activities.c.day.desc(), activities.c.id.desc())
        .limit(MOST)
    )
    rows = work.connection.execute(query)
    return records(rows, LinkableActivity, state=ActivityState, organisation=lambda name: name or "")
