"""The form of a centre of the district 区内中心, and which figures are ranked."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QListWidget, QListWidgetItem, QWidget

from desk.books import centre, figures
from desk.books.district import listing, rules
from desk.books.district.model import CENTRE_LABELS, DistrictCentre, NewCentre
from desk.core.errors import Invalid, Problem
from desk.core.figure import FigureKind
from desk.core.numbers import number_in
from desk.core.words import P_, _, bracketed
from desk.services.session import Desk
from desk.ui.widgets.controls import Field, latin_line, line_edit
from desk.ui.widgets.editing import Editing
from desk.ui.widgets.field_parts import FULL, NARROW
from desk.ui.widgets.form_dialog import FormDialog

MOST_RANKED = 20
"""Figures: more rankings are read by nobody."""


class CentreForm(FormDialog):
    """A centre of the district: new, or one that there is. ``stored_id`` once it is stored."""

    def __init__(self, parent: QWidget, desk: Desk, listed: DistrictCentre | None = None) -> None:
        super().__init__(parent, listed.name if listed else _("New centre of the district"))
        self.setMinimumWidth(560)
        self._desk, self._listed = desk, listed
        self.stored_id = listed.id if listed else 0
        self.code = latin_line(most=rules.LONGEST_CODE)
        self.name = line_edit(most=rules.LONGEST_NAME)
        self.likeness = line_edit(_("e.g. town, village"), most=rules.LONGEST_NAME)
        self.population, self.public_key = latin_line(most=10), latin_line(most=60)
        self.active = QCheckBox(_("has to report"))
        self._lay_out()
        self.editing = Editing(self._show, self._typed, self.fields)
        self.editing.begin(listing.entered_of(listed) if listed else NewCentre(""))
        self.finish(_("Save"))
        self.code.setFocus()

    def _lay_out(self) -> None:
        names = {field: _(label) for field, label in CENTRE_LABELS.items()}
        self.add("code", Field(names["code"], self.code, required=True, width=NARROW))
        self.add("name", Field(names["name"], self.name, required=True, width=FULL))
        self.add("likeness", Field(names["likeness"], self.likeness, _("Centres of one group are compared.")))
        served = _("Empty: as the centre says.")
        self.add("population", Field(names["population"], self.population, served, width=NARROW))
        key = _("As printed on the centre's report; it can also be taken over from its first file.")
        self.add("public_key", Field(names["public_key"], self.public_key, key, width=FULL))
        self.add("active", Field(names["active"], self.active))

    def _show(self, new: NewCentre) -> None:
        for line, text in (
            (self.code, new.code),
            (self.name, new.name),
            (self.likeness, new.likeness),
            (self.population, "" if new.population is None else str(new.population)),
            (self.public_key, new.public_key),
        ):
            line.setText(text)
        self.active.setChecked(new.active)

    def _typed(self) -> NewCentre:
        people = self.population.text().strip()
        return NewCentre(
            self.code.text(),
            self.name.text(),
            self.likeness.text(),
            number_in(people, "population") if people else None,
            self.public_key.text(),
            self.active.isChecked(),
        )

    def do(self) -> None:
        assert self.editing is not None
        with self._desk.write() as work:
            if self._listed is None:
                self.stored_id = listing.add(work, self.editing.wanted)
            else:
                listing.edit(work, self._listed.id, self.editing.wanted, read=self.editing.read)


class KeyFiguresForm(FormDialog):
    """Which figures are ranked: boxes to tick."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent, _("Figures that are ranked"))
        self._desk = desk
        self.setMinimumSize(560, 420)
        with desk.read() as work:
            self._read: list[str] = centre.setting(work, "district_key_figures")
        self.figures = QListWidget()
        for code, figure in figures.declared().items():
            if figure.kind not in (FigureKind.MEDIAN, FigureKind.ANSWER):
                item = QListWidgetItem(figure.label + bracketed(figure.unit.label))
                item.setData(Qt.ItemDataRole.UserRole, code)
                item.setCheckState(Qt.CheckState.Checked if code in self._read else Qt.CheckState.Unchecked)
                self.figures.addItem(item)
        hint = _("Counts are ranked per 1,000 residents and per open hour, shares by how high they surely are.")
        self.add("figures", Field(P_("district's table", "Figure"), self.figures, hint, width=FULL))
        self.finish(_("Save"))
        self.figures.setCurrentRow(0)
        self.figures.setFocus()

    @property
    def chosen(self) -> list[str]:
        """The codes that are ticked, in the order of the list."""
        items = [self.figures.item(at) for at in range(self.figures.count())]
        ticked = [each for each in items if each.checkState() is Qt.CheckState.Checked]
        return [str(each.data(Qt.ItemDataRole.UserRole)) for each in ticked]

    def do(self) -> None:
        if not 0 < len(self.chosen) <= MOST_RANKED:
            raise Invalid(Problem("figures", _("Please tick 1 to {n} figures.", n=MOST_RANKED)))
        with self._desk.write() as work:
            centre.save_settings(work, {"district_key_figures": self.chosen}, {"district_key_figures": self._read})
