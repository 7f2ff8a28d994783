"""The page of what has to be done: reports that are due, measures, reviews, drills, numbers; and the table of
deadlines.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout

from desk.books.incidents import contacts, drills, queries, reporting, review
from desk.books.incidents.drills import DrillState
from desk.books.incidents.model import IncidentLevel, IncidentState
from desk.books.incidents.reporting import ReportRule
from desk.core.clock import local
from desk.core.numbers import number_in
from desk.core.permissions import May
from desk.core.tone import Tone
from desk.core.words import N_, P_, _, whole_sentences
from desk.core.work import Work
from desk.services.session import Desk
from desk.ui.incidents.checklist import countdown
from desk.ui.shell.commands import Command, Commands
from desk.ui.shell.page import Page
from desk.ui.widgets.columns import Column
from desk.ui.widgets.controls import label, row
from desk.ui.widgets.form_dialog import RecordDialog, ask, lines
from desk.ui.widgets.lists import ListView


@dataclass(frozen=True)
class DueItem:
    """One line: what, of which incident or place, by when. ``due_at`` counts down where it is a matter of minutes;
    ``page`` is where drills and contacts are seen to.
    """

    what: str
    about: str
    due: str
    late: bool
    incident_id: int = 0
    measure: int = 0
    page: str = ""
    due_at: datetime | None = None


def read(work: Work) -> list[DueItem]:
    """The most urgent first: reports, then measures, reviews, drills, numbers."""
    return [*_reports(work), *_measures(work), *_reviews(work), *_drills(work), *_numbers(work)]


def _reports(work: Work) -> list[DueItem]:
    return [
        DueItem(
            each.owed.need.label,
            f"{each.incident.number} {each.incident.kind.label} {each.incident.place}",
            f"{local(each.owed.due_at):%m-%d %H:%M}",
            each.owed.is_late(work.now),
            each.incident.id,
            due_at=each.owed.due_at,
        )
        for each in reporting.still_owed(work)
    ]


def _measures(work: Work) -> list[DueItem]:
    return [
        DueItem(
            _("Measure: {text}", text=each.text),
            f"{each.number} {each.owner}",
            each.due_on.isoformat(),
            each.is_late(work.today),
            each.incident_id,
            each.n,
        )
        for each in review.still_due(work)
    ]


def _reviews(work: Work) -> list[DueItem]:
    closed = [each for each in queries.in_state(work, IncidentState.CLOSED) if not each.same_as]
    return [
        DueItem(_("Review"), f"{each.number} {each.kind.label} {each.place}", "", False, each.id) for each in closed
    ]


def _drills(work: Work) -> list[DueItem]:
    late = [each for each in drills.not_run(work) if each.standing(work.today) is DrillState.OVERDUE]
    return [
        DueItem(_("Drill: {kind}", kind=each.kind.label), each.place, each.planned_on.isoformat(), True, page="drills")
        for each in late
    ]


def _numbers(work: Work) -> list[DueItem]:
    """A number that nobody has rung yet waits to be; late is only one that was right once."""
    sentence, due = _("Make sure of the number"), [each for each in contacts.every(work) if each.is_due(work.today)]
    return [
        DueItem(sentence, each.with_number, str(each.due_on() or ""), each.due_on() is not None, page="contacts")
        for each in due
    ]


class AttentionPage(Page):
    """待办与报送: what is owed, and by which times reports have to be made."""

    SHOWS = frozenset({"centre", "incidents"})
    opened = Signal(int)
    page_wanted = Signal(str)
    """The page on which a line is seen to: drills or contacts."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        columns: list[Column[DueItem]] = [
            Column(P_("incident to attend to", "Details"), 320, lambda item: item.what, flex=5),
            Column(P_("incident to attend to", "About"), 320, lambda item: item.about, flex=5),
            Column(_("Until when"), 130, lambda item: item.due),
            Column(_("Time left"), 110, self._left, self._tone),
        ]
        self.list: ListView[DueItem] = ListView(columns, _("Nothing to be done."), _("To be done"))
        rule_columns: list[Column[ReportRule]] = [
            Column(_("Level of the incident"), 150, lambda rule: rule.level.label),
            Column(_("By telephone within"), 120, lambda rule: _asked(rule, rule.phone_minutes, _minutes)),
            Column(_("In writing within"), 120, lambda rule: _asked(rule, rule.written_minutes, _minutes)),
            Column(_("Follow-up every"), 120, lambda rule: _asked(rule, rule.follow_hours, _hours)),
            Column(_("Final report within"), 120, lambda rule: _asked(rule, rule.final_hours, _hours)),
            Column(_("To whom"), 200, lambda rule: rule.recipient, flex=3),
        ]
        self.rules: ListView[ReportRule] = ListView(rule_columns, "", _("Deadlines of reports"))
        self.rules.setMaximumHeight(5 * 32 + 48)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.list, 3)
        self.rules.on_open(self.edit_rule)
        self.edit = self.button(self.edit_current)
        outer.addLayout(row(label(_("Deadlines of reports"), "heading"), 1, self.edit))
        source = _(
            "The Emergency Response Law asks for reports at once and forbids late ones; the minutes are the usual "
            "ones: please put in those of your street office."
        )
        safety = _("What is not graded yet is rung up sooner than an ordinary incident, to be safe.")
        outer.addWidget(label(whole_sentences((source, safety)), "muted", wrap=True))
        outer.addWidget(self.rules, 2)
        self._ticking = QTimer(self)
        self._ticking.timeout.connect(self._tick)
        self._ticking.start(1000)

    def make_commands(self) -> Commands:
        going = N_("Go to what is to be done, or say that the measure is taken")
        deadlines, centre = N_("Change the deadlines"), May.EDIT_CENTRE
        return (
            Command("Enter", going, self.open_current, of=self.list.table),
            Command("F3", N_("Go to the list"), self.list.table.setFocus, repeats=True),
            Command("F4", deadlines, self.edit_current, label=N_("Change…"), may=centre, of=self.rules.table),
        )

    def open_current(self) -> None:
        """Enter: see to the chosen line, wherever that is done."""
        if due := self.list.current():
            self.open_one(due)

    def _left(self, item: DueItem) -> str:
        if item.due_at is not None:
            return countdown(item.due_at, self.desk.clock.now())
        return P_("report of an incident", "overdue") if item.late else ""

    def _tone(self, item: DueItem) -> Tone | None:
        late = item.due_at < self.desk.clock.now() if item.due_at else item.late
        return Tone.OVERDUE if late else None

    def _tick(self) -> None:
        model = self.list.model
        if self.isVisible() and any(item.due_at for item in model.rows):
            model.dataChanged.emit(model.index(0, 3), model.index(len(model.rows) - 1, 3))

    def fill(self) -> None:
        with self.desk.read() as work:
            items, rules = read(work), list(reporting.rules(work).values())
        self.list.show_all(items, keep=True)
        self.rules.show_all(rules, keep=True)

    def open_one(self, item: DueItem) -> None:
        """A measure is told to be taken; of anything else its incident or its page is opened."""
        if item.measure:
            self.take(item)
        elif item.incident_id:
            self.opened.emit(item.incident_id)
        else:
            self.page_wanted.emit(item.page)

    def take(self, item: DueItem) -> None:
        """A measure of a review is taken; asks how, which goes into the incident's log."""

        def act(texts: dict[str, str]) -> None:
            with self.desk.write() as work:
                review.done(work, item.incident_id, item.measure, texts["words"])

        if ask(self, item.what, {"words": _("How it was done")}, act):
            self.done(_("Recorded in the log."))

    def edit_current(self) -> None:
        """F4 修改 of the chosen deadlines: how soon a level is reported, and to whom."""
        rule = self.rules.current()
        if rule is not None:
            self.edit_rule(rule)

    def edit_rule(self, rule: ReportRule) -> None:
        """How soon a level is reported, for the manager."""
        if not self.desk.actor.may(May.EDIT_CENTRE):
            return
        names = {
            "phone_minutes": _("By telephone, minutes"),
            "written_minutes": _("In writing, minutes"),
            "follow_hours": _("Follow-up, hours"),
            "final_hours": _("Final, hours"),
            "recipient": _("To whom"),
        }

        def texts(shown: ReportRule) -> dict[str, str]:
            return {name: str(getattr(shown, name)) for name in names}

        def typed(values: dict[str, Any]) -> ReportRule:
            numbers = {name: number_in(values[name], name) for name in reporting.MOST}
            return ReportRule(rule.level, **numbers, recipient=values["recipient"])

        def store(fresh: ReportRule, read: ReportRule) -> None:
            with self.desk.write() as work:
                reporting.save_rule(work, fresh, read=read)

        about = _("0 where it is not asked for.")
        if RecordDialog(self, rule.level.label, lines(names, 80), rule, texts, typed, store, about=about).exec():
            self.done()


def _asked(rule: ReportRule, n: int, in_words: Callable[[int], str]) -> str:
    """How soon; that it is not asked for, or only once the incident is graded."""
    if n:
        return in_words(n)
    return _("once it is graded") if rule.level is IncidentLevel.UNSET else P_("report of an incident", "not asked for")


def _minutes(n: int) -> str:
    return _("{n} min", n=n)


def _hours(n: int) -> str:
    return _("{n} h", n=n)
