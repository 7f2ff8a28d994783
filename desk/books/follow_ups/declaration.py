"""What the core needs to know of follow-ups 督办."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from desk.books.attachments import files_in
from desk.books.follow_ups.permissions import PERMISSIONS
from desk.books.follow_ups.settings import SETTINGS
from desk.books.usual_figures import usual_figures, usual_line
from desk.core.book import Attention, Book, RecordHit, SampleLife, tables_of
from desk.core.invariants import sentences
from desk.core.words import NP_
from desk.core.work import Work
from desk.models import follow_ups


def _problems(work: Work) -> Iterable[str]:
    from desk.books.follow_ups.invariants import INVARIANTS, UNREADABLE

    yield from sentences(work, UNREADABLE)
    yield from sentences(work, INVARIANTS)


def _fill(work: Work, life: SampleLife) -> None:
    from desk.books.follow_ups import sample

    sample.fill(work, life)


def _attention(work: Work) -> Iterable[Attention]:
    from desk.books.follow_ups import attention

    return attention.due(work)


def _find(work: Work, typed: str, most: int) -> Iterable[RecordHit]:
    from desk.books.follow_ups import lookup

    return lookup.find(work, typed, most)


def _forget(work: Work, before: datetime) -> None:
    from desk.books.follow_ups import retention

    retention.forget(work, before)


LINE = usual_line("follow_ups", NP_("figures of a month", "Follow-ups"), "orders.follow_ups_month")
BOOK = Book(
    name="follow_ups",
    tables=tables_of(follow_ups),
    permissions=PERMISSIONS,
    settings=SETTINGS,
    problems=_problems,
    attachments=files_in(follow_ups.follow_up_photos.c.file),
    figures=usual_figures("follow_ups", NP_("page of figures", "Follow-ups"), LINE),
    attention=_attention,
    attention_modules=("desk.books.follow_ups.attention",),
    find_records=_find,
    sample=_fill,
    forget=_forget,
)
