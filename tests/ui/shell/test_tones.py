"""What a state means, in the colours of the window: one table of the theme, whoever shows the state."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QListWidget
from pytestqt.qtbot import QtBot

from desk.books.assets.model import AssetCondition
from desk.books.cases import CaseState
from desk.books.cases.case_queries import Urgency
from desk.core.tone import Tone
from desk.ui.shell import theme
from desk.ui.shell.tokens import OF_TONE
from desk.ui.widgets.controls import button, set_role
from desk.ui.widgets.lists import Column, ListView


def test_a_button_and_a_list_say_overdue_in_the_same_colours(qtbot: QtBot, dressed: QApplication) -> None:
    ink, ground = OF_TONE[Tone.OVERDUE](theme.colours())
    made = button("超期 3", lambda: None, Tone.DUE_SOON)
    set_role(made, "role", Tone.OVERDUE)
    qtbot.addWidget(made)
    made.resize(120, 40)
    made.show()
    assert made.grab().toImage().pixelColor(6, 20).name().upper() == ground
    shown: ListView[Urgency] = ListView([Column("", 80, lambda u: u.label, lambda u: u.tone)], "", "")
    qtbot.addWidget(shown)
    shown.show_all(list(Urgency))
    shown.resize(300, 240)
    shown.show()
    assert {ink, ground} <= _colours_of(shown, Urgency.OVERDUE)
    assert ground not in _colours_of(shown, Urgency.ON_TIME)


def _colours_of(shown: ListView[Urgency], urgency: Urgency) -> set[str]:
    """What is painted in its row, under the row's hairline."""
    table = shown.table
    top, height = table.rowViewportPosition(list(Urgency).index(urgency)), table.row_height - 1
    picture = table.viewport().grab().toImage()
    return {picture.pixelColor(x, y).name().upper() for x in range(8, 100) for y in range(top, top + height)}


def test_every_state_of_a_case_and_a_card_has_a_tone() -> None:
    assert None not in {state.tone for state in (*CaseState, *AssetCondition)}


def test_the_chosen_row_of_a_list_is_one_ground_without_a_frame_inside(qtbot: QtBot, dressed: QApplication) -> None:
    shown = QListWidget()
    qtbot.addWidget(shown)
    shown.addItems(["", ""])
    shown.show()
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    shown.setFocus()
    shown.setCurrentRow(1)
    image = shown.viewport().grab().toImage()
    row = shown.visualItemRect(shown.item(1)).adjusted(3, 1, -1, -1)  # right of the bar
    places = [(x, y) for x in range(row.left(), row.right()) for y in range(row.top(), row.bottom())]
    assert {image.pixelColor(*place).name() for place in places} == {theme.colours().select.lower()}
