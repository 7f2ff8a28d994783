"""What every tab, every page of a tab and every section is: it shows a part of an open desk and says what happened."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from desk.core.edit_conflicts import EditConflict
from desk.core.errors import DeskError
from desk.core.id_card_text import IdCard
from desk.core.words import _
from desk.core.work import Actor
from desk.services.session import Desk
from desk.ui.shell.changes import Freshness
from desk.ui.shell.commands import OPENING, Command, Commands
from desk.ui.widgets.controls import button
from desk.ui.widgets.editing import Editing
from desk.ui.widgets.once import shortcut
from desk.ui.widgets.remembered_columns import RemembersLists
from desk.ui.widgets.rows_view import RowsView

MINUTE_MS = 60_000
Destinations = Mapping[str, Callable[[Any, Any], object]]


class Page(QWidget, RemembersLists):
    """A part of the window over an open desk. Its keys, buttons and menus come from ``make_commands``.

    ``parent`` is where it will stand: Qt styles every part anew each time that something above it gets a parent, so
    what has many parts is made in its place."""

    TITLE = ""
    """What a section of the settings is called: a msgid. A tab's stands in ``desk.ui.shell.tabs``, a page's in the
    ``PAGES`` of its tab.
    """
    toast = Signal(str, str)
    """Words for a toast over the page, and their kind: good, warning or bad."""
    undo_offered = Signal(str, str, str)
    """The same about what F8 of this page takes back: the toast offers it, on a button that says the third."""
    taken_back = Signal(str)
    """Words that were told and no longer hold."""
    SHOWS: frozenset[str] = frozenset()
    """The books, by their names, that ``fill`` reads: a change in one of them is read as soon as it is announced."""
    AGES: ClassVar[bool] = False
    """Does it say how long ago something was, or how soon it is? It is read again each minute while it is in sight."""
    DESTINATIONS: ClassVar[Destinations] = {}
    """For a tab: what can be opened in it from elsewhere, by names that begin with the tab's own. It is called with the
    tab, which is in sight already but not read yet, and with what the destination has to know, such as a month; it
    reads what it shows.
    """
    PAGE_KEYS: ClassVar[bool] = False
    """Do Alt and a digit show its ``places``?"""
    PARTS: ClassVar[tuple[type[Page], ...]] = ()
    """Pages that are always inside this one, with commands of their own."""
    destination_wanted = Signal(str, object)
    """Something in another tab is to be opened: its name in ``DESTINATIONS`` there, and what it has to know."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.freshness = Freshness(desk)
        self.freshness.hub.announced.connect(self._catch_up)
        self._keys_made = False
        self._alarms: list[str] = []
        self._buttons: list[tuple[Command, QPushButton]] = []

    @property
    def lists_folder(self) -> Path:
        """The data folder: what is remembered of lists stands beside the data file."""
        return self.desk.folder

    def load(self) -> None:
        """Read again what is shown, here and in the parts in sight: when it comes into sight, and on F5."""
        self._read_again()
        for part in self.parts():
            part.load()

    def fill(self) -> None:
        """Read what is shown here. What was typed stays, and so do the focus and the chosen row."""

    def _read_again(self) -> None:
        self.freshness.read(self.fill)
        self.show_enabled()

    def _catch_up(self) -> None:
        """Read what changed since the last time, while it is in sight; parts inside do so for themselves."""
        if self.isVisible() and self.freshness.is_stale(self.SHOWS):
            self._read_again()

    def _pass_minute(self) -> None:
        """Nothing is read behind a dialog: what it asks about stays as it was."""
        if self.isVisible() and QApplication.activeModalWidget() is None:
            self.load()

    def done(self, sentence: str = "", kind: str = "good") -> None:
        """Something was done: say so, and whatever shows it is read before anything else happens."""
        if sentence:
            self.toast.emit(sentence, kind)
        self.freshness.hub.tell()

    @property
    def is_half_typed(self) -> bool:
        """Did a hand type something here, or in a part in sight, that stands in a field still?"""
        lines = (each for each in self.findChildren(QLineEdit) if each.isVisible())
        texts = (each.document() for each in self.findChildren(QPlainTextEdit) if each.isVisible())
        return any(each.isModified() and each.text() for each in lines) or any(
            each.isModified() and not each.isEmpty() for each in texts
        )

    def leave(self) -> None:
        """Called before lock, hand-over and close: keep what is half typed."""

    def make_commands(self) -> Commands:
        """The table of what can be done here; asked once, when its first button or key is made."""
        return ()

    def parts(self) -> Sequence[Page]:
        """Pages in sight inside this one, whose keys count here too."""
        return ()

    def beside_pages(self) -> Sequence[QWidget]:
        """For a page of a tab: what stands at the right of the row of pages while it is in sight."""
        return ()

    @property
    def takes_cards(self) -> bool:
        """Can an ID card that is read now fill something in here?"""
        return any(part.takes_cards for part in self.parts())

    def take_card(self, card: IdCard) -> bool:
        """An ID card was read while this was in sight; False where nothing here takes one."""
        return any(part.take_card(card) for part in self.parts())

    @classmethod
    def places(cls, _actor: Actor) -> tuple[type[Page], ...]:
        """For a tab: the pages in it that this person may see, in the order of their keys. Asked before it is made."""
        return ()

    @classmethod
    def title_of(cls, kind: type[Page]) -> str:
        """For a tab: what one of its ``places`` is called, a msgid."""
        return kind.TITLE

    def turn_to(self, kind: type[Page]) -> None:
        """For a tab: show one of its ``places``."""

    def command(self, at: int) -> Command:
        """The command at a place in the table of this page."""
        return self._table[at]

    @cached_property
    def _table(self) -> Commands:
        return self.make_commands()

    @property
    def own_commands(self) -> Commands:
        """What this person may do here."""
        return tuple(each for each in self._table if each.may is None or self.desk.actor.may(each.may))

    @property
    def commands(self) -> Commands:
        """What can be done now, here and in the parts in sight."""
        return (*(each for part in self.parts() for each in part.commands), *self.own_commands)

    def act(self, key: str) -> bool:
        """Do what a key means here, as if it were pressed; False when it means nothing."""
        for command in self.own_commands:
            if command.act is not None and command.key == key:
                self.perform(command)
                return True
        return any(part.act(key) for part in self.parts())

    def take_focus(self) -> None:
        """The focus goes where F3 puts it, unless it is here already, in something that is more than a button."""
        focus = QApplication.focusWidget()
        is_here = focus is not None and self.isAncestorOf(focus)
        if self.isVisible() and (not is_here or isinstance(focus, QAbstractButton)):
            self.act("F3")

    def perform(self, command: Command) -> None:
        """Do it, if it can be done now; why the book refused it is told in a toast."""
        if command.act is None or not command.enabled():
            return
        try:
            command.act()
        except DeskError as error:
            self.alarm(error.message)

    def alarm(self, sentence: str) -> None:
        """Tell what went wrong: it stands until it is closed, or taken back."""
        self._alarms.append(sentence)
        self.toast.emit(sentence, "bad")

    def take_alarms_back(self) -> None:
        """What went wrong here is done otherwise now, and no longer stands over the page."""
        for sentence in self._alarms:
            self.taken_back.emit(sentence)
        self._alarms.clear()

    def button(self, act: Callable[[], object], label: str = "") -> QPushButton:
        """The button of a command, with the cap of its key; hidden from who may not do it. ``label`` is a msgid where
        the button is called otherwise than the command.
        """
        command = self._command(act)
        made = button(
            _(label) if label else command.name,
            partial(self.perform, command),
            command.role,
            command.tip,
            key=command.key if command.on_label else "",
            repeats=command.repeats,
            opens_menu=command.opens_menu,
        )
        self._buttons.append((command, made))
        if command not in self.own_commands:
            made.hide()
        return made

    def _command(self, act: Callable[[], object]) -> Command:
        return next(each for each in self._table if each.act == act)

    def show_enabled(self) -> None:
        """Buttons of what cannot be done now are grey, and so are those about a row while none is chosen; called when
        what is shown or chosen has changed.
        """
        for command, made in self._buttons:
            made.setEnabled(command.enabled() and (not command.views or any(map(_is_chosen_in, command.views))))

    def menu_with(self, *acts: Callable[[], object]) -> QMenu:
        """A menu of those of these commands that can be done now."""
        allowed = self.own_commands
        return self._menu([each for each in map(self._command, acts) if each in allowed and each.enabled()])

    def _menu(self, commands: Sequence[Command]) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for command in commands:
            entry = menu.addAction(f"{command.name}\t{command.key}" if command.key else command.name)
            entry.triggered.connect(lambda _checked=False, command=command: self.perform(command))
        return menu

    def menu_of(self, view: QAbstractItemView) -> QMenu | None:
        """What can be done now with the chosen row of a list."""
        commands = [each for each in self.own_commands if each.act and view in each.views and each.enabled()]
        return self._menu(commands) if commands and view.currentIndex().isValid() else None

    def _show_menu(self, view: QAbstractItemView, at: QPoint) -> None:
        menu = self.menu_of(view)
        if isinstance(view, RowsView):
            menu = menu or self._menu(())
            view.add_own(menu)
        if menu is not None and menu.actions():
            menu.exec(view.viewport().mapToGlobal(at))

    def showEvent(self, event: QShowEvent) -> None:
        """The keys are made when the page is first in sight, and count while it is. What it missed is read, unless
        whoever shows it has it loaded.
        """
        super().showEvent(event)
        QTimer.singleShot(0, self, self._catch_up)
        if not self._keys_made:
            self._keys_made = True
            self._make_keys()
            if self.AGES:
                self._minutely = QTimer(self)
                self._minutely.timeout.connect(self._pass_minute)
                self._minutely.start(MINUTE_MS)

    def _make_keys(self) -> None:
        views = dict.fromkeys(view for each in self.own_commands for view in each.views)
        for view in views:
            view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            view.customContextMenuRequested.connect(partial(self._show_menu, view))
            view.selectionModel().currentChanged.connect(lambda _now, _before: self.show_enabled())
            view.model().modelReset.connect(self.show_enabled)
        for command in self.own_commands:
            if command.act is None or not command.key:
                continue
            if command.key == OPENING:
                for view in command.views:
                    view.activated.connect(partial(self._open_row, view, command))
                continue
            inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
            context = inside if command.inside else Qt.ShortcutContext.WindowShortcut
            act = partial(self.perform, command)
            for key in command.keys:
                each_time = command.repeats or command.stores_form
                shortcut(command.inside or self, key, act, repeats=each_time, held=False, context=context)

    def _open_row(self, view: QAbstractItemView, command: Command, index: QModelIndex) -> None:
        view.setCurrentIndex(index)
        self.perform(command)

    def attempt(self, act: Callable[[], object], done: str, editing: Editing[Any] | None = None) -> bool:
        """Do something with the book; its success or the reason why not is told. ``editing`` where a form is
        saved.
        """
        try:
            act()
        except EditConflict as stale:
            if editing:
                editing.take(stale)
            self.toast.emit(stale.message, "bad")
            return False
        except DeskError as error:
            self.toast.emit(error.message, "bad")
            return False
        if editing:
            editing.settle()
        self.done(done)
        return True


def _is_chosen_in(view: QAbstractItemView) -> bool:
    return not view.isHidden() and view.currentIndex().isValid()
