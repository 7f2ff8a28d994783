"""The list of cases: one filter, one order, a screenful at a time, served by an index whatever the book's size."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, auto
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, bindparam, exists, func, or_, select

from desk.books import catalogue as book_catalogue
from desk.books import residents
from desk.books.cases import ENDS, OPEN, CaseState, Evaluation
from desk.books.cases.handling import TOLD_STATE, is_in, kept_as, told_as
from desk.books.cases.promise import UNPROMISED, promised
from desk.books.catalogue import ServiceMode
from desk.books.centre.days_off import calendar
from desk.books.visits.model import Channel, label_of
from desk.core import identity
from desk.core.numbers import is_whole
from desk.core.tone import Tone
from desk.core.words import N_, NP_, P_, Worded, _
from desk.core.work import Work
from desk.models.cases import callbacks, cases, corrections, moves
from desk.models.catalogue import services as catalogue
from desk.models.residents import residents as residents_table
from desk.models.staff import staff
from desk.models.visits import visits
from desk.storage.matching import begins_with, ends_with


class Urgency(Worded):
    """How a case stands to its promised day."""

    OVERDUE = "overdue", NP_("case", "Overdue"), Tone.OVERDUE
    DUE_SOON = "due_soon", N_("Due soon"), Tone.DUE_SOON
    ON_TIME = "on_time", NP_("case", "On time"), Tone.DONE
    LATE = "late", N_("Finished late"), Tone.OVERDUE
    NOT_BEGUN = "not_begun", NP_("deadline", "Not begun"), Tone.QUIET


@dataclass(frozen=True)
class CaseOrder:
    """What the list is ordered by: a key of ``ORDERS``, each served by an index."""

    by: str = "day"
    descending: bool = True


NEWEST = CaseOrder()


@dataclass(frozen=True)
class CaseFilter:
    """What the list shows; empty fields do not narrow it. ``text`` finds numbers, persons and items."""

    text: str = ""
    first: date | None = None
    last: date | None = None
    state: CaseState | None = None
    open_only: bool = False
    mode: ServiceMode | None = None
    department: str = ""
    staff_id: int | None = None
    evaluation: Evaluation | None = None
    urgency: Urgency | None = None
    callback_owed: bool = False
    resident_id: int | None = None
    channel: Channel | None = None


@dataclass(frozen=True)
class CaseRow:
    """One line of the list, the person masked."""

    id: int
    number: str
    queue: str
    accepted_at: datetime
    name: str
    resident_id: int
    service: str
    department: str
    mode: ServiceMode
    state: CaseState
    due_on: date | None
    """None while papers are missing."""
    finished_on: date | None
    urgency: Urgency
    evaluation: Evaluation
    staff: str


def page(work: Work, wanted: CaseFilter, order: CaseOrder = NEWEST, offset: int = 0, limit: int = 100) -> list[CaseRow]:
    """Lines ``offset`` to ``offset + limit`` of the filtered list."""
    conditions = _conditions(work, wanted)
    if conditions is None:
        return []
    soon = soon_day(work)
    inner = select(cases.c.id).where(*conditions).order_by(*_order(order)).limit(limit).offset(offset).subquery()
    query = LINES.join(inner, inner.c.id == cases.c.id).order_by(*_order(order))
    return [_line(row, work.today, soon) for row in work.connection.execute(query)]


def count(work: Work, wanted: CaseFilter, most: int = 1000) -> int:
    """How many lines the filter leaves, counted no further than ``most``: a clerk needs no more, an index scan
    would.
    """
    conditions = _conditions(work, wanted)
    if conditions is None:
        return 0
    inner = select(cases.c.id).where(*conditions).limit(most).subquery()
    return work.connection.execute(select(func.count()).select_from(inner)).scalar_one()


def soon_day(work: Work) -> date:
    """The next working day: what is due by then is due soon."""
    return calendar(work).after(work.today, 1)


@dataclass(frozen=True)
class CaseAttention:
    """What the bar counts."""

    overdue: int
    due_soon: int
    callbacks: int
    oldest: date | None
    """The day by which the first of those that are overdue was promised."""


def attention(work: Work) -> CaseAttention:
    """What the bar counts: overdue, due soon, call-backs owed."""
    late = CaseFilter(urgency=Urgency.OVERDUE)
    oldest = select(func.min(cases.c.due_on)).where(*(_conditions(work, late) or ())).scalar_subquery()
    owed = select(func.count(), oldest).select_from(callbacks).where(callbacks.c.done_at.is_(None))
    calls, first = work.connection.execute(owed).one()
    return CaseAttention(count(work, late), count(work, CaseFilter(urgency=Urgency.DUE_SOON)), calls, first)


def _conditions(work: Work, wanted: CaseFilter) -> list[ColumnElement[bool]] | None:
    """The filter as SQL; None when a text was typed that fits nothing."""
    simple = {
        cases.c.mode: wanted.mode and wanted.mode.value,
        cases.c.department: wanted.department,
        cases.c.staff_id: wanted.staff_id,
        cases.c.evaluation: wanted.evaluation and wanted.evaluation.value,
        cases.c.resident_id: wanted.resident_id,
    }
    conditions: list[ColumnElement[bool]] = [column == value for column, value in simple.items() if value]
    if wanted.state:
        conditions.append(is_in(wanted.state))
    if wanted.first:
        conditions.append(cases.c.day >= wanted.first)
    if wanted.last:
        conditions.append(cases.c.day <= wanted.last)
    if wanted.open_only:
        conditions.append(cases.c.state.in_([state.value for state in OPEN]))
    if wanted.urgency:
        conditions.append(_urgent(work, wanted.urgency))
    if wanted.callback_owed:
        conditions.append(cases.c.id.in_(select(callbacks.c.case_id).where(callbacks.c.done_at.is_(None))))
    if wanted.channel:
        conditions.append(exists().where(visits.c.id == cases.c.visit_id, visits.c.channel == wanted.channel.value))
    if wanted.text.strip():
        fits = _fitting(work, wanted.text.strip())
        if fits is None:
            return None
        conditions.append(fits)
    return conditions


def _urgent(work: Work, urgency: Urgency) -> ColumnElement[bool]:
    is_open = cases.c.state.in_([state.value for state in OPEN])
    match urgency:
        case Urgency.OVERDUE:
            return and_(is_open, cases.c.due_on < work.today)
        case Urgency.DUE_SOON:
            return and_(is_open, cases.c.due_on >= work.today, cases.c.due_on <= soon_day(work))
        case Urgency.LATE:
            return and_(cases.c.state.in_([state.value for state in ENDS]), cases.c.finished_on > cases.c.due_on)
        case Urgency.NOT_BEGUN:
            return and_(is_open, cases.c.due_on == UNPROMISED)
    return or_(
        and_(is_open, cases.c.due_on >= work.today, cases.c.due_on < UNPROMISED),
        and_(cases.c.state.in_([state.value for state in ENDS]), cases.c.finished_on <= cases.c.due_on),
    )


MOST_PEOPLE = 200
SHORTEST_TAIL = 4
"""Digits of a case number's running part: people read out the end of a number."""
NUMBER_LENGTH = 12
MOST_ENDS = 1000
"""As many as ``count`` tells at most."""


def _fitting(work: Work, typed: str) -> ColumnElement[bool] | None:
    """Cases whose number begins or ends with, whose person is found by, or whose item matches what was typed."""
    choices: list[ColumnElement[bool]] = []
    digits = identity.tidy_number(typed)
    if is_whole(digits) and digits.startswith("20"):
        choices.append(begins_with(cases.c.number, digits))
    if is_whole(digits) and SHORTEST_TAIL <= len(digits) < NUMBER_LENGTH and (ends := _ending_with(work, digits)):
        choices.append(cases.c.id.in_(ends))
    if persons := [hit.id for hit in residents.search(work, typed, MOST_PEOPLE)]:
        choices.append(cases.c.resident_id.in_(persons))
    known = [*book_catalogue.all_items(work), *book_catalogue.earlier(work)]
    items = book_catalogue.matching(book_catalogue.sought(known), typed)
    if items:
        choices.append(cases.c.service_id.in_([item.id for item in items]))
    return or_(*choices) if choices else None


def _ending_with(work: Work, tail: str) -> list[int]:
    """The newest cases whose numbers end so, read along the index of numbers alone: in the condition itself the whole
    list would be read instead.
    """
    query = select(cases.c.id).where(ends_with(cases.c.number, tail)).order_by(cases.c.number.desc())
    return list(work.connection.scalars(query.limit(MOST_ENDS)))


ORDERS: dict[str, tuple[ColumnElement[Any], ...]] = {
    "day": (cases.c.day, cases.c.id),
    "due": (cases.c.due_on, cases.c.id),
    **{
        name: (cases.c[name], cases.c.day, cases.c.id)
        for name in ("state", "mode", "department", "service_id", "staff_id", "evaluation")
    },
}


def _order(order: CaseOrder) -> list[ColumnElement[Any]]:
    return [column.desc() if order.descending else column for column in ORDERS[order.by]]


LINES: Select[Any] = (
    select(
        cases.c.id,
        cases.c.number,
        visits.c.queue,
        visits.c.number.label("queue_number"),
        visits.c.entered_at,
        cases.c.accepted_at,
        residents_table.c.name.label("person"),
        cases.c.resident_id,
        book_catalogue.told_name().label("service"),
        cases.c.department,
        cases.c.mode,
        TOLD_STATE,
        cases.c.due_on,
        cases.c.finished_on,
        cases.c.evaluation,
        staff.c.name.label("clerk"),
    )
    .join(visits, visits.c.id == cases.c.visit_id)
    .join(residents_table, residents_table.c.id == cases.c.resident_id)
    .join(catalogue, catalogue.c.id == cases.c.service_id)
    .join(staff, staff.c.id == cases.c.staff_id)
)


def _line(row: Row[Any], today: date, soon: date) -> CaseRow:
    return CaseRow(
        row.id,
        row.number,
        label_of(row.queue, row.queue_number) + (_(" (afterwards)") if row.entered_at else ""),
        row.accepted_at,
        identity.mask_name(row.person),
        row.resident_id,
        row.service,
        row.department,
        ServiceMode(row.mode),
        CaseState(row.state),
        promised(row.due_on),
        row.finished_on,
        urgency(promised(row.due_on), row.finished_on, today, soon),
        Evaluation(row.evaluation),
        row.clerk,
    )


def urgency(due_on: date | None, finished_on: date | None, today: date, soon: date) -> Urgency:
    """Warning state of a case: due within one working day, overdue, finished late or in time; not begun without a
    promised day.
    """
    if due_on is None:
        return Urgency.NOT_BEGUN
    if finished_on:
        return Urgency.LATE if finished_on > due_on else Urgency.ON_TIME
    if due_on < today:
        return Urgency.OVERDUE
    return Urgency.DUE_SOON if due_on <= soon else Urgency.ON_TIME


class CaseEventKind(Enum):
    """办件经过: what kind of thing happened to a case."""

    MOVED = auto()
    CORRECTED = auto()
    CALL_BACK_OWED = auto()
    CALLED_BACK = auto()
    ENTERED_AFTERWARDS = auto()


@dataclass(frozen=True)
class CaseEvent:
    """One line of a case's story; ``what`` is the state or the kind in words."""

    kind: CaseEventKind
    at: datetime
    who: str
    what: str
    remark: str


def served(work: Work, people: Iterable[int]) -> dict[int, tuple[int, date]]:
    """How many cases each of these residents has had, and the day of the last; those without any are left out."""
    query = select(cases.c.resident_id, func.count(), func.max(cases.c.day)).group_by(cases.c.resident_id)
    rows = work.connection.execute(query.where(cases.c.resident_id.in_(list(people))))
    return {resident: (many, last) for resident, many, last in rows}


def of_resident(work: Work, resident_id: int, limit: int = 30) -> list[CaseRow]:
    """The person's history, newest first."""
    return page(work, CaseFilter(resident_id=resident_id), limit=limit)


def came_to(work: Work, case_id: int, state: CaseState) -> str | None:
    """What was said when the case last came to a state; None when it never did."""
    return work.connection.scalars(CAME_TO, {"case": case_id, "sought": kept_as(state)}).first()


def taken_in_at(work: Work, case_id: int) -> datetime | None:
    """When a case's papers were complete at last; None for one that never waited for any."""
    return work.connection.scalars(COMPLETED, {"case": case_id}).first()


COMPLETED = (
    select(moves.c.at)
    .where(moves.c.case_id == bindparam("case"), moves.c.was == CaseState.PAPERS.value)
    .order_by(moves.c.id.desc())
)
CAME_TO = (
    select(moves.c.remark)
    .where(moves.c.case_id == bindparam("case"), moves.c.state == bindparam("sought"))
    .order_by(moves.c.id.desc())
)


def story(work: Work, case_id: int) -> list[CaseEvent]:
    """Everything that happened to a case, in order: moves, corrections, the call-back, that it was entered later."""
    parts = (_moves, _corrections, _callback, _entry)
    return sorted((event for part in parts for event in part(work, case_id)), key=lambda event: event.at)


def _moves(work: Work, case_id: int) -> Iterator[CaseEvent]:
    query = select(moves, staff.c.name).join(staff, staff.c.id == moves.c.staff_id).where(moves.c.case_id == case_id)
    forwarded = False
    for row in work.connection.execute(query.order_by(moves.c.id)):
        state = told_as(CaseState(row.state), forwarded=forwarded)
        forwarded |= state is CaseState.FORWARDED
        yield CaseEvent(CaseEventKind.MOVED, row.at, row.name, state.label, row.remark)


def _corrections(work: Work, case_id: int) -> Iterator[CaseEvent]:
    joined = select(corrections, staff.c.name).join(staff, staff.c.id == corrections.c.staff_id)
    for row in work.connection.execute(joined.where(corrections.c.case_id == case_id)):
        yield CaseEvent(CaseEventKind.CORRECTED, row.at, row.name, _("Correction"), f"{row.wrong} → {row.right}")


def _callback(work: Work, case_id: int) -> Iterator[CaseEvent]:
    joined = select(callbacks, staff.c.name).outerjoin(staff, staff.c.id == callbacks.c.staff_id)
    for row in work.connection.execute(joined.where(callbacks.c.case_id == case_id)):
        yield CaseEvent(CaseEventKind.CALL_BACK_OWED, row.asked_at, "", _("Call-back owed"), row.reason)
        if row.done_at:
            yield CaseEvent(CaseEventKind.CALLED_BACK, row.done_at, row.name, _("Called back"), row.result)


def _entry(work: Work, case_id: int) -> Iterator[CaseEvent]:
    joined = select(visits.c.entered_at, visits.c.note, staff.c.name).join(staff, staff.c.id == visits.c.staff_id)
    query = joined.join(cases, cases.c.visit_id == visits.c.id).where(cases.c.id == case_id)
    for row in work.connection.execute(query.where(visits.c.entered_at.is_not(None))):
        yield CaseEvent(
            CaseEventKind.ENTERED_AFTERWARDS, row.entered_at, row.name, P_("event", "Entered afterwards"), row.note
        )


def keeps_resident(since: date) -> ColumnElement[bool]:
    """Of a row of ``residents``: a case of theirs is open, or was taken on this day or later."""
    kept = or_(cases.c.day >= since, cases.c.finished_at.is_(None))
    return exists().where(cases.c.resident_id == residents_table.c.id, kept)
