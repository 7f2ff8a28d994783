"""Puts the parts together: settings, storage, window. The only place that knows all of them."""

from __future__ import annotations

import hashlib
import logging
import os
import sys
import traceback
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from desk.core.core_dumps import no_core_dumps
from desk.core.errors import Damaged, DeskError, LockedOut
from desk.core.words import _
from desk.installation.messages import UPDATE_WAITS
from desk.services import doorplate
from desk.services.preferences import Preferences
from desk.storage import contents, key_exchange
from desk.storage.db_errors import translate_errors
from desk.storage.keys import KeyFile, is_book
from desk.ui.shell import collector, display, input_method, loading, theme, window_place
from desk.ui.shell.sign_in import SignIn
from desk.ui.shell.window import Window
from desk.ui.widgets import jobs

if TYPE_CHECKING:
    from desk.services.session import Desk

WAIT_MS = 1000


def run(folder: Path, user: str = "") -> int:
    """Open the desk and come back when it is closed. A second start brings the first window to the front.

    Raises ``EnvironmentFailure`` where no window can be shown."""
    no_core_dumps()
    display.require()
    notice = "\n".join(filter(None, (input_method.prepare(folder), update_words())))
    app = application(folder)
    name = server_name(folder)
    if raise_running(name):
        return 0
    report_mistakes(folder)
    try:
        key_exchange.finish_or_clear(folder)
    except DeskError as error:
        QMessageBox.warning(None, _("Not done"), error.message)
        return 1
    if not has_book(folder, notice):
        return 0
    window = make_window(folder, user, notice)
    server = listen(name, window)
    window_place.show(window, folder)
    code = app.exec()
    server.close()
    return code


def application(folder: Path) -> QApplication:
    """The Qt application, dressed as this PC prefers."""
    preferences = Preferences.load(folder)
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        theme.scale(preferences)
        app = QApplication(sys.argv[:1])
        theme.apply(app, preferences)
        collector.keep_to_this_thread(app)
    return app


def update_words() -> str:
    """Words for the clerk when ``run.py`` opened the desk with older libraries; else nothing."""
    if UPDATE_WAITS not in os.environ:
        return ""
    return _("An update of the program waits. It is installed when whoever set it up starts it once with network.")


def make_window(folder: Path, user: str = "", notice: str = "") -> Window:
    """The window on its sign-in page. ``notice`` is shown there, and once more after signing in."""
    sign_in = SignIn(
        lambda: names_in(folder),
        lambda name, password: enter(window, folder, name, password, notice),
        lambda key, name, password: recover(window, folder, key, name, password),
        lambda: doorplate.load(folder),
    )
    window = Window(sign_in, back_up_at_close)
    sign_in.damaged.connect(lambda sentence: offer_backups(sign_in, folder, sentence))
    sign_in.rescue_wanted.connect(lambda: bring_back(window, folder))
    app = QApplication.instance()
    if isinstance(app, QApplication):
        app.focusWindowChanged.connect(window.watch)
    people = names_in(folder)
    known = user if user in people else people[0] if len(people) == 1 else ""
    sign_in.ask(_("Sign in"), "", known)
    sign_in.tell(notice)
    loading.announcer().loaded.connect(sign_in.door.loaded)
    ahead = partial(loading.load_ahead, loading.announcer().loaded.emit)
    QTimer.singleShot(50, sign_in, lambda: loading.beside_the_window(sign_in, ahead))
    return window


def names_in(folder: Path) -> list[str]:
    """Who can sign in here, by the key file; a change of the key that was cut off is finished or undone first."""
    key_exchange.finish_or_clear(folder)
    return [slot.name for slot in KeyFile.load(folder).people]


def enter(window: Window, folder: Path, name: str, password: str, notice: str = "") -> None:
    """Sign in, unlock or take over, by what the window shows; ``notice`` is told at the first. Raises ``DeskError``."""
    from desk.services import restore
    from desk.services.sign_in import sign_in

    if window.desk is None:
        desk = sign_in(folder, name, password, clock_is_right=lambda sentence: confirm_clock(window, sentence))
        try:
            close_leftovers(desk)
        except BaseException:
            desk.close()
            raise
        window.open_desk(desk)
        doorplate.hang(desk)
        tell_first(window, "\n".join(filter(None, (notice, restore.drill_reminder(desk)))))
        QTimer.singleShot(REST_AFTER_MS, window, lambda: loading.beside_the_window(window, loading.load_tabs))
        QTimer.singleShot(1500, window, lambda: daily_backup(window))
        QTimer.singleShot(REST_AFTER_MS, window, lambda: _warm(window, desk))
        QTimer.singleShot(0, window, lambda: offer_key_change(window))
        return
    before = window.desk.actor
    window.desk.hand_to(name, password)
    if window.desk.actor == before:
        window.come_back()
    else:
        window.open_desk(window.desk)
        QTimer.singleShot(0, window, lambda: offer_key_change(window))
    tell_first(window)


def _warm(window: Window, desk: Desk) -> None:
    """The first search and the first list need not wait for the disk, while the window is there."""
    from desk.services import ahead

    if window.desk is desk and not window.closing and window.isVisible():
        jobs.run_quietly(window, lambda _progress: ahead.warm(desk), lambda _done: None, lambda _sentence: None)


def offer_key_change(window: Window) -> None:
    """A manager is asked at each sign-in after the recovery key was used, until the book's key is changed."""
    from desk.services import key_change

    if window.desk is not None and window.working and key_change.is_due(window.desk):
        from desk.ui.settings.keychange import ask_after_recovery

        ask_after_recovery(window, window.desk)


def confirm_clock(window: QWidget, sentence: str) -> bool:
    """Before anything is written under a time that may be wrong."""
    from desk.ui.widgets.form_dialog import sure

    return sure(QApplication.activeModalWidget() or window, sentence, _("Date and time are right"))


def tell_first(window: Window, notice: str = "") -> None:
    """What whoever signed in just now should know first."""
    assert window.desk and window.work
    bad = list(filter(None, window.desk.notices))
    sentences = list(filter(None, (*bad, notice, window.desk.wrong_before, window.work.take_news())))
    window.desk.notices.clear()
    if sentences:
        window.work.toasts.tell("\n".join(sentences), "bad" if bad else "warning")


def recover(window: Window, folder: Path, key: str, name: str, password: str) -> None:
    """A new password from the paper key. Raises ``DeskError``."""
    from desk.services import accounts

    accounts.reset_with_recovery_key(
        folder, key, name, password, clock_is_right=lambda sentence: confirm_clock(window, sentence)
    )


def close_leftovers(desk: Desk) -> None:
    """End visits of earlier days that nobody ended."""
    from desk.books import visits

    with desk.write() as work:
        visits.close_leftovers(work)


REST_AFTER_MS = 1000


def daily_backup(window: Window) -> None:
    """Once a day, soon after the first sign-in, while the window is there: a look at the file, then a backup. A damaged
    page closes the book, a missing stick is told on the bar.
    """
    from desk.services import daily_look
    from desk.ui.widgets import jobs

    desk, work = window.desk, window.work
    if desk is None or work is None or window.closing or not window.isVisible() or not daily_look.is_due(desk):
        return

    def tell(sentence: str) -> None:
        if window.work is work:
            work.bar.tell_trouble("backup", sentence)

    def done(result: tuple[list[str], list[str]]) -> None:
        problems, warnings = result
        tell("\n".join(problems or warnings))

    jobs.run_quietly(window, lambda progress: daily_look.look_after(desk, progress), done, tell)


def back_up_at_close(desk: Desk, window: QWidget) -> None:
    """Back up, then close the book. Trouble with the backup is told, and does not keep the window open."""
    from desk.services import backups
    from desk.ui.widgets import jobs

    loop = QEventLoop()
    sentences: list[str] = []

    def done(result: tuple[Path, list[str]]) -> None:
        sentences.extend(result[1])
        loop.quit()

    def refused(sentence: str) -> None:
        sentences.append(sentence)
        loop.quit()

    back_up = partial(backups.back_up, desk)
    job = jobs.run(window, _("Backing up before closing"), back_up, done, refused, can_cancel=False)
    job.broke.connect(lambda _error: loop.quit())
    loop.exec()
    job.wait()
    try:
        desk.store.tidy()
    except DeskError as trouble:
        sentences.append(trouble.message)
    desk.close()
    if sentences and QApplication.platformName() != "offscreen":
        QMessageBox.warning(window, _("Backup"), "\n".join(sentences))


def has_book(folder: Path, notice: str = "") -> bool:
    """Is there a book that somebody can try to open? Else the set-up wizard where nothing lies, and the way back where
    what lies there is damaged or not complete: a new book is never made over it.
    """
    why = contents.trouble(folder)
    if why:
        from desk.ui.shell.restore_dialog import BringBack

        return bool(BringBack(None, folder, why).exec())
    if not is_book(folder):
        from desk.ui.shell.setup import SetUpWizard

        SetUpWizard(folder, notice).exec()
    return is_book(folder)


def offer_backups(sign_in: SignIn, folder: Path, sentence: str) -> None:
    """What is wrong with the book, once, and which backups could be brought back in its place."""
    from desk.ui.shell import backup_words

    sign_in.fields["password"].tell(sentence)
    sign_in.offer_backups(backup_words.newest_words(folder))


def bring_back(window: Window, folder: Path) -> None:
    """From the sign-in page: a backup in the place of the book that does not open."""
    from desk.ui.shell.restore_dialog import BringBack

    def let_go() -> None:
        """It may have been open behind the lock when it was found to be damaged."""
        if window.desk:
            window.desk.close()
            window.desk = None

    mine = window.desk.occupied if window.desk else None
    if BringBack(window, folder, name=window.sign_in.name.text().strip(), let_go=let_go, mine=mine).exec():
        window.sign_in.ask(_("Sign in"), _("The backup is back. Please sign in."), window.sign_in.name.text().strip())


def server_name(folder: Path) -> str:
    """Under which a second start finds the window that has this folder open already."""
    return "desk-" + hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]


def raise_running(name: str) -> bool:
    """Ask the window that already has this folder open to come to the front; False when there is none."""
    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(WAIT_MS):
        return False
    socket.write(b"front")
    socket.waitForBytesWritten(WAIT_MS)
    socket.disconnectFromServer()
    return True


def listen(name: str, window: Window) -> QLocalServer:
    """Come to the front when a second start asks for it."""
    QLocalServer.removeServer(name)
    server = QLocalServer(window)

    def come_forward() -> None:
        server.nextPendingConnection()
        window.showNormal() if window.isMinimized() else window.show()
        window.raise_()
        window.activateWindow()

    server.newConnection.connect(come_forward)
    server.listen(name)
    return server


def report_mistakes(folder: Path) -> None:
    """Our own mistakes are shown with their trace and kept in ``desk.log``, never hidden."""
    with translate_errors():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "desk.log").open("a").close()
    logging.basicConfig(filename=folder / "desk.log", level=logging.WARNING, format="%(asctime)s %(message)s")

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, LockedOut) or (isinstance(error, Damaged) and error.is_told):
            return
        if isinstance(error, DeskError):
            QMessageBox.warning(None, _("Not done"), error.message)
            return
        text = "".join(traceback.format_exception(kind, error, trace))
        logging.error(text)
        sys.stderr.write(text)
        box = QMessageBox(
            QMessageBox.Icon.Critical,
            _("A mistake in the program"),
            _("The program made a mistake. What you typed is still here; the details are in desk.log."),
        )
        box.setDetailedText(text)
        box.exec()

    sys.excepthook = hook
