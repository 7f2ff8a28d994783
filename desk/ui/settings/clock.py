"""Was the PC's clock ahead? What it wrote is told, and recorded so that it no longer holds anything up."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QLineEdit

from desk.books import clock_ahead
from desk.core.calendar import moment_words
from desk.core.clock import CHINA, local
from desk.core.errors import DeskError, Invalid, Problem
from desk.core.words import N_, NP_, P_, _, clauses
from desk.services import clock_correction
from desk.services.session import Desk
from desk.ui.settings.section import Section
from desk.ui.widgets.controls import Field, label, latin_line, tell_problems
from desk.ui.widgets.form_dialog import sure
from desk.ui.widgets.form_sections import FormSections

FORM = "%Y-%m-%d %H:%M"


class ClockSection(Section):
    """时钟曾经超前: recorded here, it holds up nothing any more."""

    TITLE = N_("Clock that was ahead")
    SHOWS = frozenset({"centre"})

    def __init__(self, desk: Desk, folder: Path) -> None:
        super().__init__(desk, folder)
        about = _(
            "When the PC's date was wrong and ahead, cards, loans and backups of that day hold up what comes after. "
            "Record it here: what was written stays as it is, and no longer counts as later than today. Case and "
            "incident numbers, due dates and figures of that day are not changed."
        )
        self.finding = label("", wrap=True)
        self.first, self.last = latin_line("2036-11-28 08:00", most=16), latin_line("2036-11-28 18:00", most=16)
        self.known = label("", "muted", wrap=True)
        self.column.addWidget(label(about, "muted", wrap=True))
        self.column.addWidget(self.finding)
        self.fields = {
            "first": Field(_("Begins at"), self.first, required=True, check=lambda: _wrong_in("first", self.first)),
            "last": Field(_("Ends at"), self.last, required=True, check=lambda: _wrong_in("last", self.last)),
        }
        sections = FormSections()
        sections.add(P_("settings", "When it was ahead"), _("Day and time that the PC showed."), *self.fields.values())
        self.show_form(sections)
        self.column.addWidget(self.known)
        self.finish(self.fields.values(), NP_("button", "Record"))

    def fill(self) -> None:
        with self.desk.read() as work:
            ahead, known = clock_ahead.found_ahead(work), clock_ahead.spans(work)
        if ahead is None:
            self.finding.setText(_("Nothing in the book bears a time that is still to come."))
        else:
            self.finding.setText(_("{n} lines of the book bear a time that is still to come.", n=ahead.lines))
            tell_problems(self.fields, ())
            for line, moment in ((self.first, ahead.first), (self.last, ahead.last)):
                if not line.isModified():
                    line.setText(f"{local(moment):{FORM}}")
        lines = [
            _("{first} to {last}", first=f"{local(span.first):{FORM}}", last=f"{local(span.last):{FORM}}")
            for span in known
        ]
        self.known.setText(_("Recorded: {spans}", spans=clauses(lines)) if lines else "")

    def save(self) -> None:
        """What is wrong stands beside its field; only what can be recorded is asked about."""
        try:
            first, last = self._span()
            with self.desk.read() as work:
                lines = clock_ahead.lines_between(work, first, last)
            if not sure(self, _question(first, last, lines), P_("button", "Record")):
                return
            moved = clock_correction.clock_was_ahead(self.desk, first, last)
        except Invalid as wrong:
            tell_problems(self.fields, wrong.problems)
            return
        except DeskError as error:
            self.toast.emit(error.message, "bad")
            return
        sentences = [_("This backup no longer counts as the newest: {file}", file=path.name) for path in moved]
        self.done("\n".join([_("Recorded."), *sentences]))

    def _span(self) -> tuple[datetime, datetime]:
        """Both moments as typed. Raises ``Invalid`` with what is wrong about each of them."""
        tell_problems(self.fields, ())
        problems: list[Problem] = []
        moments: list[datetime] = []
        for name, line in (("first", self.first), ("last", self.last)):
            try:
                moments.append(_moment(name, line.text(), its_end=name == "last"))
            except Invalid as wrong:
                problems.extend(wrong.problems)
        if problems:
            raise Invalid(*problems)
        return moments[0], moments[1]


def _question(first: datetime, last: datetime, lines: int) -> str:
    return _(
        "Record that the clock was ahead from {first} to {last}? {n} records of that time no longer count as later "
        "than today. This cannot be taken back.",
        first=moment_words(first),
        last=moment_words(last),
        n=lines,
    )


def _wrong_in(field: str, line: QLineEdit) -> str:
    try:
        _moment(field, line.text())
    except Invalid as wrong:
        return clauses(problem.message for problem in wrong.problems)
    return ""


def _moment(field: str, text: str, *, its_end: bool = False) -> datetime:
    """The beginning of a minute as typed, or its end. Raises ``Invalid``."""
    try:
        typed = datetime.strptime(text.strip().replace("：", ":"), FORM).replace(tzinfo=CHINA)
    except ValueError:
        raise Invalid(Problem(field, _("Please write a moment as 2036-11-28 08:00."))) from None
    return typed.replace(second=59, microsecond=999_000) if its_end else typed
