"""What the core needs to know of zones 功能区."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from desk.books.usual_figures import usual_figures
from desk.books.zones.permissions import PERMISSIONS
from desk.books.zones.settings import SETTINGS
from desk.core.book import Attention, Book, RecordHit, SampleLife, tables_of
from desk.core.importing import ImportSpec
from desk.core.invariants import sentences
from desk.core.words import NP_
from desk.core.work import Work
from desk.models import zones


def _problems(work: Work) -> Iterable[str]:
    from desk.books.zones import invariants

    yield from sentences(work, invariants.UNREADABLE)
    yield from sentences(work, invariants.INVARIANTS)
    yield from invariants.wrong_subjects(work)
    yield from invariants.counts_ahead(work)


def _attention(work: Work) -> Iterable[Attention]:
    from desk.books.zones import attention

    return attention.due(work)


def _attention_of_day(work: Work) -> Iterable[Attention]:
    from desk.books.zones import attention

    return attention.of_day(work)


def _find(work: Work, typed: str, most: int) -> Iterable[RecordHit]:
    from desk.books.zones import lookup

    return lookup.find(work, typed, most)


def _fill(work: Work, life: SampleLife) -> None:
    from desk.books.zones import sample

    sample.fill(work, life)


def _importers() -> Sequence[ImportSpec]:
    from desk.books.zones import importing

    return (importing.SPEC,)


def _forget(work: Work, before: datetime) -> None:
    from desk.books.zones import retention

    retention.forget(work, before)


BOOK = Book(
    name="zones",
    tables=tables_of(zones),
    permissions=PERMISSIONS,
    settings=SETTINGS,
    problems=_problems,
    figures=usual_figures("zones", NP_("page of figures", "Zones")),
    attention=_attention,
    attention_of_day=_attention_of_day,
    attention_modules=("desk.books.zones.attention",),
    find_records=_find,
    importers=_importers,
    sample=_fill,
    forget=_forget,
)
