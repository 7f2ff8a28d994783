"""What must always hold of cases 办件."""

from __future__ import annotations

from sqlalchemy import and_, exists, or_, select

from desk.books.cases.handling import ENDS, POOR, CaseState
from desk.books.cases.promise import UNPROMISED
from desk.core import histories
from desk.core.invariants import Invariant
from desk.core.words import N_
from desk.models.cases import callbacks, cases, moves
from desk.models.visits import visits

_LAST_STATE = histories.last_state(moves, "case_id", cases.c.id)
_ENDED = cases.c.state.in_(sorted(ENDS))
_HAS_TIME = cases.c.finished_at.is_not(None)
_EARLIER = cases.alias("earlier")
_ANOTHER_BEFORE = exists().where(_EARLIER.c.visit_id == cases.c.visit_id, _EARLIER.c.id < cases.c.id)
"""The first case of a visit is its person's; those after it may be of the same household 同一户."""

INVARIANTS = (
    Invariant(
        N_("Case {0}: its state is not the state of its last recorded move."),
        select(cases.c.number).where(cases.c.state.is_distinct_from(_LAST_STATE)),
    ),
    Invariant(
        N_("Case {0}: finished without a finishing time, or not finished but with one."),
        select(cases.c.number).where(or_(and_(_ENDED, ~_HAS_TIME), and_(~_ENDED, _HAS_TIME))),
    ),
    Invariant(
        N_("Case {0}: waits for papers with a promised day, or goes on without one."),
        select(cases.c.number).where(
            (cases.c.state == CaseState.PAPERS.value).is_distinct_from(cases.c.due_on == UNPROMISED)
        ),
    ),
    Invariant(
        N_("Case {0}: its visit is of another person."),
        select(cases.c.number)
        .join(visits, visits.c.id == cases.c.visit_id)
        .where(visits.c.resident_id.is_distinct_from(cases.c.resident_id), ~_ANOTHER_BEFORE),
    ),
    Invariant(
        N_("Case {0}: a poor evaluation without the call-back it owes."),
        select(cases.c.number).where(
            cases.c.evaluation.in_(sorted(POOR)), cases.c.id.not_in(select(callbacks.c.case_id))
        ),
    ),
)
