"""What the core needs to know of teams 突击队."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement

from desk.books.teams.permissions import PERMISSIONS
from desk.books.usual_figures import usual_figures
from desk.core.book import Attention, Book, RecordHit, SampleLife, tables_of
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


def _attention(work: Work) -> Iterable[Attention]:
    from desk.books.teams import attention

    return attention.due(work)


def _find(work: Work, typed: str, most: int) -> Iterable[RecordHit]:
    from desk.books.teams import lookup

    return lookup.find(work, typed, most)


def _fill(work: Work, life: SampleLife) -> None:
    from desk.books.teams import sample

    sample.fill(work, life)


def _importers() -> Sequence[ImportSpec]:
    from desk.books.teams import importing

    return (importing.SPEC,)


def _keeps_residents(since: date) -> Sequence[ColumnElement[bool]]:
    from desk.books.teams import queries

    return (queries.keeps_resident(since),)


def _before_merge(work: Work, drop: int, keep: int) -> None:
    from desk.books.teams import retention

    retention.keep_one_entry(work, drop, keep)


def _forget(work: Work, before: datetime) -> None:
    from desk.books.teams import retention

    retention.forget(work, before)


BOOK = Book(
    name="teams",
    tables=tables_of(teams),
    permissions=PERMISSIONS,
    problems=_problems,
    figures=usual_figures("teams", NP_("page of figures", "Teams")),
    attention=_attention,
    attention_modules=("desk.books.teams.attention",),
    find_records=_find,
    importers=_importers,
    sample=_fill,
    keeps_residents=_keeps_residents,
    before_merge=_before_merge,
    forget=_forget,
)
