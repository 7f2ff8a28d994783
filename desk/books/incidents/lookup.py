"""An incident found from anywhere in the window: by its number, and by a line of its log."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sqlalchemy import or_, select

from desk.books.incidents.model import IncidentKind, IncidentState
from desk.core import identity
from desk.core.book import RecordHit
from desk.core.calendar import moment_words
from desk.core.plain_text import excerpt, tidy
from desk.core.words import phrases
from desk.core.work import Work
from desk.models.incidents import entries, incidents
from desk.storage.matching import begins_with, holds

SHORTEST = 4
"""Characters of a number: its year."""
WITHOUT_HYPHEN = re.compile(r"(\D?\d{4})(\d+)")


def find_records(work: Work, typed: str, most: int) -> Iterable[RecordHit]:
    """Incidents and drills whose number begins so, 2026-003 also by 2026003; the newest first."""
    number = tidy(typed)
    if len(number) < SHORTEST:
        return
    written = {number, WITHOUT_HYPHEN.sub(r"\1-\2", number)}
    query = (
        select(incidents)
        .where(or_(*(begins_with(incidents.c.number, each) for each in sorted(written))))
        .order_by(incidents.c.id.desc())
        .limit(most)
    )
    for row in work.connection.execute(query):
        about = phrases((IncidentKind(row.kind).label, row.place))
        yield RecordHit(f"{row.number}　{about}", IncidentState(row.state).label, "incidents.incident", row.id)


def find_texts(work: Work, typed: str, most: int) -> Iterable[RecordHit]:
    """Lines of logs with this in them."""
    query = (
        select(incidents.c.id, incidents.c.number, entries.c.text, entries.c.happened_at)
        .join(incidents, incidents.c.id == entries.c.incident_id)
        .where(holds(entries.c.text, typed))
        .order_by(entries.c.id.desc())
        .limit(most)
    )
    for row in work.connection.execute(query):
        details = f"{row.number}　{moment_words(row.happened_at, work.today)}"
        yield RecordHit(excerpt(identity.mask_text(row.text), typed), details, "incidents.incident", row.id)
