"""The page 体验官: officers, their terms and visits."""

from __future__ import annotations

from desk.ui.shell.column_page import ColumnPage


class OfficersPage(ColumnPage):
    """体验官."""

    SHOWS = frozenset({"officers"})
