"""Which rows each figure of the counter counts: one condition each, of which the statements that count many figures at
once and the lists of the rows behind a single one are both made.

A statement takes the days ``first`` and ``last``, and ``as_of``: the last of them that is not still to come.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    FromClause,
    Select,
    and_,
    bindparam,
    func,
    or_,
    select,
    true,
)

from desk.books.cases.handling import GOOD, LEVELS, TOLD_STATE, Assistance, CaseState, Evaluation
from desk.books.catalogue import ServiceMode
from desk.books.visits import CAME, VisitState
from desk.core.words import Worded
from desk.models.cases import callbacks, cases
from desk.models.visits import visits

FIRST: BindParameter[Any] = bindparam("first")
LAST: BindParameter[Any] = bindparam("last")
AS_OF: BindParameter[Any] = bindparam("as_of")
TAKEN = cases.c.day.between(FIRST, LAST)
"""Cases that were taken in the span, whenever they ended."""
ENDED_IN_SPAN = cases.c.finished_on.between(FIRST, LAST)
ARRIVED = and_(visits.c.day.between(FIRST, LAST), CAME)
IN_TIME = cases.c.finished_on <= cases.c.due_on
BEFORE = cases.c.day < FIRST
ASSISTED = cases.c.assistance != Assistance.NONE.value
GONE = visits.c.state.in_([VisitState.LEFT.value, VisitState.MISSED.value])
GIVEN_GOOD = cases.c.evaluation.in_([level.value for level in GOOD])
GIVEN = cases.c.evaluation.in_([level.value for level in LEVELS])


@dataclass(frozen=True, eq=False)
class Population:
    """Rows of a span, and which of them each figure counts."""

    rows: FromClause
    span: ColumnElement[bool]
    counted: Mapping[str, ColumnElement[bool]]

    def counts(self) -> Select[Any]:
        """All its figures in one statement, each under its code."""
        columns: list[ColumnElement[Any]] = [
            func.count().filter(condition).label(code) for code, condition in self.counted.items()
        ]
        return select(*columns).select_from(self.rows).where(self.span)


ARRIVALS = Population(
    visits, ARRIVED, {"visits": true(), "visits_priority": visits.c.priority != "", "visits_left": GONE}
)
TAKEN_CASES = Population(
    cases,
    TAKEN,
    {"cases": true(), "assisted": ASSISTED, "assisted_vulnerable": and_(cases.c.vulnerable, ASSISTED)},
)
FINISHED_CASES = Population(
    cases, ENDED_IN_SPAN, {"finished": true(), "finished_before": BEFORE, "finished_in_time": IN_TIME}
)
CALL_BACKS = Population(
    callbacks.join(cases, cases.c.id == callbacks.c.case_id),
    callbacks.c.case_id.in_(select(cases.c.id).where(TAKEN)),
    {"callbacks_owed": true(), "callbacks_done": callbacks.c.done_at.is_not(None)},
)
"""Found by the cases of the span, so that the call-backs of all years are not gone through for a month's."""
POPULATIONS = (ARRIVALS, TAKEN_CASES, FINISHED_CASES, CALL_BACKS)

PARTITIONS: Mapping[str, tuple[ColumnElement[Any], Iterable[Worded]]] = {
    "cases.mode": (cases.c.mode, ServiceMode),
    "cases.state": (TOLD_STATE, CaseState),
    "assistance": (cases.c.assistance, Assistance),
    "evaluation": (cases.c.evaluation, Evaluation),
}
"""What divides the cases taken in the span into figures, one a value: counted by grouping, listed by the value."""


def grouped(column: ColumnElement[Any]) -> Select[Any]:
    """The cases taken in the span by the values of a column."""
    return select(column.label("name"), func.count().label("n")).where(TAKEN).group_by(column)


LATE = and_(cases.c.day <= LAST, cases.c.due_on < AS_OF)
LATE_AT_THE_END = (and_(cases.c.finished_on.is_(None), LATE), and_(cases.c.finished_on > AS_OF, LATE))
"""Open past its day at the end of the span: still, or ended later. Apart, so that an index serves each."""


def overdue() -> Select[Any]:
    """How many stood open past their day."""
    open_still, ended_later = (select(func.count()).where(each).scalar_subquery() for each in LATE_AT_THE_END)
    return select(open_still + ended_later)


MATTERS = (
    select(
        func.min(cases.c.id).label("case_id"),
        func.row_number()
        .over(partition_by=(cases.c.resident_id, cases.c.service_id), order_by=cases.c.visit_id)
        .label("coming"),
    )
    .where(TAKEN)
    .group_by(cases.c.resident_id, cases.c.service_id, cases.c.visit_id)
    .subquery()
)
"""Each visit of a person for an item in the span, by its first case, numbered as they came."""
CAME_AGAIN = MATTERS.c.coming > 1


def of_figure(code: str) -> tuple[FromClause, ColumnElement[bool]]:
    """Of which rows, and on which condition, a figure counts. Raises ``KeyError`` for one that does not count rows."""
    for population in POPULATIONS:
        if code in population.counted:
            return population.rows, and_(population.span, population.counted[code])
    if code == "overdue":
        return cases, or_(*LATE_AT_THE_END)
    if code == "repeat_visits":
        return cases.join(MATTERS, MATTERS.c.case_id == cases.c.id), CAME_AGAIN
    column, value = PARTITIONS[code.rpartition(".")[0]][0], code.rpartition(".")[2]
    return cases, and_(TAKEN, column == value)
