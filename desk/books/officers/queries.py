"""Reading experience officers 体验官: who they are, their terms and history. Of their visits: ``visit_queries``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, case, func, or_, select

from desk.books.officers.model import (
    NewOfficer,
    Officer,
    OfficerIdentity,
    OfficerMove,
    OfficerState,
    OfficerTerm,
)
from desk.core import name_search
from desk.core.errors import Refused
from desk.core.records import first_record, or_none, records
from desk.core.words import _
from desk.core.work import Work
from desk.models.officers import officer_moves, officer_terms, officers
from desk.models.staff import staff
from desk.storage.matching import LONGEST


@dataclass(frozen=True)
class OfficerName:
    """An officer as others name them, in the clear."""

    id: int
    name: str


TODAY: ColumnElement[Any] = bindparam("today")
HELD, NEWEST = officer_terms.alias("held"), officer_terms.alias("newest")
_HELD = select(HELD.c.id).where(HELD.c.officer_id == officers.c.id, HELD.c.first <= TODAY).correlate(officers)
_SERVED = _HELD.exists()
_SERVES = _HELD.where(func.coalesce(HELD.c.ended_on, HELD.c.last) >= TODAY).exists()
UNTIL = func.coalesce(officer_terms.c.ended_on, officer_terms.c.last)
"""The last day on which the term that begins last holds."""
STATE: ColumnElement[str] = case(
    (officers.c.state != OfficerState.SERVING.value, officers.c.state),
    (_SERVES, OfficerState.SERVING.value),
    (_SERVED, OfficerState.EXPIRED.value),
    else_=OfficerState.NOMINATED.value,
)
"""Where somebody stands on the day ``today``; appointed from a later day on, they are nominated until then."""
_NEWEST = (
    select(NEWEST.c.id)
    .where(NEWEST.c.officer_id == officers.c.id, func.coalesce(NEWEST.c.ended_on, NEWEST.c.last) >= NEWEST.c.first)
    .order_by(NEWEST.c.first.desc())
    .limit(1)
    .correlate(officers)
    .scalar_subquery()
)
OWN = ("id", "name", "identity", "employer", "telephone", "remark", "version")
OFFICERS: Select[Any] = select(
    *(officers.c[name] for name in OWN),
    STATE.label("state"),
    officers.c.state.label("kept"),
    func.coalesce(officer_terms.c.letter, "").label("letter"),
    officer_terms.c.first,
    officer_terms.c.last,
    officer_terms.c.ended_on,
).select_from(officers.outerjoin(officer_terms, officer_terms.c.id == _NEWEST))
"""The columns of ``Officer``, each by its name."""
MADE: dict[str, Any] = {"identity": OfficerIdentity, "state": OfficerState, "kept": OfficerState}
OFFICER_NAMES = select(officers.c.id, officers.c.name).order_by(officers.c.name, officers.c.id)
TERMS = select(
    officer_terms.c.id,
    officer_terms.c.officer_id,
    officer_terms.c.letter,
    officer_terms.c.first,
    officer_terms.c.last,
    officer_terms.c.ended_on,
)
MOVES = (
    select(
        officer_moves.c.at,
        staff.c.name.label("who"),
        officer_moves.c.was,
        officer_moves.c.state,
        officer_moves.c.remark,
    )
    .join(staff, staff.c.id == officer_moves.c.staff_id)
    .order_by(officer_moves.c.id)
)


def _officers(work: Work, query: Select[Any], **values: Any) -> list[Officer]:
    return records(work.connection.execute(query, {"today": work.today, **values}), Officer, **MADE)


def serving(work: Work) -> list[OfficerName]:
    """Those who serve today, by their names. For choosing one in a form."""
    appointed = OFFICER_NAMES.where(_SERVES, officers.c.state == OfficerState.SERVING.value)
    return records(work.connection.execute(appointed, {"today": work.today}), OfficerName)


def serving_on(work: Work, day: date) -> list[OfficerName]:
    """Those who served on a day, by their names, whatever became of them since, also later on that day."""
    return records(work.connection.execute(OFFICER_NAMES.where(_SERVES), {"today": day}), OfficerName)


def all_officers(work: Work) -> list[Officer]:
    """Everybody who is or was asked: those who serve first, by their terms' last days, then by name."""
    order = [state.value for state in (OfficerState.SERVING, OfficerState.NOMINATED, OfficerState.EXPIRED)]
    place = case({state: at for at, state in enumerate(order)}, value=STATE, else_=len(order))
    return _officers(work, OFFICERS.order_by(place, officer_terms.c.last, officers.c.name, officers.c.id))


def ending_until(work: Work, day: date) -> list[Officer]:
    """Those who serve and whose last term ends on this day or before, the first to end first."""
    ends = OFFICERS.where(_SERVES, bindparam("limit") >= UNTIL, officers.c.state == OfficerState.SERVING.value)
    return _officers(work, ends.order_by(officer_terms.c.last, officers.c.id), limit=day)


def find(work: Work, id: int) -> Officer:
    """One of them. Raises ``Refused`` when there is none."""
    officer = find_or_none(work, id)
    if officer is None:
        raise Refused(_("This experience officer is no longer there."))
    return officer


def find_or_none(work: Work, id: int) -> Officer | None:
    """One of them; None when there is none."""
    return next(iter(_officers(work, OFFICERS.where(officers.c.id == bindparam("officer")), officer=id)), None)


def twin(work: Work, new: NewOfficer, id: int) -> Officer | None:
    """Another entry of the same person: the same name, with the same telephone where both have one."""
    same = OFFICERS.where(officers.c.name == bindparam("called"), officers.c.id != bindparam("officer"))
    for other in _officers(work, same, called=new.name, officer=id):
        if not (new.telephone and other.telephone) or new.telephone == other.telephone:
            return other
    return None


def terms_of(work: Work, officer_id: int) -> list[OfficerTerm]:
    """An officer's terms, the earliest first."""
    query = TERMS.where(officer_terms.c.officer_id == officer_id).order_by(officer_terms.c.first)
    return records(work.connection.execute(query), OfficerTerm)


def find_term(work: Work, id: int) -> OfficerTerm:
    """One term. Raises ``Refused`` when there is none."""
    term = first_record(work.connection.execute(TERMS.where(officer_terms.c.id == id)), OfficerTerm)
    if term is None:
        raise Refused(_("This term is no longer there."))
    return term


def all_terms(work: Work) -> list[OfficerTerm]:
    """Everybody's terms."""
    return records(work.connection.execute(TERMS.order_by(officer_terms.c.first)), OfficerTerm)


def whose_letter(work: Work, letter: str, besides: int) -> str:
    """The name of whoever has this number of a letter in a term ``besides`` this one; empty where nobody has."""
    query = (
        select(officers.c.name)
        .join(officer_terms, officer_terms.c.officer_id == officers.c.id)
        .where(officer_terms.c.letter == letter, officer_terms.c.id != besides)
    )
    return work.connection.execute(query).scalar() or ""


def letters_like(work: Work, beginning: str) -> Sequence[str]:
    """The numbers of letters that begin so."""
    query = select(officer_terms.c.letter).where(officer_terms.c.letter.startswith(beginning, autoescape=True))
    return list(work.connection.scalars(query))


def moves_of(work: Work, officer_id: int) -> list[OfficerMove]:
    """An officer's history, the earliest first."""
    query = MOVES.where(officer_moves.c.officer_id == officer_id)
    return records(work.connection.execute(query), OfficerMove, was=or_none(OfficerState), state=OfficerState)


def begins_with(work: Work, typed: str, most: int) -> list[Officer]:
    """Officers whose name or number of a letter begins with what was typed, or the initials or pinyin of the name."""
    text = typed.strip()[:LONGEST]
    fits = or_(
        officers.c.name.startswith(text, autoescape=True), officers.c.id.in_(_spelt(work, text)), _lettered(text)
    )
    return _officers(work, OFFICERS.where(fits).order_by(officers.c.name, officers.c.id).limit(most))


def _lettered(text: str) -> ColumnElement[bool]:
    own = officer_terms.alias("own")
    return (
        select(own.c.id)
        .where(own.c.officer_id == officers.c.id, own.c.letter.startswith(text, autoescape=True))
        .exists()
    )


def _spelt(work: Work, text: str) -> list[int]:
    return name_search.ids_in_letters(text, lambda: work.connection.execute(select(officers.c.id, officers.c.name)))
