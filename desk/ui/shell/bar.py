"""The slim bar on top: centre, today, what needs attention, who is signed in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desk.books import centre
from desk.books.activities import publishing
from desk.books.activities.publishing import PublicationDue
from desk.books.assets import maintenance
from desk.books.assets.maintenance import AssetAttention
from desk.books.cases import case_queries
from desk.books.cases.case_queries import CaseFilter, Urgency
from desk.books.centre.days_off import calendar
from desk.books.incidents import attention as emergencies
from desk.books.roster import attendance, changes
from desk.books.roster.attendance import AttendanceMark, AttendedDuty
from desk.core.almanac import lunar_words
from desk.core.calendar import DayKind, day_words, weekday_words
from desk.core.words import _, clauses, listed
from desk.services import restore
from desk.services.session import Desk
from desk.ui.widgets.controls import GAP, button, label, row, set_role

WIDE = 1200
NAME = 60
"""The least that is left for the centre's name."""


class StatusBar(QFrame):
    """Counts open the list of what they count."""

    list_wanted = Signal(object)
    """A ``CaseFilter`` for the list of cases."""
    roster_wanted = Signal(object)
    """The page of the roster that tells more."""
    calendar_wanted = Signal(object)
    """The month whose activity calendar is due."""
    assets_wanted = Signal()
    """What has to be seen to in the asset ledger."""
    emergency_wanted = Signal()
    """F12: something has just happened."""
    incidents_wanted = Signal()
    """What is still going on."""
    reports_wanted = Signal()
    """Reports upwards that are due, and what else of emergencies is to be done."""
    drill_wanted = Signal()
    """No backup was tried for a month."""
    lock_wanted = Signal()
    hand_over_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("role", "bar")
        self._desk = desk
        self._date = ""
        self._said: dict[QPushButton, tuple[str, str]] = {}
        self._duty: list[str] = []
        self._due: PublicationDue | None = None
        self._centre = ""
        self.centre = label("", "heading")
        self.centre.setMinimumWidth(0)
        self.centre.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.today = label("", "muted")
        self.today.setMinimumWidth(0)
        self.today.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.duty = button("", lambda: self.roster_wanted.emit("attendance"), "quiet")
        self.not_there = button("", lambda: self.roster_wanted.emit("attendance"), "bad")
        self.changes = button("", lambda: self.roster_wanted.emit("changes"), "warning")
        self.calendar = button("", lambda: self.calendar_wanted.emit(self._due.month if self._due else None), "warning")
        self.calendar.setAccessibleName(_("calendar"))
        self.overdue = button("", lambda: self.list_wanted.emit(CaseFilter(urgency=Urgency.OVERDUE)), "bad")
        self.soon = button("", lambda: self.list_wanted.emit(CaseFilter(urgency=Urgency.DUE_SOON)), "warning")
        self.owed = button("", lambda: self.list_wanted.emit(CaseFilter(callback_owed=True)), "warning")
        self.assets = button("", self.assets_wanted.emit, "warning")
        self.going_on = button("", self.incidents_wanted.emit, "bad")
        self.reports = button("", self.reports_wanted.emit, "bad")
        self.to_do = button("", self.reports_wanted.emit, "warning")
        self.drill = button("", self.drill_wanted.emit, "warning")
        self.emergency = button(_("Emergency"), self.emergency_wanted.emit, "bad", "F12")
        self.who = button("", self.hand_over_wanted.emit, "quiet")
        self.lock = button(_("Lock"), self.lock_wanted.emit, "quiet", "Ctrl+L")
        inner = row(self.centre, self.today, self.duty, *self._counts(), self.emergency, self.who, self.lock)
        inner.setContentsMargins(12, 4, 8, 4)
        inner.setStretchFactor(self.today, 1)
        inner.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setLayout(inner)
        self.setMinimumHeight(inner.sizeHint().height())
        for made in (self.duty, *self._counts(), self.emergency, self.who, self.lock):
            made.hide()
        QTimer.singleShot(0, self.refresh)
        self._minutely = QTimer(self)
        self._minutely.timeout.connect(self.refresh)
        self._minutely.start(60_000)

    def _counts(self) -> tuple[QPushButton, ...]:
        return (
            self.not_there,
            self.changes,
            self.calendar,
            self.overdue,
            self.soon,
            self.owed,
            self.assets,
            self.to_do,
            self.drill,
            self.going_on,
            self.reports,
        )

    def refresh(self) -> None:
        """Read the counts and the day, and say them."""
        with self._desk.read() as work:
            self._centre = centre.get(work).name
            waiting = case_queries.attention(work)
            days, today = calendar(work), work.today
            there, asked = attendance.on_duty(work), changes.waiting(work)
            self._due = publishing.due(work)
            things, grave = maintenance.attention(work), emergencies.attention(work)
        self._show_duty(there)
        self._show_due()
        self.who.show()
        self.emergency.show()
        self.lock.show()
        missing = sum(each.mark is AttendanceMark.NOT_THERE for each in there)
        for made, count, words, short in (
            (self.not_there, missing, _("Not there {n}"), _("absent {n}")),
            (self.changes, asked, _("Changes {n}"), _("swaps {n}")),
            (self.overdue, waiting.overdue, _("Overdue {n}"), _("late cases {n}")),
            (self.soon, waiting.due_soon, _("Due soon {n}"), _("soon {n}")),
            (self.owed, waiting.callbacks, _("Call-backs {n}"), _("calls {n}")),
            (self.assets, things.all, _("Assets {n}"), _("assets {n}")),
            (self.going_on, grave.going_on, _("Incidents going on {n}"), _("incidents {n}")),
            (self.to_do, grave.to_do, _("Emergency to-do {n}"), _("to do {n}")),
        ):
            self._say(made, words.format(n=count), short.format(n=count))
            made.setVisible(count > 0)
        who = f"{self._desk.actor.name} · {self._desk.actor.role.label}"
        self._say(self.who, who, self._desk.actor.name, _("Hand over to somebody else (Ctrl+H)"))
        self._show_reports(grave)
        self._show_drill()
        self.assets.setToolTip(self._assets_words(things))
        self.to_do.setToolTip(self._grave_words(grave))
        set_role(self.to_do, "role", "bad" if grave.late_measures else "warning")
        set_role(self.assets, "role", "bad" if things.loans else "warning")
        kind = days.kind(today)
        mark = {DayKind.HOLIDAY: " 休", DayKind.WEEKEND: " 休", DayKind.MAKE_UP: " 班"}.get(kind, "")
        date = f"{today.year}年{day_words(today)} {weekday_words(today)}{mark}"
        self._date = f"{date}　{lunar_words(today)}"
        self._fit()

    def _show_duty(self, there: Sequence[AttendedDuty]) -> None:
        """Who is on duty now, the leader in charge first; the telephones are one hover away."""
        self._duty = [each.name for each in there]
        lines = [
            f"{each.shift.post.label} {each.name} {each.shift.name} {each.mark.label} {each.telephone}".strip()
            for each in there
        ]
        self.duty.setToolTip("\n".join(lines))
        self.duty.setVisible(bool(there))
        self._fit_duty()

    def _assets_words(self, things: AssetAttention) -> str:
        """What the count is made of."""
        parts = (
            (things.loans, _("{n} loans overdue")),
            (things.inspections, _("{n} inspections due")),
            (things.stock, _("{n} to restock")),
            (things.decisions, _("{n} to decide")),
        )
        return clauses(words.format(n=n) for n, words in parts if n)

    def _show_reports(self, grave: emergencies.IncidentAttention) -> None:
        """Reports upwards: red when one is late, a warning in the last half hour."""
        late, soon = len(grave.late), len(grave.soon)
        words = _("Reports overdue {n}", n=late) if late else _("Reports due {n}", n=soon)
        self._say(self.reports, words, _("reports {n}", n=late or soon))
        self.reports.setVisible(bool(late or soon))
        set_role(self.reports, "role", "bad" if late else "warning")

    def _grave_words(self, grave: emergencies.IncidentAttention) -> str:
        """What the count is made of."""
        parts = (
            (grave.measures, _("{n} measures")),
            (grave.reviews, _("{n} to be reviewed")),
            (grave.drills, _("{n} drills overdue")),
            (grave.contacts, _("{n} numbers to be checked")),
        )
        return clauses(words.format(n=n) for n, words in parts if n)

    def _show_drill(self) -> None:
        """For whoever may bring a backup back, once a month."""
        reminder = restore.drill_reminder(self._desk)
        self._say(self.drill, _("Try a backup"), _("backup"), reminder)
        self.drill.setVisible(bool(reminder))

    def _show_due(self) -> None:
        """From the 20th on: how long until next month's calendar must be out, red once it is late."""
        due = self._due
        self.calendar.setVisible(due is not None)
        if due is not None:
            self._say(self.calendar, due.words, _("calendar"))
            set_role(self.calendar, "role", "bad" if due.days < 0 and not due.out else "warning")

    def _say(self, made: QPushButton, words: str, short: str, tip: str = "") -> None:
        """What a button says where there is room, and where there is not; a hover and a screen reader have all of
        it.
        """
        self._said[made] = (words, short)
        made.setToolTip("　".join(filter(None, (words, tip))))
        made.setAccessibleName(words)

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
        there = (self.duty, *self._counts(), self.emergency, self.who, self.lock)
        return sum(each.sizeHint().width() + GAP for each in there if not each.isHidden()) + 40

    def _fit_duty(self) -> None:
        """All the names where there is room, else how many."""
        names = self._duty
        shown = listed(names[:3]) + (_("and {n} more", n=len(names) - 3) if len(names) > 3 else "")
        self.duty.setText(_("On duty: {names}", names=shown if self.width() > WIDE else len(names)))

    def _fit_date(self) -> None:
        """On a narrow window the centre's name and the date are shortened; the whole of them is one hover away."""
        room = max(self.width() - self._taken(), NAME)
        self.centre.setText(self.centre.fontMetrics().elidedText(self._centre, Qt.TextElideMode.ElideRight, room))
        self.centre.setToolTip(self._centre)
        shown = self.today.fontMetrics().elidedText(self._date, Qt.TextElideMode.ElideRight, self.today.width())
        self.today.setText(shown)
        self.today.setToolTip(self._date)

    def minimumSizeHint(self) -> QSize:
        """The bar never keeps the window from becoming smaller: its words become shorter instead."""
        return QSize(NAME, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


class MessageStrip(QFrame):
    """One line under the bar that says what just happened; it goes when it has been read."""

    READ_MS = 12_000

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "strip")
        self.words = label("", wrap=True)
        self._close = button("×", self.hide, "quiet")
        self._close.setAccessibleName(_("Close"))
        self._close.setFocusPolicy(self._close.focusPolicy().NoFocus)
        inner = QHBoxLayout(self)
        inner.setContentsMargins(12, 2, 8, 2)
        inner.addWidget(self.words, 1)
        inner.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self._news = QTimer(self)
        self._news.setSingleShot(True)
        self.hide()

    def turn_over(self) -> None:
        """Another page: what was told of the one before goes, unless it was told together with the turning."""
        if not self._news.isActive():
            self.hide()

    def tell(self, words: str, kind: str = "good") -> None:
        """``kind`` is good, warning or bad; bad news stays until it is closed. No words take back what was told."""
        self.words.setText(words)
        self._news.start(0)
        set_role(self, "kind", kind)
        self.setVisible(bool(words))
        self._timer.stop()
        if kind != "bad":
            self._timer.start(self.READ_MS)

    def add(self, words: str) -> None:
        """Something more about what just happened, below what is told of it already."""
        said, kind = (self.words.text(), self.property("kind")) if not self.isHidden() else ("", "")
        self.tell("\n".join(filter(None, (said, words))), "bad" if kind == "bad" else "warning")


def stacked(*widgets: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for widget in widgets:
        column.addWidget(widget)
    return column
