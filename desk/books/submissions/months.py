"""Months handed in to the district 已上报: frozen figures and file; what changed since is told as corrections."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from desk.books import figures
from desk.books.submissions import reporting
from desk.books.submissions.reporting import ReportFigures
from desk.core.errors import Refused
from desk.core.month import Month
from desk.core.period import Period, PeriodKind, named_period
from desk.core.permissions import May
from desk.core.records import first_record, records
from desk.core.words import _, on_record
from desk.core.work import Work
from desk.models.audit import audit
from desk.models.staff import staff
from desk.models.submissions import report_files, reports

MONTH, WORKBOOK = "month", "xlsx"


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


MakeWorkbook = Callable[[Work, ReportFigures], bytes]
"""Makes the workbook of a month from figures that were counted already, in the same transaction."""


class StaleDraft(Refused):
    """What was counted may no longer be what the book says."""


@dataclass(frozen=True)
class MonthDraft:
    """A month counted and on paper, from one view of the book.

    ``counted_after`` is the hash of the last audit line of that view.
    """

    month: Month
    figures: dict[str, int | float | None]
    file: bytes
    counted_after: str | None

    @property
    def period(self) -> str:
        """The month as YYYY-MM."""
        return self.month.name


def draft(work: Work, month: Month, make: MakeWorkbook) -> MonthDraft:
    """Count a month and make its workbook from the same count. Raises ``Refused`` and ``NotAllowed`` as ``hand_in``."""
    work.require(May.HAND_IN)
    _require_open(work, month)
    with on_record():
        report = reporting.counted(work, Period.around(PeriodKind.MONTH, month.first))
        file = make(work, report)
    return MonthDraft(month, dict(report.values), file, _last_audit_hash(work))


def hand_in(work: Work, drafted: MonthDraft) -> Submission:
    """Freeze a month 上报: its figures and the workbook made from them.

    Once: raises ``Refused`` for a second time and for a running month, ``StaleDraft`` when anything was written in the
    book since the draft was counted (every change leaves a line in the audit), ``NotAllowed`` for a role that may not.
    """
    work.require(May.HAND_IN)
    _require_open(work, drafted.month)
    if _last_audit_hash(work) != drafted.counted_after:
        raise StaleDraft(_("The book was changed while the month was counted. Please hand in once more."))
    sha = hashlib.sha256(drafted.file).hexdigest()
    values = {"kind": MONTH, "period": drafted.period, "handed_in_at": work.now, "staff_id": work.actor.id}
    id = work.add(reports, {**values, "figures": drafted.figures})
    file = {"report_id": id, "name": WORKBOOK, "file_name": f"{drafted.period}.xlsx", "content": drafted.file}
    work.add(report_files, {**file, "sha256": sha})
    work.audit("report.hand_in", f"reports:{drafted.period}", after={"sha256": sha})
    return Submission(drafted.period, work.now, work.actor.name, drafted.figures, sha)


def _require_open(work: Work, month: Month) -> None:
    if month_is_running(work, month):
        raise Refused(_("The month {period} is not over yet.", period=month.label))
    if find(work, month.name):
        raise Refused(_("The month {period} has been handed in already.", period=month.label))


def _last_audit_hash(work: Work) -> str | None:
    newest = select(audit.c.hash).order_by(audit.c.id.desc()).limit(1)
    return work.connection.execute(newest).scalar()


def month_is_running(work: Work, month: Month) -> bool:
    """Is it this month, or one still to come?"""
    return month >= Month.of(work.today)


AS_IT_WENT_OUT = (
    select(
        reports.c.period,
        reports.c.handed_in_at.label("at"),
        staff.c.name.label("who"),
        reports.c.figures,
        report_files.c.sha256,
    )
    .join_from(reports, staff, staff.c.id == reports.c.staff_id)
    .join(report_files, report_files.c.report_id == reports.c.id)
    .where(report_files.c.name == WORKBOOK, reports.c.kind == MONTH, reports.c.withdrawn_at.is_(None))
)


def all_months(work: Work) -> list[Submission]:
    """The months handed in, newest first."""
    return records(work.connection.execute(AS_IT_WENT_OUT.order_by(reports.c.period.desc())), Submission)


def find(work: Work, period: str) -> Submission | None:
    """The month ``YYYY-MM`` as it went out; None when it was not handed in."""
    return first_record(work.connection.execute(AS_IT_WENT_OUT.where(reports.c.period == period)), Submission)


def file_of(work: Work, period: str) -> bytes:
    """The workbook as it went out, byte for byte."""
    query = (
        select(report_files.c.content)
        .join(reports, reports.c.id == report_files.c.report_id)
        .where(reports.c.kind == MONTH, reports.c.period == period, reports.c.withdrawn_at.is_(None))
        .where(report_files.c.name == WORKBOOK)
    )
    return bytes(work.connection.execute(query).scalar_one())


def corrections(work: Work, before: str, most_months: int = 12) -> list[Correction]:
    """What reads differently today in the months handed in before the month ``before`` (YYYY-MM), oldest first."""
    changed, moving = [], figures.moving()
    handed_in = [submission for submission in all_months(work) if submission.period < before]
    for submission in reversed(handed_in[:most_months]):
        today = reporting.counted(work, named_period(submission.period)).values
        for code, was in submission.figures.items():
            if code not in moving and today.get(code) != was:
                changed.append(Correction(submission.period, code, was, today.get(code)))
    return changed
