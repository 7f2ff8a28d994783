"""Reading organisations 单位: who they are, by what names and codes, and how others choose one of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Select, bindparam, func, or_, select

from desk.books.organisations.model import Organisation, OrganisationKind, OrganisationRole
from desk.core import name_search
from desk.core.errors import Refused
from desk.core.records import records
from desk.core.words import _
from desk.core.work import Work
from desk.models.organisations import IS_KEPT, organisation_aliases, organisation_roles, organisations
from desk.storage.matching import LONGEST

OWN = tuple(column for column in organisations.c if column.name in Organisation.__dataclass_fields__)
ORGANISATIONS: Select[Any] = select(*OWN)
MADE: dict[str, Any] = {"kind": OrganisationKind}
ROLES = select(organisation_roles.c.organisation_id, organisation_roles.c.role)
ALIASES = select(organisation_aliases.c.organisation_id, organisation_aliases.c.alias).order_by(
    organisation_aliases.c.id
)
SAME_AS = select(organisations.c.merged_into).where(organisations.c.id == bindparam("organisation"))


@dataclass(frozen=True)
class OrganisationName:
    """An organisation as others name it."""

    id: int
    name: str


def names(work: Work, role: OrganisationRole | None = None) -> list[OrganisationName]:
    """Those in use, by their names; of one role where it is given. For choosing one in a form."""
    query = select(organisations.c.id, organisations.c.name).where(IS_KEPT, organisations.c.active)
    if role is not None:
        of_role = select(organisation_roles.c.organisation_id).where(organisation_roles.c.role == role.value)
        query = query.where(organisations.c.id.in_(of_role))
    rows = work.connection.execute(query.order_by(organisations.c.name))
    return [OrganisationName(row.id, row.name) for row in rows]


def names_of(work: Work, ids: Iterable[int]) -> dict[int, str]:
    """The names of some organisations by their ids, whether they are in use or not."""
    query = select(organisations.c.id, organisations.c.name).where(organisations.c.id.in_(set(ids)))
    return {row.id: row.name for row in work.connection.execute(query)}


def everyone(work: Work) -> list[Organisation]:
    """All organisations, also those out of use, by their names; who they are in the clear."""
    return _read(work, ORGANISATIONS.where(IS_KEPT).order_by(organisations.c.name))


def partners(work: Work) -> list[Organisation]:
    """The red partners that are in use, without their roles and other names: for counting them."""
    of_role = select(organisation_roles.c.organisation_id).where(
        organisation_roles.c.role == OrganisationRole.PARTNER.value
    )
    query = ORGANISATIONS.where(IS_KEPT, organisations.c.active, organisations.c.id.in_(of_role))
    return records(work.connection.execute(query.order_by(organisations.c.name)), Organisation, **MADE)


def find(work: Work, id: int) -> Organisation:
    """One organisation; of a record that was merged into another that one. Raises ``Refused`` when there is none."""
    kept = work.connection.execute(SAME_AS, {"organisation": id}).scalar() or id
    read = _read(work, ORGANISATIONS.where(organisations.c.id == kept))
    if not read:
        raise Refused(_("This organisation is no longer there."))
    return read[0]


def kept_id(work: Work, id: int) -> int | None:
    """The id under which a record is kept: its own, or that of the one that it became 合并; None where there is none.
    Whatever is chosen in a form is asked for by it before it is stored.
    """
    query = select(func.coalesce(organisations.c.merged_into, organisations.c.id)).where(organisations.c.id == id)
    return work.connection.execute(query).scalar()


def by_name(work: Work, name: str) -> Organisation | None:
    """The organisation of this name, or that also goes by it 别名; whether it is in use or not."""
    of_alias = select(organisation_aliases.c.organisation_id).where(organisation_aliases.c.alias == name)
    called = or_(organisations.c.name == name, organisations.c.id.in_(of_alias))
    return next(iter(_read(work, ORGANISATIONS.where(IS_KEPT, called))), None) if name else None


def by_credit_code(work: Work, code: str) -> Organisation | None:
    """The organisation with this code, as it is kept; None for an empty one."""
    query = ORGANISATIONS.where(IS_KEPT, organisations.c.credit_code == code)
    return next(iter(_read(work, query)), None) if code else None


def _read(work: Work, query: Select[Any]) -> list[Organisation]:
    """With the roles and other names of each."""
    read = records(work.connection.execute(query), Organisation, **MADE)
    if not read:
        return []
    few = [each.id for each in read] if len(read) <= MOST_NAMED else None
    roles, aliases = _by_id(work, ROLES, few), _by_id(work, ALIASES, few)
    return [
        replace(
            each,
            roles=tuple(role for role in OrganisationRole if role.value in roles.get(each.id, ())),
            aliases=tuple(aliases.get(each.id, ())),
        )
        for each in read
    ]


MOST_NAMED = 20
"""Of more organisations at a time all roles and names are read."""


def _by_id(work: Work, query: Select[Any], ids: list[int] | None) -> dict[int, list[str]]:
    if ids is not None:
        query = query.where(query.selected_columns["organisation_id"].in_(ids))
    rows: dict[int, list[str]] = {}
    for id, value in work.connection.execute(query):
        rows.setdefault(id, []).append(value)
    return rows


def search(work: Work, typed: str, most: int) -> list[Organisation]:
    """Organisations whose name, another name or credit code holds what was typed, or the initials of the name; those in
    use first.
    """
    text = typed.strip()[:LONGEST]
    of_alias = select(organisation_aliases.c.organisation_id).where(
        organisation_aliases.c.alias.contains(text, autoescape=True)
    )
    fits = or_(
        organisations.c.name.contains(text, autoescape=True),
        organisations.c.credit_code.startswith(text.upper(), autoescape=True),
        organisations.c.id.in_(of_alias),
        organisations.c.id.in_(_spelt(work, text)),
    )
    query = ORGANISATIONS.where(IS_KEPT, fits).order_by(organisations.c.active.desc(), organisations.c.name)
    return _read(work, query.limit(most))


def _spelt(work: Work, text: str) -> list[int]:
    names = select(organisations.c.id, organisations.c.name).where(IS_KEPT)
    return name_search.ids_in_letters(text, lambda: work.connection.execute(names), name_search.holds)
