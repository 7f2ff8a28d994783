"""What the core needs to know of experience officers 体验官."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from desk.books.officers.permissions import PERMISSIONS
from desk.books.officers.settings import SETTINGS
from desk.books.own_function import functions_of
from desk.books.usual_figures import usual_figures
from desk.core.book import Book, tables_of
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


def _importers() -> Sequence[ImportSpec]:
    from desk.books.officers import importing

    return (importing.SPEC,)


OWN = functions_of("officers")
BOOK = Book(
    name="officers",
    tables=tables_of(officers),
    underlying=True,
    permissions=PERMISSIONS,
    settings=SETTINGS,
    problems=_problems,
    figures=usual_figures("officers", NP_("page of figures", "Experience officers")),
    attention=OWN("attention.due"),
    attention_modules=("desk.books.officers.attention",),
    find_records=OWN("lookup.find"),
    importers=_importers,
    sample=OWN("sample.fill"),
    forget=OWN("retention.forget"),
)
