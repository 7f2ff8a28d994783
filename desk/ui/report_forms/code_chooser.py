"""插入指标: the placeholder of a figure, found by its name and put on the clipboard for the district's file."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout, QWidget

from desk.books.report_forms import known
from desk.books.report_forms.known import OF, PARTS, Known
from desk.books.report_forms.placeholders import Code
from desk.core.words import P_, _
from desk.services.session import Desk
from desk.ui.widgets.columns import Column
from desk.ui.widgets.controls import Combo, Field, button, fit, label, line_edit, row
from desk.ui.widgets.lists import ListView


class CodeChooser(QDialog):
    """It stays open, so that several are copied one after the other."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Insert a figure"))
        fit(self, 760, 620)
        with desk.read() as work:
            self._known = list(known.all_known(work).values())
        self.search = line_edit(_("Part of the figure's name or code"))
        self.search.setAccessibleName(_("Find a figure"))
        self.list: ListView[Known] = ListView(_columns(), _("No figure is called so."), P_("report form", "Figures"))
        self.of = Combo([(P_("report form", "This period"), ""), *((_(msgid), of) for of, msgid in OF.items())])
        self.part = Combo([(P_("report form", "value"), ""), *((_(msgid), part) for part, msgid in PARTS.items())])
        self.about = label("", "muted", wrap=True)
        self.copy_button = button(_("Copy the placeholder"), self.copy, "primary", key="Ctrl+Enter")
        column = QVBoxLayout(self)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        fields = (Field(P_("report form", "Period"), self.of), Field(P_("report form", "Number"), self.part))
        column.addLayout(row(*fields, 1))
        column.addWidget(self.about)
        column.addLayout(row(1, button(_("Close"), self.reject, key="Esc"), self.copy_button))
        self.search.textChanged.connect(lambda _text: self._find())
        self.list.search_from(self.search)
        self.list.table.selectionModel().currentChanged.connect(lambda _now, _before: self._explain())
        self.list.on_open(lambda _chosen: self.copy())
        for box in (self.of, self.part):
            box.currentIndexChanged.connect(lambda _at: self._explain())
        self._find()

    @property
    def code(self) -> Code | None:
        """What is chosen, as far as it has it: a count has no parts, the name of the centre no periods."""
        chosen = self.list.current()
        if chosen is None:
            return None
        of, part = (self.of.value if chosen.has_periods else ""), (self.part.value if chosen.has_parts else "")
        return Code(chosen.code, of, part)

    def _find(self) -> None:
        part = self.search.text().strip().lower()
        self.list.show_all([each for each in self._known if part in each.code or part in each.title.lower()], keep=True)
        self._explain()

    def _explain(self) -> None:
        """The placeholder as it will stand in the file; what the figure does not have cannot be chosen."""
        chosen, code = self.list.current(), self.code
        self.copy_button.setEnabled(code is not None)
        self.of.setEnabled(chosen is not None and chosen.has_periods)
        self.part.setEnabled(chosen is not None and chosen.has_parts)
        self.about.setText(_("Placeholder: {code}", code=code.placeholder) if code else "")

    def copy(self) -> None:
        """Onto the clipboard."""
        code = self.code
        if code is not None:
            QApplication.clipboard().setText(code.placeholder)
            sentence = _("{code} is copied: paste it where the figure belongs in the form.", code=code.placeholder)
            self.about.setText(sentence)


def _columns() -> list[Column[Known]]:
    return [
        Column(P_("report form", "Figure"), 220, lambda each: each.title, flex=3),
        Column(P_("report form", "Unit"), 80, lambda each: each.unit),
        Column(P_("report form", "Placeholder"), 220, lambda each: Code(each.code).placeholder, flex=2),
    ]
