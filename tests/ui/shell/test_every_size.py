"""Every page at the sizes that screens leave: nothing cut, nothing outside its parent unless that scrolls."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QPushButton, QWidget

from desk.demo.tour import Hands
from desk.services.preferences import TEXT_SIZES, Preferences
from desk.ui.shell import theme
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


USUAL, LARGE, LARGEST = TEXT_SIZES


@pytest.fixture
def letters(dressed: QApplication, request: pytest.FixtureRequest) -> Iterator[None]:
    """Words of this size, from before the window is made."""
    theme.dress(dressed, Preferences(appearance="light", text_size=request.param))
    yield
    if request.param != USUAL:
        QTest.qWait(0)
        theme.dress(dressed, Preferences(appearance="light"))


@pytest.mark.parametrize(
    ("letters", "size"),
    [(LARGEST, (1366, 698)), (LARGE, (910, 512)), (USUAL, (910, 441)), (USUAL, LEAST)],
    indirect=["letters"],
)
@pytest.mark.usefixtures("letters")
def test_every_page_has_its_buttons_in_sight(manager: Hands, size: tuple[int, int]) -> None:
    """What has room in larger letters has it in the usual ones too."""
    manager.window.resize(*size)
    QTest.qWait(30)
    assert (manager.window.width(), manager.window.height()) == size, "nothing keeps the window larger"
    wrong = []
    for name, page in every_page(manager):
        QTest.qWait(10)
        wrong += [f"{name}: {what}" for what in (*squeezed(page), *out_of_sight(page))]
        assert (manager.window.width(), manager.window.height()) == size, name
    assert not wrong, "\n".join(wrong)
