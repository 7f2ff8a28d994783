"""A list with a few lines, as it stands on a page."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.ui.widgets.lists import ListView
from tests.support.list_lines import LINES, Line, columns


@pytest.fixture
def shown(qtbot: QtBot, dressed: QApplication) -> ListView[Line]:
    made: ListView[Line] = ListView(columns(), "Nothing.", "Lines")
    qtbot.addWidget(made)
    made.resize(1200, 420)
    made.show_all(LINES)
    made.show()
    qtbot.waitExposed(made)
    return made
