"""The page 问题整改: what was found, and where its mending stands."""

from __future__ import annotations

from desk.ui.shell.column_page import ColumnPage


class FindingsPage(ColumnPage):
    """问题整改."""

    SHOWS = frozenset({"findings"})
