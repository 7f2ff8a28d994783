"""On what a queue ticket 取号小票 is printed."""

from __future__ import annotations

from desk.core.words import NP_, Worded


class TicketSize(Worded):
    """A roll of 80 mm, cut where the ticket ends, or a sheet."""

    ROLL = "roll", NP_("printing", "80 mm roll")
    A5 = "a5", NP_("printing", "A5")
