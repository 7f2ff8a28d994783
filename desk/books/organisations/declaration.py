"""What the core needs to know of organisations 单位."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from desk.books.organisations.permissions import PERMISSIONS
from desk.books.organisations.settings import SETTINGS
from desk.books.usual_figures import usual_figures
from desk.core.book import Attention, Book, RecordHit, SampleLife, tables_of
from desk.core.importing import ImportSpec
from desk.core.invariants import sentences
from desk.core.words import NP_
from desk.core.work import Work
from desk.models import organisations


def _problems(work: Work) -> Iterable[str]:
    from desk.books.organisations import invariants

    yield from sentences(work, invariants.UNREADABLE)
    yield from sentences(work, invariants.INVARIANTS)
    yield from invariants.wrong_codes(work)
    yield from invariants.rows_of_merged(work)


def _attention(work: Work) -> Iterable[Attention]:
    from desk.books.organisations import attention

    return attention.due(work)


def _find(work: Work, typed: str, most: int) -> Iterable[RecordHit]:
    from desk.books.organisations import lookup

    return lookup.find(work, typed, most)


def _fill(work: Work, life: SampleLife) -> None:
    from desk.books.organisations import sample

    sample.fill(work, life)


def _importers() -> Sequence[ImportSpec]:
    from desk.books.organisations import importing

    return (importing.SPEC,)


def _forget(work: Work, before: datetime) -> None:
    from desk.books.organisations import retention

    retention.forget(work, before)


BOOK = Book(
    name="organisations",
    tables=tables_of(organisations),
    permissions=PERMISSIONS,
    settings=SETTINGS,
    problems=_problems,
    figures=usual_figures("organisations", NP_("page of figures", "Red partners")),
    attention=_attention,
    attention_modules=("desk.books.organisations.attention",),
    find_records=_find,
    importers=_importers,
    sample=_fill,
    forget=_forget,
)
