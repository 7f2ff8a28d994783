"""Months handed in to the district 已上报: frozen figures and file; what changed since is told as corrections."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from desk.books.submissions import month_figures as months
from desk.core.errors import Refused
from desk.core.permissions import May
from desk.core.words import _
from desk.core.work import Work
from desk.models.staff import staff
from desk.models.submissions import reports

MONTH = "month"


@dataclass(frozen=True)
class Submission:
    """One month as it went out."""

    period: str
    at: datetime
    who: str
    figures: dict[str, int | float | None]
    sha256: str


@dataclass(frozen=True)
class Correction:
    """A figure of a month handed in that reads differently in the book today."""

    period: str
    figure: str
    was: int | float | None
    now: int | float | None


def hand_in(work: Work, year: int, month: int, file: bytes) -> Submission:
    """Freeze a month with the workbook that went out. Once; raises ``Refused`` for a second time or a running month."""
    work.require(May.HAND_IN)
    period = f"{year}-{month:02d}"
    if month_is_running(work, year, month):
        raise Refused(_("The month {period} is not over yet.", period=period))
    if find(work, period):
        raise Refused(_("The month {period} has been handed in already.", period=period))
    counted = months.plain(months.counted(work, year, month))
    sha = hashlib.sha256(file).hexdigest()
    values = {"kind": MONTH, "period": period, "handed_in_at": work.now, "staff_id": work.actor.id}
    work.add(reports, {**values, "figures": counted, "file": file, "sha256": sha})
    work.audit("report.hand_in", f"reports:{period}", after={"sha256": sha})
    return Submission(period, work.now, work.actor.name, counted, sha)


def month_is_running(work: Work, year: int, month: int) -> bool:
    return (year, month) >= (work.today.year, work.today.month)


def all_months(work: Work) -> list[Submission]:
    """Newest first."""
    columns = (reports.c.period, reports.c.handed_in_at, staff.c.name, reports.c.figures, reports.c.sha256)
    query = select(*columns).join(staff, staff.c.id == reports.c.staff_id).order_by(reports.c.period.desc())
    return [Submission(*row) for row in work.connection.execute(query)]


def find(work: Work, period: str) -> Submission | None:
    return next((one for one in all_months(work) if one.period == period), None)


def file_of(work: Work, period: str) -> bytes:
    """The workbook as it went out, byte for byte."""
    query = select(reports.c.file).where(reports.c.kind == MONTH, reports.c.period == period)
    return bytes(work.connection.execute(query).scalar_one())


def corrections(work: Work, before: str, most_months: int = 12) -> list[Correction]:
    """What reads differently today in the months handed in before the month ``before`` (YYYY-MM), oldest first."""
    found, moving = [], months.moving()
    for one in reversed([m for m in all_months(work) if m.period < before][:most_months]):
        year, month = map(int, one.period.split("-"))
        today = months.plain(months.counted(work, year, month))
        for name, was in one.figures.items():
            if name not in moving and today.get(name) != was:
                found.append(Correction(one.period, name, was, today.get(name)))
    return found
