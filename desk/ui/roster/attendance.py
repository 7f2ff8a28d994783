"""The page of attendance: today's duties, signing in and out, times put right, and the month by person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import ClassVar

from PySide6.QtWidgets import QLineEdit

from desk.books.roster import attendance
from desk.books.roster.attendance import AttendanceMark, AttendanceSum, AttendedDuty, hours_words, time_of
from desk.books.roster.queries import Duty
from desk.core.clock import start_of
from desk.core.clock_times import minutes_in
from desk.core.edit_conflicts import EditConflict
from desk.core.permissions import May
from desk.core.words import N_, P_, _, bracketed, listed, phrases
from desk.services.session import Desk
from desk.ui.roster.board import RosterBoard
from desk.ui.roster.page import RosterPage
from desk.ui.shell.commands import Command, Commands
from desk.ui.widgets.columns import Column
from desk.ui.widgets.controls import Field, label, latin_line, line_edit, row
from desk.ui.widgets.editing import Editing
from desk.ui.widgets.form_dialog import FormDialog
from desk.ui.widgets.lists import ListView


class AttendancePage(RosterPage):
    """签到考勤 of a month, today's duties with it."""

    def __init__(self, desk: Desk, board: RosterBoard) -> None:
        super().__init__(desk, board)
        self.now = label("", "heading", wrap=True)
        columns: list[Column[AttendedDuty]] = [
            Column(_("Day"), 110, lambda a: f"{a.duty.day:%Y-%m-%d}"),
            Column(_("Shift"), 100, lambda a: a.shift.name),
            Column(
                _("Name"),
                130,
                lambda a: a.name + (bracketed(_("for {name}", name=a.planned_name)) if a.planned_name else ""),
            ),
            Column(_("From"), 60, lambda a: time_of(a.duty.begins_at)),
            Column(_("To"), 60, lambda a: time_of(a.duty.ends_at), rank=1),
            Column(P_("attendance", "In"), 60, lambda a: time_of(a.duty.came_at)),
            Column(P_("attendance", "Out"), 60, lambda a: time_of(a.duty.left_at)),
            Column(_("State"), 110, self._state, lambda each: each.mark.tone),
            Column(_("Remark on times"), 200, lambda a: a.duty.note, flex=3),
        ]
        self.list: ListView[AttendedDuty] = ListView(
            columns, _("No duties of a published roster in this month."), _("Attendance")
        )
        whole: list[Column[AttendanceSum]] = [
            Column(_("Name"), 110, lambda s: s.name, flex=2),
            Column(P_("sum of attendance", "Planned"), 70, lambda s: str(s.planned), number=True),
            Column(P_("sum of attendance", "On time"), 60, lambda s: str(s.kept), number=True),
            Column(P_("sum of attendance", "Late"), 60, lambda s: str(s.late), number=True),
            Column(P_("sum of attendance", "Left early"), 60, lambda s: str(s.early), number=True),
            Column(P_("sum of attendance", "Absent"), 60, lambda s: str(s.missed), number=True),
            Column(_("Hours worked"), 120, lambda s: hours_words(s.minutes), number=True),
            Column(_("Overtime, min"), 120, lambda s: str(s.over), number=True),
            Column(P_("sum of attendance", "Taken over"), 80, lambda s: str(s.swapped_in), number=True),
        ]
        self.sums: ListView[AttendanceSum] = ListView(whole, _("Nothing to add up yet."), _("Attendance by person"))
        self.column.addWidget(self.now)
        self.column.addWidget(self.list, 3)
        signing = map(self.button, (self.sign_out, self.sign_in))
        self.column.addLayout(row(self.button(self.right_chosen), 1, *signing))
        self.column.addWidget(label(_("The month by person"), "heading"))
        self.column.addWidget(self.sums, 2)

    def make_commands(self) -> Commands:
        right, putting = N_("Put the times right"), N_("Put the times right…")
        table, plan = self.list.table, May.PLAN_ROSTER
        return (
            Command("F2", N_("Sign in for my duty"), self.sign_in, label=N_("Sign in for duty"), role="primary"),
            Command("F3", N_("Go to the list"), self.list.table.setFocus, repeats=True),
            Command("F4", N_("Sign out of my duty"), self.sign_out, label=N_("Sign out")),
            Command("Enter", right, self.right_chosen, label=putting, on_label=False, may=plan, of=table),
        )

    def _state(self, each: AttendedDuty) -> str:
        minutes = each.late or each.early
        return each.mark.label + (_("{n} minutes", n=minutes) if minutes else "")

    def fill(self) -> None:
        """Today first, then back to the month's begin, then what is still to come."""
        month = self.board.month
        with self.desk.read() as work:
            rows = attendance.attended(work, month.first, month.last, cancelled=True)
            sums = attendance.sums(work, *month.span)
            there = attendance.on_duty(work)
            today = work.today
        rows.sort(key=lambda a: (_distance(a.duty.day, today), a.duty.begins_at))
        self.list.show_all(rows)
        self.sums.show_all(sums)
        names = listed(a.name + bracketed(phrases((a.shift.name, a.mark.label))) for a in there)
        self.now.setText(_("On duty now: {names}", names=names) if names else _("Nobody is on duty now."))

    def sign_in(self) -> None:
        """F2 签到 for one's own duty that runs or begins within 90 minutes. Told when there is none."""
        with self.desk.write() as work:
            came = attendance.sign_in(work)
        self._told(
            bool(came), _("Signed in."), _("There is no duty of yours that runs now or begins within 90 minutes.")
        )

    def sign_out(self) -> None:
        """F4 签退 of every duty that one signed in for. Told when there is none."""
        with self.desk.write() as work:
            left = attendance.sign_out(work)
        self._told(bool(left), _("Signed out."), _("There is no duty of yours that you signed in for."))

    def _told(self, done: bool, sentence: str, nothing: str) -> None:
        self.done(sentence if done else nothing, "good" if done else "warning")

    def right_chosen(self) -> None:
        """Put the chosen line right. Told when none is chosen."""
        if each := self.list.current():
            self.put_right(each)
        else:
            self.toast.emit(_("Please choose a line first."), "warning")

    def put_right(self, each: AttendedDuty) -> None:
        """Enter the times of a duty, with the reason. Nothing happens for whoever may not plan."""
        if self.desk.actor.may(May.PLAN_ROSTER) and PutRight(self, self.desk, each).exec():
            self.done(_("Corrected."))


def _distance(day: date, today: date) -> tuple[bool, int]:
    return day > today, abs((day - today).days)


class PutRight(FormDialog):
    """Times that were not signed, entered with a reason."""

    CALLED: ClassVar[Mapping[str, str]] = {"came_at": "came", "left_at": "left"}

    def __init__(self, parent: AttendancePage, desk: Desk, each: AttendedDuty) -> None:
        super().__init__(parent, f"{each.duty.day} {each.shift.name} {each.name}")
        self._desk, self._duty = desk, each.duty
        self.came, self.left = latin_line("08:00", most=5), latin_line("17:30", most=5)
        missed = each.duty.ends_at if each.mark is AttendanceMark.MISSED else None
        self._times = Editing(self._show, self._typed)
        self._times.begin(
            replace(
                self._duty, came_at=self._duty.came_at or self._duty.begins_at, left_at=self._duty.left_at or missed
            )
        )
        self.reason = line_edit(most=100)
        self.add("came", Field(P_("attendance", "In"), self.came, _("Empty means: did not come.")))
        self.add("left", Field(P_("attendance", "Out"), self.left, _("Empty means: still there.")))
        self.add("reason", Field(_("Reason"), self.reason, required=True))
        self.finish(_("Save"))

    def _show(self, duty: Duty) -> None:
        self.came.setText(time_of(duty.came_at))
        self.left.setText(time_of(duty.left_at))

    def _typed(self) -> Duty:
        came = self._moment("came", self.came, self._duty.begins_at)
        left = self._moment("left", self.left, came or self._duty.begins_at)
        return replace(self._duty, came_at=came, left_at=left)

    def do(self) -> None:
        """What is offered where nobody signed counts as typed; whoever signed meanwhile is told of."""
        typed = self._times.wanted
        try:
            with self._desk.write() as work:
                attendance.put_right(work, self._duty.id, typed.came_at, typed.left_at, self.reason.text(), self._duty)
        except EditConflict as stale:
            self._duty = stale.fresh
            self._times.take(stale)
            raise

    def _moment(self, field: str, line: QLineEdit, near: datetime) -> datetime | None:
        """The time typed on the duty's day; a time well before ``near`` is of the next day."""
        if not line.text().strip():
            return None
        moment = start_of(self._duty.day) + timedelta(minutes=minutes_in(line.text(), field))
        return moment + timedelta(days=1) if field == "left" and moment < near - timedelta(hours=1) else moment
