"""The rows behind the figures: one case a row, people masked unless a manager asked for them in the clear."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Row, ScalarSelect, Select, bindparam, func, select, type_coerce

from desk.books import disclosure, residents
from desk.books.cases import Assistance, CaseState, Evaluation
from desk.books.cases.handling import TOLD_STATE
from desk.books.cases.promise import promised
from desk.books.catalogue import ServiceMode, told_name
from desk.books.residents import Sex
from desk.books.visits.model import Agent, Channel, VisitState, label_of
from desk.core import identity
from desk.core.clock import local, moment_of
from desk.core.permissions import May
from desk.core.words import N_, NP_, Worded, _
from desk.core.work import Work
from desk.models.cases import cases
from desk.models.catalogue import services
from desk.models.residents import residents as residents_table
from desk.models.staff import staff
from desk.models.visits import periods, visits

COLUMNS: tuple[tuple[str, int], ...] = (
    (N_("Case number"), 15),
    (N_("Queue number"), 8),
    (NP_("case", "Accepted at"), 17),
    *((residents.FIELDS[name].label, residents.FIELDS[name].width) for name in residents.TOLD),
    (N_("Sex"), 6),
    (N_("Age"), 6),
    (N_("Village group"), 10),
    (N_("Item"), 50),
    (N_("Department"), 18),
    (NP_("service", "Mode"), 9),
    (N_("State"), 9),
    (N_("Promised day"), 11),
    (N_("Finished on"), 11),
    (NP_("case", "On time"), 8),
    (N_("Assistance"), 9),
    (N_("Evaluation"), 10),
    (N_("Waited, min"), 9),
    (N_("Served, min"), 9),
    (N_("Clerk in charge"), 10),
    (NP_("visit", "Channel"), 10),
    (N_("Agent"), 24),
    (N_("Entered afterwards on"), 12),
    (N_("Remark"), 20),
)
"""Heading and width in characters of each column."""
WORDED: tuple[type[Worded], ...] = (ServiceMode, CaseState, Assistance, Evaluation, Sex, Channel)
EPOCH = datetime(1970, 1, 1) + timedelta(hours=8)
"""Naive local time: what a spreadsheet's date cell means."""


def headings() -> list[str]:
    """Column heads in the language of the window, in the order of the rows."""
    return [_(name) for name, _width in COLUMNS]


def count(work: Work, first: date, last: date) -> int:
    """How many cases were taken from ``first`` to ``last``."""
    query = select(func.count()).where(cases.c.day.between(first, last))
    return work.connection.execute(query).scalar_one()


def rows(work: Work, first: date, last: date, *, unmasked: int | None = None) -> Iterator[list[Any]]:
    """One list a case in the order of ``COLUMNS``; days and moments as dates, counts as numbers.

    ``unmasked`` is the line of ``disclosure.allow``; without one people are masked, in what was typed about them as
    well.
    """
    work.require(May.SEE_FIGURES)
    _require_disclosure(work, unmasked)
    said = {str(word): word.label for kind in WORDED for word in kind}
    yes, no = _("Yes"), _("No")
    for case in work.connection.execute(ROWS, {"first": first, "last": last}, execution_options={"yield_per": 2000}):
        details, group, agent, remark = _of_people(case, unmasked=bool(unmasked))
        yield [
            case.number,
            label_of(case.queue, case.queue_number),
            EPOCH + timedelta(seconds=case.accepted_at // 1000),
            *details,
            said[case.sex],
            identity.age_on(case.birth, case.day),
            group,
            case.service,
            case.department,
            said[case.mode],
            said[case.state],
            promised(case.due_on),
            case.finished_on,
            (yes if case.finished_on <= case.due_on else no) if case.finished_on else "",
            said[case.assistance],
            said[case.evaluation],
            _minutes(case.waited),
            _minutes(case.served),
            case.clerk,
            said[case.channel],
            agent,
            case.entered_at and local(moment_of(case.entered_at)).date(),
            remark,
        ]


def _require_disclosure(work: Work, unmasked: int | None) -> None:
    if unmasked:
        disclosure.require(work, unmasked)


def _of_people(case: Row[Any], *, unmasked: bool) -> tuple[list[str], str, str, str]:
    """What of a row is about people: the person's details, the village group, the agent, the remark."""
    details = [getattr(case, name) for name in residents.TOLD]
    agent = Agent(case.agent, case.agent_relation, case.agent_id_tail)
    if unmasked:
        return details, case.village_group, agent.in_full, case.remark
    masked = [residents.FIELDS[name].shown(value) for name, value in zip(residents.TOLD, details, strict=True)]
    group, remark = (identity.mask_text(text, case.name) for text in (case.village_group, case.remark))
    return masked, group, agent.masked, remark


def _minutes(milliseconds: int | None) -> float | None:
    return None if milliseconds is None else round(milliseconds / 60000, 1)


def _spent(state: VisitState) -> ScalarSelect[Any]:
    """Milliseconds that a case's visit spent waiting or being served."""
    spans = type_coerce(periods.c.ended_at, BigInteger) - type_coerce(periods.c.began_at, BigInteger)
    of_visit = (periods.c.visit_id == visits.c.id, periods.c.kind == state.value)
    return select(func.sum(spans)).where(*of_visit).correlate(visits).scalar_subquery()


ROWS: Select[Any] = (
    select(
        *(
            cases.c[name]
            for name in ("number", "department", "mode", "due_on", "finished_on", "assistance", "evaluation")
        ),
        TOLD_STATE,
        cases.c.remark,
        cases.c.day,
        type_coerce(cases.c.accepted_at, BigInteger).label("accepted_at"),
        visits.c.queue,
        visits.c.number.label("queue_number"),
        *(visits.c[name] for name in ("channel", "agent", "agent_relation", "agent_id_tail")),
        type_coerce(visits.c.entered_at, BigInteger).label("entered_at"),
        *(residents_table.c[name] for name in (*residents.TOLD, "sex", "birth", "village_group")),
        told_name().label("service"),
        staff.c.name.label("clerk"),
        _spent(VisitState.WAITING).label("waited"),
        _spent(VisitState.SERVING).label("served"),
    )
    .join(visits, visits.c.id == cases.c.visit_id)
    .join(residents_table, residents_table.c.id == cases.c.resident_id)
    .join(services, services.c.id == cases.c.service_id)
    .join(staff, staff.c.id == cases.c.staff_id)
    .where(cases.c.day.between(bindparam("first"), bindparam("last")))
    .order_by(cases.c.day, cases.c.id)
)
