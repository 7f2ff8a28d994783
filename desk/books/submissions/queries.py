"""Reading reports that were handed in 上报."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select, func, select

from desk.books.submissions.model import WORKBOOK, Answer, CentreKey, ReportCopy, ReportFile, Submission
from desk.core.figure import FigureParts
from desk.core.month import Month
from desk.core.period import Period, PeriodKind
from desk.core.records import first_record, records
from desk.core.work import Work
from desk.models.audit import audit
from desk.models.staff import staff
from desk.models.submissions import (
    centre_keys,
    report_answers,
    report_copies,
    report_files,
    report_remarks,
    reports,
)

receiver, withdrawer = staff.alias("receiver"), staff.alias("withdrawer")
AS_IT_WENT_OUT = (
    select(
        reports.c.id,
        reports.c.kind,
        reports.c.period,
        reports.c.handed_in_at.label("at"),
        staff.c.name.label("who"),
        reports.c.figures,
        reports.c.versions,
        reports.c.program,
        reports.c.received_at,
        receiver.c.name.label("received_by"),
        reports.c.withdrawn_at,
        withdrawer.c.name.label("withdrawn_by"),
        reports.c.withdrawn_for,
    )
    .join_from(reports, staff, staff.c.id == reports.c.staff_id)
    .outerjoin(receiver, receiver.c.id == reports.c.received_by)
    .outerjoin(withdrawer, withdrawer.c.id == reports.c.withdrawn_by)
)
STANDING = AS_IT_WENT_OUT.where(reports.c.withdrawn_at.is_(None))


def _of(work: Work, query: Select[Any]) -> list[Submission]:
    return records(work.connection.execute(query), Submission)


def all_reports(work: Work, *, withdrawn: bool = False) -> list[Submission]:
    """Those that stand, newest period first; ``withdrawn`` adds those taken back, the newest of a period first."""
    query = AS_IT_WENT_OUT if withdrawn else STANDING
    newest = _of(work, query.order_by(reports.c.handed_in_at.desc(), reports.c.id.desc()))
    return sorted(newest, key=lambda each: (each.span.last, each.span.first), reverse=True)


def all_months(work: Work) -> list[Submission]:
    """The months that are with the district, newest first."""
    kind = reports.c.kind == PeriodKind.MONTH.value
    return _of(work, STANDING.where(kind).order_by(reports.c.period.desc()))


def find(work: Work, period: str) -> Submission | None:
    """The period of that name (2026-11, 2026-Q4) as it went out; None when it was not handed in, or taken back."""
    return first_record(work.connection.execute(STANDING.where(reports.c.period == period)), Submission)


def get(work: Work, report_id: int) -> Submission:
    """A report by its number, taken back or not."""
    (report,) = _of(work, AS_IT_WENT_OUT.where(reports.c.id == report_id))
    return report


def parts_of(work: Work, report_id: int) -> Mapping[str, FigureParts]:
    """Numerators and denominators as they went out; none in reports of programs that did not keep them."""
    kept = work.connection.execute(select(reports.c.parts).where(reports.c.id == report_id)).scalar_one()
    return {code: FigureParts(*parts) for code, parts in kept.items()}


def files_of(work: Work, report_id: int) -> list[ReportFile]:
    """The files of a report: workbook, paper, then the district's forms."""
    query = select(
        report_files.c.name,
        report_files.c.file_name,
        func.length(report_files.c.content).label("size"),
        report_files.c.sha256,
    )
    mine = query.where(report_files.c.report_id == report_id).order_by(report_files.c.id)
    return records(work.connection.execute(mine), ReportFile)


def file_of(work: Work, report_id: int, name: str = WORKBOOK) -> bytes:
    """One of its files as it went out, byte for byte."""
    query = select(report_files.c.content).where(report_files.c.report_id == report_id, report_files.c.name == name)
    return bytes(work.connection.execute(query).scalar_one())


def copies_of(work: Work, report_id: int) -> list[ReportCopy]:
    """Where it was copied to, the last first."""
    query = select(report_copies.c.folder, report_copies.c.files, report_copies.c.at, staff.c.name.label("who"))
    mine = query.join(staff, staff.c.id == report_copies.c.staff_id).where(report_copies.c.report_id == report_id)
    return records(work.connection.execute(mine.order_by(report_copies.c.id.desc())), ReportCopy)


def answers_of(work: Work, period: Period) -> dict[str, Answer]:
    """What was said of what is odd in a period, by the key of what was found."""
    query = (
        select(report_answers.c.check, report_answers.c.answer, staff.c.name.label("who"), report_answers.c.at)
        .join_from(report_answers, staff, staff.c.id == report_answers.c.staff_id)
        .where(report_answers.c.kind == period.kind.value, report_answers.c.period == period.name)
    )
    return {each.check: each for each in records(work.connection.execute(query), Answer)}


def remarks_of(work: Work, period: Period) -> str:
    """What the manager wrote for a period, in as many lines as it has; empty when nothing was."""
    query = select(report_remarks.c.text).where(
        report_remarks.c.kind == period.kind.value, report_remarks.c.period == period.name
    )
    return work.connection.execute(query).scalar() or ""


def all_keys(work: Work) -> list[CentreKey]:
    """The centre's keys, the newest first: the one that signs."""
    rows = work.connection.execute(select(centre_keys).order_by(centre_keys.c.id.desc()))
    return [CentreKey(bytes(row.private), bytes(row.public)) for row in rows]


def newest_key(work: Work) -> CentreKey | None:
    """The one that signs; None before there is any."""
    return next(iter(all_keys(work)), None)


def last_audit_hash(work: Work) -> str | None:
    """By which it shows that anything was written since."""
    return work.connection.execute(select(audit.c.hash).order_by(audit.c.id.desc()).limit(1)).scalar()


def is_running(work: Work, period: Period) -> bool:
    """Has it days that are not over yet?"""
    return period.last >= work.today


def month_is_running(work: Work, month: Month) -> bool:
    """Is it this month, or one still to come?"""
    return month >= Month.of(work.today)
