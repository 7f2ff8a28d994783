"""Lines for days take what lies within the range of days, and show what they were given."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit, QLineEdit
from pytestqt.qtbot import QtBot

from desk.core.errors import Invalid
from desk.ui.widgets.parsing import bounded, day_or_none


def test_a_year_that_was_mistyped_does_not_go_into_the_line(qtbot: QtBot) -> None:
    line = bounded(QDateEdit(QDate(2026, 11, 28)), date(2026, 11, 28))
    qtbot.addWidget(line)
    line.setDate(QDate(2206, 11, 28))
    assert line.date() == QDate(2036, 12, 31)
    line.setDate(QDate(1099, 1, 1))
    assert line.date() == QDate(1900, 1, 1)


def test_a_day_that_is_stored_already_is_shown_as_it_is(qtbot: QtBot) -> None:
    line = bounded(QDateEdit(QDate(2099, 1, 1)), date(2026, 11, 28))
    qtbot.addWidget(line)
    assert line.date() == QDate(2099, 1, 1)


@pytest.mark.parametrize("typed", ["27.1.5", "05/03/2021", "9999-12-31", "1990年5月", "45047"])
def test_what_is_typed_is_read_as_in_a_file(qtbot: QtBot, typed: str) -> None:
    line = QLineEdit(typed)
    qtbot.addWidget(line)
    with pytest.raises(Invalid) as refusal:
        day_or_none(line, "warranty_until")
    assert [problem.field for problem in refusal.value.problems] == ["warranty_until"]
