"""What every paper says about itself: which centre, who printed it, when."""

from __future__ import annotations

from desk.books import centre
from desk.core.work import Work
from desk.reports.kit.paper import Imprint


def of(work: Work) -> Imprint:
    """The centre, the signed-in person and this moment."""
    return Imprint(centre.get(work).name, work.actor.name, work.now)
