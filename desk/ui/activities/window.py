"""One activity with all that belongs to it: its fields, sign-ups, result, and what happened to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtWidgets import QListWidget, QPushButton, QTabWidget, QVBoxLayout, QWidget

from desk.books.activities import planning, queries, repetition, transitions
from desk.books.activities.model import OVER, Activity, ActivityDraft, ActivityKind, ActivityState
from desk.books.assets import lending
from desk.core import recurrence
from desk.core.clock import local
from desk.core.edit_conflicts import EditConflict
from desk.core.errors import DeskError
from desk.core.permissions import May
from desk.core.words import P_, _, listed, marked
from desk.core.work import Work
from desk.services.session import Desk
from desk.ui.activities.form import ActivityForm
from desk.ui.activities.postponement import Postpone
from desk.ui.activities.repetition import Repeat, placed_words
from desk.ui.activities.results import ResultPanel
from desk.ui.activities.signups import SignUpPanel
from desk.ui.shell.waiting_window import WaitingWindow
from desk.ui.widgets.controls import button, fit, label, row
from desk.ui.widgets.form_dialog import ask, sure
from desk.ui.widgets.form_sections import Mistakes
from desk.ui.widgets.once import shortcut
from desk.ui.widgets.scrolled import scrolled

USUAL = (9 * 60, 10 * 60 + 30)


class ActivityWindow(WaitingWindow):
    """New with ``id`` 0 on ``day``; Ctrl+Enter saves, Esc closes (and asks when something typed is not saved)."""

    SHOWS = frozenset(
        {"activities", "assets", "bookings", "centre", "meetings", "organisations", "residents", "roster"}
    )

    def __init__(self, desk: Desk, parent: QWidget, id: int = 0, day: date | None = None, minute: int = -1) -> None:
        super().__init__(desk, parent)
        self.id = id
        self.base: Activity | None = None
        fit(self, 940, 640)
        self.head = label("", "heading")
        self.state = label("", "muted", wrap=True)
        self.form = ActivityForm(desk, id)
        self.pages = QTabWidget()
        self.pages.setDocumentMode(True)
        self.pages.tabBar().setAccessibleName(_("Pages"))
        self.pages.addTab(scrolled(self.form), _("Activity"))
        self.problem = label("", "problem", wrap=True)
        self._buttons = row()
        self._mistakes = Mistakes(self.form.fields.values())
        self._acts: list[QPushButton] = []
        outer = QVBoxLayout(self)
        outer.addLayout(row(self.head, 1))
        outer.addWidget(self.state)
        outer.addWidget(self.pages, 1)
        outer.addWidget(self.problem)
        outer.addLayout(self._buttons)
        shortcut(self, "Ctrl+Return", self.save)
        shortcut(self, "Ctrl+Enter", self.save)
        if id:
            self._panels()
            self.load()
        else:
            self._new(day or desk.clock.today(), minute)

    def _new(self, day: date, minute: int) -> None:
        begins, ends = USUAL if minute < 0 else (minute, min(minute + 90, 24 * 60))
        self.form.show_plan(
            ActivityDraft(
                "", ActivityKind.CULTURE, day, begins, ends, self.form.venues[0].id if self.form.venues else None
            )
        )
        self.form.held.setVisible(self._may(May.APPROVE_ACTIVITIES))
        self.form.held.setChecked(day < self.desk.clock.today() and self._may(May.APPROVE_ACTIVITIES))
        self._typed = self._now_typed()
        self.setWindowTitle(_("New activity"))
        self.head.setText(_("New activity"))
        self.state.hide()
        self._show_acts()
        self.form.title.setFocus()

    def _panels(self) -> None:
        self.sign_up_panel, self.result_panel, self.history = (
            SignUpPanel(self.desk, self.id),
            ResultPanel(self.desk, self.id),
            QListWidget(),
        )
        self.history.setAccessibleName(P_("activity", "History"))
        self.history.setWordWrap(True)
        for panel, name in (
            (self.sign_up_panel, _("Sign-up")),
            (self.result_panel, P_("activity", "Results")),
            (self.history, P_("activity", "History")),
        ):
            self.pages.addTab(scrolled(panel), name)
        for panel in (self.sign_up_panel, self.result_panel):
            panel.changed.connect(self.acted)

    def fill(self) -> None:
        """Show the activity as the book has it; fields that somebody is typing in are left alone."""
        typing = self.base is not None and self._form_is_dirty
        with self.desk.read() as work:
            activity = queries.find(work, self.id)
            steps = queries.history(work, self.id)
            rule = recurrence.description(repetition.rule_of(work, activity.series_id)) if activity.series_id else ""
            self._possible = transitions.possible(work, activity)
            reserved = listed(f"{each.name}×{each.quantity}" for each in lending.reserved_for(work, self.id))
        if not typing:
            self.base = activity
            self.form.show_plan(activity)
            self._typed = self._now_typed()
        self.setWindowTitle(activity.title)
        self.head.setText(f"{activity.kind.letter} {activity.title}")
        first = _("first on {day}", day=activity.was_day) if activity.was_day else ""
        mark = marked(activity.mark.label) if activity.is_changed else ""
        self.state.setText(
            " · ".join(
                filter(
                    None,
                    (
                        activity.state.label + mark,
                        first,
                        _("repeats {rule}", rule=rule) if rule else "",
                        _("things kept for it: {things}", things=reserved) if reserved else "",
                    ),
                )
            )
        )
        self.history.clear()
        for step in steps:
            remark = "" if step.announced is None else _("(announced)") if step.announced else _("(not announced yet)")
            self.history.addItem(f"{local(step.at):%Y-%m-%d %H:%M}　{step.who}　{step.what}{remark}　{step.sentence}")
        self.form.setEnabled(activity.state not in OVER and self._may_edit(activity))
        for panel in (self.sign_up_panel, self.result_panel):
            panel.load(activity)
        self._show_acts()

    def _may(self, what: May) -> bool:
        return self.desk.actor.may(what)

    def _may_edit(self, activity: Activity) -> bool:
        return self._may(May.PLAN_ACTIVITIES if activity.state is ActivityState.DRAFT else May.APPROVE_ACTIVITIES)

    def _show_acts(self) -> None:
        """The buttons that mean something now."""
        for made in self._acts:
            self._buttons.removeWidget(made)
            made.hide()
            made.deleteLater()
        while self._buttons.count():
            self._buttons.takeAt(0)
        self._acts = [
            button(caption, act, role, key="Ctrl+Enter" if act == self.save else "")
            for caption, act, role in self._offered()
        ]
        self._buttons.addWidget(self._mistakes)
        self._buttons.addStretch(1)
        for made in self._acts:
            self._buttons.addWidget(made)

    def _offered(self) -> list[tuple[str, Callable[[], object], str]]:
        activity = self.base
        if activity is None:
            return [(_("Repeat…"), self.repeat, ""), (_("Save"), self.save, "primary")]
        actions: list[tuple[str, Callable[[], object], str]] = []
        if activity.state is ActivityState.DRAFT:
            actions += [(_("Remove the draft"), self.remove, ""), (_("Repeat…"), self.repeat, "")]
            if activity.series_id:
                actions.insert(0, (_("Remove this and later drafts"), self.remove_rest, ""))
        for state, caption, act in (
            (ActivityState.DRAFT, _("Back to draft"), self.back_to_draft),
            (ActivityState.CANCELLED, _("Cancel it…"), self.cancel),
            (ActivityState.POSTPONED, _("Postpone…"), self.postpone),
            (ActivityState.APPROVED, _("Approve"), self.approve),
        ):
            if state in self._possible:
                actions.append((caption, act, ""))
        if ActivityState.HELD in self._possible and activity.day <= self.desk.clock.today():
            actions.append((P_("activity", "Mark as held"), self.hold, ""))
        if activity.state not in OVER and self._may_edit(activity):
            actions.append((_("Save"), self.save, "primary"))
        return actions

    def _now_typed(self) -> object:
        try:
            return self.form.plan
        except DeskError:
            return None

    @property
    def _form_is_dirty(self) -> bool:
        return self.form.isEnabled() and self._now_typed() != self._typed

    @property
    def is_dirty(self) -> bool:
        """Is anything typed here that the book does not have?"""
        return self._form_is_dirty or (self.base is not None and self.result_panel.is_dirty)

    def save(self) -> bool:
        """Save what is typed, fields before result. False, with words beside the field, when it cannot be."""
        self.problem.setText("")
        self.form.clear_problems()
        on_result = self.pages.currentIndex() == 2
        if (self.base is None or self._form_is_dirty) and not self._save_form():
            return False
        if self.base is None:
            self.accept()
            return True
        if on_result or self.result_panel.is_dirty:
            self.pages.setCurrentIndex(2)
            if not self.result_panel.save():
                return False
        if not on_result:
            self.accept()
        return True

    def _save_form(self) -> bool:
        try:
            stored = self._store()
        except EditConflict as stale:
            self._show_merged(stale)
            return False
        except DeskError as error:
            self.pages.setCurrentIndex(0)
            self.form.tell(error)
            return False
        self._typed = self._now_typed()
        self.toast.emit("　".join([_("Saved."), *stored]), "warning" if stored else "good")
        return True

    def _store(self) -> list[str]:
        plan = self.form.plan
        with self.desk.write() as work:
            if self.base is None:
                self.id = planning.add(work, plan, held=self.form.held.isChecked())
            else:
                planning.edit(work, self.id, plan, self.base)
            return [concern.message for concern in planning.concerns(work, queries.find(work, self.id).plan, self.id)]

    def _show_merged(self, stale: EditConflict) -> None:
        """What the other person changed elsewhere comes in; what was typed here stays."""
        self.form.show_plan(stale.merged)
        self.base = stale.fresh
        self.pages.setCurrentIndex(0)
        self.form.tell(stale)
        self.problem.setText(stale.message)

    def _do(self, act: Callable[[Work], Any], sentence: str, *, close: bool = False) -> bool:
        if not self._saved_first():
            return False
        try:
            with self.desk.write() as work:
                act(work)
        except DeskError as error:
            self.problem.setText(error.message)
            return False
        self.problem.setText("")
        if close:
            self.accept()
            self.toast.emit(sentence, "good")
        else:
            self.acted(sentence)
        return True

    def _saved_first(self) -> bool:
        if self.is_dirty:
            self.problem.setText(_("Please save first with Ctrl+Enter, or close without saving."))
        return not self.is_dirty

    def approve(self) -> None:
        """审定: a draft becomes ready to be published."""
        self._do(lambda work: transitions.approve(work, [self.id]), _("Approved."))

    def back_to_draft(self) -> None:
        """An approved one is a draft again, to be changed."""
        self._do(lambda work: transitions.back_to_draft(work, self.id, ""), _("It is a draft again."))

    def hold(self) -> None:
        """It took place 已举办; the page of its result opens. Refused before its day."""
        if self._do(lambda work: transitions.hold(work, self.id), _("Held. Please enter how it was.")):
            self.pages.setCurrentIndex(2)

    def remove(self) -> None:
        """Ask, then delete a draft. Whatever went further is cancelled instead."""
        if sure(self, _("Remove this draft? Nobody has been told of it."), _("Remove the draft")):
            self._do(lambda work: planning.remove(work, self.id), _("The draft is removed."), close=True)

    def remove_rest(self) -> None:
        """This draft of a repetition and those after it."""
        activity = self.base
        assert activity is not None and activity.series_id is not None
        question = _("Remove this draft and the later drafts of its repetition? What is approved stays.")
        series, day = activity.series_id, activity.day
        if sure(self, question, _("Remove this and later drafts")):
            self._do(lambda work: repetition.remove_rest(work, series, day), _("The drafts are removed."), close=True)

    def cancel(self) -> None:
        """取消: asks why, frees the venue and says who has to be told. What is typed has to be saved first."""

        def act(texts: dict[str, str]) -> None:
            with self.desk.write() as work:
                transitions.cancel(work, self.id, texts["reason"])

        if self._saved_first() and ask(
            self, _("Cancel “{title}”", title=self.base.title if self.base else ""), {"reason": _("Reason")}, act
        ):
            self.acted(_("Cancelled. The venue is free again.") + self._to_tell())

    def postpone(self) -> None:
        """延期: asks for the new date and keeps the old one. What is typed has to be saved first."""
        assert self.base is not None
        if self._saved_first() and Postpone(self, self.desk, self.base).exec():
            self.acted(_("Postponed. Both dates are kept.") + self._to_tell())

    def _to_tell(self) -> str:
        many = len(self.sign_up_panel.people)
        return _("Please tell the {n} people who signed up.", n=many) if many else ""

    def repeat(self) -> None:
        """More drafts like this one by a rule; the one in the form is the first."""
        try:
            plan = self.form.plan
        except DeskError as error:
            self.form.tell(error)
            return
        asked = Repeat(self, self.desk, plan, skip_first=self.base is not None)
        if asked.exec():
            self.toast.emit(placed_words(asked.placed), "warning" if asked.placed.unplaced else "good")
            self._typed = self._now_typed()
            self.accept()
