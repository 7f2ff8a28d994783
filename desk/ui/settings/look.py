"""How the window looks on this PC, and one's own password."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desk.core.errors import Invalid, Problem
from desk.core.words import N_, P_, _
from desk.services import accounts
from desk.services.preferences import LANGUAGES, TEXT_SIZES, Preferences
from desk.services.session import Desk
from desk.ui.settings.section import Section
from desk.ui.shell import theme
from desk.ui.widgets.controls import Combo, Field, line_edit, tell_problems
from desk.ui.widgets.form_sections import FormSections


class LookSection(Section):
    """显示, for this PC and not for the book: letters and colours at once, scale and language at the next start."""

    TITLE = N_("Display")

    def __init__(self, desk: Desk, folder: Path) -> None:
        super().__init__(desk, folder)
        names = (P_("text size", "Usual"), P_("text size", "Large"), P_("text size", "Largest"))
        self.text_size = Combo(list(zip(names, TEXT_SIZES, strict=True)))
        self.scale = Combo([(f"{percent}%", percent) for percent in (100, 110, 125, 150, 175, 200)])
        looks = ((_("As the system has it"), "system"), (_("Light"), "light"), (_("Dark"), "dark"))
        self.appearance = Combo(looks)
        self.language = Combo([(name, language) for language, name in LANGUAGES.items()])
        hint = _("The language counts from the next start on. Papers and what is written down stay Chinese.")
        sections = FormSections()
        sections.add(
            P_("settings", "How it looks"),
            _("Counts for this PC only."),
            Field(_("Text size"), self.text_size, _("Words become larger at once, on every page.")),
            Field(_("Colours"), self.appearance),
            Field(P_("window", "Scale"), self.scale, _("Words, pictures and distances; from the next start on.")),
        )
        sections.add(_("Language"), "", Field(_("Language"), self.language, hint))
        self.show_form(sections)
        self.finish()

    def fill(self) -> None:
        preferences = Preferences.load(self.folder)
        self.text_size.choose(preferences.text_size)
        self.scale.choose(preferences.scale)
        self.appearance.choose(preferences.appearance)
        self.language.choose(preferences.language)

    def save(self) -> None:
        preferences = Preferences(self.scale.value, self.appearance.value, self.language.value, self.text_size.value)
        preferences.save(self.folder)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.setOverrideCursor(Qt.CursorShape.WaitCursor)
            try:
                theme.dress(app, preferences)
            finally:
                app.restoreOverrideCursor()
        self.toast.emit(_("Saved."), "good")


class PasswordSection(Section):
    """我的密码: asks for the present one too."""

    TITLE = N_("My password")

    def __init__(self, desk: Desk, folder: Path) -> None:
        super().__init__(desk, folder)
        self.old, self.new, self.again = (line_edit(secret=True) for _line in range(3))
        self.fields = {
            "old": Field(_("Current password"), self.old, required=True),
            "password": Field(_("New password"), self.new, _("At least 8 characters."), required=True),
            "again": Field(_("Repeat the password"), self.again, required=True, check=self._differ),
        }
        sections = FormSections()
        sections.add(P_("settings", "Change it"), _("It also unlocks the window."), *self.fields.values())
        self.show_form(sections)
        self.finish(self.fields.values(), N_("Change"))

    def _differ(self) -> str:
        return "" if self.new.text() == self.again.text() else _("The two passwords differ.")

    def save(self) -> None:
        try:
            if differ := self._differ():
                raise Invalid(Problem("again", differ))
            accounts.change_password(self.desk, self.old.text(), self.new.text())
        except Invalid as wrong:
            tell_problems(self.fields, wrong.problems)
        else:
            tell_problems(self.fields, ())
            for line in (self.old, self.new, self.again):
                line.clear()
            self.toast.emit(_("Your password is changed."), "good")
