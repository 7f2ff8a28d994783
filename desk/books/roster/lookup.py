"""A hand-over found from anywhere in the window, by what was written in it."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import or_, select

from desk.core import identity
from desk.core.book import RecordHit
from desk.core.calendar import date_words
from desk.core.clock import local
from desk.core.plain_text import excerpt
from desk.core.words import P_
from desk.core.work import Work
from desk.models.roster import handovers, points
from desk.storage.matching import holds


def find_texts(work: Work, typed: str, most: int) -> Iterable[RecordHit]:
    """Hand-overs with this in their remarks, keys and things, then open matters, each where it was handed on first."""
    of_handover = or_(holds(handovers.c.note, typed), holds(handovers.c["items"], typed))
    notes = select(handovers.c.id, handovers.c.day, handovers.c.note, handovers.c["items"]).where(of_handover)
    for row in work.connection.execute(notes.order_by(handovers.c.id.desc()).limit(most)):
        text = row.note if typed.lower() in row.note.lower() else row.items
        yield _hit(text, typed, P_("found in", "Hand-over"), date_words(row.day, work.today), row.id)
    matters = select(points).where(or_(holds(points.c.words, typed), holds(points.c.outcome, typed)))
    for row in work.connection.execute(matters.order_by(points.c.id.desc()).limit(most)):
        text = row.words if typed.lower() in row.words.lower() else row.outcome
        day = local(row.raised_at).date()
        yield _hit(text, typed, P_("found in", "Open matter"), date_words(day, work.today), row.handover_id)


def _hit(text: str, typed: str, kind: str, day: str, handover_id: int | None) -> RecordHit:
    return RecordHit(excerpt(identity.mask_text(text), typed), f"{kind}　{day}", "roster.handover", handover_id)
