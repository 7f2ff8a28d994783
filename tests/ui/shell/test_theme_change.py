"""Light and dark of twelve screens: what is put on while one works looks to the pixel like what was begun with.

Icons, files of the style sheet, inks of tables and charts are made once for a theme; whatever keeps one of them stands
out against a window that never knew the other theme.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desk import app
from desk.demo.tour import Hands
from desk.services.preferences import Preferences
from desk.ui.settings.section import Section
from desk.ui.shell import theme
from desk.ui.shell.page import Page
from desk.ui.shell.tokens import DARK, LIGHT, Tokens
from desk.ui.shell.window import Window
from tests.support.pictures import pixels
from tests.support.room_for_words import settle
from tests.support.walk import pages_of
from tests.ui.conftest import signed_in

SCREENS = 12
OPENED: dict[str, Callable[[Window], object]] = {
    "palette": lambda window: window.work.command_palette.toggle(()),  # type: ignore[union-attr]
    "toast": lambda window: window.work.toasts.tell("没有打印：打印机不在。", "bad"),  # type: ignore[union-attr]
}
PARTLY = ("PasswordSection 0", "LookSection 1")
"""Pictures without the ground of the window."""
ONLY_IN = {"ground": 500, "panel": 500}
"""Grounds that a whole screen has many pixels of, each in its own theme only."""


@pytest.fixture
def wardrobe(dressed: QApplication) -> Iterator[Callable[[str], None]]:
    """Puts on a theme; the light one again afterwards. Cursors stand still, and nothing has the focus."""
    flash = dressed.cursorFlashTime()
    dressed.setCursorFlashTime(0)
    yield lambda appearance: theme.dress(dressed, Preferences(appearance=appearance))
    theme.dress(dressed, Preferences(appearance="light"))
    dressed.setCursorFlashTime(flash)


def screens_of(window: Window) -> Iterator[tuple[str, Callable[[], QImage]]]:
    """The first page of every tab and some more, and what lies over them, each with how its picture is taken."""
    assert window.work is not None
    for place in range(window.work.tabs.count()):
        window.go_to(place)
        for at, page in zip(range(2), pages_of(window.work.page(place)), strict=False):
            yield f"{type(page).__name__} {at}", partial(picture, window, page)
    for name, open_it in OPENED.items():
        open_it(window)
        yield name, partial(picture, window)


def picture(window: Window, page: Page | None = None) -> QImage:
    """As it is at this minute, with nothing chosen by where the focus was."""
    if page is not None:
        page.load()
    if (focus := window.focusWidget()) is not None:
        focus.clearFocus()
    settle(window)
    shown = page if isinstance(page, Section) else window  # the list of sections may be scrolled otherwise
    return shown.grab().toImage()


def in_colours_of(image: QImage, c: Tokens, other: Tokens) -> bool:
    found = pixels(image)
    return all(
        found.count(QColor(getattr(c, name)).rgb()) > least and found.count(QColor(getattr(other, name)).rgb()) < least
        for name, least in ONLY_IN.items()
    )


def test_a_theme_put_on_at_work_looks_as_one_begun_with(
    hands: Hands, book: Path, wardrobe: Callable[[str], None], qtbot: QtBot
) -> None:
    at_work = signed_in(hands, "管理员").window
    seen = 0
    for name, take in screens_of(at_work):
        assert in_colours_of(take(), LIGHT, DARK) or name in (*OPENED, *PARTLY), name
        seen += 1
    assert seen >= SCREENS
    _close_all(at_work)
    wardrobe("dark")
    begun = app.make_window(book)
    begun.at_close = lambda desk, _window: desk.close()
    qtbot.addWidget(begun)
    begun.resize(at_work.size())
    begun.show()
    signed_in(Hands(begun, book), "管理员")
    elsewhere = QWidget()
    qtbot.addWidget(elsewhere)
    elsewhere.show()
    elsewhere.activateWindow()
    qtbot.waitUntil(elsewhere.isActiveWindow)
    for (name, put_on), (_same, fresh) in zip(screens_of(at_work), screens_of(begun), strict=True):
        assert in_colours_of(put_on(), DARK, LIGHT) or name in (*OPENED, *PARTLY), name
        odd = different(put_on(), fresh()) and different(put_on(), fresh())  # a minute may end between the two
        assert not odd, f"{name} differs at {odd}"


def different(one: QImage, other: QImage) -> list[tuple[int, int]]:
    """Where two pictures are not the same: the first places."""
    if one == other:
        return []
    pairs = enumerate(zip(pixels(one), pixels(other), strict=True))
    return [(at % one.width(), at // one.width()) for at, (a, b) in pairs if a != b][:5]


def _close_all(window: Window) -> None:
    assert window.work is not None
    window.work.command_palette.shut()
    window.work.toasts.forget()
