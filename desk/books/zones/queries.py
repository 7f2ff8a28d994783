"""Reading zones 功能区, what was counted there and how they were adjusted."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from desk.core.work import Work
from desk.models.centre import zones


@dataclass(frozen=True)
class ZoneName:
    """A zone as others name it."""

    id: int
    name: str


def names(work: Work) -> list[ZoneName]:
    """Those in use, in the order in which they were entered. For choosing one in a form."""
    query = select(zones.c.id, zones.c.name).where(zones.c.active).order_by(zones.c.id)
    return [ZoneName(row.id, row.name) for row in work.connection.execute(query)]
