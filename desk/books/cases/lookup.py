"""A case found from anywhere in the window: by its number, and by the remark on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Row, select

from desk.books.cases.case_queries import LINES
from desk.books.cases.handling import CaseState
from desk.core import identity
from desk.core.book import RecordHit
from desk.core.numbers import is_whole
from desk.core.plain_text import excerpt
from desk.core.words import bracketed
from desk.core.work import Work
from desk.models.cases import MOVED_REMARKED, TAKEN_REMARKED, cases, moves
from desk.models.residents import residents
from desk.storage.matching import begins_with, holds

SHORTEST = 4
"""Digits of a number: its year."""


def find_records(work: Work, typed: str, most: int) -> Iterable[RecordHit]:
    """Cases whose number begins with these digits, the newest first."""
    digits = identity.tidy_number(typed)
    if not is_whole(digits) or len(digits) < SHORTEST or not digits.startswith("20"):
        return
    query = LINES.where(begins_with(cases.c.number, digits)).order_by(cases.c.number.desc()).limit(most)
    for row in work.connection.execute(query):
        state = CaseState(row.state)
        details = f"{identity.mask_name(row.person)}　{state.label}"
        yield RecordHit(f"{row.number}　{row.service}", details, "cases.case", row.id)


NAMED = select(cases.c.id, cases.c.number, residents.c.name).join(residents, residents.c.id == cases.c.resident_id)


def find_texts(work: Work, typed: str, most: int) -> Iterable[RecordHit]:
    """Cases with this in the remark that they were taken with, or in one of a later step."""
    seen: set[int] = set()
    for row in _remarked(work, typed, most):
        if row.id not in seen and len(seen) < most:
            seen.add(row.id)
            text = excerpt(identity.mask_text(row.remark, row.name), typed)
            yield RecordHit(text, row.number + bracketed(identity.mask_name(row.name)), "cases.case", row.id)


def _remarked(work: Work, typed: str, most: int) -> Iterator[Row[Any]]:
    """The ids by themselves, and in an order that the table does not have: only so is the index of remarks read, and
    not the whole table from its end.
    """
    taken = select(cases.c.id).where(TAKEN_REMARKED, holds(cases.c.remark, typed)).order_by(-cases.c.id)
    yield from work.connection.execute(
        NAMED.add_columns(cases.c.remark).where(cases.c.id.in_(taken.limit(most))).order_by(-cases.c.id)
    )
    moved = select(moves.c.id).where(MOVED_REMARKED, holds(moves.c.remark, typed)).order_by(-moves.c.id)
    yield from work.connection.execute(
        NAMED.add_columns(moves.c.remark)
        .join(moves, moves.c.case_id == cases.c.id)
        .where(moves.c.id.in_(moved.limit(most)))
        .order_by(-moves.c.id)
    )
