"""The page 联席会议: meetings of a year from the notice to the minutes, and where what they decided stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desk.books.meetings import agenda_queries, quarters, queries, rules
from desk.books.meetings.model import Meeting, MeetingCounts, MeetingKind, MeetingState, Resolution, ResolutionView
from desk.books.meetings.quarters import QUARTERS, QuartersWithout
from desk.core.permissions import May
from desk.core.tone import Tone
from desk.core.words import N_, NP_, P_, _, phrases
from desk.reports.kit.declaration import Given
from desk.services.session import Desk
from desk.ui.meetings import acts
from desk.ui.meetings.forms import MeetingForm
from desk.ui.meetings.holding_window import HoldingWindow
from desk.ui.meetings.meeting_card import MeetingCard
from desk.ui.meetings.shown import MeetingRow, meeting_columns, resolution_columns
from desk.ui.shell.column_page import ColumnPage
from desk.ui.shell.commands import Command, Commands
from desk.ui.shell.text_size import hold, scaled
from desk.ui.widgets import papers, quietly
from desk.ui.widgets.controls import Combo, button, label, line_edit, row, set_role
from desk.ui.widgets.lists import ListView

LOW = 400
"""Pixels of the page's height below which one of the two lists is in sight at a time."""


class MeetingsPage(ColumnPage):
    """联席会议: everybody may read it; who holds meetings calls them, keeps the minutes and issues them."""

    SHOWS = frozenset({"centre", "follow_ups", "meetings", "organisations", "staff"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._all: list[MeetingRow] = []
        today = desk.clock.today()
        self.text = line_edit(_("Number or title"))
        self.text.setAccessibleName(_("Find a meeting"))
        self.year = Combo([(str(today.year), today.year)])
        self.year.setAccessibleName(P_("joint meeting", "Year"))
        self.quarters = [button("", partial(self.open_quarter, quarter), "flat") for quarter in QUARTERS]
        self.list: ListView[MeetingRow] = ListView(
            meeting_columns(desk.clock.today),
            _("No meeting in this year yet. F2 calls the first."),
            _("Joint meetings"),
        )
        self.view = Combo([(each.label, each) for each in ResolutionView])
        self.view.setAccessibleName(_("Which resolutions"))
        self.decided: ListView[Resolution] = ListView(
            resolution_columns(desk.clock.today, of_all=True),
            _("Nothing here. What meetings decide stands here until it is closed."),
            _("Resolutions"),
        )
        self._shows_decided = False
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        hold(self.text, QLineEdit.setMinimumWidth, 120)
        self.column.addLayout(row(self.text, self.year, *self.quarters, 1))
        self.column.addWidget(self.list, 3)
        self._below = QWidget()
        below = QVBoxLayout(self._below)
        below.setContentsMargins(0, 0, 0, 0)
        below.addLayout(row(label(_("Resolutions"), "heading"), self.view, 1))
        below.addWidget(self.decided, 1)
        self.column.addWidget(self._below, 4)
        acts_of_row = (self.button(self.print_minutes), self.button(self.print_notice), self.button(self.print_sign_in))
        self._turn = self.button(self.next_list)
        self.column.addLayout(row(self._turn, 1, *acts_of_row, self.button(self.go_on)))
        self._new = self.button(self.open_new)

    def _connect(self) -> None:
        self.text.textEdited.connect(lambda _text: self._show())
        self.text.returnPressed.connect(self.open_first)
        self.list.search_from(self.text)
        self.year.currentIndexChanged.connect(lambda _at: self.load())
        self.view.currentIndexChanged.connect(lambda _at: self.load())
        self.list.table.selectionModel().currentChanged.connect(lambda _now, _before: self.show_enabled())

    def beside_pages(self) -> tuple[QWidget, ...]:
        return (self._new,) if self.desk.actor.may(May.HOLD_MEETINGS) else ()

    def make_commands(self) -> Commands:
        table, decided, inside = self.list.table, self.decided.table, self.list
        return (
            Command(
                "F2",
                N_("Call a joint meeting"),
                self.open_new,
                label=NP_("joint meeting", "Call…"),
                role="primary",
                may=May.HOLD_MEETINGS,
            ),
            Command("F3", N_("Find a meeting"), self.text.setFocus, repeats=True),
            Command(
                "F6",
                N_("Meetings, or resolutions"),
                self.next_list,
                label=NP_("joint meeting", "Other list"),
                repeats=True,
            ),
            Command(
                "Enter", N_("Open the meeting, or the follow-up"), self.open_chosen, of=(table, decided), on_label=False
            ),
            Command(
                "N",
                NP_("joint meeting", "Next step"),
                self.go_on,
                of=table,
                inside=inside,
                may=May.HOLD_MEETINGS,
                enabled=self._can_go_on,
            ),
            Command("Ctrl+P", NP_("paper", "Minutes"), self.print_minutes, of=table),
            Command("", NP_("paper", "Notice"), self.print_notice, of=table),
            Command("", NP_("paper", "Sign-in sheet"), self.print_sign_in, of=table),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """On a low screen one list at a time, turned by F6."""
        is_low = self.height() < scaled(LOW)
        self.list.setVisible(not is_low or not self._shows_decided)
        self._below.setVisible(not is_low or self._shows_decided)
        self._turn.setVisible(is_low)

    def fill(self) -> None:
        view, today = self.view.value, self.desk.clock.today()
        with self.desk.read() as work:
            self._offer_years(queries.years(work), today)
            year = self.year.value
            people, made = queries.people_counts(work, year), agenda_queries.resolution_counts(work, year)
            there = queries.of_year(work, year)[::-1]
            decided = agenda_queries.resolutions(work, view, year)
            without = quarters.without_meeting(work, year)
        none = MeetingCounts()
        self._all = [
            MeetingRow(each, replace(made.get(each.id, none), asked=asked.asked, came=asked.came))
            for each in there
            for asked in (people.get(each.id, none),)
        ]
        self._show_quarters(there, without)
        self.decided.show_all(decided, keep=True)
        late = sum(each.is_overdue(today) for each in decided)
        sums = [_("{n} resolutions", n=len(decided)), _("{n} overdue", n=late) if late else ""]
        self.decided.foot.show_sum(phrases(filter(None, sums)))
        self._show()

    def _offer_years(self, years: list[int], today: date) -> None:
        there = sorted({*years, today.year}, reverse=True)
        quietly.renew(self.year, [(_("{year} (year)", year=year), year) for year in there])

    def _show_quarters(self, there: list[Meeting], without: QuartersWithout) -> None:
        """第四季度 已通知: which quarters have theirs."""
        for quarter, shown in zip(QUARTERS, self.quarters, strict=True):
            meeting = self._of_quarter(quarter, there)
            state = meeting.state.label if meeting else P_("joint meeting", "none yet")
            tone = meeting.tone(self.desk.clock.today()) if meeting else None
            if quarter in without.missed:
                state, tone = P_("joint meeting", "not held"), Tone.OVERDUE
            elif quarter in without.before:
                state = P_("joint meeting", "before the desk was in use")
            shown.setText(f"{rules.quarter_words(quarter)} {state}")
            set_role(shown, "role", tone if tone in (Tone.OVERDUE, Tone.DUE_SOON) else "flat")

    def _of_quarter(self, quarter: int, there: list[Meeting]) -> Meeting | None:
        fitting = (
            each
            for each in there
            if each.kind is MeetingKind.QUARTERLY
            and each.quarter == quarter
            and each.state is not MeetingState.CANCELLED
        )
        return next(fitting, None)

    def _show(self) -> None:
        typed = self.text.text().strip().lower()
        rows = [each for each in self._all if typed in f"{each.meeting.number} {each.meeting.title}".lower()]
        self.list.show_all(rows, keep=True)
        held = sum(each.meeting.held_at is not None for each in rows)
        self.list.foot.show_sum(_("{n} meetings, {held} held", n=len(rows), held=held) if rows else "")
        self.show_enabled()

    @property
    def _chosen(self) -> Meeting | None:
        row = self.list.current()
        return row.meeting if row else None

    def _can_go_on(self) -> bool:
        return self._chosen is not None and bool(acts.next_words(self._chosen))

    def open_new(self, day: date | None = None) -> None:
        """F2: another meeting; its card is opened, where people are asked and the agenda is put together."""
        form = MeetingForm(self, self.desk, None, day)
        stored, made = bool(form.exec()), form.meeting
        form.deleteLater()
        if stored and made is not None:
            self.done(_("{number} is called.", number=made.number))
            self.list.choose(made.id)
            self.open_card(made.id)

    def call_next(self) -> None:
        """From 待办: that of this quarter."""
        self.load()
        if self.desk.actor.may(May.HOLD_MEETINGS):
            self.open_new()

    def open_quarter(self, quarter: int) -> None:
        """The meeting of a quarter; where there is none yet and it is not over, a new one."""
        meeting = self._of_quarter(quarter, [each.meeting for each in self._all])
        last = rules.last_day_of(self.year.value, quarter)
        if meeting is not None:
            self.open_card(meeting.id)
        elif self.desk.actor.may(May.HOLD_MEETINGS) and last >= self.desk.clock.today():
            self.open_new(max(date(last.year, last.month - 2, 1), self.desk.clock.today()))

    def open_first(self) -> None:
        """Enter in the field: the first that fits."""
        if self.list.model.rows:
            self.list.table.selectRow(0)
            self.open_card(self.list.model.rows[0].id)

    def next_list(self) -> None:
        """F6: meetings and resolutions in turn."""
        self._shows_decided = not self.decided.table.hasFocus() if self._both_in_sight else not self._shows_decided
        self._fit()
        (self.decided if self._shows_decided else self.list).enter()

    @property
    def _both_in_sight(self) -> bool:
        return self.height() >= scaled(LOW)

    def open_chosen(self) -> None:
        """Enter: the card of a meeting; of a resolution its follow-up."""
        resolution = self.decided.current()
        if self.decided.table.hasFocus() and resolution is not None:
            self.destination_wanted.emit("orders.follow_up", resolution.follow_up_id)
        elif self._chosen is not None:
            self.open_card(self._chosen.id)

    def open_card(self, id: int) -> None:
        """The card of a meeting, until it is closed."""
        wanted: list[int] = []
        card = MeetingCard(self.desk, id, self)
        card.follow_up_wanted.connect(wanted.append)
        card.show_over(self.toast)
        self.done()
        if wanted:
            self.destination_wanted.emit("orders.follow_up", wanted[0])

    def go_on(self) -> None:
        """N: the notice is out, the meeting begins, or goes on."""
        meeting = self._chosen
        if meeting is None:
            return
        if meeting.state is MeetingState.PLANNED:
            self.done(acts.give_notice(self, self.desk, meeting))
            return
        acts.begin(self.desk, meeting)
        HoldingWindow(self.desk, self, meeting.id).show_over(self.toast)
        self.done()

    def print_minutes(self) -> None:
        """Ctrl+P 会议纪要 of the chosen meeting."""
        self._print("meeting")

    def print_notice(self) -> None:
        """会议通知."""
        self._print("meeting-notice")

    def print_sign_in(self) -> None:
        """签到表."""
        self._print("meeting-sign-in")

    def _print(self, identifier: str) -> None:
        if meeting := self._chosen:
            papers.preview(self, self.desk, identifier, meeting.number, number=Given(meeting))
