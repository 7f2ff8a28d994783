"""Every page at the sizes that screens leave: nothing cut, nothing outside its parent unless that scrolls."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QPushButton, QWidget

from desk.demo.tour import Hands
from desk.ui.shell.window import LEAST
from tests.support.room_for_words import squeezed
from tests.support.tabs import every_page


def out_of_sight(part: QWidget) -> Iterator[str]:
    """Buttons that are not wholly inside what they stand in, and cannot be scrolled to."""
    for made in part.findChildren(QPushButton):
        above = made.parentWidget()
        while made.isVisible() and above is not None and above is not part.window():
            if isinstance(above.parentWidget(), QAbstractScrollArea):
                break
            at = made.mapTo(above, QPoint(0, 0))
            if not above.rect().contains(QRect(at, made.size())):
                yield f"{made.text()!r} in {type(above).__name__}"
                break
            above = above.parentWidget()


@pytest.mark.parametrize("size", [(1366, 698), (910, 512), (910, 441), LEAST])
def test_every_page_has_its_buttons_in_sight(manager: Hands, size: tuple[int, int]) -> None:
    manager.window.resize(*size)
    QTest.qWait(30)
    assert (manager.window.width(), manager.window.height()) == size, "nothing keeps the window larger"
    wrong = []
    for name, page in every_page(manager):
        QTest.qWait(10)
        wrong += [f"{name}: {what}" for what in (*squeezed(page), *out_of_sight(page))]
        assert (manager.window.width(), manager.window.height()) == size, name
    assert not wrong, "\n".join(wrong)
