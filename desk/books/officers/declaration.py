"""What the core needs to know of experience officers 体验官."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from desk.books.officers.permissions import PERMISSIONS
from desk.books.officers.settings import SETTINGS
from desk.books.usual_figures import usual_figures
from desk.core.book import Attention, Book, RecordHit, SampleLife, tables_of
from desk.core.importing import ImportSpec
from desk.core.invariants import sentences
from desk.core.words import NP_
from desk.core.work import Work
from desk.models import officers


def _problems(work: Work) -> Iterable[str]:
    from desk.books.officers.invariants import INVARIANTS, UNREADABLE, kept_on

    unreadable = sentences(work, UNREADABLE)
    yield from unreadable
    yield from sentences(work, INVARIANTS)
    if not unreadable:
        yield from kept_on(work)


def _attention(work: Work) -> Iterable[Attention]:
    from desk.books.officers import attention

    return attention.due(work)


def _find(work: Work, typed: str, most: int) -> Iterable[RecordHit]:
    from desk.books.officers import lookup

    return lookup.find(work, typed, most)


def _fill(work: Work, life: SampleLife) -> None:
    from desk.books.officers import sample

    sample.fill(work, life)


def _importers() -> Sequence[ImportSpec]:
    from desk.books.officers import importing

    return (importing.SPEC,)


def _forget(work: Work, before: datetime) -> None:
    from desk.books.officers import retention

    retention.forget(work, before)


BOOK = Book(
    name="officers",
    tables=tables_of(officers),
    underlying=True,
    permissions=PERMISSIONS,
    settings=SETTINGS,
    problems=_problems,
    figures=usual_figures("officers", NP_("page of figures", "Experience officers")),
    attention=_attention,
    attention_modules=("desk.books.officers.attention",),
    find_records=_find,
    importers=_importers,
    sample=_fill,
    forget=_forget,
)
