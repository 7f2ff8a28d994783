"""How the days of a file are written, asked once when they do not say it themselves, with some of them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.core.days import Century, DayForm, DayOrder, DayQuestion
from desk.core.words import _, listed
from desk.ui.widgets.controls import Combo, Field, label, line_edit, row


class DayFormRow(QWidget):
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.about = label("", wrap=True)
        please = (_("Please choose"), None)
        self.order = Combo([please, *((order.label, order) for order in DayOrder)])
        self.century = Combo([please, *((century.label, century) for century in Century)])
        self.year = line_edit("2026", most=4)
        self.fields = {
            "order": Field(_("Order"), self.order),
            "century": Field(_("Years of two digits"), self.century),
            "year": Field(_("Year of days without one"), self.year),
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.about)
        column.addLayout(row(*self.fields.values(), 1))
        self.order.currentIndexChanged.connect(lambda _i: self.changed.emit())
        self.century.currentIndexChanged.connect(lambda _i: self.changed.emit())
        self.year.editingFinished.connect(self.changed.emit)
        self.begin_again()

    def begin_again(self) -> None:
        """Another file: nothing is known of its days."""
        self.blockSignals(True)
        self.order.setCurrentIndex(0)
        self.century.setCurrentIndex(0)
        self.year.clear()
        self.blockSignals(False)
        for field in self.fields.values():
            field.hide()
        self.hide()

    @property
    def form(self) -> DayForm:
        """What has been said so far."""
        year = self.year.text().strip()
        known = len(year) == 4 and year.isascii() and year.isdigit()
        return DayForm(self.order.value, self.century.value, int(year) if known else None)

    def ask(self, question: DayQuestion | None) -> None:
        """Show what the file leaves open; what was answered stays in sight, to be changed."""
        if question is None:
            return
        samples = listed(f"“{sample}”" for sample in question.samples)
        sentence = _(
            "Days such as {samples} have several readings. How are they written in this file?", samples=samples
        )
        self.about.setText(sentence)
        for name in question.lacks:
            self.fields[name].show()
        self.show()
