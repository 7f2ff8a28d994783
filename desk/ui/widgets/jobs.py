"""Long work off the window's thread: a busy mark after 0.3 s, progress with cancel after 1 s, a result or words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QThread, QTimer, Signal
from PySide6.QtWidgets import QProgressDialog, QWidget

from desk.errors import Cancelled, DeskError
from desk.words import _

Work = Callable[[Callable[[int, int], None]], Any]
SHOW_AFTER_MS = 300


class Job(QThread):
    """Runs ``work(progress)``; keep a reference until ``ended``."""

    moved = Signal(int, int)
    succeeded = Signal(object)
    refused = Signal(str)
    broke = Signal(object)

    def __init__(self, work: Work, parent: QWidget) -> None:
        super().__init__(parent)
        self._work = work
        self._cancelled = False

    def cancel(self) -> None:
        """The job stops at its next step and nothing of it is kept."""
        self._cancelled = True

    def run(self) -> None:
        try:
            result = self._work(self._progress)
        except Cancelled:
            self.refused.emit(_("Stopped; nothing was stored."))
        except DeskError as error:
            self.refused.emit(error.words)
        except Exception as error:
            self.broke.emit(error)
        else:
            self.succeeded.emit(result)

    def _progress(self, done: int, total: int) -> None:
        if self._cancelled:
            raise Cancelled
        self.moved.emit(done, total)


def run(
    parent: QWidget, title: str, work: Work, done: Callable[[Any], object], refused: Callable[[str], object],
    *, can_cancel: bool = True,
) -> Job:  # fmt: skip
    """Start a job with its progress window. ``done`` gets the result, ``refused`` the words of a ``DeskError``."""
    job = Job(work, parent)
    dialog = QProgressDialog(title, _("Stop") if can_cancel else "", 0, 0, parent)
    dialog.setWindowTitle(title)
    dialog.setMinimumDuration(SHOW_AFTER_MS)
    dialog.setAutoReset(False)
    dialog.setAutoClose(False)
    if not can_cancel:
        dialog.setCancelButton(None)
    dialog.canceled.connect(job.cancel)
    timer = QTimer(dialog)
    timer.setSingleShot(True)
    timer.timeout.connect(dialog.show)
    timer.start(SHOW_AFTER_MS)

    def move(finished: int, total: int) -> None:
        dialog.setMaximum(total)
        if dialog.isVisible():
            dialog.setValue(finished)

    def close() -> None:
        timer.stop()
        dialog.canceled.disconnect(job.cancel)
        dialog.hide()
        dialog.deleteLater()

    job.moved.connect(move)
    for signal, act in ((job.succeeded, done), (job.refused, refused), (job.broke, _raise)):
        signal.connect(close)
        signal.connect(act)
    job.finished.connect(job.deleteLater)
    job.start()
    return job


def run_quietly(parent: QWidget, work: Work, done: Callable[[Any], object], refused: Callable[[str], object]) -> Job:
    """A job that the person did not ask for: no window of its own, nothing takes the keyboard away."""
    job = Job(work, parent)
    for signal, act in ((job.succeeded, done), (job.refused, refused), (job.broke, _raise)):
        signal.connect(act)
    job.finished.connect(job.deleteLater)
    job.start()
    return job


def _raise(error: Exception) -> None:
    raise error
