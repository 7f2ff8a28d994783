"""What is not kept for ever 匿名化: what was typed of findings that were over long ago."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import and_, or_, select, update

from desk.books.findings.model import FindingState
from desk.core.permissions import May
from desk.core.work import Work
from desk.models.findings import findings
from desk.models.follow_ups import follow_ups


def forget(work: Work, before: datetime) -> None:
    """Empty the words and reasons of findings that were dismissed or closed before a moment; number, kind, zone, days
    and how it ended stay, as they are counted.
    """
    work.require(May.EDIT_CENTRE)
    closed = select(follow_ups.c.id).where(follow_ups.c.closed_at < before)
    dismissed = and_(findings.c.state == FindingState.DISMISSED.value, findings.c.decided_at < before)
    old = or_(dismissed, findings.c.follow_up_id.in_(closed))
    work.connection.execute(update(findings).where(old).values(description="", reason=""))
