"""The card of a joint meeting 会议卡: its facts, who is asked, the agenda, what was decided, and what comes next."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QListWidget, QStackedWidget, QVBoxLayout, QWidget

from desk.books.meetings.model import TO_COME, Meeting, MeetingState, Resolution
from desk.core.calendar import date_words
from desk.core.clock import local
from desk.core.errors import DeskError
from desk.core.permissions import May
from desk.core.words import P_, _, named
from desk.services.session import Desk
from desk.ui.meetings import acts
from desk.ui.meetings.holding_window import HoldingWindow
from desk.ui.meetings.meeting_papers import MeetingPapers
from desk.ui.meetings.sections import AgendaSection, MeetingPart, PeopleSection, ResolutionSection
from desk.ui.meetings.shown import ShownMeeting, read, when_words
from desk.ui.shell.person_record import wrapped_lines
from desk.ui.shell.record_window import RecordWindow
from desk.ui.widgets.choices import Latch
from desk.ui.widgets.controls import button, fit, keyed, label, row, set_role
from desk.ui.widgets.once import shortcut

BETWEEN = "　"


class MeetingCard(RecordWindow):
    """Opened from the page, from 待办, from a figure, or by its number. Alt with a digit shows a section."""

    SHOWS = frozenset({"follow_ups", "matching", "meetings", "organisations", "staff"})
    follow_up_wanted = Signal(int)
    """The card of a follow-up is to be opened, by its id."""

    def __init__(self, desk: Desk, id: int, parent: QWidget) -> None:
        super().__init__(desk, parent)
        fit(self, 920, 640)
        self._id = id
        self.shown: ShownMeeting | None = None
        self.heading, self.facts = label("", "title", wrap=True), label("", wrap=True)
        self.problem = label("", "problem", wrap=True)
        self.people, self.agenda, self.decided = PeopleSection(desk), AgendaSection(desk), ResolutionSection(desk)
        self.story: QListWidget = wrapped_lines(P_("joint meeting", "History"))
        self.papers = MeetingPapers(self, desk, lambda: self.shown.meeting if self.shown else None, self._tell)
        self._lay_out()
        self._connect()
        self.load()
        assert self.shown is not None
        self.show_section(2 if self.shown.meeting.state is MeetingState.ISSUED else 0)

    def _lay_out(self) -> None:
        self._group, self.stack = QButtonGroup(self), QStackedWidget()
        parts: tuple[QWidget, ...] = (self.people, self.agenda, self.decided, self.story)
        captions = (_("People asked"), _("Agenda"), _("Resolutions"), P_("joint meeting", "History"))
        for place, (part, caption) in enumerate(zip(parts, captions, strict=True)):
            latch = Latch(caption)
            set_role(latch, "role", "choice")
            self._group.addButton(latch, place)
            self.stack.addWidget(part)
            shortcut(self, f"Alt+{place + 1}", partial(self.show_section, place))
        self._group.idClicked.connect(self.show_section)
        self.next = keyed(self, "", self.go_on, "N", "primary")
        self.issue = keyed(
            self, P_("joint meeting", "Issue the minutes…"), partial(self._do, acts.issue), "S", "primary"
        )
        self.report = keyed(self, P_("joint meeting", "Agenda is reported"), partial(self._do, acts.report), "R")
        self.change = keyed(self, _("Change…"), partial(self._do, acts.edit), "E")
        self.off = button(P_("joint meeting", "Cancel the meeting…"), partial(self._do, acts.cancel), "flat")
        outer = QVBoxLayout(self)
        outer.addWidget(self.heading)
        outer.addWidget(self.facts)
        outer.addLayout(row(*self._group.buttons(), 1))
        outer.addWidget(self.stack, 1)
        outer.addWidget(self.problem)
        left = (self.papers.button, self.change, self.off)
        outer.addLayout(row(*left, 1, button(_("Close"), self.accept, key="Esc"), self.report, self.issue, self.next))
        self.problem.hide()

    def _connect(self) -> None:
        for section in (self.people, self.agenda, self.decided):
            section.acted.connect(self.acted)
            section.refused.connect(self._tell)
        self.decided.opened.connect(self._open_follow_up)
        shortcut(self, "F2", self.add)

    @property
    def section(self) -> MeetingPart | None:
        """The list in sight; None for the history."""
        current = self.stack.currentWidget()
        return current if isinstance(current, MeetingPart) else None

    def show_section(self, place: int) -> None:
        """Alt+1 to Alt+4."""
        self.stack.setCurrentIndex(place)
        checked = self._group.button(place)
        checked.setChecked(True)
        if self.section is not None:
            self.section.enter()
        else:
            self.story.setFocus()

    def add(self) -> None:
        """F2: somebody to ask, or an item, by what is in sight."""
        if self.section is not None:
            self.section.add()

    def fill(self) -> None:
        with self.desk.read() as work:
            shown = self.shown = read(work, self._id)
        meeting = shown.meeting
        self.setWindowTitle(_("Joint meeting {number}", number=meeting.number))
        self.heading.setText(f"{meeting.number}　{meeting.title} · {meeting.state.label}")
        self.facts.setText("\n".join(self._fact_lines(shown)))
        for section in (self.people, self.agenda, self.decided):
            section.show_meeting(shown)
        self.story.clear()
        for move in shown.moves:
            text = f"{local(move.at):%Y-%m-%d %H:%M}　{move.state.label}　{move.who}"
            self.story.addItem(text + (f"\n{move.remark}" if move.remark else ""))
        self._offer(shown)

    def _fact_lines(self, shown: ShownMeeting) -> list[str]:
        meeting, today = shown.meeting, self.desk.clock.today()
        days = (
            (P_("joint meeting", "Notice"), meeting.notified_on),
            (P_("joint meeting", "Reported"), meeting.reported_on),
            (P_("joint meeting", "Minutes due"), meeting.minutes_due_on if meeting.issued_at is None else None),
        )
        days_said = [named(caption, date_words(day, today)) for caption, day in days if day is not None]
        if meeting.minutes_name:
            days_said.append(named(P_("joint meeting", "Minutes"), meeting.minutes_name))
        people = (
            named(P_("joint meeting", "Chair"), meeting.chair),
            named(P_("joint meeting", "Minutes by"), meeting.keeper),
        )
        lines = [
            BETWEEN.join((when_words(meeting), meeting.where, *people)),
            BETWEEN.join((*days_said, shown.attendance)),
        ]
        if meeting.state is MeetingState.ISSUED:
            lines.append(_("The minutes stay as they are; a correction goes onto the next agenda."))
        return [line for line in (*lines, meeting.remark) if line]

    def _offer(self, shown: ShownMeeting) -> None:
        meeting, may_act = shown.meeting, self.desk.actor.may(May.HOLD_MEETINGS)
        caption = acts.next_words(meeting)
        self.next.setText(caption or _("Close"))
        self.next.setVisible(may_act and bool(caption))
        self.issue.setVisible(may_act and meeting.state is MeetingState.HELD)
        set_role(self.next, "role", "" if meeting.state is MeetingState.HELD else "primary")
        self.report.setVisible(may_act and meeting.state in TO_COME and meeting.reported_on is None)
        self.change.setVisible(may_act and meeting.state in TO_COME)
        self.off.setVisible(may_act and meeting.state in TO_COME)

    def _tell(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def _do(self, act: Callable[[QWidget, Desk, Meeting], str]) -> None:
        if self.shown is None:
            return
        try:
            sentence = act(self, self.desk, self.shown.meeting)
        except DeskError as error:
            self._tell(error.message)
            return
        self._tell("")
        if sentence:
            self.acted(sentence)

    def go_on(self) -> None:
        """N: the notice is out, the meeting begins, or goes on."""
        if self.shown is None or not acts.next_words(self.shown.meeting):
            return
        if self.shown.meeting.state is MeetingState.PLANNED:
            self._do(acts.give_notice)
            return
        try:
            acts.begin(self.desk, self.shown.meeting)
        except DeskError as error:
            self._tell(error.message)
            return
        self._tell("")
        HoldingWindow(self.desk, self, self._id).show_over(self.toast)
        self.acted()

    def _open_follow_up(self, resolution: Resolution) -> None:
        self.follow_up_wanted.emit(resolution.follow_up_id)
        self.accept()
