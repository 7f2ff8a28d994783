"""The real window over a real small demo book, driven by keys."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from desk import app
from desk.books.sample import SampleSize
from desk.core import garbage
from desk.demo.tour import Hands, let_it_happen
from desk.services.preferences import Preferences
from desk.ui.shell import collector, theme
from desk.ui.shell.window import Window
from desk.ui.widgets.jobs import _Jobs
from tests.conftest import PASSWORD
from tests.support import demo


@pytest.fixture
def book(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Path:
    """A copy of the demo book for one test. What is late was shown to everybody today already: a test that wants to see
    it come by itself forgets that.
    """
    size = SampleSize(residents=200, months=2, per_day=12, seed=3)
    return Path(shutil.copytree(demo.made_once(tmp_path_factory, size), tmp_path / "book"))


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> QApplication:
    theme.apply(qapp, Preferences(appearance="light"))
    collector.keep_to_this_thread(qapp)
    return qapp


@pytest.fixture
def english(own_surroundings: None, dressed: QApplication) -> Iterator[None]:
    """As after a start in English; Qt's own dialogs speak it too."""
    with pytest.MonkeyPatch.context() as surroundings:
        surroundings.setenv("DESK_LANGUAGE", "en")
        theme.speak(dressed)
        yield
    theme.speak(dressed)


@pytest.fixture(autouse=True)
def garbage_goes_here() -> Iterator[None]:
    """As in the program, where the window looks once a second; a test seldom lasts so long."""
    yield
    garbage.collect_what_is_due()


@pytest.fixture
def window(book: Path, dressed: QApplication, qtbot: QtBot) -> Iterator[Window]:
    """On its sign-in page. When the test is over it closes without the backup, which takes a third of a sign-in; a
    test that closes it sees the backup made."""
    made = app.make_window(book)
    made.resize(1366, 740)
    made.show()
    made.activateWindow()
    let_it_happen()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.at_close = lambda desk, _window: desk.close()
    made.close()
    made.deleteLater()


@pytest.fixture
def hands(window: Window, tmp_path: Path) -> Hands:
    """A clerk's hands, before signing in."""
    return Hands(window, tmp_path)


@pytest.fixture
def clerk(hands: Hands) -> Hands:
    """林小芳, clerk, signed in."""
    return signed_in(hands, "林小芳")


@pytest.fixture
def manager(hands: Hands) -> Hands:
    return signed_in(hands, "管理员")


def signed_in(hands: Hands, name: str) -> Hands:
    hands.window.sign_in.name.setText(name)
    hands.window.sign_in.password.setText(PASSWORD)
    hands.window.sign_in.try_it()
    assert hands.window.working
    let_it_happen()
    return hands


def after_a_double_click() -> None:
    """Whatever is pressed from now on in this test is a wish of its own: of somebody whose computer takes two presses
    for one only when nothing lies between them. To wait for it instead took half a second each time."""
    QApplication.setDoubleClickInterval(0)
    QTest.qWait(0)


@pytest.fixture(autouse=True)
def usual_double_click(request: pytest.FixtureRequest) -> Iterator[None]:
    """As long as the system has it, in each test anew."""
    if "qapp" not in request.fixturenames:
        yield
        return
    usual = QApplication.doubleClickInterval()
    yield
    QApplication.setDoubleClickInterval(usual)


def answer(button: int, seen: list[str]) -> None:
    """Press a button of the question that is about to be asked, and keep what it said."""

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        seen.append(box.text())
        box.buttons()[button].click()

    QTimer.singleShot(0, press)


def say_yes(seen: list[str]) -> None:
    answer(0, seen)


def say_no(seen: list[str]) -> None:
    answer(1, seen)


def say_yes_when_asked(parent: QWidget, seen: list[str]) -> None:
    answer_when_asked(parent, seen, 0)


def answer_when_asked(parent: QWidget, seen: list[str], button: int) -> None:
    """Press a button of the question that a job ends with."""
    looking = QTimer(parent)

    def look() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            looking.stop()
            seen.append(box.text())
            box.buttons()[button].click()

    looking.timeout.connect(look)
    looking.start(20)


def jobs_rest(part: QWidget) -> bool:
    """Is the moment over in which another start would be the second press of a double click?"""
    jobs = part.findChild(_Jobs)
    return jobs is None or all(jobs.once.may_begin(title) for title in jobs.last)
