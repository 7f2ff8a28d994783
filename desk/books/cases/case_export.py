"""The rows behind the figures: one case a row, people masked unless a manager asked for them in the clear."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import text

from desk.books.cases import Assistance, CaseState, Evaluation
from desk.books.catalogue import ServiceMode
from desk.books.residents import Sex
from desk.core import identity
from desk.core.errors import Invalid, NotAllowed, Problem
from desk.core.permissions import May
from desk.core.words import N_, _
from desk.core.work import Work
from desk.models.audit import lookups

COLUMNS: tuple[tuple[str, int], ...] = (
    (N_("Case number"), 15),
    (N_("Queue number"), 8),
    (N_("Taken at"), 17),
    (N_("Name"), 10),
    (N_("ID number"), 20),
    (N_("Telephone"), 13),
    (N_("Sex"), 6),
    (N_("Age"), 6),
    (N_("Village group"), 10),
    (N_("Item"), 26),
    (N_("Department"), 14),
    (N_("Mode"), 9),
    (N_("State"), 9),
    (N_("Promised day"), 11),
    (N_("Finished on"), 11),
    (N_("In time"), 8),
    (N_("Assistance"), 9),
    (N_("Evaluation"), 10),
    (N_("Waited, min"), 9),
    (N_("Served, min"), 9),
    (N_("Clerk in charge"), 10),
    (N_("Remark"), 20),
)
"""Heading and width in characters of each column."""

ROWS = text(
    "SELECT c.number, v.queue || printf('%03d', v.number), c.accepted_at, r.name, r.id_number, r.telephone, r.sex, "
    "r.birth,"
    " r.village_group, s.name, c.department, c.mode, c.state, c.due_on, c.finished_on, c.assistance, c.evaluation,"
    " (SELECT sum(ended_at - began_at) FROM periods p WHERE p.visit_id = v.id AND p.kind = 'waiting'),"
    " (SELECT sum(ended_at - began_at) FROM periods p WHERE p.visit_id = v.id AND p.kind = 'serving'),"
    " st.name, c.remark, c.day"
    " FROM cases c JOIN visits v ON v.id = c.visit_id JOIN residents r ON r.id = c.resident_id"
    " JOIN services s ON s.id = c.service_id JOIN staff st ON st.id = c.staff_id"
    " WHERE c.day BETWEEN :first AND :last ORDER BY c.day, c.id"
)
LOGGED_FOR = timedelta(hours=1)
"""How long after the purpose was logged an unmasked export may begin."""
EPOCH = datetime(1970, 1, 1) + timedelta(hours=8)
"""Naive local time: what a spreadsheet's date cell means."""


def allow_unmasked(work: Work, purpose: str) -> int:
    """Log that people leave the book in the clear, and what for. The line in the log, which ``rows`` wants to see.

    Raises ``NotAllowed`` and ``Invalid``.
    """
    work.require(May.UNMASKED_EXPORT)
    if not purpose.strip():
        raise Invalid(Problem("purpose", _("Please state what the unmasked export is for.")))
    row = {"at": work.now, "staff_id": work.actor.id, "resident_id": None, "purpose": purpose.strip()}
    line = work.add(lookups, row)
    work.audit("export.unmasked", "visits", after={"purpose": purpose.strip()})
    return line


def _require_logged(work: Work, line: int) -> None:
    """Raises ``NotAllowed`` unless the signed-in person has just logged what the people in the clear are for."""
    work.require(May.UNMASKED_EXPORT)
    since = round((work.now - LOGGED_FOR).timestamp() * 1000)
    query = "SELECT 1 FROM lookups WHERE id = ? AND staff_id = ? AND resident_id IS NULL AND at >= ?"
    if not work.rows(query, line, work.actor.id, since):
        raise NotAllowed(_("Please state what the unmasked export is for."))


def headings() -> list[str]:
    return [_(name) for name, _width in COLUMNS]


def count(work: Work, first: date, last: date) -> int:
    query = text("SELECT count(*) FROM cases WHERE day BETWEEN :first AND :last")
    return int(work.connection.execute(query, _span(first, last)).scalar_one())


def rows(work: Work, first: date, last: date, *, unmasked: int | None = None) -> Iterator[list[Any]]:
    """One list a case in the order of ``COLUMNS``; days and moments as dates, counts as numbers.

    ``unmasked`` is the line of ``allow_unmasked``; without one people are masked, in what was typed about them as well.
    """
    work.require(May.SEE_FIGURES)
    if unmasked:
        _require_logged(work, unmasked)
    said = {str(word): word.label for kind in (ServiceMode, CaseState, Assistance, Evaluation, Sex) for word in kind}
    yes, no = _("Yes"), _("No")
    cursor = work.connection.execution_options(yield_per=2000).execute(ROWS, _span(first, last))
    for (
        number,
        queue,
        taken,
        name,
        id_number,
        telephone,
        sex,
        birth,
        group,
        item,
        department,
        mode,
        state,
        due,
        finished,
        assistance,
        evaluation,
        waited,
        served,
        clerk,
        remark,
        day,
    ) in cursor:
        if not unmasked:
            group, remark = (identity.mask_text(typed, name) for typed in (group, remark))
            name, id_number = identity.mask_name(name), identity.mask_number(id_number)
            telephone = identity.mask_telephone(telephone)
        yield [
            number,
            queue,
            EPOCH + timedelta(seconds=taken // 1000),
            name,
            id_number,
            telephone,
            said[sex],
            identity.age_on(date.fromisoformat(birth), date.fromisoformat(day)) if birth else None,
            group,
            item,
            department,
            said[mode],
            said[state],
            date.fromisoformat(due),
            date.fromisoformat(finished) if finished else None,
            (yes if finished <= due else no) if finished else "",
            said[assistance],
            said[evaluation],
            _minutes(waited),
            _minutes(served),
            clerk,
            remark,
        ]


def _minutes(milliseconds: int | None) -> float | None:
    return None if milliseconds is None else round(milliseconds / 60000, 1)


def _span(first: date, last: date) -> dict[str, str]:
    return {"first": first.isoformat(), "last": last.isoformat()}
