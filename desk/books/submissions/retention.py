"""What is not kept for ever 匿名化: what was typed of reports long ago. What went out stays as it is."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, update

from desk.core.permissions import May
from desk.core.work import Work
from desk.models.submissions import report_answers, report_remarks


def forget(work: Work, before: datetime) -> None:
    """Empty remarks and explanations that were written before a moment."""
    work.require(May.EDIT_CENTRE)
    work.connection.execute(delete(report_answers).where(report_answers.c.at < before))
    work.connection.execute(update(report_remarks).where(report_remarks.c.at < before).values(text=""))
