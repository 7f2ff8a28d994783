"""What can be recorded of an incident besides lines: state, level, people, reports, steps, photos, corrections, the
review.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QWidget

from desk.books.incidents import checklist, contacts, log, queries, report_drafts, reporting, reserve_import, review
from desk.books.incidents.checklist import StepMark
from desk.books.incidents.contacts import ContactCircle
from desk.books.incidents.model import (
    Incident,
    IncidentEntry,
    IncidentKind,
    IncidentLevel,
    IncidentState,
    ReportStage,
)
from desk.books.incidents.reporting import ReportChannel
from desk.books.incidents.review import IncidentReview
from desk.core.errors import DeskError, refuse_wrong
from desk.core.numbers import number_in
from desk.core.words import P_, _
from desk.core.work import Work
from desk.services.attachments import add_incident_photo
from desk.services.session import Desk
from desk.ui.widgets.controls import Combo, fit, latin_line, line_edit
from desk.ui.widgets.documents import documents
from desk.ui.widgets.form_dialog import ValuesDialog, ask, ask_values

Editors = dict[str, tuple[str, QWidget]]


class EntryDialogs:
    """Asks over ``window`` and writes; ``after`` is called when something was written, ``tell`` when it was not."""

    def __init__(
        self, window: QWidget, desk: Desk, id: int, after: Callable[[], object], tell: Callable[[str], object]
    ) -> None:
        self._window, self._desk, self._id, self._after, self._tell = window, desk, id, after, tell

    @property
    def incident(self) -> Incident:
        """How the incident stands now."""
        with self._desk.read() as work:
            return queries.find(work, self._id)

    def _ask(
        self,
        title: str,
        editors: Editors,
        act: Callable[[Work, dict[str, Any]], object],
        about: str = "",
        required: Collection[str] = (),
    ) -> None:
        def do(values: dict[str, Any]) -> None:
            with self._desk.write() as work:
                act(work, values)

        if ask_values(self._window, title, editors, do, _("Write"), about, required):
            self._after()

    def set_state(self) -> None:
        """Ending with steps open asks why these are struck."""
        with self._desk.read() as work:
            incident, open_steps = queries.find(work, self._id), checklist.left(queries.entries(work, self._id))
        states = [state for state in incident.may_become if state is not IncidentState.REVIEWED]
        editors: Editors = {
            "state": (_("State"), Combo([(state.label, state) for state in states])),
            "reason": (_("Explanation"), line_edit(most=1000)),
        }
        if open_steps:
            why = line_edit(_("only to end: why they are not needed"), most=300)
            editors["strike"] = (_("{n} open steps", n=len(open_steps)), why)

        def act(work: Work, v: dict[str, Any]) -> None:
            if v["state"] is IncidentState.CLOSED and v.get("strike", "").strip():
                log.strike_rest(work, self._id, v["strike"])
            log.set_state(work, self._id, v["state"], v["reason"])

        self._ask(_("Change the state"), editors, act)

    def set_level(self) -> None:
        """级别: another level than the present one, with the reason."""
        level = self.incident.level
        editors: Editors = {
            "level": (
                _("Level of the incident"),
                Combo([(each.label, each) for each in IncidentLevel if each is not level]),
            ),
            "reason": (P_("incident", "Reason"), line_edit(most=1000)),
        }
        self._ask(
            _("Change the level"),
            editors,
            lambda work, v: log.set_level(work, self._id, v["level"], v["reason"]),
            required=("reason",),
        )

    def set_people(self) -> None:
        """Only the numbers that were touched: somebody else may report the others meanwhile."""
        incident = self.incident
        names = {"affected": _("Affected"), "injured": _("Injured"), "dead": _("Deaths"), "missing": _("Missing")}
        given = {name: str(getattr(incident, name)) for name in names}

        def act(texts: dict[str, str]) -> None:
            typed = {name: number_in(texts[name], name) for name in names}
            numbers = {name: many for name, many in typed.items() if many != getattr(incident, name)} or typed
            with self._desk.write() as work:
                log.set_people(work, self._id, numbers, texts["text"])

        if ask(self._window, _("People concerned"), names | {"text": _("Explanation")}, act, given):
            self._after()

    def report(self) -> None:
        """The text is drafted from the log; another stage drafts it anew as long as nothing was typed into it."""
        with self._desk.read() as work:
            incident, entries = queries.find(work, self._id), queries.entries(work, self._id)
            recipient = reporting.rules(work)[incident.level].recipient
            numbers = [each.with_number for each in contacts.every(work) if each.circle is ContactCircle.STREET]
        stage = reporting.stage_now(incident, entries)
        asked = ReportForm(self._window, self._desk, self._id, recipient, stage, "　".join(numbers))
        if asked.exec():
            self._after()

    def waive(self) -> None:
        """A leader says why nothing is reported."""

        def act(texts: dict[str, str]) -> None:
            with self._desk.write() as work:
                reporting.waive(work, self._id, texts["reason"])

        if ask(self._window, _("No report needed"), {"reason": P_("incident", "Reason")}, act):
            self._after()

    def mark_step(self, n: int, mark: StepMark) -> None:
        """Strike a step or open it again, with a reason."""

        def act(texts: dict[str, str]) -> None:
            with self._desk.write() as work:
                log.mark_step(work, self._id, n, mark, texts["reason"])

        title = _("Skip step {n}", n=n) if mark is StepMark.STRUCK else _("Reopen step {n}", n=n)
        if ask(self._window, title, {"reason": P_("incident", "Reason")}, act):
            self._after()

    def correct(self, entry: IncidentEntry) -> None:
        """The entry stays as it is; a new one says what is right."""

        def act(texts: dict[str, str]) -> None:
            with self._desk.write() as work:
                log.correct(work, self._id, entry.seq, texts["text"])

        if ask(self._window, _("Correct entry {n}", n=entry.seq), {"text": _("What is right")}, act):
            self._after()

    def put_right(self) -> None:
        """Correct the kind or the place, with the reason. Another kind brings the steps of its own plan."""
        kind, place, incident = Combo([(each.label, each) for each in IncidentKind]), line_edit(most=80), self.incident
        kind.choose(incident.kind)
        place.setText(incident.place)
        editors: Editors = {
            "kind": (_("Kind of incident"), kind),
            "place": (_("Place of the incident"), place),
            "reason": (P_("incident", "Reason"), line_edit(most=1000)),
        }
        about = _("Another kind lays out the steps of its own plan.")

        def act(work: Work, v: dict[str, Any]) -> None:
            """Only what was touched: somebody else may have put the other right meanwhile."""
            kind = v["kind"] if v["kind"] is not incident.kind else None
            log.put_right(
                work, self._id, kind=kind, place=v["place"] if v["place"] != incident.place else "", reason=v["reason"]
            )

        self._ask(_("Place or kind put right"), editors, act, about)

    def link(self) -> None:
        """This is a second record of another incident, named by its number: it ends here, the log goes on there."""

        def act(texts: dict[str, str]) -> None:
            with self._desk.write() as work:
                log.link(work, self._id, texts["number"].strip())

        if ask(self._window, _("Same as another incident"), {"number": _("Incident number")}, act):
            self._after()

    def choose_photos(self, caption: str = "") -> bool:
        """False when none was taken."""
        paths, _kind = QFileDialog.getOpenFileNames(
            self._window, _("Photos"), documents(), _("Pictures (*.jpg *.jpeg *.png *.webp *.bmp)")
        )
        return bool(paths) and self.add_photos([Path(path) for path in paths], caption)

    def add_photos(self, paths: Sequence[Path], caption: str = "") -> bool:
        """Each one an entry; the first that is no picture, or too large, is told, and False given back."""
        for path in paths:
            try:
                add_incident_photo(self._desk, self._id, path, caption)
            except DeskError as error:
                self._tell(error.message)
                return False
            self._after()
        return True

    def review(self) -> None:
        """复盘: what went well, what did not, and measures, one a line: what | who | by when."""
        editors: Editors = {
            name: (caption, _lines())
            for name, caption in (
                ("well", _("What went well")),
                ("badly", _("Shortcomings")),
                ("decided", _("Measures")),
            )
        }
        about = _(
            "Measures: one on each line, what | who | by when, like “buy two torches | Mrs Lin | 2026-12-15”. They "
            "stay on the bar until they are done."
        )

        def act(work: Work, v: dict[str, Any]) -> None:
            review.write(
                work, self._id, IncidentReview(v["well"], v["badly"], review.decided_in(v["decided"].splitlines()))
            )

        self._ask(_("Review"), editors, act, about)


def _lines() -> QPlainTextEdit:
    made = QPlainTextEdit()
    made.setTabChangesFocus(True)
    made.setMinimumHeight(64)
    return made


class ReportForm(ValuesDialog):
    """To whom, by which way, and the drafted text; ``numbers`` are those to ring."""

    def __init__(
        self, parent: QWidget, desk: Desk, id: int, recipient: str, stage: ReportStage, numbers: str = ""
    ) -> None:
        self._desk, self._id = desk, id
        self.stage, self.text = Combo([(each.label, each) for each in ReportStage]), _lines()
        to, way = line_edit(most=80), Combo([(each.label, each) for each in ReportChannel])
        self.stage.choose(stage)
        to.setText(recipient)
        self.text.setMinimumHeight(150)
        self.time = latin_line(_("now; or when it was, like 21:05"), most=10)
        editors = {
            "stage": (_("Which report"), self.stage),
            "to": (_("To whom"), to),
            "way": (P_("report of an incident", "Channel"), way),
            "time": (_("Reported at"), self.time),
            "text": (P_("report of an incident", "Content"), self.text),
        }
        super().__init__(parent, _("Reported upwards"), editors, self._write, _("Write"), numbers)
        fit(self, 720, 520)
        self.draft()
        self.stage.currentIndexChanged.connect(lambda _i: self.draft())

    def draft(self) -> None:
        """From the log as it stands; what was typed is never replaced."""
        if self.text.document().isModified():
            return
        with self._desk.read() as work:
            self.text.setPlainText(report_drafts.draft(work, self._id, self.stage.value))
        self.text.document().setModified(False)

    def _write(self, v: dict[str, Any]) -> None:
        with self._desk.write() as work:
            at = self._at(work, v["time"].strip())
            reporting.report(work, self._id, v["stage"], v["to"], v["way"], v["text"], at=at)

    def _at(self, work: Work, given: str) -> datetime | None:
        """Raises ``Invalid`` for what is no time."""
        at, _rest = reserve_import.happening(f"{given} .", work.now, queries.find(work, self._id).heard_at)
        refuse_wrong([("time", bool(given) and at is None, _("“{given}” is not a time, like 21:05.", given=given))])
        return at
