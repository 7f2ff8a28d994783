"""What must always hold of organisations 单位 and their pairings."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import and_, exists, func, or_, select, true

from desk.books.follow_ups.model import OwnerKind
from desk.books.organisations import credit_codes, merging
from desk.books.organisations.model import (
    PAIRING_MOVES,
    SIGNED,
    OrganisationKind,
    OrganisationRole,
    PairingState,
)
from desk.core.invariants import Invariant
from desk.core.words import N_, _
from desk.core.work import Work
from desk.models.follow_ups import follow_ups
from desk.models.organisations import (
    IS_KEPT,
    organisation_aliases,
    organisation_roles,
    organisations,
    pairing_moves,
    pairings,
)

UNREADABLE = (
    Invariant(
        N_("Organisation “{0}”: the kind is not known."),
        select(organisations.c.name).where(organisations.c.kind.not_in([kind.value for kind in OrganisationKind])),
    ),
    Invariant(
        N_("Organisation “{0}”: a role is not known."),
        select(organisations.c.name)
        .join(organisation_roles, organisation_roles.c.organisation_id == organisations.c.id)
        .where(organisation_roles.c.role.not_in([role.value for role in OrganisationRole])),
    ),
    Invariant(
        N_("Pairing {0}: the state is not known."),
        select(pairings.c.number).where(pairings.c.state.not_in([state.value for state in PairingState])),
    ),
)
OTHER = pairings.alias("other")
LAST_MOVE = (
    select(func.max(pairing_moves.c.id))
    .where(pairing_moves.c.pairing_id == pairings.c.id)
    .correlate(pairings)
    .scalar_subquery()
)
SIGNED_STATES = [state.value for state in SIGNED]
INVARIANTS = (
    Invariant(
        N_("Organisation “{0}” is known as nothing."),
        select(organisations.c.name).where(
            IS_KEPT, ~exists().where(organisation_roles.c.organisation_id == organisations.c.id)
        ),
    ),
    Invariant(
        N_("“{0}” is an organisation, and another name of another one."),
        select(organisations.c.name)
        .join(organisation_aliases, organisation_aliases.c.alias == organisations.c.name)
        .where(IS_KEPT, organisation_aliases.c.organisation_id != organisations.c.id),
    ),
    Invariant(
        N_("Organisation “{0}” became another one, which became yet another."),
        select(organisations.c.name).where(organisations.c.merged_into.in_(select(organisations.c.id).where(~IS_KEPT))),
    ),
    Invariant(
        N_("Pairing {0} is signed, but not when."),
        select(pairings.c.number).where(pairings.c.state.in_(SIGNED_STATES), pairings.c.signed_on.is_(None)),
    ),
    Invariant(
        N_("Pairings {0} and {1} of one organisation are signed for the same time."),
        select(pairings.c.number, OTHER.c.number).join(
            OTHER,
            and_(
                OTHER.c.organisation_id == pairings.c.organisation_id,
                OTHER.c.id > pairings.c.id,
                OTHER.c.first <= pairings.c.last,
                OTHER.c.last >= pairings.c.first,
                OTHER.c.state.in_(SIGNED_STATES),
                pairings.c.state.in_(SIGNED_STATES),
            ),
        ),
    ),
    Invariant(
        N_("Pairing {0} is in another state than its history says."),
        select(pairings.c.number)
        .outerjoin(pairing_moves, pairing_moves.c.id == LAST_MOVE)
        .where(or_(pairing_moves.c.state.is_(None), pairing_moves.c.state != pairings.c.state)),
    ),
)


def wrong_codes(work: Work) -> Iterator[str]:
    """A sentence for each organisation whose credit code cannot be one."""
    query = select(organisations.c.name, organisations.c.credit_code).where(organisations.c.credit_code != "")
    for row in work.connection.execute(query):
        if credit_codes.problem(row.credit_code):
            yield _("Organisation “{name}”: the credit code cannot be right.", name=row.name)


def wrong_moves(work: Work) -> Iterator[str]:
    """A sentence for each pairing whose history has a step that is not allowed, or that does not follow the last."""
    query = (
        select(pairings.c.number, pairing_moves.c.was, pairing_moves.c.state)
        .join(pairings, pairings.c.id == pairing_moves.c.pairing_id)
        .order_by(pairings.c.id, pairing_moves.c.id)
    )
    known = {(was.value, state.value) for was, state in PAIRING_MOVES}
    number, stood, named = "", None, ""
    for row in work.connection.execute(query):
        if row.number != number:
            number, stood = row.number, None
        is_allowed = (row.was, row.state) in known if row.was else row.state in BEGIN
        if (row.was != stood or not is_allowed) and named != number:
            named = number
            yield _("Pairing {number}: its history has a step that there is not.", number=number)
        stood = row.state


BEGIN = (PairingState.INTENDED.value, PairingState.PAIRED.value)
"""In which state a pairing is entered."""


def rows_of_merged(work: Work) -> Iterator[str]:
    """A sentence for each table in which a row is of a record that became another one."""
    merged = select(organisations.c.id).where(~IS_KEPT)
    owed = follow_ups.c.owner_kind == OwnerKind.ORGANISATION.value
    places = [(column, true()) for column in (*merging.references(), organisation_roles.c.organisation_id)]
    for column, which in (*places, (follow_ups.c.owner_id, owed)):
        if work.connection.execute(select(column).where(which, column.in_(merged)).limit(1)).first() is not None:
            table = column.table.name
            yield _("A row of {table} is of an organisation that became another one.", table=table)
