"""What came back from a team's group, typed in one line 一行回复; under it what it will do, before anything is done."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.books.orders import answering
from desk.books.orders.answering import ReadReply
from desk.core.errors import DeskError
from desk.core.permissions import May
from desk.core.words import _
from desk.services.session import Desk
from desk.ui.orders.acts import answer_words
from desk.ui.shell.text_size import hold
from desk.ui.widgets.controls import label, line_edit, row, set_role

LONGEST = 200
"""Characters."""


class AnswerLine(QWidget):
    """Enter does what the words under the line say."""

    answered = Signal(str)
    """What came of it, in words."""
    refused = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.line = line_edit(_("What came back, such as: 003 name yes, or 003 no and why"), most=LONGEST)
        self.line.setAccessibleName(_("Answer in one line"))
        hold(self.line, QWidget.setMinimumWidth, 300)
        self.preview = label("", "muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        beside = row(label(_("Answer")))
        beside.addWidget(self.line, 1)
        column.addLayout(beside)
        column.addWidget(self.preview)
        self.preview.hide()
        self.line.textEdited.connect(lambda _text: self.look())
        self.line.returnPressed.connect(self.enter)
        if not desk.actor.may(May.SERVE):
            self.hide()  # never shown by hand: without a parent it would be a window for a moment

    def look(self) -> None:
        """Say what the line would do as it is typed so far, or what is missing."""
        text = self.line.text().strip()
        sentence, is_understood = "", False
        if text:
            try:
                with self._desk.read() as work:
                    sentence = reply_words(answering.understand(work, text))
                is_understood = True
            except DeskError as error:
                sentence = error.message
        set_role(self.preview, "role", "notice" if is_understood else "muted")
        self.preview.setText(sentence)
        self.preview.setVisible(bool(sentence))

    def enter(self) -> None:
        """Enter: do it, and be ready for the next line; what cannot be done stays to be mended."""
        text = self.line.text().strip()
        if not text:
            return
        try:
            with self._desk.write() as work:
                order = answering.answer_line(work, text)
        except DeskError as error:
            self.refused.emit(error.message)
            return
        self.line.clear()
        self.look()
        self.answered.emit(answer_words(order))


def reply_words(reply: ReadReply) -> str:
    """What a line does: who takes which order, or that it goes back and why."""
    order = reply.order
    what = f"{order.number}　{order.kind.label}　{order.who}"
    if reply.member is not None:
        return _("Enter: {name} of {team} takes {what}", name=reply.member.name, team=reply.team, what=what)
    return _("Enter: {what} goes back to the queue, because: {reason}", what=what, reason=order.masked(reply.reason))
