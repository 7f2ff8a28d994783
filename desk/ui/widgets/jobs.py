"""Long work off the window's thread: a busy mark after 0.3 s, progress with cancel after 1 s, a result or words.

A job is started once: the second press of a double click gets the job that runs already.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, QThread, QTimer, Signal
from PySide6.QtWidgets import QProgressDialog, QWidget

from desk.core.errors import Cancelled, DeskError
from desk.core.words import _
from desk.ui.widgets import curtain
from desk.ui.widgets.once import Once

Work = Callable[[Callable[[int, int], None]], Any]
SHOW_AFTER_MS = 300
NEVER_MS = 2**31 - 1
"""By itself: Qt would show the progress over the lock."""


class Job(QThread):
    """Runs ``work(progress)``. It belongs to its ``parent`` until it has ended; nobody else has to keep it."""

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
        """In its own thread. Ends with one signal: ``succeeded``, ``refused`` (words) or ``broke`` (the fault)."""
        try:
            result = self._work(self._progress)
        except Cancelled as stopped:
            self.refused.emit(stopped.message or _("Stopped; nothing was stored."))
        except DeskError as error:
            self.refused.emit(error.message)
        except Exception as error:
            self.broke.emit(error)
        else:
            self.succeeded.emit(result)

    def _progress(self, done: int, total: int) -> None:
        if self._cancelled:
            raise Cancelled
        self.moved.emit(done, total)


class _Jobs(QObject):
    """The jobs of one part of the window, by their titles; it lives as long as that part."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.once = Once()
        self.going: dict[str, Job] = {}
        self.last: dict[str, Job] = {}

    def begin(self, title: str, job: Job) -> None:
        self.going[title] = self.last[title] = job
        self.once.mark(title)
        for signal in (job.succeeded, job.refused, job.broke):
            signal.connect(lambda *_told: self.going.pop(title, None))


def _jobs_of(parent: QWidget) -> _Jobs:
    jobs = parent.findChild(_Jobs, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return jobs or _Jobs(parent)


def run(
    parent: QWidget,
    title: str,
    work: Work,
    done: Callable[[Any], object],
    refused: Callable[[str], object],
    *,
    can_cancel: bool = True,
    after_asking: bool = False,
) -> Job:
    """Start a job with its progress window. ``done`` gets the result, ``refused`` the words of a ``DeskError``; neither
    comes up while the window is locked, nor before somebody else who signed in.

    While a part of the window has a job of this title, another press starts nothing; the job that runs is given back.
    ``after_asking``: a dialog came before it, so that a double click cannot have begun it twice.
    """
    jobs = _jobs_of(parent)
    running = jobs.going.get(title)
    if running is not None:
        if not jobs.once.has_just_ended(title):
            refused(_("“{title}” is still going on. Please wait until it is done.", title=title))
        return running
    if not (after_asking or jobs.once.may_begin(title)):
        return jobs.last[title]
    job, before = Job(work, parent), curtain.before(parent)
    jobs.begin(title, job)
    close = _show_progress(job, parent, title, can_cancel=can_cancel)
    for signal in (job.succeeded, job.refused, job.broke):
        signal.connect(close)
    job.succeeded.connect(lambda result: curtain.tell(before, parent, partial(done, result)))
    job.refused.connect(lambda sentence: curtain.tell(before, parent, partial(refused, sentence)))
    job.broke.connect(_raise)
    job.finished.connect(job.deleteLater)
    job.start()
    return job


def _show_progress(job: Job, parent: QWidget, title: str, *, can_cancel: bool) -> Callable[[], None]:
    """The progress window of a job, shown when it takes longer; what closes it."""
    dialog = QProgressDialog(title, _("Stop") if can_cancel else "", 0, 0, parent)
    dialog.setWindowTitle(title)
    dialog.setMinimumDuration(NEVER_MS)
    dialog.setAutoReset(False)
    dialog.setAutoClose(False)
    if not can_cancel:
        dialog.setCancelButton(None)
    dialog.canceled.connect(job.cancel)
    timer = QTimer(dialog)
    timer.setSingleShot(True)
    timer.timeout.connect(partial(curtain.tell, curtain.before(parent), dialog, dialog.show))
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
    return close


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
