"""A round through the zones 巡查计数: a line for each zone, Enter goes on to the next, the last Enter stores all."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desk.books.zones import footfall, queries, rounds
from desk.core.errors import Invalid, Problem
from desk.core.numbers import number_in
from desk.core.words import P_, _
from desk.services.session import Desk
from desk.ui.widgets.controls import Combo, Field, asks_for_latin, label
from desk.ui.widgets.field_parts import NARROW
from desk.ui.widgets.form_dialog import FormDialog

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
MOST_DIGITS = 4


class CountLine(QLineEdit):
    """Figures only: a letter goes to the zone that has it, Enter to the next one."""

    letter = Signal(str)
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        asks_for_latin(self)
        self.setMaxLength(MOST_DIGITS)
        self.setValidator(QIntValidator(0, 10**MOST_DIGITS - 1, self))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed, plain = event.text().upper(), not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.entered.emit()
        elif plain and typed and typed in LETTERS:
            self.letter.emit(typed)
        else:
            super().keyPressEvent(event)


class RoundForm(FormDialog):
    """What is left empty was not counted. ``stored`` is how many zones were."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent, P_("zone", "Round"))
        self._desk, self.stored = desk, 0
        with desk.read() as work:
            self._zones = rounds.counted_zones(work)
            self._hour = footfall.hour_now(work)
            self._counted = queries.counts_of_day(work, work.today)
        self._column.addWidget(
            label(
                _("People who are there now. A letter goes to its zone; what is left empty was not counted."),
                "muted",
                wrap=True,
            )
        )
        self.hour = Combo([(f"{hour:02d}:00", hour) for hour in range(self._hour, -1, -1)])
        self.add("hour", Field(P_("zone", "Hour"), self.hour))
        self.lines: dict[int, CountLine] = {}
        for letter, zone in zip(LETTERS, self._zones, strict=False):
            line = self.lines[zone.id] = CountLine()
            self.add(
                f"zone:{zone.id}",
                Field(P_("zone", "{letter} {zone}", letter=letter, zone=zone.name), line, width=NARROW),
            )
            line.letter.connect(self._go_to)
            line.entered.connect(self._go_on)
        self.hour.currentIndexChanged.connect(lambda _at: self._show_counted())
        self._show_counted()
        self.finish(_("Save"))
        self._go_to(LETTERS[0])

    def _show_counted(self) -> None:
        """What was counted in the chosen hour already, to be corrected."""
        there = {each.zone_id: each.people for each in self._counted if each.hour == self.hour.value}
        for id, line in self.lines.items():
            line.setText(str(there[id]) if id in there else "")

    def _go_to(self, letter: str) -> None:
        lines = list(self.lines.values())
        place = LETTERS.index(letter)
        if place < len(lines):
            lines[place].setFocus()
            lines[place].selectAll()

    def _go_on(self) -> None:
        lines = list(self.lines.values())
        at = next((place for place, line in enumerate(lines) if line.hasFocus()), len(lines) - 1)
        if at + 1 < len(lines):
            self._go_to(LETTERS[at + 1])
        else:
            self.try_it()

    def _people(self) -> Mapping[int, int]:
        return {id: number_in(line.text(), f"zone:{id}") for id, line in self.lines.items() if line.text().strip()}

    def do(self) -> None:
        people = self._people()
        if not people:
            raise Invalid(Problem(next(iter(self.fields)), _("Nothing was counted yet.")))
        with self._desk.write() as work:
            self.stored = rounds.round_of(work, people, self.hour.value)
