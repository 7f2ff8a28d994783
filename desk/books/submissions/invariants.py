"""What must always hold of reports that were handed in: their periods can be read, their files are those that went out,
and the centre's key is a pair.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator

from sqlalchemy import select

from desk.books.submissions import signing
from desk.books.submissions.handing_in import figures_digest
from desk.books.submissions.model import WORKBOOK
from desk.core.period import named_period
from desk.core.words import _
from desk.core.work import Work
from desk.models.audit import audit
from desk.models.submissions import report_files, reports


def problems(work: Work) -> Iterator[str]:
    """A sentence for each report, file and key that cannot be right; files are read one at a time."""
    for row in work.connection.execute(select(reports.c.id, reports.c.kind, reports.c.period)).all():
        if not _is_period(row.kind, row.period):
            yield _("Report {n}: “{period}” is no period of its kind.", n=row.id, period=row.period)
    query = select(report_files.c.id, reports.c.period, report_files.c.file_name, report_files.c.sha256)
    for file in work.connection.execute(query.join(reports, reports.c.id == report_files.c.report_id)).all():
        content = select(report_files.c.content).where(report_files.c.id == file.id)
        if hashlib.sha256(work.connection.execute(content).scalar_one()).hexdigest() != file.sha256:
            about = {"period": file.period, "file": file.file_name}
            yield _("Report {period}: the file “{file}” is not as it was handed in.", **about)
    yield from _told_otherwise(work)
    if not signing.is_sound(work):
        yield _("The key that signs reports has two parts that do not belong together.")


def _told_otherwise(work: Work) -> Iterator[str]:
    """What was handed in as the log of changes has it, which is sealed, against what lies there: whoever changes a file
    by hand can change its hash as well, and take a file or a whole report away.
    """
    hashes: dict[int, dict[str, str]] = {}
    for file in work.connection.execute(select(report_files.c.report_id, report_files.c.name, report_files.c.sha256)):
        hashes.setdefault(file.report_id, {})[file.name] = file.sha256
    columns = (reports.c.id, reports.c.period, reports.c.figures, reports.c.parts, reports.c.versions)
    kept = work.connection.execute(select(*columns).order_by(reports.c.id.desc())).all()
    by_subject = {subject: row for row in kept for subject in (row.period, str(row.id))}
    query = select(audit.c.subject, audit.c.after).where(audit.c.action == "report.hand_in").order_by(audit.c.id)
    for line in work.connection.execute(query):
        subject, logged = line.subject.partition(":")[2], json.loads(line.after)
        report, files = by_subject.get(subject), logged["sha256"]
        if not isinstance(files, dict):  # of a program before schema 24: a month's one file, and the month as subject
            files = {WORKBOOK: files}
        period = logged.get("period", subject)
        if report is None or report.period != period:
            yield _("Report {period}: it was handed in, and is not there any more.", period=period)
            continue
        if files != hashes.get(report.id, {}):
            yield _("Report {period}: its files are not those that were handed in.", period=period)
        frozen = (report.figures, report.parts, report.versions)
        if "figures" in logged and logged["figures"] != figures_digest(*frozen):
            yield _("Report {period}: its figures are not those that were handed in.", period=period)


def _is_period(kind: str, name: str) -> bool:
    try:
        return named_period(name).kind.value == kind
    except ValueError:
        return False
