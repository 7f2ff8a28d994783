"""What Qt's own fields of days and numbers, and the house's lines, ask the input method for."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from desk.demo.tour import Hands
from desk.ui.visits.person import DetailsForm
from desk.ui.widgets.controls import latin_line, line_edit, line_of

FIGURES = (
    Qt.InputMethodHint.ImhPreferLatin
    | Qt.InputMethodHint.ImhPreferNumbers
    | Qt.InputMethodHint.ImhDigitsOnly
    | Qt.InputMethodHint.ImhFormattedNumbersOnly
)


@pytest.mark.parametrize("make", [QSpinBox, latin_line, lambda: line_of("telephone")])
def test_a_field_of_figures_asks_for_them(qtbot: QtBot, make: type[QWidget]) -> None:
    field = make()
    qtbot.addWidget(field)
    assert field.inputMethodHints() & FIGURES


def test_number_and_telephone_of_a_person_do_and_the_name_does_not(clerk: Hands, qtbot: QtBot) -> None:
    assert clerk.window.desk is not None
    form = DetailsForm(clerk.window.desk)
    qtbot.addWidget(form)
    asked = {name for name, line in form.lines.items() if line.inputMethodHints() & FIGURES}
    assert {"id_number", "telephone"} <= asked and not {"name", "address", "note"} & asked
    assert not line_edit().inputMethodHints() & FIGURES
