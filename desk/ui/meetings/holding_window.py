"""会议进行: the window in which minutes are taken while people talk; at the left the agenda, at the right what is said.

Nothing typed is lost: a line is stored by its Enter, what was said a moment after the last key, and half a line is
kept as a draft.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desk.books import staff
from desk.books.matching.model import MatchState
from desk.books.meetings import agenda, projects
from desk.books.meetings.model import AgendaItem, AgendaKind, Meeting, MeetingState
from desk.core.edit_conflicts import EditConflict
from desk.core.errors import DeskError
from desk.core.plain_text import prose
from desk.core.words import N_, P_, _, bracketed, named
from desk.services.session import Desk
from desk.ui.incidents.frames import framed, show_keys
from desk.ui.meetings import acts
from desk.ui.meetings.decision_line import DecisionInput
from desk.ui.meetings.forms import MatchItem
from desk.ui.meetings.meeting_papers import MeetingPapers
from desk.ui.meetings.sections import AgendaSection, PeopleSection, ResolutionSection
from desk.ui.meetings.shown import NumberedItem, ShownMeeting, read
from desk.ui.shell.record_window import RecordWindow
from desk.ui.shell.text_size import is_narrow, scaled
from desk.ui.widgets.controls import button, keyed, label, row
from desk.ui.widgets.once import shortcut
from desk.ui.widgets.whole_window import take_all_room

OF_LISTS = (AgendaKind.NEED, AgendaKind.OFFERING, AgendaKind.PROJECT)
KEPT_AFTER_MS = 700
"""How long after the last key what was said is stored."""
LOW = 480
"""Pixels of height below which the buttons under the lists give way."""
KEYS = (
    ("F2", N_("Put an item on the agenda, or somebody on the list")),
    ("F3", N_("Go to the line for decisions")),
    ("Enter", N_("In the line: make it a follow-up")),
    ("F5", N_("Go to what was said")),
    ("F6", N_("Go to the agenda")),
    ("F7", N_("Sign in: 1 present, 2 by proxy, 3 excused, 0 not yet")),
    ("F8", N_("Go to the resolutions: Delete takes one back")),
    ("F9", N_("Match a need with a resource, or claim a project")),
    ("Ctrl+Enter", N_("The next item")),
    ("Ctrl+S", N_("Store what was said, also over what somebody else wrote")),
    ("Ctrl+P", N_("Notice, sign-in sheet, minutes")),
    ("Esc", N_("Close; what was typed is stored")),
)
"""The keys of the window as F1 tells them, and their msgids."""


class HoldingWindow(RecordWindow):
    """Two may take minutes at one time: each sees the other's lines, and is told where both wrote on one item."""

    SHOWS = frozenset({"follow_ups", "matching", "meetings", "organisations", "staff", "teams"})

    def __init__(self, desk: Desk, parent: QWidget, id: int) -> None:
        super().__init__(desk, parent)
        self.id = id
        self.shown: ShownMeeting | None = None
        self._read: AgendaItem | None = None
        """The item in sight, as it was when it was shown."""
        self._is_contested = False
        self.agenda, self.people, self.decided = AgendaSection(desk), PeopleSection(desk), ResolutionSection(desk)
        self.item, self.problem = label("", "heading", wrap=True), label("", "problem", wrap=True)
        self.matched = label("", "muted", wrap=True)
        self.said = QPlainTextEdit()
        self.said.setAccessibleName(P_("joint meeting", "What was said"))
        self.said.setTabChangesFocus(True)
        self.said.setPlaceholderText(_("What was said of this item. It is stored by itself."))
        self.line = DecisionInput(desk, id)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.keep)
        self._lay_out()
        self._connect()
        take_all_room(self, parent)
        self._take_up_line()
        self.load()
        self._begin()

    def _lay_out(self) -> None:
        self.heading = label("", "title")
        self.papers = MeetingPapers(self, self.desk, self._meeting, self._tell)
        self.match = keyed(self, P_("agenda", "Match"), self.match_item, "F9")
        self.sign_in = keyed(self, P_("joint meeting", "Sign-in"), self.show_people, "F7")
        self.issue = button(P_("joint meeting", "Issue the minutes…"), self.issue_minutes, "primary")
        self._close = button(_("Close"), self.reject, key="Esc")
        self.left = QStackedWidget()
        self.left.addWidget(self.agenda)
        self.left.addWidget(self.people)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(12, 8, 12, 8)
        column.addWidget(self.item)
        column.addWidget(self.matched)
        column.addWidget(self.said, 3)
        column.addWidget(self.line)
        column.addWidget(self.problem)
        column.addWidget(self.decided, 4)
        self.said.setMinimumHeight(scaled(46))
        self.parts = QSplitter(Qt.Orientation.Horizontal)
        self.parts.setChildrenCollapsible(False)
        self.parts.setHandleWidth(8)
        for part in (self.left, framed(right)):
            self.parts.addWidget(part)
        outer = QVBoxLayout(self)
        outer.addLayout(row(self.heading, 1, self.papers.button, self.match, self.sign_in, self.issue, self._close))
        outer.addWidget(self.parts, 1)
        self.problem.hide()

    def _connect(self) -> None:
        for section in (self.agenda, self.people, self.decided):
            section.acted.connect(self.acted)
            section.refused.connect(self._tell)
        self.agenda.chosen.connect(self._item_chosen)
        self.said.textChanged.connect(self._typed)
        self.line.edited.connect(lambda: self._timer.start(KEPT_AFTER_MS))
        self.line.decided.connect(self._decided)
        for key, act in (
            ("F1", lambda: show_keys(self, _("Keys of this window"), KEYS)),
            ("F2", lambda: (self.agenda if self.left.currentIndex() == 0 else self.people).add()),
            ("F3", self.line.line.setFocus),
            ("F5", self.said.setFocus),
            ("F6", self.show_agenda),
            ("F8", self.decided.enter),
            ("Ctrl+Return", self.next_item),
            ("Ctrl+Enter", self.next_item),
            ("Ctrl+S", self.store),
        ):
            shortcut(self, key, act, repeats=True, held=False)

    def _meeting(self) -> Meeting | None:
        return self.shown.meeting if self.shown else None

    def _begin(self) -> None:
        """At the first item that people talk about; with nobody signed in yet, at the list of people."""
        assert self.shown is not None
        own = [at for at, each in enumerate(self.shown.items) if each.item.kind is not AgendaKind.CARRIED]
        self.agenda.list.table.selectRow(own[0] if own else 0)
        if any(each.came for each in self.shown.people):
            self.line.line.setFocus()
        else:
            self.show_people()

    def fill(self) -> None:
        """Read again; what is being typed stays."""
        with self.desk.read() as work:
            shown = self.shown = read(work, self.id)
        meeting = shown.meeting
        self.setWindowTitle(_("Joint meeting {number}", number=meeting.number))
        self._show_heading()
        for section in (self.agenda, self.people, self.decided):
            section.show_meeting(shown)
        is_held = meeting.state is MeetingState.HELD
        self.issue.setVisible(is_held)
        self.line.setEnabled(is_held)
        self.said.setReadOnly(not is_held)
        self._follow()

    def _show_heading(self) -> None:
        """Which meeting it is; where there is no room beside the buttons by its number alone."""
        if self.shown is not None:
            number, title = self.shown.meeting.number, self.shown.meeting.title
            self.heading.setText(number if is_narrow(self.width()) else f"{number}　{title}")
            self.heading.setToolTip(title)

    def _follow(self) -> None:
        """Somebody else wrote on the item in sight: it is shown, unless something is typed here."""
        chosen = self.agenda.list.current()
        if chosen is None or self._read is None or chosen.item.id != self._read.id:
            return
        self._show_match(chosen.item)
        if not self.is_dirty and chosen.item.decision != self._read.decision:
            self._show_item(chosen)

    @property
    def is_dirty(self) -> bool:
        """Is something written of the item in sight that the book does not have?"""
        return self._read is not None and self._can_write and prose(self.said.toPlainText()) != self._read.decision

    @property
    def _can_write(self) -> bool:
        return self._read is not None and self._read.id > 0 and not self.said.isReadOnly()

    def _item_chosen(self, chosen: NumberedItem | None) -> None:
        if chosen is None or (self._read is not None and chosen.item.id == self._read.id and self._read.id):
            return
        self.keep()
        if self._is_contested:
            self.store()
        if self.is_dirty:
            self._stay()
            return
        self._show_item(chosen)

    def _stay(self) -> None:
        """Back to the item in sight: what was written of it could not be stored."""
        rows = [each.item.id for each in self.agenda.list.model.rows]
        if self._read is not None and self._read.id in rows:
            self.agenda.list.table.selectRow(rows.index(self._read.id))

    def _show_item(self, chosen: NumberedItem) -> None:
        self._read, self._is_contested = chosen.item, False
        self.item.setText(_("{place}. {text}", place=chosen.place, text=chosen.item.masked))
        self.said.blockSignals(True)
        self.said.setPlainText(chosen.item.decision)
        self.said.blockSignals(False)
        self.said.setEnabled(chosen.item.id > 0)
        self.line.item_id = chosen.item.id or None
        self._show_match(chosen.item)

    def _show_match(self, item: AgendaItem) -> None:
        """Where the match of the item in sight stands, and whether F9 has something to do there."""
        match = self.shown.matches.get(item.match_id or 0) if self.shown else None
        is_project, meeting = item.kind is AgendaKind.PROJECT, self._meeting()
        self.matched.setVisible(match is not None)
        if match is not None:
            what = "" if is_project else f"{match.organisation}　{match.offering}"
            self.matched.setText(named(P_("agenda", "Match"), match.state.label + (bracketed(what) if what else "")))
        waits = match.state is MatchState.PROPOSED if match and is_project else match is None
        is_held = meeting is not None and meeting.state is MeetingState.HELD
        self.match.setEnabled(is_held and item.kind in OF_LISTS and waits)
        self.match.setText(P_("agenda", "Claim") if is_project else P_("agenda", "Match"))

    def _typed(self) -> None:
        if not self._is_contested:
            self._timer.start(KEPT_AFTER_MS)

    def keep(self) -> None:
        """Store what was said, and keep half a line as a draft."""
        self._timer.stop()
        self._keep_line()
        if self.is_dirty and not self._is_contested:
            self._write_down()

    def _keep_line(self) -> None:
        text, form = self.line.line.text(), f"meeting_line:{self.id}"
        try:
            with self.desk.write() as work:
                if staff.draft(work, form).get("line", "") != text:
                    staff.keep_draft(work, form, {"line": text} if text else {})
        except DeskError as error:
            self._tell(error.message)

    def _take_up_line(self) -> None:
        """Half a line that was left here before."""
        with self.desk.read() as work:
            self.line.line.setText(staff.draft(work, f"meeting_line:{self.id}").get("line", ""))
        self.line.look()

    def store(self) -> None:
        """Ctrl+S: also over what somebody else wrote, who was told of."""
        self._is_contested = False
        self.keep()

    def _write_down(self) -> None:
        assert self._read is not None
        said = self.said.toPlainText()
        try:
            with self.desk.write() as work:
                self._read = agenda.write_down(work, self._read.id, said, read=self._read)
        except EditConflict as stale:
            self._is_contested, self._read = True, stale.fresh
            self._tell(stale.message)
            return
        except DeskError as error:
            self._tell(error.message)
            return
        self._tell("")
        self.acted()

    def _tell(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def _decided(self, sentence: str) -> None:
        self._keep_line()
        self._tell("")
        self.acted(sentence)
        self.decided.list.table.scrollToBottom()
        self.line.line.setFocus()

    def show_agenda(self) -> None:
        """F6."""
        self.left.setCurrentIndex(0)
        self.agenda.enter()

    def show_people(self) -> None:
        """F7, and back to the agenda."""
        if self.left.currentIndex() == 1:
            self.show_agenda()
            return
        self.left.setCurrentIndex(1)
        self.people.enter()

    def next_item(self) -> None:
        """Ctrl+Enter: store, and on to the next item; the focus stays where one types."""
        self.keep()
        at = self.agenda.list.table.currentIndex().row()
        if at + 1 < len(self.agenda.list.model.rows):
            self.agenda.list.table.selectRow(at + 1)

    def match_item(self) -> None:
        """F9: a need with a resource, both at the table; of a project the partner's word."""
        chosen = self.agenda.list.current()
        if chosen is None or not self.match.isEnabled():
            return
        if chosen.item.kind is not AgendaKind.PROJECT:
            self.agenda.ask(MatchItem(self, self.desk, chosen.item), _("Matched and claimed."))
            return
        id = chosen.item.id

        def claim() -> None:
            with self.desk.write() as work:
                projects.claim_at(work, id)

        self.agenda.attempt(claim, _("Claimed."))

    def issue_minutes(self) -> None:
        """签发纪要."""
        self.keep()
        if self.shown is None or self._is_contested:
            return
        try:
            sentence = acts.issue(self, self.desk, self.shown.meeting)
        except DeskError as error:
            self._tell(error.message)
            return
        if sentence:
            self.acted(sentence)
            self.accept()

    def reject(self) -> None:
        """Esc: what was typed is stored first; what cannot be, or what both wrote, stays until that is put right."""
        self.keep()
        if not self.is_dirty:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.keep()
        if self.is_dirty:
            event.ignore()
            return
        super().closeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The agenda takes a third; on a low screen the hints under the line give way."""
        super().resizeEvent(event)
        self._show_heading()
        share = 4 if is_narrow(self.width()) else 3
        self.parts.setSizes([self.width() // share + scaled(40), self.width() - self.width() // share - scaled(40)])
