"""What every page of 窗口登记 is."""

from __future__ import annotations

from PySide6.QtCore import Signal

from desk.ui.shell.page import Page


class CounterPage(Page):
    """A page of the counter, from which cases, their papers and a visit of somebody can be opened."""

    case_opened = Signal(int)
    paper_wanted = Signal(int)
    """The id of a case whose paper is to be seen."""
    visit_wanted = Signal(int)
    """The id of a resident who is to be served now."""
