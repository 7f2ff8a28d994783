"""What the core needs to know of needs and offerings 需求与服务."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from desk.books.matching.permissions import PERMISSIONS
from desk.books.matching.settings import SETTINGS
from desk.books.usual_figures import usual_figures, usual_line
from desk.core.book import Attention, Book, RecordHit, SampleLife, tables_of
from desk.core.importing import ImportSpec
from desk.core.invariants import sentences
from desk.core.words import NP_
from desk.core.work import Work
from desk.models import matching


def _problems(work: Work) -> Iterable[str]:
    from desk.books.matching import invariants

    yield from sentences(work, invariants.UNREADABLE)
    yield from invariants.unreadable_lists(work)
    yield from sentences(work, invariants.INVARIANTS)


def _attention(work: Work) -> Iterable[Attention]:
    from desk.books.matching import attention

    return attention.due(work)


def _find_records(work: Work, typed: str, most: int) -> Iterable[RecordHit]:
    from desk.books.matching import lookup

    return lookup.find(work, typed, most)


def _find_texts(work: Work, typed: str, most: int) -> Iterable[RecordHit]:
    from desk.books.matching import lookup

    return lookup.find_texts(work, typed, most)


def _forget(work: Work, before: datetime) -> None:
    from desk.books.matching import retention

    retention.forget(work, before)


def _importers() -> Sequence[ImportSpec]:
    from desk.books.matching import need_importing, offering_importing

    return (need_importing.SPEC, offering_importing.SPEC)


def _fill(work: Work, life: SampleLife) -> None:
    from desk.books.matching import sample

    sample.fill(work, life)


LINE = usual_line("matching", NP_("figures of a month", "Needs and offerings"), "matching.settled")
BOOK = Book(
    name="matching",
    tables=tables_of(matching),
    permissions=PERMISSIONS,
    settings=SETTINGS,
    problems=_problems,
    figures=usual_figures("matching", NP_("page of figures", "Needs and offerings"), LINE),
    attention=_attention,
    attention_modules=("desk.books.matching.attention",),
    find_records=_find_records,
    find_texts=_find_texts,
    importers=_importers,
    sample=_fill,
    forget=_forget,
)
