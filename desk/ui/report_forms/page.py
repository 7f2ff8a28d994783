"""The page 区级表样 of 报表: the district's own forms that are filled in with figures when a period is handed in."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desk.books.report_forms import keeping, queries
from desk.books.report_forms.model import ReportForm
from desk.core.clock import local
from desk.core.period import PeriodKind
from desk.core.permissions import May
from desk.core.tone import Tone
from desk.core.words import N_, NP_, P_, _, listed
from desk.reports.kit.declaration import Format
from desk.services.session import Desk
from desk.ui.report_forms.code_chooser import CodeChooser
from desk.ui.report_forms.edit_form import EditReportForm
from desk.ui.report_forms.filled_form import FilledFormDialog
from desk.ui.shell.column_page import ColumnPage
from desk.ui.shell.commands import Command, Commands
from desk.ui.widgets import papers
from desk.ui.widgets.columns import Column
from desk.ui.widgets.controls import label, row
from desk.ui.widgets.form_dialog import sure
from desk.ui.widgets.lists import ListView


class FormsPage(ColumnPage):
    """区级表样: everybody sees what a form will say; leaders and managers keep them."""

    SHOWS = frozenset({"report_forms"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.list: ListView[ReportForm] = ListView(
            _columns(),
            _("No forms of the district yet. F2 adds one with placeholders where figures belong."),
            P_("page", "District's forms"),
        )
        self._add = self.button(self.add)
        about = _("Excel and Word files of the district; handing in fills their placeholders and changes nothing else.")
        self.column.addWidget(label(about, "muted", wrap=True))
        self.column.addWidget(self.list, 1)
        left = (self.button(self.choose_code), self.button(self.save_sample))
        right = [self.button(act) for act in (self.bring_back, self.retire, self.edit, self.preview)]
        self.column.addLayout(row(*left, 1, *right))
        self.list.table.selectionModel().currentChanged.connect(lambda _now, _before: self.show_enabled())

    def beside_pages(self) -> tuple[QWidget, ...]:
        return (self._add,)

    def make_commands(self) -> Commands:
        keep, table = May.KEEP_FIGURES, self.list.table
        insert, sample = NP_("report form", "Insert a figure…"), NP_("report form", "Sample form…")
        return (
            Command("F2", N_("Add a form of the district"), self.add, NP_("report form", "Add"), "primary", may=keep),
            Command("F3", N_("Go to the list"), self.list.enter, repeats=True),
            Command("F6", N_("Copy the placeholder of a figure"), self.choose_code, insert),
            Command("", N_("Save a form with all placeholders"), self.save_sample, sample, may=keep),
            Command("Enter", N_("See the form filled in"), self.preview, NP_("report form", "Fill in…"), of=table),
            Command("F4", N_("Change the form, or its file"), self.edit, N_("Edit"), may=keep, of=table),
            Command(
                "",
                N_("Put the form out of use"),
                self.retire,
                NP_("report form", "Retire"),
                may=keep,
                of=table,
                enabled=self._is_active,
            ),
            Command(
                "",
                N_("Use the form again"),
                self.bring_back,
                NP_("report form", "Bring back"),
                may=keep,
                of=table,
                enabled=self._is_retired,
            ),
        )

    def _is_active(self) -> bool:
        chosen = self.list.current()
        return chosen is not None and chosen.active

    def _is_retired(self) -> bool:
        chosen = self.list.current()
        return chosen is not None and not chosen.active

    def fill(self) -> None:
        with self.desk.read() as work:
            forms = queries.all_forms(work)
        self.list.show_all(forms, keep=True)
        self.show_enabled()

    def add(self) -> None:
        """F2: another form, chosen as a file."""
        self._edit(None)

    def edit(self) -> None:
        """F4: its name, its periods, a newer edition of its file."""
        if chosen := self.list.current():
            self._edit(chosen)

    def _edit(self, form: ReportForm | None) -> None:
        dialog = EditReportForm(self, self.desk, form)
        if dialog.exec():
            self.done(_("Saved."))
            self.list.choose(dialog.stored_id)
        dialog.deleteLater()

    def preview(self) -> None:
        """Enter: the form as it will be handed in."""
        if chosen := self.list.current():
            dialog = FilledFormDialog(self, self.desk, chosen)
            dialog.exec()
            dialog.deleteLater()

    def retire(self) -> None:
        """停用: it is not handed in any more; what was handed in stays."""
        chosen = self.list.current()
        if chosen is None:
            return
        question = _("Put the form “{name}” out of use? Reports handed in with it stay as they are.", name=chosen.name)
        if sure(self, question, P_("report form", "Retire")):
            with self.desk.write() as work:
                keeping.retire(work, chosen.id)
            self.done(_("The form “{name}” is out of use.", name=chosen.name))

    def bring_back(self) -> None:
        """恢复."""
        if chosen := self.list.current():
            with self.desk.write() as work:
                keeping.bring_back(work, chosen.id)
            self.done(_("The form “{name}” is used again.", name=chosen.name))

    def choose_code(self) -> None:
        """F6: the placeholder of a figure, onto the clipboard."""
        dialog = CodeChooser(self, self.desk)
        dialog.exec()
        dialog.deleteLater()

    def save_sample(self) -> None:
        """样表: a workbook with all placeholders to begin with."""
        papers.save(self, "form-codes", Format.XLSX)


def _columns() -> list[Column[ReportForm]]:
    def state(form: ReportForm) -> str:
        return P_("report form", "In use") if form.active else P_("report form", "Out of use")

    def periods(form: ReportForm) -> str:
        return listed(PeriodKind(kind).label for kind in form.kinds)

    return [
        Column(P_("report form", "Name"), 180, lambda form: form.name, flex=3),
        Column(P_("report form", "File"), 180, lambda form: form.file_name, flex=3, rank=1),
        Column(P_("report form", "Handed in"), 160, periods, flex=1),
        Column(P_("report form", "Codes"), 80, lambda form: f"{len(form.codes)}", number=True, rank=2),
        Column(P_("report form", "Added by"), 90, lambda form: form.who, rank=3),
        Column(P_("report form", "Edition of"), 112, lambda form: f"{local(form.added_at):%Y-%m-%d}", rank=2),
        Column(_("State"), 90, state, lambda form: Tone.DONE if form.active else Tone.QUIET),
    ]
