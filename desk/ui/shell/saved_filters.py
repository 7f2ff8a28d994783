"""What somebody often looks for in a list 常用筛选, saved under a name: each person has their own, in the data file.

Choices and days are kept, never what was typed in the search: names of people do not stay behind in a filter.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QPushButton

from desk.books import staff
from desk.core.errors import Invalid, Problem
from desk.core.words import P_, _
from desk.ui.shell.page import Page
from desk.ui.widgets.controls import Combo
from desk.ui.widgets.day_span import DaySpan
from desk.ui.widgets.form_dialog import ask

Choices = Mapping[str, Sequence[str]]
"""By the name of each box, what is chosen in it, and for a span its two days."""
DIGITS = 9
MOST = 20
LONGEST = 30
"""Characters of a name, which stands in a menu."""


class SavedFilters:
    """Those of one list. ``show`` reads the list anew."""

    def __init__(
        self, page: Page, name: str, boxes: Sequence[Combo], show: Callable[[], object], span: DaySpan | None = None
    ) -> None:
        self._page, self._form = page, f"filters:{name}"
        self._boxes, self._span, self._show = boxes, span, show

    def all(self) -> dict[str, Choices]:
        """Those of who is signed in, by their names, as they were saved."""
        with self._page.desk.read() as work:
            return dict(staff.draft(work, self._form))

    def menu(self) -> QMenu:
        """The saved ones, chosen by a digit; saving what is chosen now, and forgetting one."""
        menu = QMenu(self._page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        saved = self.all()
        for place, name in enumerate(saved, 1):
            shown = name.replace("&", "&&")
            menu.addAction(f"&{place} {shown}" if place <= DIGITS else shown, partial(self.use, saved[name]))
        menu.addSeparator()
        menu.addAction(_("Save what is chosen now…"), self.save)
        if saved:
            forgetting = menu.addMenu(_("Forget one"))
            for name in saved:
                forgetting.addAction(name.replace("&", "&&"), partial(self.forget, name))
        return menu

    def show_menu(self, under: QPushButton) -> None:
        """Under its button."""
        self.menu().exec(under.mapToGlobal(QPoint(0, under.height())))

    def chosen(self) -> dict[str, list[str]]:
        """What the boxes say now."""
        choices = {box.accessibleName(): [box.currentText()] for box in self._boxes}
        if self._span is not None:
            days = [self._span.first.written, self._span.last.written]
            choices[self._span.choice.accessibleName()] = [self._span.choice.currentText(), *days]
        return choices

    def use(self, choices: Choices) -> None:
        """Choose again what was saved; what is not offered any more is left at its first choice."""
        for box in self._boxes:
            _choose(box, choices.get(box.accessibleName(), ()))
        if self._span is not None:
            text, *days = choices.get(self._span.choice.accessibleName(), ("",))
            for line, day in zip((self._span.first, self._span.last), days, strict=False):
                line.setText(day)
            _choose(self._span.choice, (text,))
            self._span.show_lines()
        self._show()

    def save(self) -> None:
        """Ask for a name; the same one again is replaced."""

        def act(typed: dict[str, str]) -> None:
            name = typed["name"].strip()
            if not name:
                raise Invalid(Problem("name", P_("filter", "Please enter the name.")))
            if len(name) > LONGEST:
                raise Invalid(Problem("name", _("At most {n} characters, please.", n=LONGEST)))
            saved = {**self.all(), name: self.chosen()}
            if len(saved) > MOST:
                raise Invalid(Problem("name", _("{n} are saved already; forget one first.", n=MOST)))
            self._keep(saved)

        if ask(self._page, _("Save the filter"), {"name": P_("filter", "Name")}, act):
            self._page.toast.emit(_("Saved. F6 and its digit bring it back."), "good")

    def forget(self, name: str) -> None:
        """It is not offered any more."""
        self._keep({each: choices for each, choices in self.all().items() if each != name})
        self._page.toast.emit(_("Filter {name} is forgotten.", name=name), "good")

    def _keep(self, saved: Mapping[str, Choices]) -> None:
        with self._page.desk.write() as work:
            staff.keep_draft(work, self._form, dict(saved))


def _choose(box: Combo, texts: Sequence[str]) -> None:
    box.blockSignals(True)
    box.setCurrentIndex(max(box.findText(texts[0]), 0) if texts else 0)
    box.blockSignals(False)
