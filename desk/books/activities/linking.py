"""Activities linked with the organisation that holds them 关联单位."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from sqlalchemy import update

from desk.books.activities import queries
from desk.books.activities.model import ActivityDraft, OrganiserKind
from desk.books.organisations import queries as organisations
from desk.core.permissions import May
from desk.core.work import Work
from desk.models.activities import activities

Draft = TypeVar("Draft", bound=ActivityDraft)
OF_OTHERS = (OrganiserKind.DEPARTMENT, OrganiserKind.PARTNER)
"""Whose activities are of an organisation; the others are of the centre itself or of a team."""


def with_organisation(work: Work, plan: Draft) -> Draft:
    """Linked with the organisation that is chosen, whose name it bears where nothing else was typed; else with the one
    that goes by what was typed. What is of the centre or a team is linked with none.
    """
    if plan.organiser_kind not in OF_OTHERS:
        return replace(plan, organisation_id=None)
    if plan.organisation_id is not None:
        chosen = organisations.find(work, plan.organisation_id)
        return replace(plan, organisation_id=chosen.id, organiser=plan.organiser or chosen.name)
    named = organisations.by_name(work, plan.organiser)
    return replace(plan, organisation_id=named.id) if named else plan


def link_organiser(work: Work, organiser: str, organisation_id: int) -> int:
    """Link every activity with this organiser that is linked with none; how many there were."""
    work.require(May.KEEP_PARTNERS)
    values = {
        "organisation_id": organisation_id,
        "version": activities.c.version + 1,
        "changed_by": work.actor.id,
        "changed_at": work.now,
    }
    return work.connection.execute(update(activities).where(queries.is_unlinked(organiser)).values(values)).rowcount
