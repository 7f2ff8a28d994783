"""The lists in the windows of a joint meeting: who is asked, the agenda, what was decided; each with its own keys."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from desk.books.meetings import agenda, people, resolutions
from desk.books.meetings.model import NOT_OVER, AgendaKind, MeetingPerson, MeetingState, Presence, Resolution
from desk.core.errors import DeskError
from desk.core.permissions import May
from desk.core.telephones import read_out
from desk.core.words import P_, _
from desk.services.session import Desk
from desk.ui.meetings.forms import AddItem, AskPerson, NameProxy
from desk.ui.meetings.shown import (
    NumberedItem,
    ShownMeeting,
    can_be_changed,
    is_own_item,
    item_columns,
    people_columns,
    resolution_columns,
)
from desk.ui.widgets.contact_veil import ContactVeil
from desk.ui.widgets.controls import button, row
from desk.ui.widgets.form_dialog import FormDialog
from desk.ui.widgets.lists import ListView
from desk.ui.widgets.once import shortcut


class MeetingPart(QWidget):
    """A list of a meeting with its buttons; what is done there is told by signals."""

    acted = Signal(str)
    """Something was stored, in words."""
    refused = Signal(str)
    """Why something was not; empty once something was."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.may_act = desk.actor.may(May.HOLD_MEETINGS)
        self.shown: ShownMeeting | None = None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)

    def show_meeting(self, shown: ShownMeeting) -> None:
        """Show what was read; the chosen row stays chosen."""
        self.shown = shown

    def enter(self) -> None:
        """The keys go to the list."""

    def add(self) -> None:
        """F2, where something can be added."""

    def attempt(self, act: Callable[[], object], sentence: str = "") -> bool:
        """Do something with the book; its success or the reason why not is told."""
        try:
            act()
        except DeskError as error:
            self.refused.emit(error.message)
            return False
        self.refused.emit("")
        self.acted.emit(sentence)
        return True

    def ask(self, form: FormDialog, sentence: str) -> bool:
        """A form over the window; False where somebody went back."""
        stored = form.exec() == QDialog.DialogCode.Accepted
        form.deleteLater()
        if stored:
            self.refused.emit("")
            self.acted.emit(sentence)
        return stored

    def on_key(self, where: ListView, key: str, act: Callable[[], object]) -> None:  # type: ignore[type-arg]
        """A key of a list, which counts while the focus is in it."""
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        shortcut(where, key, act, repeats=True, held=False, context=inside)


MARKS = (
    ("1", Presence.PRESENT),
    ("2", Presence.PROXY),
    ("3", Presence.EXCUSED),
    ("0", Presence.INVITED),
)
"""The key by which somebody is signed in, and as what."""


class PeopleSection(MeetingPart):
    """参会人员: partners in force by one key; signed in by one digit each, which goes on to the next."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.list: ListView[MeetingPerson] = ListView(
            people_columns(),
            _("Nobody is asked yet. A asks every partner in force, F2 anybody else."),
            _("People asked"),
        )
        self.veil = ContactVeil(self, self.list, self._telephone, self.refused.emit)
        self.partners = button(P_("joint meeting", "Ask the partners"), self.ask_partners, key="A")
        self.more = button(P_("person at a meeting", "Add…"), self.add, key="F2")
        self.off = button(P_("joint meeting", "Take off"), self.take_off, key="Delete")
        self.marks = [button(mark.label, partial(self.sign, mark), key=key) for key, mark in MARKS[:3]]
        self.column.addWidget(self.list, 1)
        self.column.addLayout(row(self.partners, self.more, self.off, self.veil.button, self.veil.text, 1, *self.marks))
        self.list.table.selectionModel().currentChanged.connect(lambda _now, _before: self._show_enabled())
        if self.may_act:
            self._keys()
        else:
            for each in (self.partners, self.more, self.off, *self.marks):
                each.hide()
        self.on_key(self.list, "F4", self.veil.toggle)

    def _keys(self) -> None:
        for key, mark in MARKS:
            self.on_key(self.list, key, partial(self.sign, mark))
        self.on_key(self.list, "Delete", self.take_off)
        shortcut(self, "A", self.ask_partners, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def show_meeting(self, shown: ShownMeeting) -> None:
        super().show_meeting(shown)
        self.list.show_all(shown.people, keep=True)
        self.list.foot.show_sum(shown.attendance)
        self._show_enabled()

    def _show_enabled(self) -> None:
        chosen, meeting = self.list.current(), self.shown.meeting if self.shown else None
        is_open = meeting is not None and meeting.state in NOT_OVER
        signs = meeting is not None and meeting.state in (MeetingState.NOTIFIED, MeetingState.HELD)
        self.partners.setEnabled(is_open)
        self.more.setEnabled(is_open)
        is_to_come = meeting is not None and can_be_changed(meeting)
        self.off.setVisible(is_to_come and self.may_act)
        self.off.setEnabled(chosen is not None and is_to_come)
        self.veil.button.setVisible(chosen is not None and bool(chosen.telephone))
        for each in self.marks:
            each.setVisible(signs and self.may_act)
            each.setEnabled(signs and chosen is not None)

    def enter(self) -> None:
        self.list.enter()

    def _telephone(self, person: MeetingPerson) -> str:
        assert self.shown is not None
        purpose = _("People of {number}", number=self.shown.meeting.number)
        with self.desk.write() as work:
            return read_out(people.look_up(work, person.id, purpose))

    def add(self) -> None:
        """F2: somebody else."""
        if self.may_act and self.shown is not None:
            self.ask(AskPerson(self, self.desk, self.shown.meeting), _("Put on the list."))

    def ask_partners(self) -> None:
        """A: every partner in force that is not there yet."""
        if self.shown is None:
            return
        asked = []

        def act() -> None:
            assert self.shown is not None
            with self.desk.write() as work:
                asked.extend(people.ask_partners(work, self.shown.meeting.id))

        self.attempt(act)
        if asked:
            self.acted.emit(_("{n} partners put on the list.", n=len(asked)))
        elif self.shown.people:
            self.refused.emit(_("Every partner in force is on the list already."))

    def take_off(self) -> None:
        """Delete: not asked any more."""
        if chosen := self.list.current():
            self.attempt(partial(self._remove, chosen.id), _("Taken off the list."))

    def _remove(self, id: int) -> None:
        with self.desk.write() as work:
            people.remove(work, id)

    def sign(self, presence: Presence) -> None:
        """1 2 3 0: whether they came, and on to the next."""
        chosen = self.list.current()
        if chosen is None:
            return
        if presence is Presence.PROXY:
            done = self.ask(NameProxy(self, self.desk, chosen), "")
        else:
            done = self.attempt(partial(self._sign, chosen, presence))
        if done:
            self._next()

    def _sign(self, person: MeetingPerson, presence: Presence) -> None:
        with self.desk.write() as work:
            people.sign(work, person.id, presence, seen=person.presence)

    def _next(self) -> None:
        at = self.list.table.currentIndex().row()
        if at + 1 < len(self.list.model.rows):
            self.list.table.selectRow(at + 1)
        self.list.table.setFocus()


class AgendaSection(MeetingPart):
    """议程: item 1 fills itself; the others are put there, and moved by Alt with the arrows, never above it."""

    chosen = Signal(object)
    """Another item was chosen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.list: ListView[NumberedItem] = ListView(item_columns(), "", _("Agenda"), sortable=False)
        self.more = button(P_("agenda", "Add an item…"), self.add, key="F2")
        self.off = button(P_("joint meeting", "Take off"), self.take_off, key="Delete")
        self.up = button(P_("agenda", "Up"), partial(self.shift, -1), key="Alt+Up", repeats=True)
        self.down = button(P_("agenda", "Down"), partial(self.shift, 1), key="Alt+Down", repeats=True)
        self.column.addWidget(self.list, 1)
        self.buttons = row(self.more, self.off, 1, self.up, self.down)
        self.column.addLayout(self.buttons)
        self.list.table.selectionModel().currentChanged.connect(lambda _now, _before: self._choose())
        if self.may_act:
            for key, act in (
                ("Delete", self.take_off),
                ("Alt+Up", partial(self.shift, -1)),
                ("Alt+Down", partial(self.shift, 1)),
            ):
                self.on_key(self.list, key, act)
        else:
            for each in (self.more, self.off, self.up, self.down):
                each.hide()

    def _choose(self) -> None:
        self._show_enabled()
        self.chosen.emit(self.list.current())

    def show_meeting(self, shown: ShownMeeting) -> None:
        super().show_meeting(shown)
        self.list.show_all(shown.items, keep=True)
        self._show_enabled()

    def _show_enabled(self) -> None:
        meeting, own = self.shown.meeting if self.shown else None, is_own_item(self.list.current())
        self.more.setEnabled(meeting is not None and meeting.state in NOT_OVER)
        is_to_come = meeting is not None and can_be_changed(meeting)
        for each in (self.off, self.up, self.down):
            each.setVisible(is_to_come and self.may_act)
            each.setEnabled(own and is_to_come)

    def enter(self) -> None:
        self.list.enter()

    def add(self) -> None:
        """F2: at the end."""
        if self.may_act and self.shown is not None:
            self.ask(AddItem(self, self.desk, self.shown.meeting), _("Put on the agenda."))

    def take_off(self) -> None:
        """Delete: off the agenda, before the meeting begins."""
        chosen = self.list.current()
        if chosen is not None and is_own_item(chosen):
            self.attempt(partial(self._remove, chosen.item.id), _("Taken off the agenda."))

    def _remove(self, id: int) -> None:
        with self.desk.write() as work:
            agenda.remove(work, id)

    def shift(self, by: int) -> None:
        """Alt+↑ and Alt+↓: further up or down."""
        chosen = self.list.current()
        if chosen is None or chosen.item.kind is AgendaKind.CARRIED:
            return
        id = chosen.item.id

        def act() -> None:
            with self.desk.write() as work:
                agenda.move(work, id, by)

        if self.attempt(act):
            self.list.choose(id)


class ResolutionSection(MeetingPart):
    """议定事项: what was decided and where each stands; Enter opens the follow-up."""

    opened = Signal(object)
    """The follow-up of a resolution is to be opened."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.list: ListView[Resolution] = ListView(
            resolution_columns(desk.clock.today, of_all=False),
            _("Nothing decided yet. It is typed while the meeting goes on: what | who | by when."),
            _("Resolutions"),
        )
        self.back = button(P_("resolution", "Take back"), self.take_back, key="Delete")
        self.column.addWidget(self.list, 1)
        self.column.addLayout(row(self.back, 1))
        self.list.on_open(self.opened.emit)
        self.list.table.selectionModel().currentChanged.connect(lambda _now, _before: self._show_enabled())
        if self.may_act:
            self.on_key(self.list, "Delete", self.take_back)
        else:
            self.back.hide()

    def show_meeting(self, shown: ShownMeeting) -> None:
        super().show_meeting(shown)
        self.list.show_all(shown.resolutions, keep=True)
        self._show_enabled()

    def _show_enabled(self) -> None:
        is_held = self.shown is not None and self.shown.meeting.state is MeetingState.HELD
        self.back.setVisible(is_held and self.may_act)
        self.back.setEnabled(is_held and self.list.current() is not None)

    def enter(self) -> None:
        self.list.enter()

    def take_back(self) -> None:
        """Delete: a line that was typed wrongly; its follow-up is withdrawn."""
        if chosen := self.list.current():
            sentence = _("Taken back: {number} is withdrawn.", number=chosen.follow_up)
            self.attempt(partial(self._take_back, chosen.id), sentence)

    def _take_back(self, id: int) -> None:
        with self.desk.write() as work:
            resolutions.take_back(work, id)
