"""The page 需求与服务: needs and offerings side by side, and what fits."""

from __future__ import annotations

from desk.ui.shell.column_page import ColumnPage


class MatchingPage(ColumnPage):
    """需求与服务."""

    SHOWS = frozenset({"matching"})
