"""People who leave the book in the clear 不脱敏: a manager says what for, and the log keeps that first."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from desk.core.errors import Invalid, NotAllowed, Problem
from desk.core.permissions import May
from desk.core.words import _
from desk.core.work import Work
from desk.models.audit import lookups

LOGGED_FOR = timedelta(hours=1)
"""How long after the purpose was logged an unmasked export may begin."""


def allow(work: Work, purpose: str, subject: str) -> int:
    """Log that people leave the book in the clear, and what for. The line in the log, which ``require`` wants to see.

    Raises ``NotAllowed`` and ``Invalid``.
    """
    work.require(May.UNMASKED_EXPORT)
    if not purpose.strip():
        raise Invalid(Problem("purpose", _("Please state what the unmasked export is for.")))
    row = {"at": work.now, "staff_id": work.actor.id, "resident_id": None, "purpose": purpose.strip()}
    line = work.add(lookups, row)
    work.audit("export.unmasked", subject, after={"purpose": purpose.strip()})
    return line


def require(work: Work, line: int | None) -> None:
    """Raises ``NotAllowed`` unless the signed-in person has just logged what the people in the clear are for."""
    work.require(May.UNMASKED_EXPORT)
    query = select(lookups.c.id).where(
        lookups.c.id == (line or 0),
        lookups.c.staff_id == work.actor.id,
        lookups.c.resident_id.is_(None),
        lookups.c.at >= work.now - LOGGED_FOR,
    )
    if not work.connection.execute(query).first():
        raise NotAllowed(_("Please state what the unmasked export is for."))
