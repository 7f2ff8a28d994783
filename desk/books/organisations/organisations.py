"""Keeping organisations 单位: entering one, correcting it, taking it out of use, and by what other names it goes."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import delete

from desk.books.organisations import queries, rules
from desk.books.organisations.model import (
    ORGANISATION_LABELS,
    NewOrganisation,
    Organisation,
    OrganisationRole,
)
from desk.core import edit_conflicts
from desk.core.errors import Invalid, Problem
from desk.core.identity import one_line
from desk.core.permissions import May
from desk.core.words import _
from desk.core.work import Work, changes
from desk.models.organisations import organisation_aliases, organisation_roles, organisations

UNTOLD = frozenset({"liaison", "telephone", "remark"})
"""Fields that name people or may do so, so the audit, which is kept for ever, does not hold them."""


def add(work: Work, typed: NewOrganisation) -> Organisation:
    """A new organisation. Raises ``Invalid``, also when its name or code is another's."""
    work.require(May.KEEP_PARTNERS)
    new = rules.checked(work, typed)
    values = row_of(new)
    id = work.add(organisations, {**values, "changed_by": work.actor.id, "changed_at": work.now})
    _put_roles(work, id, (), new.roles)
    work.audit("organisation.add", f"organisations:{id}", after=for_the_audit(values, new.roles))
    return queries.find(work, id)


def edit(work: Work, wanted: Organisation, read: Organisation | None = None) -> Organisation:
    """Change one as it was ``read``; under its old name it is found from now on as well. Raises ``Invalid``,
    ``Refused``, and ``EditConflict`` as every edit does.
    """
    work.require(May.KEEP_PARTNERS)
    was = queries.find(work, wanted.id)
    record = edit_conflicts.EditedRecord(f"organisations:{was.id}", ORGANISATION_LABELS, sets=frozenset({"roles"}))
    settled = rules.checked(work, edit_conflicts.settled(work, record, read, was, wanted), was.id)
    before, after = changes(row_of(was), row_of(settled))
    if after:
        store(work, was, after)
    if settled.roles != was.roles:
        _put_roles(work, was.id, was.roles, settled.roles)
    if settled.name != was.name:
        _forget_alias(work, settled.name)
        remember_alias(work, was.id, was.name)
    if after or settled.roles != was.roles:
        told_before = for_the_audit(before, was.roles if settled.roles != was.roles else ())
        told_after = for_the_audit(after, settled.roles if settled.roles != was.roles else ())
        work.audit("organisation.edit", f"organisations:{was.id}", told_before, told_after)
    return queries.find(work, was.id)


def set_active(work: Work, id: int, active: bool) -> None:
    """Out of use 停用, or in use again: one out of use is offered in no form, what it has done stays."""
    work.require(May.KEEP_PARTNERS)
    organisation = queries.find(work, id)
    if organisation.active != active:
        store(work, organisation, {"active": active})
        before, after = {"active": organisation.active}, {"active": active}
        work.audit("organisation.active", f"organisations:{organisation.id}", before, after)


def remember_alias(work: Work, id: int, typed: str) -> None:
    """It is known by this name from now on as well. Raises ``Invalid`` when another organisation is."""
    work.require(May.KEEP_PARTNERS)
    alias = one_line(typed)
    same = queries.by_name(work, alias)
    if same is not None and same.id != id:
        raise Invalid(Problem("name", _("“{alias}” is another name of “{name}”.", alias=alias, name=same.name)))
    if same is None and alias:
        work.add(organisation_aliases, {"organisation_id": id, "alias": alias})


def _forget_alias(work: Work, alias: str) -> None:
    """What is its name is no other name of it."""
    work.connection.execute(delete(organisation_aliases).where(organisation_aliases.c.alias == alias))


def store(work: Work, was: Organisation, values: dict[str, Any]) -> None:
    """Write columns and count the version."""
    work.require(May.KEEP_PARTNERS)
    who = {"changed_by": work.actor.id, "changed_at": work.now}
    work.change(organisations, was.id, {**values, **who, "version": was.version + 1})


def _put_roles(work: Work, id: int, was: Collection[OrganisationRole], roles: Collection[OrganisationRole]) -> None:
    gone = [role.value for role in was if role not in roles]
    of_it = organisation_roles.c.organisation_id == id
    work.connection.execute(delete(organisation_roles).where(of_it, organisation_roles.c.role.in_(gone)))
    new = [{"organisation_id": id, "role": role.value} for role in roles if role not in was]
    work.add_all(organisation_roles, new)


def row_of(organisation: NewOrganisation) -> dict[str, Any]:
    """The columns of the table, but for those of every change."""
    named = {name: getattr(organisation, name) for name in ORGANISATION_LABELS if name != "roles"}
    return {**named, "kind": organisation.kind.value}


def for_the_audit(values: dict[str, Any], roles: Collection[OrganisationRole]) -> dict[str, Any]:
    """What the audit may keep for ever, with the roles where there are any to be told."""
    kept = {name: value for name, value in values.items() if name not in UNTOLD}
    return kept | ({"roles": [role.value for role in roles]} if roles else {})
