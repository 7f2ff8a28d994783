"""Reports handed in as tests want them."""

from __future__ import annotations

import hashlib

from desk.books import submissions
from desk.books.submissions import NewFile, Submission
from desk.core.period import Period, named_period
from desk.core.work import Work
from desk.models.submissions import report_files, reports

AS_IT_WENT_OUT = b"as it went out"


def one_file(*_counted: object) -> list[NewFile]:
    """In place of the workbook and the paper, where a test is not about them."""
    return [NewFile("xlsx", "report.xlsx", AS_IT_WENT_OUT)]


def handed_in(work: Work, period: Period | str) -> Submission:
    """A period handed in with that file."""
    named = named_period(period) if isinstance(period, str) else period
    return submissions.hand_in(work, submissions.draft(work, named, one_file))


def lying_there(work: Work, period: str) -> Submission:
    """As if somebody had handed a period in, for whoever may not."""
    values = {"kind": named_period(period).kind.value, "period": period, "handed_in_at": work.now}
    id = work.add(reports, {**values, "staff_id": work.actor.id, "figures": {"cases": 335, "in_time_percent": 92.3}})
    sha = hashlib.sha256(AS_IT_WENT_OUT).hexdigest()
    file = {"report_id": id, "name": "xlsx", "file_name": "report.xlsx", "content": AS_IT_WENT_OUT, "sha256": sha}
    work.add(report_files, file)
    return submissions.get(work, id)
