"""A person found from anywhere in the window, masked as in every list."""

from __future__ import annotations

from collections.abc import Iterable

from desk.books.residents.model import Sex
from desk.books.residents.queries import search
from desk.core import identity
from desk.core.book import RecordHit
from desk.core.words import _
from desk.core.work import Work

SHORTEST = 2
"""Characters: a single one fits half the village."""


def find_records(work: Work, typed: str, most: int) -> Iterable[RecordHit]:
    """People by name, pinyin, initials, four digits of number or telephone."""
    if len(typed.strip()) < SHORTEST:
        return
    for hit in search(work, typed, most):
        sex = Sex(hit.sex).label if hit.sex else ""
        age = _("{n} years", n=hit.age) if hit.age is not None else ""
        about = "　".join(filter(None, (f"{sex} {age}".strip(), hit.village_group)))
        yield RecordHit(identity.mask_name(hit.name), about, "residents.person", hit.id)
