"""What the core needs to know of teams 突击队."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import ColumnElement

from desk.books.own_function import functions_of
from desk.books.teams.permissions import PERMISSIONS
from desk.books.usual_figures import usual_figures
from desk.core.book import Book, tables_of
from desk.core.importing import ImportSpec
from desk.core.invariants import sentences
from desk.core.words import NP_
from desk.core.work import Work
from desk.models import teams


def _problems(work: Work) -> Iterable[str]:
    from desk.books.teams.invariants import INVARIANTS, UNREADABLE, unknown_skills, unreadable_lists

    unreadable = [*sentences(work, UNREADABLE), *unreadable_lists(work)]
    yield from unreadable
    yield from sentences(work, INVARIANTS)
    if not unreadable:
        yield from unknown_skills(work)


def _importers() -> Sequence[ImportSpec]:
    from desk.books.teams import importing

    return (importing.SPEC,)


def _keeps_residents(since: date) -> Sequence[ColumnElement[bool]]:
    from desk.books.teams import queries

    return (queries.keeps_resident(since),)


OWN = functions_of("teams")
BOOK = Book(
    name="teams",
    tables=tables_of(teams),
    permissions=PERMISSIONS,
    problems=_problems,
    figures=usual_figures("teams", NP_("page of figures", "Teams")),
    attention=OWN("attention.due"),
    attention_modules=("desk.books.teams.attention",),
    find_records=OWN("lookup.find"),
    importers=_importers,
    sample=OWN("sample.fill"),
    keeps_residents=_keeps_residents,
    before_merge=OWN("retention.keep_one_entry"),
    forget=OWN("retention.forget"),
)
