"""Lists of needs and offerings as they are written in the data file, for ``desk check``."""

from __future__ import annotations

from sqlalchemy import Text, select, type_coerce

from desk.core.work import Work
from desk.models.matching import matches, needs, offerings


def written_times(work: Work) -> list[tuple[str, str]]:
    """Number and half days of every offering."""
    query = select(offerings.c.number, type_coerce(offerings.c.times, Text))
    return [(number, times) for number, times in work.connection.execute(query)]


def written_reasons(work: Work) -> list[tuple[str, str, str]]:
    """The numbers of need and offering and the reasons of every match."""
    query = (
        select(needs.c.number, offerings.c.number, type_coerce(matches.c.reasons, Text))
        .join(needs, needs.c.id == matches.c.need_id)
        .join(offerings, offerings.c.id == matches.c.offering_id)
    )
    return [(need, offering, reasons) for need, offering, reasons in work.connection.execute(query)]
