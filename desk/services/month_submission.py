"""Handing a month in 上报: counting, the workbook and freezing as one job, so that file and frozen figures agree."""

from __future__ import annotations

from contextlib import suppress

from desk.books import submissions
from desk.books.submissions import MakeWorkbook, StaleDraft, Submission
from desk.core.month import Month
from desk.reports.figures import month_workbook
from desk.services.session import Desk

TRIES_ASIDE = 2
"""How often a month is counted without keeping others from writing, before they have to wait."""


def hand_in(desk: Desk, month: Month, make: MakeWorkbook = month_workbook.from_figures) -> Submission:
    """Count a month, make its workbook, and freeze both; nothing of it is kept when a part fails.

    The month is counted from one view of the book while others go on writing, and frozen under the write lock only
    when nothing was written since; else it is counted anew, at last under the lock.
    Raises ``NotAllowed``, ``Refused`` and ``EnvironmentFailure`` as ``submissions.hand_in`` and ``Desk.write`` do.
    """
    for _try in range(TRIES_ASIDE):
        with desk.read() as work:
            drafted = submissions.draft(work, month, make)
        with suppress(StaleDraft), desk.write() as work:
            return submissions.hand_in(work, drafted)
    with desk.write() as work:
        return submissions.hand_in(work, submissions.draft(work, month, make))
