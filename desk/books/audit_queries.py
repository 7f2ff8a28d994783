"""Reading the audit chain 审计链: its ends, its times, and what was said of somebody's sign-ins."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, bindparam, func, select

from desk.core.audit_head import AuditHead
from desk.core.clock import local, milliseconds
from desk.core.work import Work
from desk.models.audit import audit

HEAD: Select[Any] = select(audit.c.id, audit.c.at, audit.c.hash)
LINE = HEAD.where(audit.c.id == bindparam("number"))
BEFORE = HEAD.where(audit.c.id < bindparam("number")).order_by(audit.c.id.desc()).limit(1)
NEWEST = HEAD.order_by(audit.c.id.desc()).limit(1)
FIRST = select(audit.c.at).order_by(audit.c.id).limit(1)
TIMES = select(audit.c.at)
NEWEST_TIMES = TIMES.where(audit.c.id > select(func.max(audit.c.id)).scalar_subquery() - bindparam("many"))
ABOUT = (
    select(audit.c.action, audit.c.after)
    .where(audit.c.subject == bindparam("subject"), audit.c.action.in_(bindparam("actions", expanding=True)))
    .order_by(audit.c.id.desc())
    .limit(100)
)

IMPORTS = (
    select(audit.c.at, audit.c.after)
    .where(audit.c.subject == bindparam("kind"), audit.c.action == bindparam("action"))
    .order_by(audit.c.id)
)


@dataclass(frozen=True)
class TakenIn:
    """A file that was taken in: on which day, and how many rows of it."""

    day: date
    rows: int


def taken_in(work: Work, kind: str, digest: str) -> list[TakenIn]:
    """When a file with this SHA-256 was taken in as this kind of table, oldest first."""
    lines = []
    for row in work.connection.execute(IMPORTS, {"kind": kind, "action": f"import.{kind}"}):
        after = json.loads(row.after)
        if after.get("digest") == digest:
            lines.append(TakenIn(local(row.at).date(), after["rows"]))
    return lines


def line(work: Work, number: int) -> AuditHead | None:
    """The line of that number; None when the chain has none."""
    return _head(work, LINE, number=number)


def line_before(work: Work, number: int) -> AuditHead | None:
    """The newest line of a smaller number."""
    return _head(work, BEFORE, number=number)


def newest_line(work: Work) -> AuditHead | None:
    """The end of the chain; None in a data file of which nothing was written yet."""
    return _head(work, NEWEST)


def first_moment(work: Work) -> datetime:
    """When the data file was made. Raises sqlalchemy's ``NoResultFound`` for an empty chain."""
    moment: datetime = work.connection.execute(FIRST).scalar_one()
    return moment


def moments(work: Work, newest: int | None = None) -> Iterable[datetime]:
    """When the lines were written; with ``newest`` only so many of the last ones."""
    if newest is None:
        return work.connection.execute(TIMES).scalars()
    return work.connection.execute(NEWEST_TIMES, {"many": newest}).scalars()


def about(work: Work, subject: str, *actions: str) -> list[tuple[str, str]]:
    """Action and what was noted after it, of the newest hundred lines about somebody, newest first."""
    rows = work.connection.execute(ABOUT, {"subject": subject, "actions": actions})
    return [(row.action, row.after) for row in rows]


def _head(work: Work, query: Select[Any], **values: int) -> AuditHead | None:
    row = work.connection.execute(query, values).first()
    return None if row is None else AuditHead(row.id, milliseconds(row.at), row.hash)
