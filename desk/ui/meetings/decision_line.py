"""The line in which decisions are typed 一行决议; under it what it will do, before anything is done."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.books.meetings import decision_lines, resolutions
from desk.books.meetings.decision_lines import DecisionLine, OutsideOwner
from desk.core.calendar import date_words
from desk.core.errors import DeskError
from desk.core.words import _
from desk.core.work import Work
from desk.services.session import Desk
from desk.ui.widgets.controls import label, line_edit, row, set_role

LONGEST = 600
"""Characters."""


class DecisionInput(QWidget):
    """Enter does what the words under the line say. What lacks an owner or a day stays in the line, with what is
    missing; an unknown name is asked about once, and Enter again means somebody outside.
    """

    decided = Signal(str)
    """What came of it, in words."""
    edited = Signal()

    def __init__(self, desk: Desk, meeting_id: int) -> None:
        super().__init__()
        self._desk, self._meeting_id = desk, meeting_id
        self.item_id: int | None = None
        """The item of the agenda that it is about; None for none."""
        self._asked_about = ""
        self.line = line_edit(_("What | who | by when, as 换灯｜林小芳｜12.10"), most=LONGEST)
        self.line.setAccessibleName(_("Decision in one line"))
        self.preview = label(_("Enter makes it a follow-up at once."), "muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        beside = row(label(_("Decision")))
        beside.addWidget(self.line, 1)
        column.addLayout(beside)
        column.addWidget(self.preview)
        self.line.textEdited.connect(lambda _text: self.look())
        self.line.textEdited.connect(lambda _text: self.edited.emit())
        self.line.returnPressed.connect(self.enter)

    def look(self) -> None:
        """Say what the line would do as it is typed so far, or what is missing."""
        text = self.line.text()
        if not text.strip():
            self._say(_("Enter makes it a follow-up at once."), "muted")
            return
        try:
            with self._desk.read() as work:
                understood = self._understood(work, text)
            self._say(self._line_words(understood), "notice")
        except DeskError as error:
            self._say(error.message, "muted")

    def _understood(self, work: Work, text: str) -> DecisionLine:
        try:
            return decision_lines.understand(work, text)
        except OutsideOwner:
            return decision_lines.understand(work, text, outside=True)

    def _line_words(self, line: DecisionLine) -> str:
        return _(
            "Enter: {owner} ({kind}) does it by {day}.",
            owner=line.owner.name,
            kind=line.owner.kind.label,
            day=date_words(line.due_on, self._desk.clock.today()),
        )

    def _say(self, sentence: str, role: str) -> None:
        set_role(self.preview, "role", role)
        self.preview.setText(sentence)

    def enter(self) -> None:
        """Enter: do it, and be ready for the next line; what cannot be done stays to be mended."""
        text = self.line.text()
        if not text.strip():
            return
        agreed = self._asked_about == text
        try:
            with self._desk.write() as work:
                made = resolutions.decide(work, self._meeting_id, text, self.item_id, outside=agreed)
        except OutsideOwner as doubt:
            self._asked_about = text
            self._say(doubt.message, "problem")
            return
        except DeskError as error:
            self._say(error.message, "problem")
            return
        self._asked_about = ""
        self.line.clear()
        self.look()
        self.decided.emit(_("{number}: {owner}.", number=made.follow_up, owner=made.owner_name))
