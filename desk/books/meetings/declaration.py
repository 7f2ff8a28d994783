"""What the core needs to know of joint meetings 联席会议."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from desk.books.meetings.permissions import PERMISSIONS
from desk.books.meetings.settings import SETTINGS
from desk.books.usual_figures import usual_figures
from desk.core.book import Attention, Book, RecordHit, SampleLife, tables_of
from desk.core.invariants import sentences
from desk.core.occupation import Occupation
from desk.core.words import NP_
from desk.core.work import Work
from desk.models import meetings


def _problems(work: Work) -> Iterable[str]:
    from desk.books.meetings.invariants import INVARIANTS, UNREADABLE

    yield from sentences(work, UNREADABLE)
    yield from sentences(work, INVARIANTS)


def _attention(work: Work) -> Iterable[Attention]:
    from desk.books.meetings import attention

    return attention.due(work)


def _find(work: Work, typed: str, most: int) -> Iterable[RecordHit]:
    from desk.books.meetings import lookup

    return lookup.find(work, typed, most)


def _fill(work: Work, life: SampleLife) -> None:
    from desk.books.meetings import sample

    sample.fill(work, life)


def _uses_venue(work: Work, venue: int) -> Iterable[str]:
    from desk.books.meetings import queries

    return queries.reasons_for_venue(work, venue)


def _occupies(work: Work, venue: int, begins_at: datetime, ends_at: datetime) -> Iterable[Occupation]:
    from desk.books.meetings import queries

    return queries.occupations(work, venue, begins_at, ends_at)


def _forget(work: Work, before: datetime) -> None:
    from desk.books.meetings import retention

    retention.forget(work, before)


BOOK = Book(
    name="meetings",
    tables=tables_of(meetings),
    permissions=PERMISSIONS,
    settings=SETTINGS,
    problems=_problems,
    figures=usual_figures("meetings", NP_("page of figures", "Joint meetings")),
    attention=_attention,
    attention_modules=("desk.books.meetings.attention",),
    find_records=_find,
    sample=_fill,
    uses_venue=_uses_venue,
    occupies=_occupies,
    forget=_forget,
)
