"""Rules that the district may set otherwise, each with the paper it comes from: whatever the books declare."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from pathlib import Path

from PySide6.QtWidgets import QWidget

from desk.books import centre
from desk.books.centre import RuleValue
from desk.core.errors import Invalid
from desk.core.setting import Setting
from desk.core.words import N_, _
from desk.services.session import Desk
from desk.ui.settings.section import Section
from desk.ui.shell.text_size import hold
from desk.ui.widgets.controls import Field, label, line_edit, number_box, row, tell_problems
from desk.ui.widgets.editing import Editing
from desk.ui.widgets.field_parts import FULL
from desk.ui.widgets.form_sections import FormSections

MOST_TYPED = 200
"""Characters that can be typed as the name of a paper; what is too long is said, not cut."""


class _RuleEditor(QWidget):
    """The number in its unit, and beside it the paper."""

    def __init__(self, rule: Setting) -> None:
        super().__init__()
        limits, name = rule.limits, _(rule.label)
        assert limits
        self.number = number_box(limits.smallest, limits.largest, _(limits.unit))
        self.number.setAccessibleName(name)
        hold(self.number, QWidget.setMaximumWidth, 130)
        self.paper = line_edit(_("Paper it comes from"), most=MOST_TYPED)
        self.paper.setAccessibleName(_("{rule}: paper it comes from", rule=name))
        line = row()
        line.addWidget(self.number, 1000)  # as wide as it may be, so that the papers begin under each other
        line.addWidget(self.paper, 1)
        self.setLayout(line)

    @property
    def value(self) -> RuleValue:
        return RuleValue(self.number.value(), self.paper.text().strip())

    def show_value(self, value: RuleValue) -> None:
        self.number.setValue(value.value)
        self.paper.setText(value.paper)


class RulesSection(Section):
    """规则与依据: every rule of every book, under the heading of its group."""

    TITLE = N_("Rules and their papers")
    SHOWS = frozenset({"centre"})

    def __init__(self, desk: Desk, folder: Path) -> None:
        super().__init__(desk, folder)
        rules = centre.rules()
        self.editors = {rule.name: _RuleEditor(rule) for rule in rules}
        self.fields = {
            rule.name: Field(_(rule.label), self.editors[rule.name], width=FULL, name_width=140) for rule in rules
        }
        self.editing = Editing(self._show_rules, self._typed_rules, self.fields)
        about = _("What the district has not laid down is our own proposal: change it here, and name the paper.")
        self.column.addWidget(label(about, "muted", wrap=True))
        sections = FormSections()
        for group, members in groupby(rules, key=lambda rule: rule.limits.group if rule.limits else ""):
            sections.add(_(group), "", *(self.fields[rule.name] for rule in members))
        self.show_form(sections)
        self.finish(self.fields.values())

    def fill(self) -> None:
        with self.desk.read() as work:
            read = centre.rules_now(work)
        self.editing.follow(read)

    def save(self) -> None:
        def act() -> None:
            try:
                with self.desk.write() as work:
                    centre.save_rules(work, self.editing.wanted, read=self.editing.read)
            except Invalid as wrong:
                tell_problems(self.fields, wrong.problems)
                raise

        self.attempt(act, _("Saved."), self.editing)

    def _show_rules(self, rules: Mapping[str, RuleValue]) -> None:
        for name, value in rules.items():
            self.editors[name].show_value(value)

    def _typed_rules(self) -> Mapping[str, RuleValue]:
        return {name: editor.value for name, editor in self.editors.items()}
