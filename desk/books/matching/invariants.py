"""What must always hold of needs, offerings, matches and deliveries, also in a data file that was written by hand."""

from __future__ import annotations

import json
from collections.abc import Iterator

from sqlalchemy import ColumnElement, Select, Table, and_, exists, func, or_, select

from desk.books.matching import queries, raw_queries
from desk.books.matching.model import (
    KINDS,
    MATCH_MOVES,
    NEED_MOVES,
    OPEN_MATCHES,
    OPEN_NEEDS,
    MatchReason,
    MatchState,
    MatchWay,
    NeedSource,
    NeedState,
    OfferingState,
)
from desk.books.teams.model import HalfDay
from desk.core import histories
from desk.core.invariants import Invariant
from desk.core.words import N_, Worded, _
from desk.core.work import Work
from desk.models.activities import activities
from desk.models.matching import deliveries, match_moves, matches, need_moves, needs, offerings
from desk.models.orders import orders


def _not_in(*lists: tuple[ColumnElement[str], type[Worded]]) -> ColumnElement[bool]:
    return or_(*(column.not_in([each.value for each in known]) for column, known in lists))


_earlier = needs.alias("earlier_needs")
_MATCH_NAME = (needs.c.number, offerings.c.number)
_NAMED = matches.join(needs, needs.c.id == matches.c.need_id).join(offerings, offerings.c.id == matches.c.offering_id)


def _of_matches(*more: Table) -> Select[tuple[str, str]]:
    query = select(*_MATCH_NAME).select_from(_NAMED)
    for table in more:
        query = query.join(table, table.c.match_id == matches.c.id)
    return query


UNREADABLE = (
    Invariant(
        N_("Need {0}: its state, kind or source is not known."),
        select(needs.c.number).where(
            or_(_not_in((needs.c.state, NeedState), (needs.c.source, NeedSource)), needs.c.kind.not_in(KINDS))
        ),
    ),
    Invariant(
        N_("Need {0}: a state in its history is not known."),
        select(needs.c.number)
        .join(need_moves, need_moves.c.need_id == needs.c.id)
        .where(_not_in((need_moves.c.state, NeedState), (need_moves.c.was, NeedState)))
        .distinct(),
    ),
    Invariant(
        N_("Offering {0}: its state or kind is not known."),
        select(offerings.c.number).where(
            or_(_not_in((offerings.c.state, OfferingState)), offerings.c.kind.not_in(KINDS))
        ),
    ),
    Invariant(
        N_("Match of {0} with {1}: its state or its way is not known."),
        _of_matches().where(_not_in((matches.c.state, MatchState), (matches.c.way, MatchWay))),
    ),
    Invariant(
        N_("Match of {0} with {1}: a state in its history is not known."),
        _of_matches(match_moves)
        .where(_not_in((match_moves.c.state, MatchState), (match_moves.c.was, MatchState)))
        .distinct(),
    ),
)
"""With one of these broken the page cannot be filled."""


_OPEN_MATCH = exists().where(
    matches.c.need_id == needs.c.id, matches.c.state.in_([state.value for state in OPEN_MATCHES])
)
_ACCEPTED = exists().where(matches.c.need_id == needs.c.id, matches.c.state == MatchState.ACCEPTED.value)
_LINKED = exists().where(deliveries.c.match_id == matches.c.id)
_WITH_LINK = [state.value for state in (MatchState.UNDER_WAY, MatchState.ACCEPTED)]
_UNLINKED = [state.value for state in (MatchState.PROPOSED, MatchState.CLAIMED)]
_BROKEN_NEEDS = histories.broken(need_moves, "need_id", (NeedState.NEW,), NEED_MOVES)
_BROKEN_MATCHES = histories.broken(match_moves, "match_id", (MatchState.PROPOSED,), MATCH_MOVES)
INVARIANTS = (
    Invariant(
        N_("Need {0} is on the list and does not say what is wanted."),
        select(needs.c.number).where(needs.c.settled_at.is_(None), needs.c.description == ""),
    ),
    Invariant(
        N_("Need {0}: its state is not the state of its last recorded move."),
        select(needs.c.number).where(
            needs.c.state.is_distinct_from(histories.last_state(need_moves, "need_id", needs.c.id))
        ),
    ),
    Invariant(
        N_("Need {0}: a move is missing from its history, or one is there that cannot be."),
        select(needs.c.number).where(needs.c.id.in_(_BROKEN_NEEDS)),
    ),
    Invariant(
        N_("Need {0}: another one came from the same orders before it."),
        select(needs.c.number).where(
            queries.FROM_ORDERS, needs.c.subject == _earlier.c.subject, _earlier.c.id < needs.c.id
        ),
    ),
    Invariant(
        N_("Need {0}: it is settled and does not say when, or says so and is not."),
        select(needs.c.number).where(
            needs.c.settled_at.is_(None) != needs.c.state.in_([state.value for state in OPEN_NEEDS])
        ),
    ),
    Invariant(
        N_("Need {0}: it is matched and there is no match, or there is one and it is not."),
        select(needs.c.number).where((needs.c.state == NeedState.MATCHED.value) != _OPEN_MATCH),
    ),
    Invariant(
        N_("Need {0}: it is met and no match was accepted, or one was and it is not."),
        select(needs.c.number).where((needs.c.state == NeedState.MET.value) != _ACCEPTED),
    ),
    Invariant(
        N_("Match of {0} with {1}: its state is not the state of its last recorded move."),
        _of_matches().where(
            matches.c.state.is_distinct_from(histories.last_state(match_moves, "match_id", matches.c.id))
        ),
    ),
    Invariant(
        N_("Match of {0} with {1}: a move is missing from its history, or one is there that cannot be."),
        _of_matches().where(matches.c.id.in_(_BROKEN_MATCHES)),
    ),
    Invariant(
        N_("Match of {0} with {1}: it is settled and does not say when, or says so and is not."),
        _of_matches().where(
            matches.c.settled_at.is_(None) != matches.c.state.in_([each.value for each in OPEN_MATCHES])
        ),
    ),
    Invariant(
        N_("Match of {0} with {1}: the two are not of one kind."),
        _of_matches().where(needs.c.kind != offerings.c.kind),
    ),
    Invariant(
        N_("Match of {0} with {1}: it is under way and nothing is linked with it, or the other way round."),
        _of_matches().where(
            or_(
                and_(matches.c.state.in_(_WITH_LINK), ~_LINKED),
                and_(matches.c.state.in_(_UNLINKED), _LINKED),
            )
        ),
    ),
    Invariant(
        N_("Match of {0} with {1}: what is linked with it is of another offering."),
        _of_matches(deliveries).where(deliveries.c.offering_id != matches.c.offering_id).distinct(),
    ),
    Invariant(
        N_("Offering {0}: an activity or an order of another kind is linked with it."),
        select(offerings.c.number)
        .join(deliveries, deliveries.c.offering_id == offerings.c.id)
        .outerjoin(activities, activities.c.id == deliveries.c.activity_id)
        .outerjoin(orders, orders.c.id == deliveries.c.order_id)
        .where(
            func.coalesce("activity." + activities.c.kind, "order." + orders.c.kind) != offerings.c.kind,
        )
        .distinct(),
    ),
)


def unreadable_lists(work: Work) -> Iterator[str]:
    """A sentence for each offering whose half days, and each match whose reasons, are no lists of what there is."""
    for number, times in raw_queries.written_times(work):
        if not _is_sound(times, lambda each: each[0] in range(7) and HalfDay(each[1]) and len(each) == 2):
            yield _("Offering {number}: its half days cannot be read.", number=number)
    for need, offering, reasons in raw_queries.written_reasons(work):
        if not _is_sound(reasons, MatchReason):
            yield _("Match of {need} with {offering}: its reasons cannot be read.", need=need, offering=offering)


def _is_sound(written: str, check: object) -> bool:
    assert callable(check)
    try:
        kept = json.loads(written)
        return isinstance(kept, list) and all(check(each) for each in kept)
    except (TypeError, ValueError, IndexError, KeyError):
        return False
