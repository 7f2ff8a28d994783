"""Small windows of the month page: who is to have a duty, which days to plan again, one last look before publishing."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QListWidget, QPlainTextEdit, QVBoxLayout, QWidget

from desk.books.roster import months
from desk.core.calendar import day_words
from desk.core.errors import Invalid, Problem
from desk.core.words import P_, _
from desk.scheduling import working_time
from desk.scheduling.problem import Assignment, Slot
from desk.services.session import Desk
from desk.ui.roster.board import RosterBoard
from desk.ui.widgets import papers
from desk.ui.widgets.controls import Combo, Field, button, fit, label, row
from desk.ui.widgets.day_line import DayLine
from desk.ui.widgets.form_dialog import FormDialog


class ChooseAssignee(QDialog):
    """Everybody who could have a duty, those first whom it breaks nothing for. Enter takes."""

    def __init__(self, parent: QWidget, board: RosterBoard, slot: Slot) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("{day} {shift}", day=day_words(slot.day), shift=slot.shift.name))
        fit(self, 720, 460)
        self.change: tuple[Assignment | None, Assignment | None] | None = None
        self._present = [duty.assignment for duty in board.people_in(slot)]
        self.instead = Combo([(board.names[turn.person], turn) for turn in self._present])
        if len(self._present) < slot.needs:
            self.instead.offer([(_("one more person"), None), *((board.names[t.person], t) for t in self._present)])
        self.list = QListWidget()
        self.list.setAccessibleName(_("People"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._board, self._slot = board, slot
        self.instead.currentIndexChanged.connect(self._fill)
        column = QVBoxLayout(self)
        column.addWidget(Field(P_("roster", "Replace"), self.instead))
        column.addWidget(self.list, 1)
        column.addLayout(row(1, button(_("Back"), self.reject), button(P_("roster", "Choose"), self.take, "primary")))
        self.list.itemActivated.connect(lambda _item: self.take())
        self._fill()
        self.list.setFocus()

    def _fill(self) -> None:
        """People with what the change would do, the harmless ones first."""
        present = {turn.person for turn in self._present}
        self._choices: list[tuple[Assignment | None, Assignment | None]] = []
        lines: list[tuple[bool, str, Assignment]] = []
        was = self.instead.value
        for person in self._board.problem.people:
            if self._slot.shift.post in person.posts and person.id not in present:
                now = Assignment(self._slot.day, self._slot.shift.id, person.id)
                effect = self._board.effect(was, now)
                lines.append((bool(effect.broken), f"{person.name}　{effect.summary}", now))
        self.list.clear()
        for _broken, sentence, now in sorted(lines, key=lambda line: line[0]):
            self._choices.append((was, now))
            self.list.addItem(sentence)
        if was is not None:
            self._choices.append((was, None))
            self.list.addItem(_("nobody: take the duty away"))
        self.list.setCurrentRow(0)

    def take(self) -> None:
        """Enter 选用: the chosen one becomes ``change``, and the window closes."""
        if self.list.currentRow() >= 0:
            self.change = self._choices[self.list.currentRow()]
            self.accept()


class ChooseSpan(FormDialog):
    """From which day to which the month is to be planned again; everything else stays."""

    def __init__(self, parent: QWidget, desk: Desk, first: date, last: date) -> None:
        super().__init__(parent, _("Plan a part again"))
        self._end = last
        self.first, self.last = DayLine(desk, first), DayLine(desk, last)
        self.add("first", Field(_("From"), self.first))
        self.add("last", Field(_("To"), self.last, _("Everything outside these days, and what is pinned, stays.")))
        self.finish(_("Plan"))

    @property
    def span(self) -> tuple[date, date]:
        """First and last day, both counted. Raises ``Invalid`` for what is no day."""
        return self.first.day_in("first"), self.last.day_in("last")

    def do(self) -> None:
        first, last = self.span
        if last < first:
            raise Invalid(Problem("last", _("The last day is before the first.")))
        if last > self._end:
            raise Invalid(Problem("last", _("The month ends on {day}.", day=day_words(self._end))))


class PublishRoster(QDialog):
    """What is broken, if anything, and the notice as it will go out."""

    def __init__(self, parent: QWidget, desk: Desk, board: RosterBoard) -> None:
        super().__init__(parent)
        self._desk, self._board = desk, board
        self.setWindowTitle(_("Publish"))
        fit(self, 760, 560)
        column = QVBoxLayout(self)
        column.addWidget(label(_("Publish the roster of {month}?", month=board.month.label), "heading"))
        after = _(
            "After that it changes only by swaps, substitutions and cancellations, each with a reason and approval."
        )
        column.addWidget(label(after, "muted", wrap=True))
        broken = "\n".join(breach.sentence for breach in board.breaches)
        law = working_time.beyond_the_month(board.problem, board.assignments)
        self.text = QPlainTextEdit("\n".join([broken or _("No rule is broken."), *law]))
        self.text.setReadOnly(True)
        self.text.setAccessibleName(_("Rules"))
        column.addWidget(self.text, 1)
        self.problem = label("", "problem", wrap=True)
        column.addWidget(self.problem)
        caption = _("Publish all the same") if broken else _("Publish")
        self.ok = button(caption, self.publish, "primary")
        column.addLayout(row(1, button(_("Back"), self.reject), self.ok))
        self.ok.setFocus()

    def publish(self) -> None:
        """Publish, also where rules are broken: they were shown. The notice goes onto the clipboard."""
        from desk.core.errors import DeskError

        board = self._board
        try:
            with self._desk.write() as work:
                months.publish(work, board.month, despite=bool(board.breaches))
                notice = papers.text(self._desk, work, "roster-notice", month=board.month)
                QApplication.clipboard().setText(notice)
        except DeskError as error:
            self.problem.setText(error.message)
        else:
            self.accept()
