"""What must always hold of organisations 单位 and their pairings."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import and_, exists, or_, select, true

from desk.books.follow_ups.model import OwnerKind
from desk.books.organisations import credit_codes, merging
from desk.books.organisations.model import (
    PAIRING_MOVES,
    SIGNED,
    OrganisationKind,
    OrganisationRole,
    PairingState,
)
from desk.core import histories
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
SIGNED_STATES = [state.value for state in SIGNED]
BEGIN = (PairingState.INTENDED, PairingState.PAIRED)
"""In which state a pairing is entered."""
INVARIANTS = (
    Invariant(
        N_("Organisation no. {0} has no name, or another name without a letter."),
        select(organisations.c.id)
        .outerjoin(organisation_aliases, organisation_aliases.c.organisation_id == organisations.c.id)
        .where(or_(organisations.c.name == "", organisation_aliases.c.alias == ""))
        .distinct(),
    ),
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
        select(pairings.c.number).where(
            pairings.c.state.is_distinct_from(histories.last_state(pairing_moves, "pairing_id", pairings.c.id))
        ),
    ),
    Invariant(
        N_("Pairing {0}: its history has a step that there is not."),
        select(pairings.c.number).where(
            pairings.c.id.in_(histories.broken(pairing_moves, "pairing_id", BEGIN, PAIRING_MOVES))
        ),
    ),
)


def wrong_codes(work: Work) -> Iterator[str]:
    """A sentence for each organisation whose credit code cannot be one."""
    query = select(organisations.c.name, organisations.c.credit_code).where(organisations.c.credit_code != "")
    for row in work.connection.execute(query):
        if credit_codes.problem(row.credit_code):
            yield _("Organisation “{name}”: the credit code cannot be right.", name=row.name)


def rows_of_merged(work: Work) -> Iterator[str]:
    """A sentence for each table in which a row is of a record that became another one."""
    merged = select(organisations.c.id).where(~IS_KEPT)
    owed = follow_ups.c.owner_kind == OwnerKind.ORGANISATION.value
    places = [(column, true()) for column in (*merging.references(), organisation_roles.c.organisation_id)]
    for column, which in (*places, (follow_ups.c.owner_id, owed)):
        if work.connection.execute(select(column).where(which, column.in_(merged)).limit(1)).first() is not None:
            table = column.table.name
            yield _("A row of {table} is of an organisation that became another one.", table=table)
