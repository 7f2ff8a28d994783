"""The slim bar on top: centre, today, who is on duty, what is to be done, who is signed in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from desk.books import centre
from desk.books.centre.days_off import calendar
from desk.books.registry import books, underlying
from desk.books.roster import attendance
from desk.books.roster.attendance import AttendedDuty
from desk.core.almanac import lunar_parts
from desk.core.book import Attention, Concern, Upcoming, from_left_to_right
from desk.core.calendar import DayKind, WorkCalendar, date_words, full_date_words, rest_sign, weekday_words
from desk.core.clock import local
from desk.core.telephones import read_out
from desk.core.tone import Tone
from desk.core.words import P_, _, listed
from desk.core.work import Work
from desk.scheduling.problem import Post
from desk.services import due_later, restore
from desk.services.session import Desk
from desk.ui.shell.bar_block import Block, CentreSign, Form
from desk.ui.shell.changes import NEVER, hub_of
from desk.ui.shell.text_size import is_narrow, scaled
from desk.ui.widgets.controls import GAP, set_role
from desk.ui.widgets.key_cap import with_key

HEIGHT = (48, 44)
"""Pixels, in a wide and in a narrow window."""
DOT = " · "
LATE = frozenset((Tone.OVERDUE, Tone.DANGER))


class StatusBar(QFrame):
    """Blocks of two lines. Nothing is cut: where there is little room each says it shorter."""

    destination_wanted = Signal(str, object)
    """Where a block leads, by its name among the tabs' ``DESTINATIONS``, and what it is about."""
    due_wanted = Signal()
    """F10: what is to be done."""
    due_changed = Signal()
    find_wanted = Signal()
    """Ctrl+K: find a page, an act, a record."""
    emergency_wanted = Signal()
    """F12: something has just happened."""
    trouble_wanted = Signal()
    lock_wanted = Signal()
    hand_over_wanted = Signal()

    def __init__(self, desk: Desk, leads: Callable[[str], bool]) -> None:
        """``leads`` says of a destination whether this person has its tab."""
        super().__init__()
        self.setProperty("role", "bar")
        self._desk, self._leads = desk, leads
        self.due: list[Attention] = []
        """What needs attention, as it was read last; without what needs none at the moment."""
        self.troubles: dict[str, str] = {}
        """What is the matter with the program itself, by what it is about."""
        self._due: dict[str, tuple[Attention, ...]] = {}
        self._due_of_day: dict[str, tuple[Attention, ...]] = {}
        self._read_of_day: dict[str, tuple[date, int]] = {}
        """What needs attention in each book, as it was read last."""
        self._today: dict[str, tuple[Upcoming, ...]] = {}
        """What begins today in each book, as it was read last."""
        self._on_duty: Sequence[AttendedDuty] = ()
        self._days = WorkCalendar()
        self._centre = ""
        self.mark, self.centre, self.today = CentreSign(), Block(), Block()
        self.duty = Block(lambda: self.destination_wanted.emit("roster.attendance", None))
        self.trouble = Block(self.trouble_wanted.emit, "trouble", "triangle-alert")
        self.find_button = Block(self.find_wanted.emit, picture="search")
        self.due_button = Block(self.due_wanted.emit, "due", "list-todo")
        self.emergency = Block(self.emergency_wanted.emit, "siren", "siren")
        self.who = Block(self.hand_over_wanted.emit, picture="user-round")
        self.lock = Block(self.lock_wanted.emit, picture="lock")
        self.trouble.ink, self.emergency.ink, self.lock.ink = (lambda c: c.warn), (lambda c: c.bad), (lambda c: c.muted)
        self._lay_out()
        for made in self._blocks():
            made.hide()
        self._say_fixed()
        QTimer.singleShot(0, self.refresh)
        self._minutely = QTimer(self)
        self._minutely.timeout.connect(lambda: self._show(since=NEVER))
        self._minutely.start(60_000)
        self._hub = hub_of(desk)
        self._hub.announced.connect(self._catch_up)
        self._read_at = NEVER

    def _blocks(self) -> tuple[Block, ...]:
        """From left to right."""
        left = (self.mark, self.centre, self.today, self.duty)
        return (*left, self.trouble, self.find_button, self.due_button, self.emergency, self.who, self.lock)

    def _lay_out(self) -> None:
        inner = QHBoxLayout()
        inner.setSpacing(GAP)
        inner.setContentsMargins(12, 0, 8, 0)
        for part in self._blocks():
            if part is self.trouble:
                inner.addStretch(1)
            inner.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        inner.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setLayout(inner)
        self.setFixedHeight(scaled(HEIGHT[0]))

    def _say_fixed(self) -> None:
        self.emergency.say(Form(_("Emergency"), cap="F12"), Form(_("Emergency")), tip="F12")
        self.find_button.say(Form(_("Find"), cap="Ctrl+K"), Form(_("Find")), Form(), tip="Ctrl+K")
        self.lock.say(Form(), name=_("Lock"), tip="Ctrl+L")
        self.trouble.say(Form(), name=P_("program", "Trouble"))

    def _catch_up(self) -> None:
        """After a change of any book, while the bar is in sight."""
        if self.isVisible() and self._hub.newest() > self._read_at:
            self._show(since=self._read_at)

    def refresh(self) -> None:
        """Read the counts and the day, also those that are read once a day, and say them."""
        self._read_of_day.clear()
        self._show(since=NEVER)

    def _show(self, since: int) -> None:
        """Read what a change after this moment may concern; of the other books what they said last still holds."""

        def concerns(book: str) -> bool:
            return self._hub.newest({book, *underlying()}) > since

        moment, self._read_at = self._hub.newest(), NEVER
        with self._desk.read() as work:
            if concerns("centre"):
                self._centre, self._days = centre.get(work).name, calendar(work)
            if concerns("roster"):
                self._on_duty = attendance.on_duty(work)
            for book in filter(lambda book: concerns(book.name), books()):
                self._due[book.name] = tuple(book.attention(work))
                self._today[book.name] = tuple(book.today(work))
            self._show_of_day(work)
        if concerns("centre"):
            self._due["backup"] = tuple(self._backup_reminder())
        self._read_at = moment
        self._say_centre()
        self._say_today()
        self._say_duty()
        role = self._desk.actor.role.label
        name = self._desk.actor.name
        self.who.say(Form(name, role), Form(name), Form(), tip=with_key(_("Hand over to somebody else"), "Ctrl+H"))
        for made in self._blocks():
            made.setVisible(made is not self.duty and made is not self.trouble)
        self.duty.setVisible(bool(self._on_duty))
        self.show_attention([each for due in (*self._due.values(), *self._due_of_day.values()) for each in due])

    def _show_of_day(self, work: Work) -> None:
        """What the books gather over weeks: where the day is another one than when it was read, or they changed."""
        for book in books():
            read = (work.today, self._hub.newest({book.name, *underlying()}))
            if self._read_of_day.get(book.name) != read:
                self._due_of_day[book.name] = tuple(book.attention_of_day(work))
                self._read_of_day[book.name] = read

    def _say_centre(self) -> None:
        self.centre.say(*_forms_of_name(self._centre))
        self.mark.say(Form(), name=self._centre)

    def _say_today(self) -> None:
        day = self._desk.clock.today()
        kind = self._days.kind(day)
        sign = "" if kind is DayKind.WORKDAY else rest_sign(working=kind is DayKind.MAKE_UP)
        lunar = lunar_parts(day)
        first = f"{date_words(day, day)} {weekday_words(day)}"
        long, short = (DOT.join(filter(None, (*parts, sign))) for parts in (lunar, lunar[:1]))
        self.today.say(Form(first, long), Form(first, short), Form(first), tip=full_date_words(day))

    def _say_duty(self) -> None:
        """Who is on duty now, the leader in charge below; the telephones are one hover away."""
        lines = [
            " ".join(filter(None, (on.shift.post.label, on.name, on.shift.name, on.mark.label, read_out(on.telephone))))
            for on in self._on_duty
        ]
        leaders = [f"{each.shift.post.label} {each.name}" for each in self._on_duty if each.shift.post is Post.LEADER]
        names = [each.name for each in self._on_duty if each.shift.post is not Post.LEADER]
        below = leaders[0] if leaders else ""
        if not names:
            names, below = (
                [each.name for each in self._on_duty[:1]],
                (leaders and self._on_duty[0].shift.post.label) or "",
            )
        few = [listed(names[:most]) + _more(len(names) - most) for most in (3, 1)]
        said = "　".join(filter(None, (_("On duty: {names}", names=listed(names)), *leaders)))
        self.duty.say(*(Form(each, below) for each in few), Form(few[1]), name=said, tip="\n".join(lines))

    def show_attention(self, due: Sequence[Attention]) -> None:
        """How many records want something; red when one is late. Each of them is told in the drawer."""
        there = [each for each in from_left_to_right(due) if each.count and self._leads(each.leads_to)]
        self.due = [each for each in there if not due_later.is_put_off(self._desk, each)]
        count = sum(each.count for each in self.due)
        late = any(each.tone in LATE for each in self.due)
        self.due_button.ink = (lambda c: c.bad) if late and count else (lambda c: c.text)
        caption = _("To do {n}", n=count)
        said = "\n".join(each.text for each in self.due) or _("Nothing is to be done.")
        self.due_button.say(Form(caption, cap="F10"), Form(caption), tip=said)
        going_on = any(each.concern is Concern.EMERGENCY and each.tone is Tone.DANGER for each in self.due)
        set_role(self.emergency, "role", "alarm" if going_on else "siren")
        self.emergency.ink = (lambda c: c.on_brand) if going_on else (lambda c: c.bad)
        self._fit()
        self.due_changed.emit()

    @property
    def coming(self) -> list[Upcoming]:
        """What of today is still to come, the next first."""
        now = local(self._desk.clock.now())
        every = (each for today in self._today.values() for each in today)
        still = [each for each in every if each.begins > now.hour * 60 + now.minute and self._leads(each.leads_to)]
        return sorted(still, key=lambda each: each.begins)

    def tell_trouble(self, about: str, sentence: str) -> None:
        """Something is the matter with the program itself, and stays so: a chip, not a toast. No words: it is over."""
        if self.troubles.get(about, "") == sentence:
            return
        self.troubles.pop(about, None)
        if sentence:
            self.troubles[about] = sentence
        n = len(self.troubles)
        self.trouble.say(Form(P_("program", "Trouble {n}", n=n)), Form(str(n)), tip="\n".join(self.troubles.values()))
        self.trouble.setVisible(bool(self.troubles))
        self._fit()

    def _backup_reminder(self) -> Iterator[Attention]:
        """For whoever may bring a backup back, once a month."""
        if reminder := restore.drill_reminder(self._desk):
            caption, short = _("Try a backup"), P_("narrow", "restore test")
            yield Attention("drill", Concern.HOUSE, 1, caption, short, "settings.backups", details=reminder)

    def _fit(self) -> None:
        """The longest words with which everything has its place: an old screen at 150 % is 910 wide."""
        self.setFixedHeight(scaled(HEIGHT[is_narrow(self.width())]))
        forms = dict.fromkeys(self._blocks(), int(is_narrow(self.width())))
        for button in (self.due_button, self.emergency):
            forms[button] = 0
        for made, place in forms.items():
            made.show_form(place)
        shorter = (
            self.find_button,
            self.who,
            self.duty,
            self.centre,
            self.today,
            self.due_button,
            self.emergency,
            self.trouble,
        )
        for made in (*shorter, *shorter):
            if self._taken() <= self.width():
                break
            forms[made] += 1
            made.show_form(forms[made])

    def _taken(self) -> int:
        """The width of all blocks that are to be seen."""
        return 20 + sum(each.sizeHint().width() + GAP for each in self._blocks() if not each.isHidden())

    def minimumSizeHint(self) -> QSize:
        """The bar never keeps the window from becoming smaller: its words become shorter instead."""
        return QSize(60, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Letters of another size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "lock"):
            self._fit()


def _more(n: int) -> str:
    return P_("people", "and {n} more", n=n) if n > 0 else ""


LEFT_OUT = re.compile(r"[“\"「（(].*?[”\"」）)]|中心$")
"""Of a centre's name, where there is little room."""


def _forms_of_name(name: str) -> Iterator[Form]:
    """凤亭村“党建+”邻里中心, 凤亭村邻里, and nothing but the mark."""
    yield Form(name)
    yield Form(LEFT_OUT.sub("", name).strip() or name)
    yield Form()


def stacked(*widgets: QWidget) -> QVBoxLayout:
    """Widgets under each other without any gap."""
    column = QVBoxLayout()
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for widget in widgets:
        column.addWidget(widget)
    return column
