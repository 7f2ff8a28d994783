"""Was the PC's clock ahead? What it wrote is told, and recorded so that it no longer holds anything up."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from desk.books import clock_ahead
from desk.clock import CHINA, local
from desk.errors import Invalid, Problem
from desk.session import Desk
from desk.ui.settings.section import Section
from desk.ui.widgets.asking import sure
from desk.ui.widgets.basic import Field, button, label, line_edit, row
from desk.words import N_, _

FORM = "%Y-%m-%d %H:%M"


class ClockSection(Section):
    TITLE = N_("Clock that was ahead")

    def __init__(self, desk: Desk, folder: Path) -> None:
        super().__init__(desk, folder)
        about = _(
            "When the PC's date was wrong and ahead, cards, loans and backups of that day hold up what comes after. Record it here: what was written stays as it is, and no longer counts as later than today. Case and incident numbers, due dates and figures of that day are not changed."
        )
        self.found = label("", wrap=True)
        self.first, self.last = line_edit("2036-11-28 08:00", most=16), line_edit("2036-11-28 18:00", most=16)
        self.known = label("", "muted", wrap=True)
        self.column.addWidget(label(about, "muted", wrap=True))
        self.column.addWidget(self.found)
        self.column.addWidget(Field(_("From"), self.first))
        self.column.addWidget(Field(_("To"), self.last))
        self.column.addLayout(row(1, button(_("Record (Ctrl+Enter)"), self.save, "main")))
        self.column.addWidget(self.known)
        self.column.addStretch(1)

    def load(self) -> None:
        with self.desk.read() as work:
            found, known = clock_ahead.found_ahead(work), clock_ahead.spans(work)
        if found is None:
            self.found.setText(_("Nothing in the book bears a time that is still to come."))
        else:
            self.found.setText(_("{n} lines of the book bear a time that is still to come.", n=found.lines))
            self.first.setText(f"{local(found.first):{FORM}}")
            self.last.setText(f"{local(found.last):{FORM}}")
        told = [f"{local(span.first):{FORM}} — {local(span.last):{FORM}}" for span in known]
        self.known.setText(_("Recorded: {spans}", spans="；".join(told)) if told else "")

    def save(self) -> None:
        question = _("Record that the clock was ahead in this span? The record stays in the book.")
        if not sure(self, question, _("Record it")):
            return

        def act() -> None:
            moved = self.desk.clock_was_ahead(
                _moment("first", self.first.text()), _moment("last", self.last.text(), its_end=True)
            )
            words.extend(_("This backup no longer counts as the newest: {file}", file=path.name) for path in moved)

        words: list[str] = []
        if self.attempt(act, _("Recorded.")):
            self.told.emit("\n".join([_("Recorded."), *words]), "good")
            self.load()


def _moment(field: str, text: str, *, its_end: bool = False) -> datetime:
    """The beginning of a minute as typed, or its end. Raises ``Invalid``."""
    try:
        typed = datetime.strptime(text.strip().replace("：", ":"), FORM).replace(tzinfo=CHINA)
    except ValueError:
        raise Invalid(Problem(field, _("Please write a moment as 2036-11-28 08:00."))) from None
    return typed.replace(second=59, microsecond=999_000) if its_end else typed
