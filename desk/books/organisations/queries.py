"""Reading organisations 单位 and pairings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from desk.books.organisations.model import OrganisationRole
from desk.core.work import Work
from desk.models.organisations import organisation_roles, organisations


@dataclass(frozen=True)
class OrganisationName:
    """An organisation as others name it."""

    id: int
    name: str


def names(work: Work, role: OrganisationRole | None = None) -> list[OrganisationName]:
    """Those in use, by their names; of one role where it is given. For choosing one in a form."""
    query = select(organisations.c.id, organisations.c.name).where(
        organisations.c.merged_into.is_(None), organisations.c.active
    )
    if role is not None:
        of_role = select(organisation_roles.c.organisation_id).where(organisation_roles.c.role == role.value)
        query = query.where(organisations.c.id.in_(of_role))
    rows = work.connection.execute(query.order_by(organisations.c.name))
    return [OrganisationName(row.id, row.name) for row in rows]


def names_of(work: Work, ids: Iterable[int]) -> dict[int, str]:
    """The names of some organisations by their ids, whether they are in use or not."""
    query = select(organisations.c.id, organisations.c.name).where(organisations.c.id.in_(set(ids)))
    return {row.id: row.name for row in work.connection.execute(query)}
