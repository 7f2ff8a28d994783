"""Reading pairings 结对: of one organisation, all of them, their history, and which are to be renewed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, exists, func, select

from desk.books.organisations.model import SIGNED, Pairing, PairingMove, PairingState
from desk.core.clock import local
from desk.core.errors import Refused
from desk.core.records import first_record, records
from desk.core.words import _
from desk.core.work import Work
from desk.models.organisations import organisations, pairing_moves, pairings
from desk.models.staff import staff

OWN = tuple(column for column in pairings.c if column.name in Pairing.__dataclass_fields__)
PAIRINGS: Select[Any] = select(*OWN, organisations.c.name.label("organisation")).join(
    organisations, organisations.c.id == pairings.c.organisation_id
)
"""The columns of ``Pairing``, each by its name."""
MADE: dict[str, Any] = {"state": PairingState}
BY_ID = PAIRINGS.where(pairings.c.id == bindparam("pairing"))
BY_NUMBER = PAIRINGS.where(pairings.c.number == bindparam("wanted"))
NEWEST_FIRST = (pairings.c.first.desc(), pairings.c.id.desc())
IS_SIGNED = pairings.c.state.in_([state.value for state in SIGNED])
MOVES = (
    select(
        pairing_moves.c.at,
        func.coalesce(staff.c.name, "").label("who"),
        pairing_moves.c.state,
        pairing_moves.c.remark,
    )
    .outerjoin(staff, staff.c.id == pairing_moves.c.staff_id)
    .where(pairing_moves.c.pairing_id == bindparam("pairing"))
    .order_by(pairing_moves.c.at, pairing_moves.c.id)
)


def find(work: Work, id: int) -> Pairing:
    """One pairing as it stands. Raises ``Refused`` when there is none."""
    pairing = first_record(work.connection.execute(BY_ID, {"pairing": id}), Pairing, **MADE)
    if pairing is None:
        raise Refused(_("This pairing is no longer there."))
    return pairing


def by_number(work: Work, number: str) -> Pairing | None:
    """The pairing with this number 结对编号."""
    return first_record(work.connection.execute(BY_NUMBER, {"wanted": number.strip().upper()}), Pairing, **MADE)


def of_organisation(work: Work, organisation_id: int) -> list[Pairing]:
    """The pairings of one organisation, the latest term first."""
    query = PAIRINGS.where(pairings.c.organisation_id == organisation_id).order_by(*NEWEST_FIRST)
    return records(work.connection.execute(query), Pairing, **MADE)


def all_pairings(work: Work) -> list[Pairing]:
    """Every pairing, the latest term first."""
    return records(work.connection.execute(PAIRINGS.order_by(*NEWEST_FIRST)), Pairing, **MADE)


def moves_of(work: Work, pairing_id: int) -> list[PairingMove]:
    """Its history, the earliest first."""
    rows = work.connection.execute(MOVES, {"pairing": pairing_id})
    return records(rows, PairingMove, state=PairingState)


def signed_within(work: Work, organisation_id: int, first: date, last: date, but: int = 0) -> Pairing | None:
    """A signed pairing of an organisation whose term has a day in common with these; ``but`` is left out."""
    query = PAIRINGS.where(
        pairings.c.organisation_id == organisation_id,
        IS_SIGNED,
        pairings.c.id != but,
        pairings.c.first <= last,
        pairings.c.last >= first,
    )
    return first_record(work.connection.execute(query.order_by(pairings.c.first)), Pairing, **MADE)


def begins_with(work: Work, typed: str, most: int) -> list[Pairing]:
    """Pairings whose number begins so."""
    query = PAIRINGS.where(pairings.c.number.startswith(typed.strip().upper(), autoescape=True))
    return records(work.connection.execute(query.order_by(pairings.c.number.desc()).limit(most)), Pairing, **MADE)


@dataclass(frozen=True)
class CountedPairings:
    """How many there are, the earliest of their last days, and of whom they are."""

    many: int = 0
    first: date | None = None
    names: tuple[str, ...] = ()


LATER = pairings.alias("later")
IS_FOLLOWED = exists().where(
    LATER.c.organisation_id == pairings.c.organisation_id,
    LATER.c.state != PairingState.ENDED.value,
    LATER.c.id != pairings.c.id,
    LATER.c.last > pairings.c.last,
)
"""There is one for the time after it, at least intended."""


def expired(work: Work) -> CountedPairings:
    """Whose term is over, with none that follows and without having been ended."""
    return _counted(work, pairings.c.last < work.today)


def expiring(work: Work, days: int) -> CountedPairings:
    """Whose term ends within so many days, with none that follows."""
    soon = pairings.c.last.between(work.today, work.today + timedelta(days=days - 1))
    return _counted(work, (pairings.c.state == PairingState.PAIRED.value) & soon)


def _counted(work: Work, which: ColumnElement[bool]) -> CountedPairings:
    query = (
        select(pairings.c.last, organisations.c.name)
        .join(organisations, organisations.c.id == pairings.c.organisation_id)
        .where(IS_SIGNED, which, ~IS_FOLLOWED)
        .order_by(pairings.c.last)
    )
    rows = work.connection.execute(query).all()
    return CountedPairings(len(rows), rows[0].last, tuple(row.name for row in rows)) if rows else CountedPairings()


@dataclass(frozen=True)
class PairingStep:
    """A state that a pairing came to on a day."""

    pairing_id: int
    day: date
    state: PairingState


def steps(work: Work) -> list[PairingStep]:
    """Every state that any pairing came to, in order."""
    query = select(pairing_moves.c.pairing_id, pairing_moves.c.at, pairing_moves.c.state)
    rows = work.connection.execute(query.order_by(pairing_moves.c.at, pairing_moves.c.id))
    return [PairingStep(row.pairing_id, local(row.at).date(), PairingState(row.state)) for row in rows]
