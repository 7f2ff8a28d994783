"""Signing in, coming back from the lock, handing over: a name by its initials, a password, Enter."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.core import name_search
from desk.core.errors import Damaged, DeskError, Invalid, OtherKeys, Problem, WrongPassword
from desk.core.words import _, clauses
from desk.services.doorplate import Doorplate
from desk.ui.shell.door import Door
from desk.ui.shell.text_size import scaled
from desk.ui.widgets.controls import (
    GAP,
    Field,
    button,
    label,
    latin_line,
    line_edit,
    panel,
    row,
    set_role,
    tell_problems,
)
from desk.ui.widgets.field_parts import FULL
from desk.ui.widgets.finder import Finder, Hit
from desk.ui.widgets.once import Once

Entered = Callable[[str, str], None]
"""Name and password; raises ``DeskError`` when they do not open."""


WIDTH, LOW_WIDTH, HEIGHT, RESCUE_WIDTH = 920, 862, 540, 620
"""Of both halves in pixels, in a window with room and in a low one; of the right one alone, where it lists backups."""
NAME = 48
"""Pixels of the names of the fields."""
LOW = 600
"""Pixels: a window that is lower has less room around."""
ROW, MOST_NAMES, MARGIN = 36, 5, 32
"""Pixels of a name in the list, how many have room below the field, and what is left free at the sides."""


class SignIn(QWidget):
    """``people`` gives the names that may sign in; ``enter`` is tried when the password is given."""

    entered = Signal()
    damaged = Signal(str)
    """The book does not open, or was damaged while it was open; why."""
    rescue_wanted = Signal()
    """A backup is to be brought back."""
    emergency_wanted = Signal()
    """F12, for whoever does not know the key."""

    def __init__(
        self,
        people: Callable[[], Sequence[str]],
        enter: Entered,
        recover: Callable[[str, str, str], None],
        plate: Callable[[], Doorplate] = Doorplate,
    ) -> None:
        super().__init__()
        self.door = Door(plate)
        self._ask_people, self._enter, self._recover = people, enter, recover
        self._people: Sequence[str] = ()
        self._once, self._is_known = Once(), False
        self.heading = label(_("Sign in"), "title")
        self.about = label("", "muted", wrap=True)
        self.notice = label("", "notice", wrap=True)
        self.notice.hide()
        self._make_fields()
        self._make_ways()
        self._lay_out()

    def _make_fields(self) -> None:
        """Name and password."""
        self.name = _Name(_("Name or initials"), self._find)
        self.name.settle = self._settle_and_tell
        self.name.taken.connect(self._take)
        self.name.returnPressed.connect(self._name_typed)
        self.name.editingFinished.connect(self._name_left)
        self.name.textEdited.connect(lambda _text: self.fields["name"].tell(""))
        self.password = line_edit(secret=True)
        self.password.returnPressed.connect(self.try_it)
        self.fields: dict[str, Field] = {
            "name": Field(
                _("Name"),
                self.name,
                _("A letter or two of the name, ↑↓ to choose, Enter to go on"),
                name_width=NAME,
                width=FULL,
            ),
            "password": Field(_("Password"), self.password, name_width=NAME, width=FULL),
        }
        self.name.above = self.fields["name"]
        self.names = QWidget()
        """Where the list of names opens, so that it never lies on the password."""

    def _make_ways(self) -> None:
        """In, back to a password, back to a backup, and to an emergency without any."""
        self.go = button(_("Sign in"), self.try_it, "primary")
        self.forgot = button(_("Forgot the password"), self._show_recovery, "flat")
        self.recovery = _Recovery(self._recovered)
        self.recovery.folded.connect(self._fit)
        self.recovery.folded.connect(lambda: (self.password if self.name.text() else self.name).setFocus())
        self.recovery.hide()
        self.backups = label("", wrap=True)
        self.rescue = button(_("Bring back from a backup…"), self.rescue_wanted.emit, "primary")
        self.backups.hide()
        self.rescue.hide()
        self.without = label(_("An emergency can be recorded without signing in."), "muted", wrap=True)
        self.emergency = button(_("Emergency"), self.emergency_wanted.emit, "siren", key="F12")

    def _lay_out(self) -> None:
        """Two halves: whose desk this is, and who sits down at it."""
        self._frame, halves = panel(QHBoxLayout(), margin=0)
        halves.setSpacing(0)
        halves.addWidget(self.door, 1)
        self._right = QWidget()
        halves.addWidget(self._right, 1)
        self._column = QVBoxLayout(self._right)
        self._column.setSpacing(GAP)
        for part in (self.heading, self.about, self.notice, self.fields["name"], self.names, self.fields["password"]):
            self._column.addWidget(part)
        self._column.addLayout(row(self.forgot, 1, self.go))
        for below in (self.recovery, self.backups, self.rescue):
            self._column.addWidget(below)
        self._column.addStretch(1)
        self._column.addLayout(row(self.without, 1, self.emergency))
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self._frame, 0, Qt.AlignmentFlag.AlignVCenter)
        middle.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(8, 8, 8, 8)
        outer.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The halves have one size as long as there is room; the list of names has its place beside the fields."""
        is_low = self.height() < LOW
        side = MARGIN // 2 if is_low else MARGIN
        self._column.setContentsMargins(MARGIN, side, MARGIN, side)
        has_door = not self.rescue.isVisibleTo(self)
        self.door.setVisible(has_door)
        width = (LOW_WIDTH if is_low else WIDTH) if has_door else RESCUE_WIDTH
        self._frame.setFixedWidth(min(width, max(self.width() - 16, 1)))
        self._frame.setMinimumHeight(min(HEIGHT, max(self.height() - 16, 1)))
        is_asked = has_door and not self._is_known and not self.recovery.isVisibleTo(self)
        has_room = is_asked and not self.notice.isVisibleTo(self)
        names = (2 if is_low else MOST_NAMES) if has_room else 0
        self.names.setFixedHeight(names * scaled(ROW))
        self.name.list_height = names * scaled(ROW) + 4 if names else 0

    def ask(self, heading: str, about: str = "", name: str = "") -> None:
        """Show the page anew for signing in, coming back or handing over."""
        self._people = self._ask_people()
        self.heading.setText(heading)
        self.about.setText(about)
        self.about.setVisible(bool(about))
        self.door.show_now()
        self.password.clear()
        self.recovery.fold()
        self.offer_backups("")
        self._once, self._is_known = Once(), bool(name)
        self.name.setText(name)
        self._fit()
        self.fields["name"].tell("")
        self.fields["password"].tell("")
        (self.password if name else self.name).setFocus()

    def tell(self, notice: str) -> None:
        """Something about this PC that everybody who signs in has to know."""
        self.notice.setText(notice)
        self.notice.setVisible(bool(notice))
        self._fit()

    def offer_backups(self, sentence: str) -> None:
        """Say which backups could be brought back, and offer to do it first of all; an empty text takes it back."""
        is_damaged = bool(sentence)
        self.backups.setText(sentence)
        self.backups.setVisible(is_damaged)
        self.rescue.setVisible(is_damaged)
        self.forgot.setVisible(not is_damaged)
        self._fit()
        set_role(self.go, "role", "" if is_damaged else "primary")
        if is_damaged:
            self.rescue.setFocus()

    def _find(self, typed: str) -> list[Hit]:
        wanted = name_search.squeezed(typed)
        usual = sorted(
            name_search.fitting(self._people, typed), key=lambda name: not name_search.spelt(name).startswith(wanted)
        )
        return [Hit(name, name) for name in usual]

    def _take(self, name: str) -> None:
        self.name.setText(name)
        self.fields["name"].tell("")
        self.password.setFocus()

    def _name_typed(self) -> None:
        """Enter goes on to the password; what could be several people's opens the list of them again."""
        if not self.name.text().strip():
            return
        if self._settle_and_tell():
            self.password.setFocus()
        else:
            self.name.refresh()

    def _name_left(self) -> None:
        """However the field is left: what fits one person only is that person; else it is said, and nothing is
        guessed.
        """
        if self.name.text().strip():
            self._settle_and_tell()

    def _settle_and_tell(self) -> bool:
        """Is it clear whose name it is?"""
        unclear = self._settle_name()
        self.fields["name"].tell(unclear)
        QTimer.singleShot(0, self.name, self.name.place_list)  # when the words have their place
        return not unclear

    def _settle_name(self) -> str:
        """Put the whole name in place of what was typed for it. Words when it is nobody's, or could be several
        people's.
        """
        typed = self.name.text().strip()
        if typed not in self._people:
            self._people = self._ask_people()
        hits = [Hit(typed, typed)] if typed in self._people else self._find(typed) if typed else []
        if len(hits) == 1:
            self.name.setText(hits[0].value)
            return ""
        if hits:
            return _("“{typed}” fits {n} people. Please choose one from the list.", typed=typed, n=len(hits))
        return _("Nobody here is called “{typed}”. Please check the name or its initials.", typed=typed)

    def try_it(self) -> None:
        """Try name and password; the words of a refusal stand under the password. A name that is nobody's is not
        tried.
        """
        unclear = self._settle_name()
        typed = (self.name.text(), self.password.text())
        if not unclear and not self._once.may_begin(typed):
            return
        for field in self.fields.values():
            field.tell("")
        if unclear:
            self.fields["name"].tell(unclear)
            self.name.setFocus()
            self.name.selectAll()
            self.name.refresh()
            return
        if not self.password.text():
            self.fields["password"].tell(_("Please enter the password."))
            self.password.setFocus()
            return
        try:
            with self._once.doing(typed):
                self._enter(*typed)
        except (Damaged, OtherKeys) as trouble:
            self.damaged.emit(trouble.message)
        except Invalid as wrong:
            self.fields["password"].tell(wrong.message)
        except DeskError as error:
            self.fields["password"].tell(error.message)
            self.password.selectAll()
            self.password.setFocus()
        else:
            self.password.clear()
            self.entered.emit()

    def _show_recovery(self) -> None:
        self.recovery.show()
        self._fit()
        self.recovery.key.setFocus()

    def _recovered(self, key: str, password: str) -> None:
        if unclear := self._settle_name():
            raise Invalid(Problem("name", unclear))
        self._recover(key, self.name.text(), password)
        self.recovery.fold()
        self.fields["password"].tell("")
        self.password.setText(password)
        self.try_it()


class _Name(Finder):
    """Tab does not leave it while the list shows several people and nobody was chosen: the list stays open and it is
    said.
    """

    settle: Callable[[], bool]

    def focusNextPrevChild(self, forward: bool) -> bool:
        if forward and len(self.hits) > 1 and not self.was_stepped and not self.settle():
            return True
        return super().focusNextPrevChild(forward)


class _Recovery(QWidget):
    """The paper key and a new password for the name above."""

    folded = Signal()

    def __init__(self, act: Callable[[str, str], None]) -> None:
        super().__init__()
        self._act = act
        self.key = latin_line(_("The 32 characters on the recovery sheet"), most=80)
        self.password = line_edit(secret=True)
        self.again = line_edit(secret=True)
        self.fields = {
            "key": Field(_("Recovery key"), self.key),
            "password": Field(_("New password"), self.password),
            "again": Field(_("Repeat the password"), self.again),
        }
        self.key.returnPressed.connect(self.password.setFocus)
        self.password.returnPressed.connect(self.again.setFocus)
        self.again.returnPressed.connect(self._go)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(
            label(_("Enter your name above, the key from the recovery sheet, and a new password."), "muted", wrap=True)
        )
        for field in self.fields.values():
            column.addWidget(field)
        column.addLayout(row(1, button(_("Set the new password"), self._go)))

    def _go(self) -> None:
        """What is wrong stands under its field."""
        try:
            if not self.key.text().strip():
                raise Invalid(Problem("key", _("Please enter the recovery key.")))
            if self.password.text() != self.again.text():
                raise Invalid(Problem("again", _("The two passwords differ.")))
            tell_problems(self.fields, ())
            self._act(self.key.text(), self.password.text())
        except WrongPassword as wrong:
            tell_problems(self.fields, [Problem("key", wrong.message)])
            self.key.selectAll()
        except Invalid as wrong:
            if rest := tell_problems(self.fields, wrong.problems):
                self.fields["again"].tell(clauses(problem.message for problem in rest))
        except DeskError as error:
            self.fields["again"].tell(error.message)

    def event(self, event: QEvent) -> bool:
        """Esc belongs to this part before it belongs to the window's shortcut."""
        asked = event.type() == QEvent.Type.ShortcutOverride
        if asked and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc folds it away again; what was typed of the key does not stay."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
            return
        self.fold()
        self.folded.emit()

    def fold(self) -> None:
        self.hide()
        for line in (self.key, self.password, self.again):
            line.clear()
        tell_problems(self.fields, ())
