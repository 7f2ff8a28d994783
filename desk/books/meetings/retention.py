"""What is not kept for ever 匿名化: telephones of meetings long ago, and what was typed of those without minutes.

Minutes that were issued 已签发的会议纪要 are an official document and go on saying what was decided, by which
organisations and by whom on their behalf; residents and numbers are taken out of them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import Select, Table, select, update

from desk.books.follow_ups.model import OwnerKind
from desk.books.meetings import queries, retention_queries
from desk.books.meetings.model import NOT_OVER, MeetingState
from desk.core.clock import local
from desk.core.identity import mask_text
from desk.core.permissions import May
from desk.core.work import Work
from desk.models.follow_ups import follow_ups
from desk.models.meetings import meeting_items, meeting_moves, meeting_people, meeting_resolutions, meetings

LONGER_THAN_A_NAME = 5
ENDS_OF_ORGANISATIONS = re.compile(
    ".*(?:[所局站厂店院校部处办队社馆室司村组委镇]|委会|协会|商会|理事会|联合会|银行|中心)"
)
"""供电所, 凤亭村, 居委会: what an organisation of three characters or more ends with."""


def forget(work: Work, before: datetime) -> None:
    """Empty the telephones and remarks of meetings that were over before a day. Of issued minutes the texts stay,
    without numbers and without the names of residents, who are emptied among those who came and among those who do
    something; of the others names and texts are emptied. Number, day, which organisations came and how many
    resolutions there were stay, as they are counted.
    """
    work.require(May.EDIT_CENTRE)
    old = meetings.c.day < local(before).date()
    is_over = meetings.c.state.not_in([state.value for state in NOT_OVER])
    of_old = select(meetings.c.id).where(old, is_over)
    work.connection.execute(update(meetings).where(old, is_over).values(remark=""))
    _empty(work, meeting_moves, of_old, "remark")
    _empty(work, meeting_people, of_old, "telephone")
    _forget_drafts(work, select(meetings.c.id).where(old, is_over, meetings.c.state != MeetingState.ISSUED.value))
    _forget_residents(work, retention_queries.issued_before(work, local(before).date()))


def _empty(work: Work, table: Table, of: Select[tuple[int]], *columns: str) -> None:
    work.connection.execute(update(table).where(table.c.meeting_id.in_(of)).values(dict.fromkeys(columns, "")))


def _forget_drafts(work: Work, of: Select[tuple[int]]) -> None:
    """Of what was called off there are no minutes: nothing that was typed stays."""
    work.connection.execute(update(meetings).where(meetings.c.id.in_(of)).values(chair=""))
    outside = select(follow_ups.c.id).where(follow_ups.c.owner_kind == OwnerKind.OUTSIDE.value)
    named = meeting_resolutions.c.meeting_id.in_(of) & meeting_resolutions.c.follow_up_id.in_(outside)
    work.connection.execute(update(meeting_resolutions).where(named).values(owner_name=""))
    _empty(work, meeting_people, of, "name", "position", "proxy")
    _empty(work, meeting_items, of, "text", "decision")
    _empty(work, meeting_resolutions, of, "description")


def _forget_residents(work: Work, ids: Collection[int]) -> None:
    """What was taken back does not stand in the minutes, and is emptied as well."""
    taken_back = meeting_resolutions.c.meeting_id.in_(ids) & meeting_resolutions.c.taken_back_at.is_not(None)
    work.connection.execute(update(meeting_resolutions).where(taken_back).values(description=""))
    for id in ids:
        outside = retention_queries.owners_outside(work, id)
        owners = {each: owner for each, owner in outside.items() if is_somebody(owner)}
        guests = [each for each in queries.people_of(work, id) if each.is_resident]
        names = [*owners.values(), *(name for each in guests for name in (each.name, each.proxy))]
        _mask(work, meeting_items, retention_queries.texts_of_items(work, id, owners), *names)
        _mask(work, meeting_resolutions, retention_queries.texts_of_resolutions(work, id), *names)
        residents = meeting_people.c.id.in_([each.id for each in guests])
        work.connection.execute(update(meeting_people).where(residents).values(name="", proxy=""))
        of_owners = meeting_resolutions.c.follow_up_id.in_(list(owners))
        work.connection.execute(update(meeting_resolutions).where(of_owners).values(owner_name=""))


def _mask(work: Work, table: Table, rows: Iterable[tuple[int, dict[str, str]]], *names: str) -> None:
    """Rewrite the texts in which something is to be masked; ``rows`` are ids with their texts."""
    for id, texts in rows:
        masked = {column: mask_text(text, *names) for column, text in texts.items()}
        if masked != texts:
            work.connection.execute(update(table).where(table.c.id == id).values(masked))


def is_somebody(name: str) -> bool:
    """Is this, as far as one can see, a person and no organisation? What may be either is taken for a person."""
    whole = name.strip()
    is_organisation = len(whole) >= LONGER_THAN_A_NAME or (
        len(whole) > 2 and ENDS_OF_ORGANISATIONS.fullmatch(whole) is not None
    )
    return bool(whole) and not is_organisation
