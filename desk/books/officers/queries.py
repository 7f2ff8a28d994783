"""Reading experience officers 体验官, their terms, visits and scores."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from desk.books.officers.model import OfficerState
from desk.core.work import Work
from desk.models.officers import officers


@dataclass(frozen=True)
class OfficerName:
    """An officer as others name them, in the clear."""

    id: int
    name: str


def serving(work: Work) -> list[OfficerName]:
    """Those who serve now, by their names. For choosing one in a form."""
    query = select(officers.c.id, officers.c.name).where(officers.c.state == OfficerState.SERVING.value)
    return [OfficerName(row.id, row.name) for row in work.connection.execute(query.order_by(officers.c.name))]
