"""Exchanges found from anywhere in the window, by their numbers."""

from __future__ import annotations

from collections.abc import Iterable

from desk.books.points import queries
from desk.core import identity
from desk.core.book import RecordHit
from desk.core.clock import local
from desk.core.work import Work

SHORTEST = 2
"""Characters that are looked for at least."""


def find(work: Work, typed: str, most: int) -> Iterable[RecordHit]:
    """Exchanges whose number begins with what was typed, the newest first."""
    if len(typed.strip()) < SHORTEST:
        return
    for each in queries.redemptions_beginning(work, typed, most):
        text = f"{each.number}　{local(each.reserved_at):%Y-%m-%d}　{each.reward}"
        details = f"{identity.mask_name(each.member)}　{each.state.label}"
        yield RecordHit(text, details, "orders.points", each.member_id)
