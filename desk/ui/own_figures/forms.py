"""The forms behind 自填指标: a figure that is entered by hand, and a target."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QWidget

from desk.books.own_figures import aiming, keeping
from desk.books.own_figures.keeping import LABELS
from desk.books.own_figures.model import OwnFigure
from desk.core.errors import Invalid, Problem
from desk.core.figure import Better, Figure
from desk.core.words import P_, _
from desk.services.session import Desk
from desk.ui.widgets.controls import Combo, Field, label, latin_line, line_edit
from desk.ui.widgets.editing import Editing
from desk.ui.widgets.finder import FinderDelegate, Hit
from desk.ui.widgets.form_dialog import FormDialog

LINES = 4
"""Of the definition, in sight at once."""


class EditOwnFigure(FormDialog):
    """What is entered each month: its name, its unit, what it says, and which way is better."""

    def __init__(self, parent: QWidget, desk: Desk, figure: OwnFigure) -> None:
        super().__init__(parent, _("Figure entered by hand") if figure.id else _("New figure to enter by hand"))
        self._desk, self._figure = desk, figure
        self.stored_id = figure.id
        self.title, self.unit = line_edit(most=keeping.LONGEST_TITLE), line_edit(most=keeping.LONGEST_UNIT)
        self.shared = QCheckBox(P_("own figure", "part and whole, told in percent"))
        up_or_down = [(each.label, each) for each in (Better.UP, Better.DOWN)]
        self.better = Combo([*up_or_down, (P_("own figure", "neither is better"), Better.NEITHER)])
        self.definition = QPlainTextEdit()
        self.definition.setTabChangesFocus(True)
        self.definition.setMaximumHeight(self.definition.fontMetrics().lineSpacing() * LINES)
        self.active = QCheckBox(P_("own figure", "is asked for each month"))
        self.add("title", Field(_(LABELS["title"]), self.title, required=True))
        self.add("unit", Field(_(LABELS["unit"]), self.unit, _("Such as times, people or hours."), required=True))
        hint = _("Ticked: a month is entered as 18/25, and several months come from the summed parts.")
        self.add("shared", Field(_(LABELS["shared"]), self.shared, hint))
        self.add("better", Field(_(LABELS["better"]), self.better))
        self.add("definition", Field(_(LABELS["definition"]), self.definition, _("One sentence: what is counted.")))
        self.add("active", Field(_(LABELS["active"]), self.active))
        self.editing: Editing[OwnFigure] = Editing(self._show, self._typed)
        self.editing.begin(figure)
        self.finish(_("Save"))

    def _show(self, figure: OwnFigure) -> None:
        self.title.setText(figure.title)
        self.unit.setText(figure.unit)
        self.shared.setChecked(figure.shared)
        self.better.choose(figure.better)
        self.definition.setPlainText(figure.definition)
        self.active.setChecked(figure.active)

    def _typed(self) -> OwnFigure:
        return replace(
            self._figure,
            title=self.title.text(),
            unit=self.unit.text(),
            shared=self.shared.isChecked(),
            better=self.better.value,
            definition=self.definition.toPlainText(),
            active=self.active.isChecked(),
        )

    def do(self) -> None:
        assert self.editing is not None
        with self._desk.write() as work:
            self.stored_id = self.editing.store(work, keeping.add, keeping.edit)


class EditTarget(FormDialog):
    """What is aimed at, of a figure chosen from all of them; ``code`` is one that has a target already."""

    def __init__(self, parent: QWidget, desk: Desk, figures: Mapping[str, Figure | OwnFigure], code: str = "") -> None:
        called = P_("figures", "Target: {figure}", figure=aiming.name_of(figures[code])) if code else ""
        super().__init__(parent, called or P_("figures", "New target"))
        self._desk, self._figures, self._code = desk, figures, code
        self.figure = FinderDelegate(_("Part of the figure's name"), self._hits, opens_empty=True)
        self.value = latin_line(most=16)
        self.meaning = label("", "muted", wrap=True)
        if not code:
            self.add("code", Field(P_("figures", "Figure"), self.figure, required=True))
        hint = _("Of what is counted or added up: a month. Of shares and times: any period.")
        self.add("value", Field(P_("figures", "Target"), self.value, hint, required=True))
        self._column.addWidget(self.meaning)
        self.figure.taken.connect(lambda _code: self._explain())
        self.value.textChanged.connect(lambda _text: self._explain())
        if code:
            with desk.read() as work:
                self.value.setText(aiming.typed_target(figures[code], aiming.targets(work)[code]))
        self.finish(_("Save"))

    @property
    def stored_code(self) -> str:
        """Of which figure it is."""
        return self._code or str(self.figure.value or "")

    def _hits(self, typed: str) -> Sequence[Hit]:
        part = typed.strip().lower()
        named = ((aiming.name_of(figure), code) for code, figure in self._figures.items())
        return [Hit(name, code) for name, code in named if part in name.lower()]

    def _explain(self) -> None:
        """What is typed, in words, as soon as it can be read."""
        figure, meaning = self._figures.get(self.stored_code), ""
        if figure is not None:
            try:
                value = aiming.read_target(figure, self.value.text())
                meaning = f"{aiming.say(figure, value)}  {aiming.explain(figure, value)}"
            except Invalid:
                meaning = ""
        self.meaning.setText(meaning)

    def do(self) -> None:
        figure = self._figures.get(self.stored_code)
        if figure is None:
            raise Invalid(Problem("code", _("Please choose a figure.")))
        value = aiming.read_target(figure, self.value.text())
        with self._desk.write() as work:
            aiming.aim(work, self.stored_code, value)
