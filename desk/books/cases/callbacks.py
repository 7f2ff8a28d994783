"""The call-backs 回访 that are still owed, as the page 督办 shows them beside the follow-ups."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from desk.core.book import OwedMatter
from desk.core.identity import mask_name, mask_text
from desk.core.words import P_, phrases
from desk.core.work import Work
from desk.models.cases import callbacks, cases
from desk.models.residents import residents

OWED = (
    select(callbacks.c.case_id, cases.c.number, residents.c.name, callbacks.c.reason, callbacks.c.asked_at)
    .join(cases, cases.c.id == callbacks.c.case_id)
    .join(residents, residents.c.id == cases.c.resident_id)
    .where(callbacks.c.done_at.is_(None))
    .order_by(callbacks.c.asked_at, callbacks.c.case_id)
)


def owed(work: Work) -> Iterable[OwedMatter]:
    """Who was not satisfied and is to be rung up: by anybody on duty, the longest waiting first."""
    for row in work.connection.execute(OWED):
        text = phrases(filter(None, (row.number, mask_name(row.name), mask_text(row.reason, row.name))))
        yield OwedMatter(P_("owed matter", "Call-back"), text, "", None, row.asked_at, "cases.case", row.case_id)
