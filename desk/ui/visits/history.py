"""On the right: what the person had done here before; with nobody chosen, today in a few numbers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QVBoxLayout, QWidget

from desk.books.cases import case_queries, statistics
from desk.books.cases.case_queries import CaseRow
from desk.books.residents import Resident
from desk.core import identity
from desk.core.clock import local
from desk.core.month import Month
from desk.core.words import _
from desk.services.session import Desk
from desk.ui.shell.page import Page
from desk.ui.widgets.controls import label, panel
from desk.ui.widgets.line_list import LineList


class SidePanel(Page):
    """History of the chosen person, or the day's overview."""

    SHOWS = frozenset({"cases", "catalogue", "visits"})
    opened = Signal(int)
    """The id of a case to open."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._resident: Resident | None = None
        self._lines: list[CaseRow] = []
        self.heading = label("", "heading", wrap=True)
        self.list = LineList(_("History"))
        self.list.itemActivated.connect(lambda item: self.opened.emit(self._lines[self.list.row(item)].id))
        self.nothing = label(_("First time here."), "muted")
        self.overview = TodayOverview(desk)
        frame, inner = panel(margin=10)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        past = QWidget()
        column = QVBoxLayout(past)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.nothing)
        column.addWidget(self.list, 100)
        column.addStretch(1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.overview)
        self._stack.addWidget(past)
        inner.addWidget(self.heading)
        inner.addWidget(self._stack, 1)
        self.show_person(None)

    def show_person(self, resident: Resident | None) -> None:
        """The history of this person; the day's overview for nobody."""
        self._resident = resident
        self.load()

    def fill(self) -> None:
        resident = self._resident
        self._stack.setCurrentIndex(1 if resident else 0)
        if resident is None:
            self.heading.setText(_("Today"))
            self.overview.refresh()
            return
        with self.desk.read() as work:
            self._lines = case_queries.of_resident(work, resident.id)
        self.heading.setText(_("{name} before", name=identity.mask_name(resident.name)))
        self.nothing.setVisible(not self._lines)
        self.list.setVisible(bool(self._lines))
        self.list.clear()
        for line in self._lines:
            day = f"{local(line.accepted_at):%Y-%m-%d}"
            self.list.add(line.service, f"{day} · {line.state.label} · {line.staff}")


class TodayOverview(QWidget):
    """Today's counts, waiting now, this month against last."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._grid = QGridLayout()
        self._grid.setVerticalSpacing(4)
        self._values: dict[str, Any] = {}
        self._names: dict[str, Any] = {}
        names = {
            "visits": _("Visits today"),
            "cases": _("Cases today"),
            "done": _("Finished today"),
            "waited": _("Waited, average"),
            "month": _("Cases this month"),
            "last": _("Same days last month"),
            "satisfaction": _("Satisfaction this month"),
            "in_time": _("In time this month"),
        }
        for place, (key, name) in enumerate(names.items()):
            self._values[key] = label("", "number")
            self._names[key] = label(name, "muted", wrap=True)
            self._grid.addWidget(self._names[key], 2 * (place // 2), place % 2)
            self._grid.addWidget(self._values[key], 2 * (place // 2) + 1, place % 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._grid)
        column.addStretch(1)

    def refresh(self) -> None:
        """Count again. The month so far stands beside as many days of last month; waiting is in minutes."""
        with self._desk.read() as work:
            today = work.today
            first = Month.of(today).first
            last_month = Month.of(today).previous.first
            until = min(last_month + (today - first), first - timedelta(days=1))
            day = statistics.brief(work, today, today)
            month = statistics.brief(work, first, today)
            before = statistics.brief(work, last_month, until)
            came = statistics.arrivals(work, today)
            waited = statistics.average_wait(work, today)
        shown = {
            "visits": str(came),
            "cases": str(day.cases),
            "done": str(day.finished),
            "waited": _("{n} min", n=f"{waited:.0f}") if waited is not None else "—",
            "month": f"{month.cases:,}",
            "last": f"{before.cases:,}",
            "satisfaction": f"{month.satisfaction:.1f}%" if month.satisfaction is not None else "—",
            "in_time": f"{month.in_time_percent:.1f}%" if month.in_time_percent is not None else "—",
        }
        earlier = _("Finished today, {n} of them taken in earlier", n=day.finished_before)
        self._names["done"].setText(earlier if day.finished_before else _("Finished today"))
        for key, text in shown.items():
            self._values[key].setText(text)
