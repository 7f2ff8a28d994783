"""The page 联席会议: meetings of a year, from the notice to the minutes."""

from __future__ import annotations

from desk.ui.shell.column_page import ColumnPage


class MeetingsPage(ColumnPage):
    """联席会议."""

    SHOWS = frozenset({"meetings"})
