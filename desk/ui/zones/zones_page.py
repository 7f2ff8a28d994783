"""The page 功能区: how many come to each zone, how content they are, and what is adjusted."""

from __future__ import annotations

from desk.ui.shell.column_page import ColumnPage


class ZonesPage(ColumnPage):
    """功能区."""

    SHOWS = frozenset({"zones"})
