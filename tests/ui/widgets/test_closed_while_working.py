"""A window that is closed while a job still runs for it: the job ends beneath, and nobody is told."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QProgressDialog, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from desk.core.errors import Refused
from desk.ui.widgets import jobs
from desk.ui.widgets.jobs import Job

Begin = Callable[[QWidget, jobs.Work, list[object]], Job]


def aloud(part: QWidget, work: jobs.Work, told: list[object]) -> Job:
    return jobs.run(part, "正在写入", work, told.append, told.append)


def quietly(part: QWidget, work: jobs.Work, told: list[object]) -> Job:
    return jobs.run_quietly(part, work, told.append, told.append)


@pytest.fixture
def page(dressed: QApplication, qtbot: QtBot) -> QWidget:
    """What lies beneath, as a page of the window."""
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def gone(*windows: QDialog) -> None:
    """Closed as by Esc, the uppermost first, and cleared away."""
    for each in windows:
        each.reject()
        each.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert not isValid(each)


def refuse() -> None:
    raise Refused("磁盘已满。")


@pytest.mark.parametrize("begin", [aloud, quietly])
@pytest.mark.parametrize("end", [lambda: "完成", refuse])
def test_it_ends_by_itself_and_tells_nobody(
    page: QWidget, qtbot: QtBot, begin: Begin, end: Callable[[], object]
) -> None:
    """Also where a form stands over a window, and both are closed."""
    window, told, go_on, steps = QDialog(page), list[object](), Event(), list[int]()
    form = QDialog(window)
    part = QWidget(form)
    for shown in (window, form):
        shown.show()

    def work(progress: Callable[[int, int], None]) -> object:
        go_on.wait(20)
        progress(1, 2)
        steps.append(1)
        return end()

    job = begin(part, work, told)
    if begin is aloud:
        qtbot.waitUntil(lambda: part.findChild(QProgressDialog).isVisible(), timeout=20_000)  # type: ignore[union-attr]
    gone(form, window)
    assert job.isRunning() and job.parent() is page
    go_on.set()
    qtbot.waitUntil(lambda: not page.findChildren(Job), timeout=20_000)
    QTest.qWait(0)
    assert steps == [1] and told == []


@pytest.mark.parametrize("begin", [aloud, quietly])
def test_with_nothing_beneath_the_window_stays_until_it_has_ended(
    dressed: QApplication, qtbot: QtBot, begin: Begin
) -> None:
    """As while the demo centre is made in the set-up."""
    alone, steps = QDialog(), list[int]()
    alone.show()

    def work(_progress: object) -> None:
        steps.append(1)

    begin(alone, work, [])
    gone(alone)
    assert steps == [1]


@pytest.mark.parametrize("begin", [aloud, quietly])
def test_a_window_put_aside_and_shown_again_is_told(page: QWidget, qtbot: QtBot, begin: Begin) -> None:
    """As behind the lock."""
    window, told, go_on = QDialog(page), list[object](), Event()
    window.show()
    begin(window, lambda _progress: go_on.wait(20), told)
    window.hide()
    window.show()
    go_on.set()
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    assert told == [True]
    window.close()
