"""Afterwards: how many came, how it was, what it cost, how satisfied people were."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from desk.books.activities import photos, results, signups
from desk.books.activities.model import Activity, ActivityState
from desk.books.activities.results import LEVELS, ActivityResult
from desk.core import money
from desk.core.edit_conflicts import EditConflict
from desk.core.errors import DeskError, Invalid
from desk.core.words import P_, _, clauses
from desk.services.session import Desk
from desk.ui.widgets.controls import Field, button, label, latin_line, row, tell_problems
from desk.ui.widgets.editing import Editing
from desk.ui.widgets.gallery import Gallery, PhotoShelf
from desk.ui.widgets.parsing import fen_in, whole


def _shelf_of(activity_id: int) -> PhotoShelf:
    """Where the photos of an activity are."""
    return PhotoShelf(
        lambda work: photos.of(work, activity_id),
        lambda work, file, seen: photos.add(work, activity_id, file, seen.name, seen.width, seen.height),
        photos.remove,
    )


class ResultPanel(QWidget):
    """举办情况: people, cost, satisfaction, summary and photos, once the day has come."""

    changed = Signal()

    def __init__(self, desk: Desk, activity_id: int) -> None:
        super().__init__()
        self.desk, self.id = desk, activity_id
        self.about = label("", "muted", wrap=True)
        self.people, self.cost = latin_line(most=7), latin_line(_("yuan"), most=12)
        self.summary = QPlainTextEdit()
        self.summary.setTabChangesFocus(True)
        self.summary.setFixedHeight(88)
        self.summary.setPlaceholderText(_("what was done, who helped, what people said"))
        self.levels = [latin_line("0", most=6) for _level in LEVELS]
        holder = QWidget()
        line = row()
        for level, editor in zip(LEVELS, self.levels, strict=True):
            line.addWidget(_counted(level.label, editor), 1)
        holder.setLayout(line)
        holder.setFocusProxy(self.levels[0])
        self.fields = {
            "people": Field(_("People who came"), self.people),
            "cost": Field(_("Cost"), self.cost),
            "summary": Field(P_("activity", "Summary"), self.summary),
            "satisfaction": Field(P_("activity", "Satisfaction"), holder),
        }
        self.gallery = Gallery(desk, _shelf_of(activity_id))
        self.problem = label("", "problem", wrap=True)
        self.gallery.message.connect(self.problem.setText)
        self.ok = button(_("Save the result"), self.save, "primary", key="Ctrl+Enter")
        self._shown = self._texts()
        self.editing = Editing(self._show, self._typed, self.fields)
        column = QVBoxLayout(self)
        column.addWidget(self.about)
        column.addLayout(row(self.fields["people"], self.fields["cost"]))
        column.addWidget(self.fields["summary"])
        column.addWidget(self.fields["satisfaction"])
        column.addWidget(Field(_("Photos"), self.gallery))
        column.addWidget(self.problem)
        column.addLayout(row(1, self.ok))
        column.addStretch(1)

    def load(self, activity: Activity) -> None:
        """Show what the book has, unless something unsaved is typed. Those ticked present are offered as the count."""
        with self.desk.read() as work:
            known = results.of(work, self.id)
            counted = signups.counts(work, self.id)
        over = activity.day <= self.desk.clock.today()
        can = over and activity.state not in (ActivityState.DRAFT, ActivityState.CANCELLED)
        for field in self.fields.values():
            field.setEnabled(can)
        self.ok.setEnabled(can)
        self.gallery.load(may_add=can)
        share = known.satisfied if known else None
        self.about.setText(
            _("It has not taken place yet.")
            if not can
            else _("Held, but the summary is still missing.")
            if known is None
            else _("Satisfied: {share}", share=f"{share:.1%}")
            if share is not None
            else ""
        )
        if not self.is_dirty:
            self.editing.begin(known or results.NOTHING)
            if known is None and counted.attended:
                self.people.setText(str(counted.attended))
            self._shown = self._texts()

    def _show(self, shown: ActivityResult) -> None:
        self.people.setText(str(shown.people) if shown != results.NOTHING else "")
        self.cost.setText(money.short(shown.cost) if shown.cost else "")
        self.summary.setPlainText(shown.summary)
        for editor, n in zip(self.levels, shown.satisfaction, strict=True):
            editor.setText(str(n) if n else "")

    def _typed(self) -> ActivityResult:
        return ActivityResult(
            whole(self.people, "people"),
            self.summary.toPlainText(),
            fen_in(self.cost, "cost"),
            tuple(whole(editor, "satisfaction") for editor in self.levels),
        )

    def _texts(self) -> list[str]:
        return [line.text() for line in (self.people, self.cost, *self.levels)] + [self.summary.toPlainText()]

    @property
    def is_dirty(self) -> bool:
        """Is something typed here that the book does not have?"""
        return self._texts() != self._shown

    def save(self) -> bool:
        """Keep the result; the activity is held by it. False when something is wrong."""
        self.problem.setText("")
        tell_problems(self.fields, ())
        try:
            result = self.editing.wanted
            with self.desk.write() as work:
                results.save(work, self.id, result, read=self.editing.read)
        except Invalid as wrong:
            rest = tell_problems(self.fields, wrong.problems)
            self.problem.setText(clauses(problem.message for problem in rest))
            return False
        except EditConflict as stale:
            self.editing.take(stale)
            self.problem.setText(stale.message)
            return False
        except DeskError as error:
            self.problem.setText(error.message)
            return False
        self._shown = self._texts()
        self.changed.emit()
        return True


def _counted(name: str, editor: QLineEdit) -> QWidget:
    """How many chose a level, its name before it: the two stay on one line."""
    editor.setAccessibleName(name)
    pair = QWidget()
    beside = QHBoxLayout(pair)
    beside.setContentsMargins(0, 0, 0, 0)
    beside.addWidget(label(name, "muted"))
    beside.addWidget(editor, 1)
    return pair
