"""What other threads import finds every class of Qt made: two threads that make one at once end the program."""

from __future__ import annotations

import subprocess
import sys

import pytest
import shiboken6
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desk.ui.shell import qt_classes
from tests.support.source import ROOT

IN_THREADS = """
import sys
from threading import Thread
from PySide6.QtWidgets import QApplication, QListWidget
application = QApplication([])
from desk.ui.shell import qt_classes
qt_classes.make_all()
sys.setswitchinterval(1e-5)

def ask():
    for kit in qt_classes.KITS:
        module = sys.modules["PySide6." + kit]
        for name in dir(module):
            getattr(module, name)

threads = [Thread(target=ask) for _n in range(2)]
for thread in threads:
    thread.start()
QListWidget().viewport()
ask()
for thread in threads:
    thread.join()
print("all there")
"""


def test_threads_that_ask_for_classes_at_once_do_not_end_the_program() -> None:
    """Without ``make_all`` this ended with a segmentation fault in eleven of twelve runs (PySide 6.11)."""
    command = [sys.executable, "-c", IN_THREADS]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "all there\n"), done.stderr


def test_keys_are_taken_between_the_slices_and_what_waits_comes_last(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(qt_classes, "_left", iter(range(300)))
    monkeypatch.setattr(qt_classes, "SLICE", 0.0)
    line, order = QLineEdit(), []
    qtbot.addWidget(line)
    qt_classes.make_in_slices(line, lambda: order.append("then"))
    for letter in "abc":
        qtbot.keyClicks(line, letter)
        order.append(letter)
    qtbot.waitUntil(lambda: "then" in order)
    assert order == ["a", "b", "c", "then"] and line.text() == "abc"


def test_nothing_follows_where_the_window_is_gone(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(qt_classes, "_left", iter(range(300)))
    monkeypatch.setattr(qt_classes, "SLICE", 0.0)
    beside, order = QObject(), []
    qt_classes.make_in_slices(beside, lambda: order.append("then"))
    shiboken6.delete(beside)
    QTimer.singleShot(0, lambda: order.append("later"))
    qtbot.waitUntil(lambda: order != [])
    assert order == ["later"]
