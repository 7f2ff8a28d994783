"""A page of one list that has views 视图, of which one looks back over some days: words, view, days and two boxes
above it, what can be done below.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from desk.core.month import Month
from desk.core.words import P_, Worded, _
from desk.services.session import Desk
from desk.ui.shell.column_page import ColumnPage
from desk.ui.widgets import quietly
from desk.ui.widgets.controls import Combo, line_edit, row
from desk.ui.widgets.day_span import DaySpan, SpanChoice
from desk.ui.widgets.lists import ListView

FILTER_AFTER_MS = 150


class ViewsPage(ColumnPage):
    """``fill`` reads what the view shows, ``narrow`` shows what of it fits the words and the boxes."""

    LOOKS_BACK: Worded
    """The view of what is over, of some days."""
    list: ListView[Any]

    def __init__(self, desk: Desk, views: Iterable[Worded], boxes: tuple[Combo, Combo]) -> None:
        """The first entry of each of the ``boxes`` is for everything."""
        super().__init__(desk)
        self.text = line_edit(_("Number, words or name"))
        self.text.setMinimumWidth(150)
        self.view = Combo([(each.label, each) for each in views])
        self.view.setAccessibleName(P_("follow-up", "View"))
        self.span = DaySpan(desk)
        self._boxes = boxes
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.narrow)

    def put_list(self, shown: ListView[Any], find: str) -> None:
        """The list under what narrows it; ``find`` is what the field for words is called."""
        self.list = shown
        shown.foot.keys_words = _("↑↓ choose　Enter open　right button more")
        self.text.setAccessibleName(find)
        self.column.addLayout(row(self.text, self.view, self.span, *self._boxes))
        self.column.addWidget(shown, 1)
        self.span.choose(SpanChoice.QUARTER)
        self.span.hide()
        self.text.textEdited.connect(lambda _text: self._timer.start(FILTER_AFTER_MS))
        self.text.returnPressed.connect(shown.enter)
        shown.search_from(self.text)
        self.view.currentIndexChanged.connect(lambda _at: self.load())
        self.span.changed.connect(self.load)
        self.span.refused.connect(lambda sentence: self.toast.emit(sentence, "bad"))
        for box in self._boxes:
            box.currentIndexChanged.connect(lambda _at: self._timer.start(0))
        shown.table.selectionModel().currentChanged.connect(lambda _now, _before: self.show_enabled())

    def narrow(self) -> None:
        """Show what fits, of what was read."""
        raise NotImplementedError

    @property
    def record(self) -> Any:
        """The chosen record, which acts are about; None where a row that is none is chosen, or no row."""
        raise NotImplementedError

    def run(self, act: Callable[[QWidget, Desk, Any], str]) -> None:
        """Do something with the chosen record; the keys stay on the list."""
        if self.record is None:
            return
        if sentence := act(self, self.desk, self.record):
            self.done(sentence)
        self.list.table.setFocus()

    def show_span(self) -> None:
        """The days stand above the list while they count."""
        self.span.setVisible(self.view.value is self.LOOKS_BACK)

    def show_month(self, first: date) -> None:
        """What was over in a month."""
        self.clear(self.LOOKS_BACK)
        self.span.show_span(first, Month.of(first).last)
        self.load()

    def clear(self, view: Worded) -> None:
        """A view, without any other filter; nothing is read yet."""
        quietly.choose(self.view, view)
        for box in self._boxes:
            quietly.choose(box, None)
        self.text.clear()

    @property
    def month(self) -> Month:
        """That of what is over in sight, else this month."""
        first, _last = self.span.span
        shown = self.view.value is self.LOOKS_BACK and self.span.value is SpanChoice.RANGE
        return Month.of(first if shown and first else self.desk.clock.today())
