"""The form behind 区级表样: its file, what it is called, with which periods it is handed in."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QFileDialog, QWidget

from desk.books.report_forms import keeping, loading
from desk.books.report_forms.keeping import LABELS
from desk.books.report_forms.loading import FormContent
from desk.books.report_forms.model import LONGEST_NAME, FormChoice, ReportForm
from desk.books.report_forms.package import FIELD
from desk.core.errors import Invalid, Problem
from desk.core.period import MONTHS, PeriodKind
from desk.core.words import P_, _
from desk.services.session import Desk
from desk.ui.widgets.controls import Field, button, label, line_edit
from desk.ui.widgets.documents import documents
from desk.ui.widgets.editing import Editing
from desk.ui.widgets.flow import FlowLayout
from desk.ui.widgets.form_dialog import FormDialog

ENDINGS = "(*.xlsx *.docx)"
AT_FIRST = frozenset((PeriodKind.MONTH,))


class EditReportForm(FormDialog):
    """A form that is added, or changed; a file is looked through as soon as it is chosen."""

    def __init__(self, parent: QWidget, desk: Desk, form: ReportForm | None) -> None:
        super().__init__(parent, _("Form of the district") if form else _("New form of the district"))
        self._desk, self._form = desk, form
        self.stored_id = form.id if form else 0
        self.content: FormContent | None = None
        """The file that was chosen, where it can be a form."""
        self._wrong = ""
        """What is wrong with the one that was chosen."""
        self.file = button(form.file_name if form else P_("report form", "Choose a file…"), self.choose_file)
        self.about = label("", "muted", wrap=True)
        self.name = line_edit(most=LONGEST_NAME)
        self.boxes = {kind: QCheckBox(kind.label) for kind in MONTHS}
        ticks = QWidget()
        ticks.setLayout(FlowLayout(*self.boxes.values(), gap=10))
        hint = _("Reports that were handed in keep the form that they went out with.") if form else ""
        self.add(FIELD, Field(P_("report form", "File"), self.file, hint, required=form is None))
        self._column.addWidget(self.about)
        self.add("name", Field(_(LABELS["name"]), self.name, required=True))
        self.add("kinds", Field(_(LABELS["kinds"]), ticks, required=True))
        self.editing: Editing[FormChoice] = Editing(self._show, self._typed)
        self.editing.begin(form.choice if form else FormChoice("", AT_FIRST))
        self.finish(_("Save"))

    def _show(self, choice: FormChoice) -> None:
        self.name.setText(choice.name)
        for kind, box in self.boxes.items():
            box.setChecked(kind in choice.kinds)

    def _typed(self) -> FormChoice:
        return FormChoice(self.name.text(), frozenset(kind for kind, box in self.boxes.items() if box.isChecked()))

    def choose_file(self) -> None:
        """Ask for the district's file."""
        title, kinds = _("Choose the district's file…"), f"Excel, Word {ENDINGS}"
        path, _kind = QFileDialog.getOpenFileName(self, title, documents(), kinds)
        if path:
            self.take_file(Path(path))

    def take_file(self, path: Path) -> None:
        """Look through a file: what it asks for, or what is wrong with it, stands below. Nothing is stored yet."""
        self.file.setText(path.name)
        self.content, self._wrong = None, ""
        self.about.setText("")
        try:
            content = loading.read_file(path)
            with self._desk.read() as work:
                self.content = loading.look(work, path.name, content)
        except Invalid as wrong:
            self._wrong = wrong.message
            self.fields[FIELD].tell(wrong.message)
            return
        self.fields[FIELD].tell("")
        asked, places = len(self.content.codes), len(self.content.places)
        self.about.setText(_("{places} placeholders ask for {n} figures.", places=places, n=asked))
        if not self.name.text().strip():
            self.name.setText(self.content.name)

    def do(self) -> None:
        assert self.editing is not None
        if self._wrong or (self.content is None and self._form is None):
            raise Invalid(Problem(FIELD, self._wrong or _("Please choose the district's file.")))
        wanted, content = self.editing.wanted, self.content
        with self._desk.write() as work:
            if self._form is None:
                assert content is not None
                self.stored_id = keeping.add(work, wanted, content.file_name, content.content)
                return
            keeping.edit(work, self._form.id, wanted, read=self.editing.read)
            if content is not None:
                keeping.replace_file(work, self._form.id, content.file_name, content.content)
