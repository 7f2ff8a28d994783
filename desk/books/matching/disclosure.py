"""What was typed of a need or a match, in the clear 查看完整信息: with the numbers in it, and every look is logged."""

from __future__ import annotations

from desk.core.permissions import May
from desk.core.work import Work
from desk.models.audit import lookups


def look_up(work: Work, purpose: str) -> None:
    """Writes the line that says who looked, when and what for."""
    work.require(May.SERVE)
    work.add(lookups, {"at": work.now, "staff_id": work.actor.id, "resident_id": None, "purpose": purpose})
