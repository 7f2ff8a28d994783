"""The list of residents 居民: filtered by what is typed and by who they are, read a screenful at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, String, cast, func, select

from desk.books.residents.model import Resident, ResidentMark
from desk.books.residents.queries import COLUMNS, MADE, PEOPLE, is_other
from desk.core import identity, name_search
from desk.core.identity import IdKind
from desk.core.records import records_of
from desk.core.work import Work
from desk.models.residents import residents
from desk.storage import search as search_index

MOST_MATCHES = 500
"""So many people are looked at for what is typed; whoever types more letters has fewer."""


@dataclass(frozen=True)
class ResidentFilter:
    """What narrows the list; empty ones do not count."""

    text: str = ""
    mark: ResidentMark | None = None
    is_elderly: bool = False
    """65 and older 高龄."""
    village_group: str = ""


def page(work: Work, wanted: ResidentFilter, offset: int = 0, limit: int = 100) -> list[Resident]:
    """Residents ``offset`` to ``offset + limit``, in the clear: whoever shows them masks them. Without a text the last
    entered come first, with one whoever fits best. Digits that are too few to be looked for fit nobody.
    """
    conditions = _conditions(work, wanted)
    parts = name_search.words_of(identity.tidy(wanted.text))
    if not wanted.text.strip():
        query = PEOPLE.where(*conditions).order_by(residents.c.id.desc()).limit(limit).offset(offset)
        return list(records_of(COLUMNS, work.connection.execute(query).all(), Resident, **MADE))
    places = {id: at for at, id in enumerate(_matches(work, parts))}
    query = PEOPLE.where(residents.c.id.in_(places), *conditions)
    people = records_of(COLUMNS, work.connection.execute(query).all(), Resident, **MADE)
    return sorted(people, key=lambda person: places[person.id])[offset : offset + limit]


def count(work: Work, wanted: ResidentFilter, most: int = 1000) -> int:
    """How many the filter leaves, counted no further than ``most``."""
    conditions = _conditions(work, wanted)
    if wanted.text.strip():
        parts = name_search.words_of(identity.tidy(wanted.text))
        conditions = [*conditions, residents.c.id.in_(_matches(work, parts))]
    inner = select(residents.c.id).where(*conditions).limit(most).subquery()
    return work.connection.execute(select(func.count()).select_from(inner)).scalar_one()


def village_groups(work: Work) -> list[str]:
    """The village groups 网格 that residents live in, by their names."""
    query = select(residents.c.village_group).where(residents.c.village_group != "").distinct()
    return sorted(work.connection.execute(query).scalars())


def _matches(work: Work, parts: list[str]) -> Sequence[int]:
    people = search_index.people(work, parts, MOST_MATCHES) if parts else []
    return [person.id for person in sorted(people, key=lambda person: is_other(person.name, parts[0]))]


def _conditions(work: Work, wanted: ResidentFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [
        residents.c.merged_into.is_(None),
        residents.c.id_kind != IdKind.ANONYMOUS.value,
    ]
    if wanted.mark is not None:
        conditions.append(cast(residents.c.marks, String).contains(f'"{wanted.mark.value}"'))
    if wanted.is_elderly:
        conditions.append(residents.c.birth <= _years_ago(work.today, identity.ELDERLY))
    if wanted.village_group:
        conditions.append(residents.c.village_group == wanted.village_group)
    return conditions


def _years_ago(today: date, years: int) -> date:
    """The last birthday of whoever is so old today."""
    is_leap_day = (today.month, today.day) == (2, 29)
    return today.replace(year=today.year - years, day=28 if is_leap_day else today.day)
