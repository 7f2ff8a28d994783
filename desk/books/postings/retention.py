"""What is not kept for ever 匿名化: remarks, in which staff may have named somebody. What was posted stays."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import update

from desk.core.permissions import May
from desk.core.work import Work
from desk.models.postings import postings


def forget(work: Work, before: datetime) -> None:
    """Empty the remarks of what was posted before a moment."""
    work.require(May.EDIT_CENTRE)
    work.connection.execute(update(postings).where(postings.c.at < before).values(remark=""))
