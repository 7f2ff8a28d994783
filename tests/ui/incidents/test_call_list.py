"""Whom to call: the names have room beside long numbers."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desk.ui.incidents.call_list import NumberRow

MORE = "镇（街道） · 值班员 · 由带班领导通知"


@pytest.mark.parametrize(("beside", "width"), [(True, 270), (False, 170)])
def test_what_else_is_known_has_the_whole_width_below_name_and_number(
    dressed: QApplication, qtbot: QtBot, beside: bool, width: int
) -> None:
    """Beside a long number it was three lines of four characters."""
    row = NumberRow("0595-87000001", "先锋突击队", MORE)
    qtbot.addWidget(row)
    row.fit(beside=beside)
    row.resize(width, row.heightForWidth(width))
    row.show()
    more = next(each for each in row.findChildren(QLabel) if each.text() == MORE)
    assert more.width() == row.width()
    assert more.y() >= max(row.who.geometry().bottom(), row.number.geometry().bottom())
    assert (row.number.y() < row.who.geometry().bottom()) is beside
