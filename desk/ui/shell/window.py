"""The one window: sign-in page and work page, keys, lock. It knows its parts only by their signals.

What only the work page needs is loaded with it, so that the sign-in page stands at once.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QThread, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut, QWindow
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QStackedWidget, QWidget

from desk.core.clock import Clock
from desk.core.errors import DeskError, LockedOut
from desk.core.words import N_, P_, _
from desk.ui.shell.commands import Command, Commands
from desk.ui.shell.sign_in import SignIn
from desk.ui.shell.tab import tab_key
from desk.ui.shell.tabs import TABS
from desk.ui.shell.typing_devices import TypingDevices
from desk.ui.widgets.controls import fit
from desk.ui.widgets.kept_dialog import KeptDialog
from desk.ui.widgets.veil import drop_all

if TYPE_CHECKING:
    from desk.services.session import Desk
    from desk.ui.shell.work_page import WorkPage

ACTIVITY = (
    QEvent.Type.KeyPress,
    QEvent.Type.KeyRelease,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
)
"""Of a key that means something on a page only the release comes here."""
LEAST = 800, 430
"""Pixels: an old screen at 150 % leaves a window so much, and no more."""
IDLE_CHECK_MS = 5_000
UNWIND_MS = 20


class Window(QMainWindow):
    """``desk`` is None until somebody has signed in."""

    signed_in = Signal()
    locked_out = Signal(str)
    """Who is signed in may no longer use the book; told by whatever action noticed it, in whatever thread."""
    damaged = Signal(str)
    """The data file turned out to be damaged; told by the open file itself, in whatever thread."""
    remarked = Signal(str)
    """What an action that was stored brought along; told after what the action itself says."""

    def __init__(self, sign_in: SignIn, at_close: Callable[[Desk, QWidget], None]) -> None:
        super().__init__()
        self.desk: Desk | None = None
        self.work: WorkPage | None = None
        self.at_close = at_close
        self.sign_in = sign_in
        self._stack = QStackedWidget()
        self._stack.addWidget(sign_in)
        sign_in.emergency_wanted.connect(self._locked_emergency)
        self.locked_out.connect(self._lock_out, Qt.ConnectionType.QueuedConnection)
        self.damaged.connect(self._close_damaged, Qt.ConnectionType.QueuedConnection)
        self.remarked.connect(self._tell_remark, Qt.ConnectionType.QueuedConnection)
        self.setCentralWidget(self._stack)
        self.setWindowTitle(_("Neighbourhood centre front desk"))
        self.setMinimumSize(*LEAST)
        fit(self, 1366, 768)
        self._idle = QTimer(self)
        self._idle.timeout.connect(self._check_idle)
        self._idle_for = self._idle_ms = 0
        self._heard_at: datetime | None = None
        self.closing = False
        """From now on nothing new is begun: a job would outlive the window."""
        self._devices = TypingDevices(
            lambda text: self.work is not None and self.work.is_label(text),
            self._scanned,
            lambda: self.work.current if self.work and self.working else None,
        )
        self.commands = self._make_commands()
        self._make_shortcuts()

    def _make_commands(self) -> Commands:
        """What can be done wherever one is: made keys here, and told last by F1."""
        tabs = [
            Command(tab_key(at), N_("Go to a tab"), partial(self.go_to, at), enabled=partial(self._has_tab, at))
            for at in range(len(TABS))
        ]
        return (
            Command("F12", N_("An emergency: from anywhere"), self.emergency, over_dialogs=True),
            Command(
                "Ctrl+K",
                N_("Find: pages, acts, people, numbers, what was written"),
                self.show_palette,
                over_fields=True,
            ),
            Command("F10", N_("To do: open or close"), self.show_due),
            *tabs,
            Command("F5", N_("Read again"), self.read_again),
            Command("Ctrl+L", N_("Lock"), self.lock, over_dialogs=True),
            Command("Ctrl+H", N_("Hand over to somebody else"), self.hand_over, over_dialogs=True),
            Command("F1", N_("Help for this page"), self.show_help),
        )

    def _make_shortcuts(self) -> None:
        for command in self.commands:
            made = QShortcut(QKeySequence(command.key), self)
            made.setContext(Qt.ShortcutContext.WindowShortcut)
            made.setAutoRepeat(False)
            made.activated.connect(command.act)
            made.activated.connect(self._note_activity)

    @property
    def working(self) -> bool:
        """Is somebody signed in and the window not locked?"""
        return self.work is not None and self._stack.currentWidget() is self.work

    def open_desk(self, desk: Desk) -> None:
        """Show the work page of whoever is signed in now, made anew: another role sees other things."""
        from desk.ui.shell.work_page import WorkPage

        if self.work:
            self._wait_for_jobs()
            self._put_away_page(self.work)
        self.desk = desk
        desk.locked_out, desk.remarked = self.locked_out.emit, self.remarked.emit
        desk.store.on_damage = self.damaged.emit
        self.work = WorkPage(desk)
        self.work.lock_wanted.connect(self.lock)
        self.work.hand_over_wanted.connect(self.hand_over)
        self.work.find_wanted.connect(self.show_palette)
        self._stack.addWidget(self.work)
        self.work.current.load()
        self._show_work()
        self.signed_in.emit()

    def come_back(self) -> None:
        """The same person unlocks: everything stands as it was."""
        if self.work:
            self._show_work()
            self.read_again()
            QTimer.singleShot(0, partial(self._wake_dialogs, back=True))

    def _put_away_page(self, page: WorkPage) -> None:
        """It goes as soon as no dialog of it waits for an answer any more."""
        page.curtain.draw_for_good()
        self._stack.removeWidget(page)
        page.hide()
        self._wake_dialogs(back=False)
        self._delete_when_left(page)

    def _delete_when_left(self, page: WorkPage) -> None:
        if any(dialog.is_going_on for dialog in _kept_dialogs(self)):
            QTimer.singleShot(UNWIND_MS, self, partial(self._delete_when_left, page))
        else:
            page.deleteLater()

    def _wake_dialogs(self, *, back: bool) -> None:
        for dialog in _kept_dialogs(self):
            dialog.wake(back=back)

    def _show_work(self) -> None:
        assert self.work is not None and self.desk is not None
        self._stack.setCurrentWidget(self.work)
        self.work.curtain.open()
        self._idle_ms = self.work.idle_minutes * 60_000
        self._idle.start(IDLE_CHECK_MS)
        self._note_activity()
        self.work.begin()
        QTimer.singleShot(0, self._ask_who)
        QTimer.singleShot(0, self._take_in_reserve)

    def settle(self) -> None:
        """Before the book is closed under its page: drafts are kept, what is being written is written to its end."""
        if self.work:
            self.work.leave()
        self._wait_for_jobs()

    def close_book(self, sentence: str) -> None:
        """Back to the sign-in page without a book; whoever asks for it has closed the desk."""
        self._idle.stop()
        self._close_dialogs()
        if self.work:
            self._put_away_page(self.work)
        self.work = self.desk = None
        self._stack.setCurrentWidget(self.sign_in)
        self.sign_in.ask(_("Sign in"), sentence)

    def _wait_for_jobs(self) -> None:
        """What is being written is written to its end before its page or the book goes away."""
        for job in self.findChildren(QThread):
            job.wait()

    def lock(self) -> None:
        """Hide everything behind the sign-in page; what was typed stays where it is."""
        if self.working and self.work and self.desk:
            self._leave_work()
            self.work.curtain.draw()
            self._put_dialogs_aside()
            self._stack.setCurrentWidget(self.sign_in)
            self.sign_in.ask(P_("window", "Locked"), _("What you had typed is still there."), self.desk.actor.name)

    def _leave_work(self) -> None:
        """What was typed is kept, unless its writer may not even do that any more; whoever stands open is masked."""
        assert self.work is not None
        self._idle.stop()
        with suppress(LockedOut):
            self.work.leave()
        drop_all(self)

    def _lock_out(self, sentence: str) -> None:
        """Nothing of the book stays in sight of somebody who was disabled; another person may sign in."""
        if self.working:
            self.lock()
            self.sign_in.ask(P_("window", "Locked"), sentence)

    def _close_damaged(self, sentence: str) -> None:
        """The first damage, wherever it was met, closes the book: the sign-in page has the way back."""
        desk = self.desk
        if desk is None or self.closing:
            return
        desk.store.on_damage = lambda _words: None
        if self.working:
            with suppress(DeskError):
                self._leave_work()
        self._wait_for_jobs()
        self.close_book("")
        desk.close()
        self.sign_in.ask(_("Sign in"), name=desk.actor.name)
        self.sign_in.damaged.emit(sentence)

    def _tell_remark(self, sentence: str) -> None:
        if self.work:
            self.work.toasts.add(sentence)

    def hand_over(self) -> None:
        """Lock, ready for another name."""
        if self.working:
            self.lock()
            self.sign_in.ask(P_("window", "Hand over"), _("Who is taking over? Initials and Enter, then the password."))

    def _put_dialogs_aside(self) -> None:
        """What was typed in them comes again with whoever typed it."""
        kept = {dialog for dialog in _kept_dialogs(self) if dialog.put_aside()}
        self._close_dialogs(but=kept)

    def _close_dialogs(self, but: Collection[QDialog] = ()) -> None:
        """Without asking anything: a question would hold the lock up. A dialog that cares keeps what was typed."""
        for dialog in self.findChildren(QDialog):
            if dialog not in but:
                dialog.done(QDialog.DialogCode.Rejected)

    def go_to(self, place: int) -> None:
        """Ctrl+1 and so on: show a tab, counted from 0. Nothing happens while the window is locked."""
        if self.working and self.work and self._has_tab(place):
            self.work.go_to(place)

    def _has_tab(self, place: int) -> bool:
        return self.work is not None and place < self.work.tabs.count()

    def show_due(self) -> None:
        """F10 待办: open the drawer, or close it."""
        if self.working and self.work:
            self.work.drawer.toggle()

    def show_palette(self) -> None:
        """Ctrl+K 查找: open the palette, or close it. Never over a dialog, which the shortcut does not reach past."""
        if self.working and self.work:
            self.work.command_palette.toggle(self.commands)

    def read_again(self) -> None:
        """F5 刷新: the open tab and the bar; other tabs read when they are turned to."""
        if self.working and self.work:
            self.work.current.load()
            self.work.bar.refresh()

    def show_help(self) -> None:
        """F1: what the page in sight is for, how the usual things are done there, its keys."""
        if self.working and self.work:
            self.work.show_help([command for command in self.commands if command.enabled()])

    def watch(self, window: QWindow | None) -> None:
        """Any key or mouse movement in one of our windows is a sign of life. Watched where input comes in, once."""
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in ACTIVITY:
            self._note_activity()
        if isinstance(event, QKeyEvent) and self._goes_over(watched, event):
            return True
        return self.working and self._devices.eventFilter(watched, event)

    def _goes_over(self, watched: QObject, event: QKeyEvent) -> bool:
        """Does the key mean something, in another window of the program than this one, where the shortcuts are, or did
        a field of this one take it from them? Then it is done.
        """
        if event.type() != QEvent.Type.KeyPress or event.isAutoRepeat():
            return False
        pressed = QKeySequence(event.keyCombination()).toString()
        in_this = watched is self.windowHandle() and QApplication.activeModalWidget() is None
        if in_this and QApplication.activePopupWidget() is not None:
            return False
        here = [each for each in self.commands if (each.over_fields if in_this else each.over_dialogs)]
        command = next((each for each in here if each.key == pressed), None)
        if command is None or command.act is None or self.closing:
            return False
        QTimer.singleShot(0, self, command.act)
        return True

    def emergency(self) -> None:
        """F12, wherever one is: an incident is opened; on the lock screen and before the first sign-in too."""
        from desk.ui.incidents.start import BookClosed, LockedCalls, StartIncident

        if isinstance(QApplication.activeModalWidget(), StartIncident | LockedCalls | BookClosed):
            return
        if self.work and self.working:
            self.work.emergency()
        else:
            self._locked_emergency()

    def _locked_emergency(self) -> None:
        """F12 on the lock screen: an incident is opened and numbers are shown, nothing else.

        Before the first sign-in the book is closed: the time is kept, and the incident is opened once it is open.
        """
        from desk.ui.incidents.start import BookClosed, start_locked

        if self.desk is None:
            self._heard_at = self._heard_at or Clock().now()
            BookClosed(self, self._heard_at).exec()
        elif not self.working:
            start_locked(self, self.desk)
        self.sign_in.password.setFocus()

    def _ask_who(self) -> None:
        """After the lock: who opened the incident from the lock screen; what F12 was pressed for before the book was
        open. Then what is late, once a day.
        """
        if self.working and self.work and self.desk:
            heard, self._heard_at = self._heard_at, None
            if heard is not None:
                self.work.incidents.start(heard)
            self.work.ask_who()
        if self.working and self.work:
            self.work.show_what_is_late()

    def _take_in_reserve(self) -> None:
        """Lines written while the disk was full go into the log as soon as there is room."""
        from desk.services import emergency_reserve

        if not (self.working and self.work and self.desk):
            return
        sentence, unread = emergency_reserve.take_in(self.desk), emergency_reserve.unread_words(self.desk)
        self.work.bar.tell_trouble("reserve", unread)
        if sentence:
            self.work.toasts.tell(sentence)

    def _scanned(self, label: str) -> None:
        if self.work is not None:
            self.work.scanned(label)

    def _note_activity(self) -> None:
        self._idle_for = 0

    def _check_idle(self) -> None:
        self._take_in_reserve()
        if self.working and self.desk and not self.desk.still_allowed():
            return
        self._idle_for += IDLE_CHECK_MS
        if self._idle_ms and self._idle_for >= self._idle_ms:
            self.lock()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.closing:
            event.ignore()  # closed twice while the backup is made: the first time closes it
            return
        self.closing = True
        if self.work and self.desk:
            if self.working:
                self._leave_work()
            self._close_dialogs()
            self._wake_dialogs(back=False)
            self._wait_for_jobs()
            self.at_close(self.desk, self)
        self._wait_for_jobs()
        event.accept()


def _kept_dialogs(window: QWidget) -> list[KeptDialog]:
    return [dialog for dialog in window.findChildren(QDialog) if isinstance(dialog, KeptDialog)]
