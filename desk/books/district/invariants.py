"""What must always hold of what the district keeps."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import or_, select

from desk.books.district.model import Light, Trouble
from desk.core.invariants import Invariant
from desk.core.period import MONTHS, named_period
from desk.core.words import N_, _
from desk.core.work import Work
from desk.models.district import district_centres, district_returns

UNREADABLE = (
    Invariant(
        N_("Centre {0}, figures of {1}: their light is not known."),
        select(district_centres.c.code, district_returns.c.period)
        .join(district_returns, district_returns.c.centre_id == district_centres.c.id)
        .where(
            or_(
                district_returns.c.light.not_in([each.value for each in Light]),
                district_returns.c.kind.not_in([each.value for each in MONTHS]),
            )
        ),
    ),
)
"""With one of these broken the page cannot be filled."""


def odd_returns(work: Work) -> Iterator[str]:
    """Of what is kept: findings that nobody knows, and periods that are none."""
    known = {each.value for each in Trouble}
    query = select(
        district_centres.c.code, district_returns.c.kind, district_returns.c.period, district_returns.c.reasons
    ).join(district_returns, district_returns.c.centre_id == district_centres.c.id)
    for code, kind, period, reasons in work.connection.execute(query):
        if not _is_period(kind, period):
            yield _("Centre {code}: “{period}” is not a period of figures.", code=code, period=period)
        if any(each.get("trouble") not in known for each in reasons):
            yield _("Centre {code}, figures of {period}: a finding is not known.", code=code, period=period)


def _is_period(kind: str, name: str) -> bool:
    try:
        return named_period(name).kind.value == kind
    except ValueError:
        return False
