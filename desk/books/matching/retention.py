"""What is not kept for ever 匿名化: what was typed of needs that were settled long ago."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update

from desk.core.clock import local
from desk.core.permissions import May
from desk.core.work import Work
from desk.models.matching import match_moves, matches, need_moves, needs, offerings


def forget(work: Work, before: datetime) -> None:
    """Empty the words of needs that were settled before a moment, the remarks of their history and of the matches that
    were, and those on offerings whose term was over by then; number, kind, days and people stay, as they are counted.
    """
    work.require(May.EDIT_CENTRE)
    old, ended = needs.c.settled_at < before, matches.c.settled_at < before
    work.connection.execute(update(needs).where(old).values(description=""))
    ended_offerings = update(offerings).where(offerings.c.last < local(before).date())
    work.connection.execute(ended_offerings.values(remark=""))
    of_needs = need_moves.c.need_id.in_(select(needs.c.id).where(old))
    work.connection.execute(update(need_moves).where(of_needs).values(remark=""))
    of_matches = match_moves.c.match_id.in_(select(matches.c.id).where(ended))
    work.connection.execute(update(match_moves).where(of_matches).values(remark=""))
