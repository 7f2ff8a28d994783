"""What must always hold of reports that were handed in: their periods can be read, their files are those that went out,
and the centre's key is a pair.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from sqlalchemy import select

from desk.books.submissions import signing
from desk.core.period import named_period
from desk.core.words import _
from desk.core.work import Work
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
    if not signing.is_sound(work):
        yield _("The key that signs reports has two parts that do not belong together.")


def _is_period(kind: str, name: str) -> bool:
    try:
        return named_period(name).kind.value == kind
    except ValueError:
        return False
