"""What must always hold of residents 居民."""

from __future__ import annotations

from sqlalchemy import select

from desk.core.identity import IdKind
from desk.core.invariants import Invariant
from desk.core.words import N_
from desk.models.residents import residents
from desk.storage import search

INVARIANTS = (
    Invariant(
        N_("Resident record {0}: its search entry is missing."),
        select(residents.c.id).where(
            residents.c.merged_into.is_(None),
            residents.c.id_kind != IdKind.ANONYMOUS.value,
            residents.c.id.not_in(search.INDEXED),
        ),
    ),
)
