"""What the core needs to know of needs and offerings 需求与服务."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from desk.books.matching.permissions import PERMISSIONS
from desk.books.matching.settings import SETTINGS
from desk.books.own_function import functions_of
from desk.books.usual_figures import usual_figures, usual_line
from desk.core.book import Book, tables_of
from desk.core.importing import ImportSpec
from desk.core.invariants import sentences
from desk.core.words import NP_
from desk.core.work import Work
from desk.models import matching


def _problems(work: Work) -> Iterable[str]:
    from desk.books.matching import entered_offerings, invariants

    yield from sentences(work, invariants.UNREADABLE)
    yield from invariants.unreadable_lists(work)
    yield from sentences(work, invariants.INVARIANTS)
    yield from entered_offerings.shortened_promises(work)
    yield from entered_offerings.strange_owners(work)


def _importers() -> Sequence[ImportSpec]:
    from desk.books.matching import need_importing, offering_importing

    return (need_importing.SPEC, offering_importing.SPEC)


OWN = functions_of("matching")
LINE = usual_line("matching", NP_("figures of a month", "Needs and offerings"), "matching.settled")
BOOK = Book(
    name="matching",
    tables=tables_of(matching),
    permissions=PERMISSIONS,
    settings=SETTINGS,
    problems=_problems,
    figures=usual_figures("matching", NP_("page of figures", "Needs and offerings"), LINE),
    attention=OWN("attention.due"),
    attention_modules=("desk.books.matching.attention",),
    find_records=OWN("lookup.find"),
    find_texts=OWN("lookup.find_texts"),
    importers=_importers,
    sample=OWN("sample.fill"),
    forget=OWN("retention.forget"),
)
