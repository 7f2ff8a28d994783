"""What the core needs to know of organisations 单位."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from desk.books.organisations.permissions import PERMISSIONS
from desk.books.organisations.settings import SETTINGS
from desk.books.own_function import functions_of
from desk.books.usual_figures import usual_figures
from desk.core.book import Book, tables_of
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


def _importers() -> Sequence[ImportSpec]:
    from desk.books.organisations import importing

    return (importing.SPEC,)


OWN = functions_of("organisations")
BOOK = Book(
    name="organisations",
    tables=tables_of(organisations),
    permissions=PERMISSIONS,
    settings=SETTINGS,
    problems=_problems,
    figures=usual_figures("organisations", NP_("page of figures", "Red partners")),
    attention=OWN("attention.due"),
    attention_modules=("desk.books.organisations.attention",),
    find_records=OWN("lookup.find"),
    importers=_importers,
    sample=OWN("sample.fill"),
    forget=OWN("retention.forget"),
)
