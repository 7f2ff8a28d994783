"""The page 红色合伙人: organisations, their pairings, and what each has promised and delivered."""

from __future__ import annotations

from desk.ui.shell.column_page import ColumnPage


class PartnersPage(ColumnPage):
    """红色合伙人."""

    SHOWS = frozenset({"organisations"})
