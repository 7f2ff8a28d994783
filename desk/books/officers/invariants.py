"""What must hold of experience officers 体验官, also in a data file that was written by hand."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import and_, func, or_, select

from desk.books.officers import queries
from desk.books.officers.model import MOVES, OfficerIdentity, OfficerState, ScoreItem, VisitWay
from desk.core import histories
from desk.core.clock import local
from desk.core.invariants import Invariant
from desk.core.words import N_, _
from desk.core.work import Work
from desk.models.officers import officer_moves, officer_scores, officer_terms, officer_visits, officers

STORED = [state.value for state in OfficerState if state is not OfficerState.EXPIRED]
_LAST_STATE = histories.last_state(officer_moves, "officer_id", officers.c.id)
_BROKEN = histories.broken(officer_moves, "officer_id", (OfficerState.NOMINATED,), MOVES)
_TERMS = select(officer_terms.c.id).where(officer_terms.c.officer_id == officers.c.id)
_OTHER = officer_terms.alias("other")
_UNTIL = func.coalesce(officer_terms.c.ended_on, officer_terms.c.last)
_OTHER_UNTIL = func.coalesce(_OTHER.c.ended_on, _OTHER.c.last)
_COVERING = (
    select(officer_terms.c.id)
    .where(
        officer_terms.c.officer_id == officer_visits.c.officer_id,
        officer_terms.c.first <= officer_visits.c.day,
        officer_visits.c.day <= _UNTIL,
    )
    .exists()
)
_ACCOMPANIED = officer_visits.c.way == VisitWay.ACCOMPANIED.value

UNREADABLE = (
    Invariant(
        N_("Experience officer no. {0}: the state or the identity is not known."),
        select(officers.c.id).where(
            or_(
                officers.c.state.not_in(STORED),
                officers.c.identity.not_in([identity.value for identity in OfficerIdentity]),
            )
        ),
    ),
    Invariant(
        N_("Experience officer no. {0}: a state in the history is not known."),
        select(officer_moves.c.officer_id)
        .where(or_(officer_moves.c.state.not_in(STORED), officer_moves.c.was.not_in(STORED)))
        .distinct(),
    ),
    Invariant(
        N_("Officer's visit {0}: its way, or an item that was scored, is not known."),
        select(officer_visits.c.number)
        .outerjoin(officer_scores, officer_scores.c.visit_id == officer_visits.c.id)
        .where(
            or_(
                officer_visits.c.way.not_in([way.value for way in VisitWay]),
                officer_scores.c.item.not_in([item.value for item in ScoreItem]),
            )
        )
        .distinct(),
    ),
)
"""With one of these broken the page cannot be filled."""
INVARIANTS = (
    Invariant(N_("Experience officer no. {0} has no name."), select(officers.c.id).where(officers.c.name == "")),
    Invariant(
        N_("Experience officer no. {0}: the state is not that of the last recorded move."),
        select(officers.c.id).where(officers.c.state.is_distinct_from(_LAST_STATE)),
    ),
    Invariant(
        N_("Experience officer no. {0}: a move is missing from the history, or cannot be."),
        _BROKEN,
    ),
    Invariant(
        N_("Experience officer no. {0} was appointed and has no term, or has one and was not appointed."),
        select(officers.c.id).where(
            or_(
                and_(officers.c.state == OfficerState.SERVING.value, ~_TERMS.exists()),
                and_(officers.c.state == OfficerState.NOMINATED.value, _TERMS.exists()),
            )
        ),
    ),
    Invariant(
        N_("Letter {0}: the term was broken off after its last day."),
        select(officer_terms.c.letter).where(officer_terms.c.ended_on > officer_terms.c.last),
    ),
    Invariant(
        N_("Letters {0} and {1}: the terms of one officer overlap."),
        select(officer_terms.c.letter, _OTHER.c.letter)
        .join(_OTHER, and_(_OTHER.c.officer_id == officer_terms.c.officer_id, _OTHER.c.id > officer_terms.c.id))
        .where(officer_terms.c.first <= _OTHER_UNTIL, _OTHER.c.first <= _UNTIL),
    ),
    Invariant(
        N_("Officer's visit {0}: the officer did not serve on that day."),
        select(officer_visits.c.number).where(officer_visits.c.withdrawn_at.is_(None), ~_COVERING),
    ),
    Invariant(
        N_("Officer's visit {0}: nobody went along on an accompanied visit, or somebody on another one."),
        select(officer_visits.c.number).where(officer_visits.c.companion_id.is_(None) == _ACCOMPANIED),
    ),
)


def kept_on(work: Work) -> Iterator[str]:
    """A sentence for each officer who was let go and whose term goes on after that day."""
    terms = queries.all_terms(work)
    for officer in queries.all_officers(work):
        if officer.kept is not OfficerState.DISMISSED:
            continue
        day = local(queries.moves_of(work, officer.id)[-1].at).date()
        if any(
            each.officer_id == officer.id and each.covers(max(day, each.first)) and each.until > day for each in terms
        ):
            yield _("Experience officer no. {n} was let go and has a term that goes on.", n=officer.id)
