"""Who comes: sign up by typing a name, tick who is there by typing initials."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desk.books import residents
from desk.books.activities import signups
from desk.books.activities.model import OVER, Activity, ActivityState, SignUpState
from desk.books.activities.signups import SignUp
from desk.books.residents import ResidentDetails
from desk.core import identity
from desk.core.errors import DeskError
from desk.core.typed_days import Leaning
from desk.core.words import _, listed
from desk.services.session import Desk
from desk.ui.visits.person_line import in_words, name_in
from desk.ui.widgets import papers
from desk.ui.widgets.controls import Field, button, label, latin_line, line_edit, line_of, row, set_role
from desk.ui.widgets.day_line import DayLine
from desk.ui.widgets.finder import Finder, Hit
from desk.ui.widgets.form_dialog import FormDialog, ask_values, sure
from desk.ui.widgets.veil import Veil


class SignUpPanel(QWidget):
    """Enter in the upper line signs somebody up; the space bar on the list ticks attendance, Delete withdraws."""

    changed = Signal()

    def __init__(self, desk: Desk, activity_id: int) -> None:
        super().__init__()
        self.desk, self.id = desk, activity_id
        self.activity: Activity | None = None
        self.people: list[SignUp] = []
        self._numbers: dict[int, str] = {}
        self._masked = ""
        self.counts = label("", "heading")
        self.search = Finder(_("name, initials or four digits: sign up"), self._residents)
        self.search.setAccessibleName(_("Sign up"))
        self.tick = Finder(_("initials: tick as present"), self._present)
        self.tick.setAccessibleName(_("Tick attendance"))
        self.list = QListWidget()
        self.list.setAccessibleName(_("Sign-up"))
        self.list.installEventFilter(self)
        self.problem = label("", "problem", wrap=True)
        self.withdraw_button = button(_("Cancel the sign-up"), self.withdraw, "harmful", key="Delete")
        self.column = QVBoxLayout(self)
        self.column.addWidget(self.counts)
        self.column.addLayout(row(self.search, self.tick))
        self.column.addWidget(self.list, 1)
        self.column.addWidget(self.problem)
        names = (_("Show names and telephones…"), _("Mask again"))
        self.veil = Veil(self, self.show_telephones, self._mask, self._say, names)
        self.ring_button = self.veil.button
        set_role(self.ring_button, "role", "")
        self.ring_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.column.addLayout(
            row(1, self.ring_button, self.withdraw_button, button(_("List to sign…"), self.print_list))
        )
        self.search.taken.connect(self._take)
        self.tick.taken.connect(lambda sign_up: self.attend(sign_up, True))
        self.list.itemActivated.connect(lambda _item: self._toggle())

    def load(self, activity: Activity) -> None:
        """Read the list again, masked. From the day on it takes walk-ins and ticks."""
        self.activity = activity
        self._numbers = {}
        self.veil.rest(lifted=False)
        with self.desk.read() as work:
            self.people = signups.all_of(work, self.id)
            counted = signups.counts(work, self.id)
        parts = [_("{n} with a place", n=counted.confirmed)]
        if activity.capacity:
            parts[0] = _("{n} of {all} places taken", n=counted.confirmed, all=activity.capacity)
        if counted.waiting:
            parts.append(_("{n} waiting", n=counted.waiting))
        if activity.day <= self.desk.clock.today():
            parts += [_("{n} present", n=counted.attended), _("{n} did not come", n=counted.no_shows)]
        if counted.walk_ups:
            parts.append(_("{n} walk-ups", n=counted.walk_ups))
        free = _("No sign-up needed. People who come can be added on the day.")
        self.counts.setText(" · ".join(parts) if activity.sign_up or self.people else free)
        over = activity.state in OVER or activity.day < self.desk.clock.today()
        self.walks_up = activity.day <= self.desk.clock.today() and (over or not activity.sign_up)
        self.search.setEnabled(activity.state is not ActivityState.CANCELLED and (activity.sign_up or self.walks_up))
        self.search.setPlaceholderText(
            _("name of somebody who came without signing up")
            if self.walks_up
            else _("name, initials or four digits: sign up")
        )
        self.tick.setEnabled(activity.day <= self.desk.clock.today())
        self.withdraw_button.setEnabled(activity.state is not ActivityState.HELD)
        self.ring_button.setEnabled(bool(self.people))
        self._show()

    def _show(self) -> None:
        at = max(self.list.currentRow(), 0)
        self.list.clear()
        may_tick = self.activity is not None and self.activity.day <= self.desk.clock.today()
        for sign_up in self.people:
            item = QListWidgetItem(spoken(sign_up, number=self._numbers.get(sign_up.id)))
            if may_tick and sign_up.standing is SignUpState.CONFIRMED:
                item.setCheckState(Qt.CheckState.Checked if sign_up.attended else Qt.CheckState.Unchecked)
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
            self.list.addItem(item)
        self.list.setCurrentRow(min(at, self.list.count() - 1))

    def _residents(self, text: str) -> list[Hit]:
        with self.desk.read() as work:
            known = residents.search(work, text, 8)
        hits = [
            Hit(in_words(replace(hit, telephone="" if hit.number else hit.telephone), text), hit.id) for hit in known
        ]
        return [*hits, Hit(_("new person “{name}”…", name=text.strip()), text.strip())]

    def _present(self, text: str) -> list[Hit]:
        sign_ups = signups.typed(self.people, text)
        return [
            Hit(spoken(sign_up, text), sign_up)
            for sign_up in sign_ups
            if not sign_up.attended and sign_up.standing is SignUpState.CONFIRMED
        ]

    def _take(self, value: int | str) -> None:
        id = self._new_person(value) if isinstance(value, str) else value
        self.search.clear()
        if id is None:
            return
        with self.desk.read() as work:
            age = residents.find(work, id).age(work.today)
        if age is not None and age < signups.CHILD:
            if Guardian(self, self.desk, self.id, id, self.walks_up).exec():
                self._done("")
            return
        self.sign_up(id)

    def _new_person(self, name: str) -> int | None:
        made: list[int] = []
        called = line_of("name", most=200)
        called.setText(name)
        born = DayLine(self.desk, leaning=Leaning.BACK)

        def act(texts: dict[str, str]) -> None:
            birth = born.day_or_none("birth")
            with self.desk.write() as work:
                made.append(
                    residents.add(work, ResidentDetails(texts["name"], birth=birth, telephone=texts["telephone"])).id
                )

        editors = {
            "name": (_("Name"), called),
            "birth": (_("Birth date"), born),
            "telephone": (_("Telephone"), line_of("telephone", most=40)),
        }
        return made[0] if ask_values(self, _("New person"), editors, act) and made else None

    def sign_up(self, resident: int) -> None:
        """报名: a place, or the waiting list when all are taken, which is told. For no child: see ``Guardian``."""
        try:
            with self.desk.write() as work:
                made = signups.sign_up(work, self.id, resident, walk_up=self.walks_up)
        except DeskError as error:
            self._say(error.message)
            return
        waits = _("{name} is number {n} on the waiting list.", name=identity.mask_name(made.name), n=made.place)
        self._done(waits if made.standing is SignUpState.WAITING else "")

    def attend(self, sign_up: SignUp, came: bool) -> None:
        """Tick a person present, or take the tick back."""
        self.tick.clear()
        try:
            with self.desk.write() as work:
                signups.attend(work, self.id, sign_up.id, came)
        except DeskError as error:
            self._say(error.message)
            return
        self._done("")

    def current(self) -> SignUp | None:
        """The chosen sign-up; None where nothing is chosen."""
        at = self.list.currentRow()
        return self.people[at] if 0 <= at < len(self.people) else None

    def _toggle(self) -> None:
        if (sign_up := self.current()) and sign_up.standing is SignUpState.CONFIRMED:
            self.attend(sign_up, not sign_up.attended)

    def withdraw(self) -> None:
        """Delete 撤回报名. Whoever moves up from the waiting list is named with the telephone, to be told."""
        sign_up = self.current()
        if sign_up is None:
            return
        try:
            with self.desk.write() as work:
                lucky = signups.withdraw(work, self.id, sign_up.id)
                numbers = signups.telephones(work, lucky, _("Moved up from the waiting list"))
        except DeskError as error:
            self._say(error.message)
            return
        moved = listed(f"{each.name} {numbers[each.id]}".strip() for each in lucky)
        masked = listed(spoken(each) for each in lucky)
        sentence = _("Moved up from the waiting list: {names}. Please tell them.")
        self._done(sentence.format(names=moved) if moved else "", sentence.format(names=masked))
        if moved:
            self.veil.rest(lifted=True)

    def _done(self, sentence: str, masked: str = "") -> None:
        self._say(sentence, masked)
        self.changed.emit()

    def _say(self, sentence: str, masked: str = "") -> None:
        """``masked`` is what stays of it when the window is locked, for words that tell a telephone."""
        self._masked = masked or sentence
        self.problem.setText(sentence)

    def show_telephones(self) -> bool:
        """To ring people up, as after a cancellation. It is logged whose number was shown, and what for."""
        title = self.activity.title if self.activity else ""
        if not sure(self, _("Show the telephones of {n} people? This is logged.", n=len(self.people)), _("Show")):
            return False
        with self.desk.write() as work:
            self._numbers = signups.telephones(
                work, self.people, _("Notify those signed up for “{title}”", title=title)
            )
        self._show()
        return True

    def _mask(self) -> None:
        """Names and numbers go, also those in what was said last."""
        self._numbers = {}
        self.problem.setText(self._masked)
        self._show()

    def print_list(self) -> None:
        """签到表: the list to be signed on paper."""
        papers.preview(self, self.desk, "sign-ups", self.activity.day if self.activity else "", id=self.id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.list and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Space:
                self._toggle()
                return True
            if event.key() == Qt.Key.Key_Delete:
                self.withdraw()
                return True
        return super().eventFilter(watched, event)


def spoken(sign_up: SignUp, typed: str = "", *, number: str | None = None) -> str:
    """1　张*丰　46岁　138****5678　监护人…; with name and ``number`` in the clear where somebody looked them up."""
    age = _("{n} years", n=sign_up.age) if sign_up.age is not None else ""
    guardian = (
        _(
            "guardian {name}",
            name=f"{identity.mask_name(sign_up.guardian)} {identity.mask_telephone(sign_up.guardian_telephone)}",
        )
        if sign_up.guardian
        else ""
    )
    standing = "" if sign_up.standing is SignUpState.CONFIRMED else sign_up.standing.label
    walk_up = _("walk-up") if sign_up.walk_up else ""
    details = (number,) if number else (identity.mask_telephone(sign_up.telephone), guardian)
    name = name_in(sign_up.name, typed) if number is None else sign_up.name
    parts = (f"{standing}{sign_up.place}", name, age, *details, walk_up)
    return "　".join(filter(None, parts))


class Guardian(FormDialog):
    """A child under fourteen comes with a guardian's name and telephone."""

    def __init__(self, parent: QWidget, desk: Desk, activity_id: int, resident: int, walk_up: bool) -> None:
        super().__init__(parent, _("The child's guardian"))
        self._desk, self._activity, self._resident, self._walk_up = desk, activity_id, resident, walk_up
        self.guardian, self.telephone = line_edit(most=40), latin_line(most=20)
        self.add("guardian", Field(_("Guardian"), self.guardian))
        self.add("guardian_telephone", Field(_("Telephone"), self.telephone))
        self.finish(_("Sign up"))

    def do(self) -> None:
        with self._desk.write() as work:
            signups.sign_up(
                work, self._activity, self._resident, self.guardian.text(), self.telephone.text(), walk_up=self._walk_up
            )
