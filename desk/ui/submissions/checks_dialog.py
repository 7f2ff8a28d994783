"""The dialog 上报前核对: what is odd in a period, a sentence for each of it, and the remarks of the report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desk.books.submissions import answers, checks, queries, remarks, reporting
from desk.books.submissions.checks import CheckFinding
from desk.core.period import Period
from desk.core.words import P_, _
from desk.services.session import Desk
from desk.ui.widgets import jobs
from desk.ui.widgets.controls import Field, label, line_edit
from desk.ui.widgets.editing import Editing
from desk.ui.widgets.field_parts import FULL
from desk.ui.widgets.form_dialog import FormDialog

LINES = 4
"""Of the remarks, in sight at first."""


@dataclass(frozen=True)
class Checked:
    """What was found of a period, and what was written in its report."""

    findings: Sequence[CheckFinding]
    remarks: str


class ChecksDialog(FormDialog):
    """What is odd is answered in one sentence each, or shown as 未说明 on the papers; all of it is kept together."""

    def __init__(self, parent: QWidget, desk: Desk, period: Period, checked: Checked, caption: str = "") -> None:
        super().__init__(parent, _("Checks before handing in {period}", period=period.label))
        self.setMinimumWidth(640)
        self._desk, self._period, self._checked = desk, period, checked
        about = _("Nothing odd was found.")
        if checked.findings:
            about = _(
                "{n} things to look at. What is not explained is shown so in the report.", n=len(checked.findings)
            )
        self._column.addWidget(label(about, "muted", wrap=True))
        self.answers = {finding.key: line_edit(most=answers.LONGEST) for finding in checked.findings}
        """By the key of what was found."""
        for n, finding in enumerate(checked.findings, 1):
            self._add_finding(n, finding)
        self.remarks = QPlainTextEdit()
        self.remarks.setTabChangesFocus(True)
        self.remarks.setMinimumHeight(self.remarks.fontMetrics().lineSpacing() * LINES)
        hint = _("Printed in the report; at most {n} characters.", n=remarks.LONGEST)
        self.add("text", Field(P_("report", "Remarks"), self.remarks, hint, width=FULL))
        self.editing: Editing[dict[str, str]] = Editing(
            lambda read: self.remarks.setPlainText(read["text"]), lambda: {"text": self.remarks.toPlainText()}
        )
        self.editing.begin({"text": checked.remarks})
        self.finish(caption or _("Save"))
        for editor in self.answers.values():
            if not editor.text():
                editor.setFocus()
                break

    def _add_finding(self, n: int, finding: CheckFinding) -> None:
        self._column.addWidget(label(_("{n}. {text}", n=n, text=finding.text), wrap=True))
        editor = self.answers[finding.key]
        editor.setText(finding.answer)
        editor.setCursorPosition(0)
        hint = _("By {name}", name=finding.answered_by) if finding.answered_by else ""
        field = Field(_("Explanation {n}", n=n), editor, hint, width=FULL)
        self.add(finding.key, field)
        editor.setAccessibleDescription(finding.text)

    def do(self) -> None:
        with self._desk.write() as work:
            for finding in self._checked.findings:
                typed = self.answers[finding.key].text()
                if typed != finding.answer:
                    answers.save(work, self._period, finding.key, typed)
            assert self.editing is not None
            remarks.save(work, self._period, self.editing.wanted["text"], self.editing.read["text"])


def check(
    page: QWidget,
    desk: Desk,
    period: Period,
    refused: Callable[[str], object],
    then: Callable[[], object],
    caption: str = "",
) -> None:
    """Look a period through beside the window's thread, and show what is odd; ``then`` follows once it is kept, under
    the ``caption`` of its button. ``refused`` gets the words when it cannot be looked through.
    """

    def count(_progress: object) -> Checked:
        with desk.read() as work:
            answers.require_not_handed_in(work, period)
            return Checked(checks.findings(work, reporting.counted(work, period)), queries.remarks_of(work, period))

    def show(checked: Checked) -> None:
        dialog = ChecksDialog(page, desk, period, checked, caption)
        if dialog.exec():
            then()
        dialog.deleteLater()

    jobs.run(page, _("Checking"), count, show, refused, can_cancel=False)
