"""Reading residents 居民: one person, finding while typing, who may be the same, who has been kept long enough.

One person is read in plain SQL: every registration asks it, and a statement of SQLAlchemy costs 27 µs, not 7.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import fields
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, bindparam, func, select

from desk.books.registry import books
from desk.books.residents.model import Resident, ResidentDetails, ResidentHit
from desk.core import identity, name_search
from desk.core.clock import start_of
from desk.core.identity import IdKind
from desk.core.records import first_record, records_of
from desk.core.work import Work
from desk.models.residents import residents
from desk.storage import search as search_index
from desk.storage.search import PersonRow

COLUMNS = tuple(field.name for field in fields(Resident))
BY_ID = f"SELECT {', '.join(COLUMNS)} FROM residents WHERE id = ?"
FROM_TEXT: dict[str, Callable[[Any], Any]] = {
    "id_kind": IdKind,
    "birth": lambda day: date.fromisoformat(day) if day else None,
    "marks": lambda content: tuple(json.loads(content)),
}
MADE: dict[str, Callable[[Any], Any]] = {"id_kind": IdKind, "marks": tuple}
PEOPLE: Select[Any] = select(*(residents.c[name] for name in COLUMNS))
"""The columns of ``Resident``, each by its name."""
BY_NUMBER = PEOPLE.where(
    residents.c.id_kind == bindparam("kind"),
    residents.c.id_number == bindparam("number"),
    residents.c.id_number != "",  # as the index says it, which is not used without
    residents.c.merged_into.is_(None),
)


def find(work: Work, id: int) -> Resident:
    """A person's details in the clear."""
    (person,) = records_of(COLUMNS, work.rows(BY_ID, id), Resident, **FROM_TEXT)
    return person


KEPT = select(func.coalesce(residents.c.merged_into, residents.c.id)).where(residents.c.id == bindparam("person"))


def kept(work: Work, id: int) -> int:
    """The record that somebody has now: another than ``id`` where that was merged 合并 meanwhile."""
    return int(work.connection.scalars(KEPT, {"person": id}).one())


EVERYONE = PEOPLE.where(residents.c.merged_into.is_(None), residents.c.id_kind != IdKind.ANONYMOUS.value).order_by(
    residents.c.id
)
AT_A_TIME = 2000


def everyone(work: Work) -> Iterator[Resident]:
    """All people in the clear, in the order in which they were entered, but those who were merged into another or
    anonymised.
    """
    rows = work.connection.execute(EVERYONE, execution_options={"yield_per": AT_A_TIME})
    for part in rows.partitions():
        yield from records_of(COLUMNS, part, Resident, **MADE)


def masked(work: Work, id: int) -> ResidentHit:
    """A person as a card or window shows them before somebody asks to see them in full: the name masked as well."""
    return mask(find(work, id), work.today)


def mask(person: Resident, today: date) -> ResidentHit:
    return ResidentHit(
        person.id,
        identity.mask_name(person.name),
        person.age(today),
        person.sex,
        identity.mask_text(person.village_group, person.name),
        identity.mask_number(person.id_number),
        identity.mask_telephone(person.telephone),
    )


def by_number(work: Work, kind: IdKind, number: str) -> Resident | None:
    """The person with this number on this kind of paper."""
    given = {"kind": kind.value, "number": number}
    return first_record(work.connection.execute(BY_NUMBER, given), Resident, **MADE)


def search(work: Work, query: str, limit: int = 20) -> list[ResidentHit]:
    """People whose name, pinyin, initials or run of 4 and more digits fit every word typed; whole fits first."""
    typed = name_search.words_of(identity.tidy(query))
    if not typed:
        return []
    people = search_index.people(work, typed, limit)
    hits = [_hit(row, date.fromisoformat(row.birth) if row.birth else None, work.today) for row in people]
    return sorted(hits, key=lambda hit: is_other(hit.name, typed[0]))


def is_other(name: str, word: str) -> bool:
    """False for a person whose whole name, or its initials, is what was typed."""
    return name_search.squeezed(name) != word and not (word.isascii() and word in name_search.initials(name))


def likely_same(work: Work, details: ResidentDetails) -> list[ResidentHit]:
    """People who may be the one being entered: same name with the same birth date, telephone, or no number at all."""
    name = identity.tidy_name(details.name)
    number = identity.tidy_number(details.id_number)
    birth = details.birth or (identity.birth_of(number) if len(number) == 18 else None)
    telephone = identity.tidy_telephone(details.telephone)
    query = select(residents).where(residents.c.name == name, residents.c.merged_into.is_(None))
    return [
        _hit(row, row.birth, work.today)
        for row in work.connection.execute(query.order_by(residents.c.id.desc()).limit(20))
        if not (number and row.id_number and number != row.id_number)
        and ((birth and row.birth == birth) or (telephone and row.telephone == telephone) or not (birth and row.birth))
    ]


def anonymisable(work: Work, years: int) -> list[int]:
    """People who were entered longer ago than the retention period, and whom no book still needs: by its
    ``keeps_residents``.
    """
    day = retention_limit(work, years)
    still_known = (known for book in books() for known in book.keeps_residents(day))
    named = (residents.c.id_kind != IdKind.ANONYMOUS.value, residents.c.created_at < start_of(day))
    query = select(residents.c.id).where(*named, *(~known for known in still_known))
    return list(work.connection.execute(query).scalars())


def retention_limit(work: Work, years: int) -> date:
    """What is older than this has been kept long enough."""
    return work.today.replace(day=1, year=work.today.year - years)


def _hit(row: Row[Any] | PersonRow, birth: date | None, today: date) -> ResidentHit:
    return ResidentHit(
        row.id,
        row.name,
        identity.age_on(birth, today),
        row.sex,
        identity.mask_text(row.village_group),
        identity.mask_number(row.id_number),
        identity.mask_telephone(row.telephone),
    )
