"""The slim bar on top: centre, today, what needs attention, who is signed in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desk.books import centre
from desk.books.centre.days_off import calendar
from desk.books.registry import books, underlying
from desk.books.roster import attendance
from desk.books.roster.attendance import AttendedDuty
from desk.core.almanac import lunar_words
from desk.core.book import Attention, Concern, from_left_to_right
from desk.core.calendar import DayKind, WorkCalendar, full_date_words, rest_sign, weekday_words
from desk.core.tone import Tone
from desk.core.words import P_, _, listed
from desk.services import restore
from desk.services.session import Desk
from desk.ui.shell.changes import NEVER, hub_of
from desk.ui.widgets.controls import GAP, button, hint, label, set_role

WIDE = 1200
NAME = 60
"""The least that is left for the centre's name."""


class StatusBar(QFrame):
    """Counts open the list of what they count."""

    destination_wanted = Signal(str, object)
    """Where a count leads, by its name among the tabs' ``DESTINATIONS``, and what it is about."""
    emergency_wanted = Signal()
    """F12: something has just happened."""
    lock_wanted = Signal()
    hand_over_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("role", "bar")
        self._desk = desk
        self._date = ""
        self._said: dict[QPushButton, tuple[str, str]] = {}
        self._duty: list[str] = []
        self.attention: dict[str, QPushButton] = {}
        """The button of each thing that needs attention, by its key; made when there is first something to say."""
        self._shown: dict[str, Attention] = {}
        self._due: dict[str, tuple[Attention, ...]] = {}
        """What needs attention in each book, as it was read last."""
        self._on_duty: Sequence[AttendedDuty] = ()
        self._days = WorkCalendar()
        self._centre = ""
        self.centre = label("", "heading")
        self.centre.setMinimumWidth(0)
        self.centre.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.today = label("", "muted")
        self.today.setMinimumWidth(0)
        self.today.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.duty = button("", lambda: self.destination_wanted.emit("roster.attendance", None), "flat")
        self.emergency = button(_("Emergency"), self.emergency_wanted.emit, Tone.DANGER, "F12")
        self.who = button("", self.hand_over_wanted.emit, "flat")
        self.lock = button(_("Lock"), self.lock_wanted.emit, "flat", "Ctrl+L")
        self._row = self._lay_out()
        for made in (self.duty, self.emergency, self.who, self.lock):
            made.hide()
        QTimer.singleShot(0, self.refresh)
        self._minutely = QTimer(self)
        self._minutely.timeout.connect(self.refresh)
        self._minutely.start(60_000)
        self._hub = hub_of(desk)
        self._hub.announced.connect(self._catch_up)
        self._read_at = NEVER

    def _lay_out(self) -> QHBoxLayout:
        """One line whatever the width: ``_fit`` shortens words first."""
        inner = QHBoxLayout()
        inner.setSpacing(GAP)
        for part in (self.centre, self.today, self.duty, self.emergency, self.who, self.lock):
            inner.addWidget(part)
        inner.setContentsMargins(12, 4, 8, 4)
        inner.setStretchFactor(self.today, 1)
        inner.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setLayout(inner)
        self.setMinimumHeight(inner.sizeHint().height())
        return inner

    def _catch_up(self) -> None:
        """After a change of any book, while the bar is in sight."""
        if self.isVisible() and self._hub.newest() > self._read_at:
            self._show(since=self._read_at)

    def refresh(self) -> None:
        """Read the counts and the day, and say them."""
        self._show(since=NEVER)

    def _show(self, since: int) -> None:
        """Read what a change after this moment may concern; of the other books what they said last still holds."""

        def concerns(book: str) -> bool:
            return self._hub.newest({book, *underlying()}) > since

        moment, self._read_at = self._hub.newest(), NEVER
        with self._desk.read() as work:
            today = work.today
            if concerns("centre"):
                self._centre, self._days = centre.get(work).name, calendar(work)
            if concerns("roster"):
                self._on_duty = attendance.on_duty(work)
            for book in filter(lambda book: concerns(book.name), books()):
                self._due[book.name] = tuple(book.attention(work))
        if concerns("centre"):
            self._due["backup"] = tuple(self._backup_reminder())
        self._read_at = moment
        self._show_duty(self._on_duty)
        self._show_attention([each for due in self._due.values() for each in due])
        for made in (self.who, self.emergency, self.lock):
            made.show()
        who = f"{self._desk.actor.name} · {self._desk.actor.role.label}"
        self._say(self.who, who, self._desk.actor.name, _("Hand over to somebody else (Ctrl+H)"))
        kind = self._days.kind(today)
        mark = "" if kind is DayKind.WORKDAY else f" {rest_sign(working=kind is DayKind.MAKE_UP)}"
        date = f"{full_date_words(today)} {weekday_words(today)}{mark}"
        self._date = f"{date}　{lunar_words(today)}"
        self._fit()

    def _show_duty(self, on_duty: Sequence[AttendedDuty]) -> None:
        """Who is on duty now, the leader in charge first; the telephones are one hover away."""
        self._duty = [each.name for each in on_duty]
        lines = [
            f"{each.shift.post.label} {each.name} {each.shift.name} {each.mark.label} {each.telephone}".strip()
            for each in on_duty
        ]
        self.duty.setToolTip(hint("\n".join(lines)))
        self.duty.setVisible(bool(on_duty))
        self._fit_duty()

    def _show_attention(self, due: Sequence[Attention]) -> None:
        """A button for each thing that needs attention, in their order; none for what does not."""
        before, self._shown = list(self._shown), {each.key: each for each in from_left_to_right(due) if each.count}
        for place, (key, each) in enumerate(self._shown.items(), self._row.indexOf(self.duty) + 1):
            made = self.attention[key] = self.attention.get(key) or self._button(each)
            if list(self._shown) != before:
                self._row.insertWidget(place, made)
            self._say(made, each.words, each.short)
            if each.details:
                made.setToolTip(hint(each.details))
            set_role(made, "role", each.tone)
        for key, made in self.attention.items():
            made.setVisible(key in self._shown)

    def _button(self, each: Attention) -> QPushButton:
        key = each.key
        return button("", lambda: self._go_to(key), each.tone)

    def _go_to(self, key: str) -> None:
        each = self._shown[key]
        self.destination_wanted.emit(each.leads_to, each.about)

    def _backup_reminder(self) -> Iterator[Attention]:
        """For whoever may bring a backup back, once a month."""
        if reminder := restore.drill_reminder(self._desk):
            caption = _("Try a backup")
            yield Attention(
                "drill",
                Concern.HOUSE,
                1,
                caption,
                P_("narrow", "restore test"),
                "settings.backups",
                details=f"{caption}　{reminder}",
            )

    def _say(self, made: QPushButton, sentence: str, short: str, tip: str = "") -> None:
        """What a button says where there is room, and where there is not; a hover and a screen reader have all of
        it.
        """
        self._said[made] = (sentence, short)
        made.setToolTip(hint("　".join(filter(None, (sentence, tip)))))
        made.setAccessibleName(sentence)

    def _fit(self) -> None:
        """The longest words with which everything has its place: an old screen at 150 % is 910 wide."""
        for which in (0, 1):
            for made, said in self._said.items():
                made.setText(said[which])
            self._fit_duty()
            if self._taken() + NAME <= self.width():
                break
        self._fit_date()

    def _taken(self) -> int:
        """The width of all buttons that are to be seen."""
        buttons = (self.duty, *self.attention.values(), self.emergency, self.who, self.lock)
        return sum(each.sizeHint().width() + GAP for each in buttons if not each.isHidden()) + 40

    def _fit_duty(self) -> None:
        """All the names where there is room, else how many."""
        names = self._duty
        shown = listed(names[:3]) + (P_("people", "and {n} more", n=len(names) - 3) if len(names) > 3 else "")
        self.duty.setText(_("On duty: {names}", names=shown if self.width() > WIDE else len(names)))

    def _fit_date(self) -> None:
        """On a narrow window the centre's name and the date are shortened; the whole of them is one hover away."""
        room = max(self.width() - self._taken(), NAME)
        self.centre.setText(self.centre.fontMetrics().elidedText(self._centre, Qt.TextElideMode.ElideRight, room))
        self.centre.setToolTip(hint(self._centre))
        shown = self.today.fontMetrics().elidedText(self._date, Qt.TextElideMode.ElideRight, self.today.width())
        self.today.setText(shown)
        self.today.setToolTip(self._date)

    def minimumSizeHint(self) -> QSize:
        """The bar never keeps the window from becoming smaller: its words become shorter instead."""
        return QSize(NAME, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


def stacked(*widgets: QWidget) -> QVBoxLayout:
    """Widgets under each other without any gap."""
    column = QVBoxLayout()
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for widget in widgets:
        column.addWidget(widget)
    return column
