"""What an open desk says of the clock of this PC."""

from __future__ import annotations

from desk.services import clock_check
from desk.services.session import Desk


def clock_words(desk: Desk) -> str:
    """Empty while the clock fits what was written last."""
    with desk.read() as work:
        return clock_check.trouble(work, desk.folder, desk.clock)
