"""What is not kept for ever 匿名化: the names on certificates. Number, hours and hash stay, to be looked up."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import update

from desk.core.permissions import May
from desk.core.work import Work
from desk.models.points import certificates


def forget(work: Work, before: datetime) -> None:
    """Empty the names on certificates that were given out before a moment."""
    work.require(May.EDIT_CENTRE)
    work.connection.execute(update(certificates).where(certificates.c.at < before).values(name=""))
