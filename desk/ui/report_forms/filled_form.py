"""A form of the district 区级表样 filled in for a period: what comes where, and the file to look at."""

from __future__ import annotations

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from desk.books.report_forms.model import ReportForm
from desk.books.submissions import reporting
from desk.core.period import Period, PeriodKind
from desk.core.words import P_, _
from desk.reports.forms import filling
from desk.reports.forms.filling import FilledForm, FilledPlace
from desk.services.session import Desk
from desk.ui.widgets.columns import Column
from desk.ui.widgets.controls import Combo, button, fit, label, row, set_role
from desk.ui.widgets.jobs import Job
from desk.ui.widgets.lists import ListView
from desk.ui.widgets.month_control import PeriodControl
from desk.ui.widgets.newest_answer import NewestAnswer
from desk.ui.widgets.save_as import ask_path, write_files


class FilledFormDialog(QDialog):
    """The last period that is over at first; another one is counted when it is chosen."""

    def __init__(self, parent: QWidget, desk: Desk, form: ReportForm) -> None:
        super().__init__(parent)
        self._desk, self._form = desk, form
        self.filled: FilledForm | None = None
        """What is shown; None until it is counted."""
        self.setWindowTitle(_("The form filled in"))
        fit(self, 880, 640)
        today, kinds = desk.clock.today, [PeriodKind(kind) for kind in form.kinds]
        self.kind = Combo([(kind.label, kind) for kind in kinds])
        self.kind.setAccessibleName(P_("report form", "Kind of period"))
        self.kind.setVisible(len(kinds) > 1)
        names = (P_("report form", "Period"), P_("report form", "Earlier period"), P_("report form", "Later period"))
        self.period = PeriodControl(today, self._last_of(kinds[0]), names)
        self.list: ListView[FilledPlace] = ListView(_columns(), _("Nothing to show."), _("Places of the form"))
        self.list.foot.hide()
        self.about = label("", "muted", wrap=True)
        self.save_button = button(P_("report form", "Save as…"), self.save, "primary", key="Ctrl+S")
        column = QVBoxLayout(self)
        column.addWidget(label(form.name, "heading", wrap=True))
        column.addLayout(row(self.kind, self.period, 1))
        column.addWidget(self.list, 1)
        column.addWidget(self.about)
        column.addLayout(row(1, button(_("Close"), self.reject, key="Esc"), self.save_button))
        self._answer = NewestAnswer(self, desk)
        self._saving: Job | None = None
        self._answer.answered.connect(self._show)
        self._answer.refused.connect(self._refused)
        self.kind.currentIndexChanged.connect(lambda _at: self._turn())
        self.period.changed.connect(lambda _period: self.count())
        self.period.refused.connect(self._refused)
        self.count()

    def _last_of(self, kind: PeriodKind) -> Period:
        return Period.around(kind, self._desk.clock.today()).plus(-1)

    def _turn(self) -> None:
        self.period.show_value(self._last_of(self.kind.value))
        self.count()

    def count(self) -> None:
        """Fill the form in beside the window's thread."""
        id, period = self._form.id, self.period.period
        self.save_button.setEnabled(False)
        self._tell(_("Filling in the form"), "muted")
        self._answer.ask(lambda work: filling.shown(work, id, reporting.counted(work, period)))

    def _show(self, filled: FilledForm) -> None:
        self.filled = filled
        self.list.show_all(filled.places, keep=True)
        missing = sum(place.is_missing for place in filled.places)
        sentence = _("{n} places have no figure in this period: their cells stay empty.", n=missing) if missing else ""
        self._tell(sentence, "muted")
        self.save_button.setEnabled(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever closes it need not wait until the form is filled in: what still counts belongs to the page then."""
        super().hideEvent(event)
        for job in self.findChildren(Job):
            if job is self._saving or self.parentWidget() is None:
                job.wait()
            else:
                job.setParent(self.parentWidget())

    def _refused(self, sentence: str) -> None:
        self._tell(sentence, "problem")

    def _tell(self, sentence: str, role: str) -> None:
        self.about.setText(sentence)
        set_role(self.about, "role", role)

    def save(self) -> None:
        """The filled file, to be looked at or sent."""
        if self.filled is None:
            return
        filled = self.filled
        if (path := ask_path(self, filled.file_name)) is not None:
            roles = {"good": "muted", "bad": "problem"}
            self._saving = write_files(
                self, path, lambda: {path: filled.content}, lambda sentence, kind: self._tell(sentence, roles[kind])
            )


def _columns() -> list[Column[FilledPlace]]:
    return [
        Column(P_("report form", "Place"), 150, lambda place: place.where, flex=2),
        Column(P_("report form", "Figure"), 170, lambda place: place.title, flex=2),
        Column(P_("report form", "Placeholder"), 150, lambda place: place.placeholder, flex=3, rank=1),
        Column(P_("report form", "Filled in"), 110, lambda place: place.value, number=True, muted=_is_missing, flex=2),
    ]


def _is_missing(place: FilledPlace) -> bool:
    return place.is_missing
