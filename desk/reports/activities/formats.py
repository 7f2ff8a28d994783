"""The forms in which a month can be had; without a drawing library, so that the command line starts fast."""

from __future__ import annotations

from desk.core.words import N_, Worded


class CalendarStyle(Worded):
    """The month grid 月历, or the list 列表海报."""

    GRID = "grid", N_("Month grid")
    LIST = "list", N_("List poster")


class PaperSize(Worded):
    """Sizes of paper to hang up (ISO 216)."""

    A4 = "A4", "A4"
    A3 = "A3", "A3"


class TextLength(Worded):
    """How much the text for the group tells."""

    SHORT = "short", N_("Short: a line a day")
    MEDIUM = "medium", N_("Medium: times and places")
    LONG = "long", N_("Long: everything")
