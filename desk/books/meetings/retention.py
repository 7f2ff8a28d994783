"""What is not kept for ever 匿名化: who was asked, post and telephone, and what was typed of meetings long ago."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update

from desk.books.follow_ups.model import OwnerKind
from desk.books.meetings.model import NOT_OVER
from desk.core.clock import local
from desk.core.permissions import May
from desk.core.work import Work
from desk.models.follow_ups import follow_ups
from desk.models.meetings import meeting_items, meeting_moves, meeting_people, meeting_resolutions, meetings


def forget(work: Work, before: datetime) -> None:
    """Empty names, telephones and texts of meetings that were over before a day. Number, day, which organisations came
    and how many resolutions there were stay, as they are counted; the minutes themselves are kept on paper.
    """
    work.require(May.EDIT_CENTRE)
    is_over = meetings.c.state.not_in([state.value for state in NOT_OVER])
    old = (meetings.c.day < local(before).date()) & is_over
    of_old = select(meetings.c.id).where(old)
    work.connection.execute(update(meetings).where(old).values(chair="", remark=""))
    outside = select(follow_ups.c.id).where(follow_ups.c.owner_kind == OwnerKind.OUTSIDE.value)
    named = meeting_resolutions.c.meeting_id.in_(of_old) & meeting_resolutions.c.follow_up_id.in_(outside)
    work.connection.execute(update(meeting_resolutions).where(named).values(owner_name=""))
    for table, emptied in (
        (meeting_moves, ("remark",)),
        (meeting_people, ("name", "position", "telephone", "proxy")),
        (meeting_items, ("text", "decision")),
        (meeting_resolutions, ("description",)),
    ):
        rows = update(table).where(table.c.meeting_id.in_(of_old))
        work.connection.execute(rows.values(dict.fromkeys(emptied, "")))
