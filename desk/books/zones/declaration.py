"""What the core needs to know of zones 功能区."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from desk.books.own_function import functions_of
from desk.books.usual_figures import usual_figures
from desk.books.zones.permissions import PERMISSIONS
from desk.books.zones.settings import SETTINGS
from desk.core.book import Book, tables_of
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


def _importers() -> Sequence[ImportSpec]:
    from desk.books.zones import importing

    return (importing.SPEC,)


OWN = functions_of("zones")
BOOK = Book(
    name="zones",
    tables=tables_of(zones),
    permissions=PERMISSIONS,
    settings=SETTINGS,
    problems=_problems,
    figures=usual_figures("zones", NP_("page of figures", "Zones")),
    attention=OWN("attention.due"),
    attention_of_day=OWN("attention.of_day"),
    attention_modules=("desk.books.zones.attention",),
    find_records=OWN("lookup.find"),
    importers=_importers,
    sample=OWN("sample.fill"),
    forget=OWN("retention.forget"),
)
