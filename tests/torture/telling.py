"""What the program knows to be gone has to be told where somebody reads it: on the command line and in the window."""

from __future__ import annotations

from pathlib import Path

from tests.torture.children import Child, Send, in_child
from tests.torture.folders import unlink_log
from tests.torture.ground import MANAGER, PASSWORD
from tests.torture.outcome import Outcome, Place, Row, lost, noticed

MISSING = "缺失"
"""In the words about confirmed actions that are missing."""


def on_the_command_line(place: Place) -> Outcome:
    """The log is gone after a crash, and with it confirmed actions: the next command says so."""
    book, _confirmed = place.ground.copy(place.folder, crashed=True)
    unlink_log(book, place)
    _code, words, trace = in_child(book, "check")
    if trace:
        return lost(trace)
    return noticed(words) if MISSING in words else lost(f"nobody was told; desk check said: {words}")


def in_the_window(place: Place) -> Outcome:
    """The same at sign-in."""
    book, _confirmed = place.ground.copy(place.folder, crashed=True)
    unlink_log(book, place)
    child = Child(lambda send: _sign_in(book, send))
    child.finish()
    if trace := child.said("traceback"):
        return lost(trace)
    words = child.said("words")
    return noticed(words) if words else lost("nobody was told")


def _sign_in(book: Path, send: Send) -> None:
    """Whatever label of whatever window says it, also one over the others that waits for an answer."""
    from PySide6.QtCore import QTimer
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QLabel

    from desk import app

    app.application(book)
    window = app.make_window(book)
    window.show()

    def read() -> None:
        labels = [widget.text() for widget in QApplication.allWidgets() if isinstance(widget, QLabel)]
        send(f"words\t{'; '.join(text for text in labels if MISSING in text)}")
        for dialog in QApplication.topLevelWidgets():
            dialog.close()

    QTimer.singleShot(1500, read)
    window.sign_in.name.setText(MANAGER)
    window.sign_in.password.setText(PASSWORD)
    window.sign_in.try_it()
    QTest.qWait(2000)


ROWS = (
    Row("told: on the command line", 3, 1, on_the_command_line),
    Row("told: in the window", 3, 1, in_the_window),
)
