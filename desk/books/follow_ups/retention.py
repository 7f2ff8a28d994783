"""What is not kept for ever 匿名化: what was typed of items that were closed long ago, and who did them outside."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update

from desk.books.follow_ups.model import OwnerKind
from desk.core.permissions import May
from desk.core.work import Work
from desk.models.follow_ups import follow_up_extensions, follow_up_moves, follow_ups


def forget(work: Work, before: datetime) -> None:
    """Empty descriptions, remarks and reasons of items that were closed before a moment, and the names of who is not of
    the centre; number, days and how it was closed stay, as they are counted.
    """
    work.require(May.EDIT_CENTRE)
    old = follow_ups.c.closed_at < before
    of_old = select(follow_ups.c.id).where(old)
    outside = follow_ups.c.owner_kind == OwnerKind.OUTSIDE.value
    work.connection.execute(update(follow_ups).where(old).values(description=""))
    work.connection.execute(update(follow_ups).where(old, outside).values(owner_name=""))
    moves = update(follow_up_moves).where(follow_up_moves.c.follow_up_id.in_(of_old))
    work.connection.execute(moves.values(remark=""))
    asked = update(follow_up_extensions).where(follow_up_extensions.c.follow_up_id.in_(of_old))
    work.connection.execute(asked.values(reason=""))
