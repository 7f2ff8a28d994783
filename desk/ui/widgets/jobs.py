"""Long work off the window's thread: a busy mark after 0.3 s, progress with cancel after 1 s, a result or words.

A job is started once: the second press of a double click gets the job that runs already. Whoever closes a window need
not wait for what still runs for it: the job goes on beneath, and nobody is told what it came to.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QThread, QTimer, Signal
from PySide6.QtWidgets import QDialog, QProgressDialog, QWidget
from shiboken6 import isValid

from desk.core.errors import Cancelled, DeskError
from desk.core.words import _
from desk.ui.widgets import curtain
from desk.ui.widgets.once import Once

Work = Callable[[Callable[[int, int], None]], Any]
SHOW_AFTER_MS = 300
NEVER_MS = 2**31 - 1
"""By itself: Qt would show the progress over the lock."""


class Job(QThread):
    """Runs ``work(progress)``. It belongs to its ``parent`` until it has ended, or until the dialog it stands in
    is closed, and then to what lies beneath; nobody else has to keep it.

    What came of it is told once the thread has ended: whoever is told may put the part away to which the job belongs.
    """

    moved = Signal(int, int)
    succeeded = Signal(object)
    refused = Signal(str)
    broke = Signal(object)

    def __init__(self, work: Work, parent: QWidget) -> None:
        super().__init__(parent)
        self._work = work
        self._cancelled = False
        self._outcome: Callable[[], object] = partial(self.refused.emit, "")
        self.finished.connect(self._tell)
        if isinstance(parent.window(), QDialog):
            _Outlives(self, parent.window())

    def cancel(self) -> None:
        """The job stops at its next step and nothing of it is kept."""
        self._cancelled = True

    def run(self) -> None:
        """In its own thread. One signal follows: ``succeeded``, ``refused`` (words) or ``broke`` (the fault)."""
        try:
            result = self._work(self._progress)
        except Cancelled as stopped:
            self._outcome = partial(self.refused.emit, stopped.message or _("Stopped; nothing was stored."))
        except DeskError as error:
            self._outcome = partial(self.refused.emit, error.message)
        except Exception as error:
            self._outcome = partial(self.broke.emit, error)
        else:
            self._outcome = partial(self.succeeded.emit, result)

    def _tell(self) -> None:
        self.wait()
        self._outcome()

    def _progress(self, done: int, total: int) -> None:
        if self._cancelled:
            raise Cancelled
        self.moved.emit(done, total)


class _Outlives(QObject):
    """Takes a job out of a dialog that is put away: a thread that is destroyed while it runs ends the program."""

    def __init__(self, job: Job, dialog: QWidget) -> None:
        super().__init__(job)
        self._job, self._beneath = job, dialog.parentWidget()
        while self._beneath is not None and isinstance(above := self._beneath.window(), QDialog):
            self._beneath = above.parentWidget()
        dialog.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Hide and self._job.isRunning():
            if self._beneath is None:  # nothing is left that the job could belong to
                self._job.wait()
            else:
                self._job.setParent(self._beneath)
        return False


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
        if isValid(dialog):
            dialog.setMaximum(total)
            if dialog.isVisible():
                dialog.setValue(finished)

    def close() -> None:
        if not isValid(dialog):  # it went with the window that was closed meanwhile
            return
        timer.stop()
        dialog.canceled.disconnect(job.cancel)
        dialog.hide()
        dialog.deleteLater()

    job.moved.connect(move)
    return close


def run_quietly(parent: QWidget, work: Work, done: Callable[[Any], object], refused: Callable[[str], object]) -> Job:
    """A job that the person did not ask for: no window of its own, nothing takes the keyboard away. Nothing is told to
    a part that is gone.
    """
    job = Job(work, parent)
    job.succeeded.connect(lambda result: done(result) if isValid(parent) else None)
    job.refused.connect(lambda sentence: refused(sentence) if isValid(parent) else None)
    job.broke.connect(_raise)
    job.finished.connect(job.deleteLater)
    job.start()
    return job


def _raise(error: Exception) -> None:
    raise error
