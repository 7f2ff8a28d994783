"""The set-up wizard of the first start: centre, hours, venues, manager, recovery sheet. Or a demo centre, or a
backup.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QRadioButton, QVBoxLayout, QWizard, QWizardPage

from desk.books import centre, sample
from desk.books.centre import WEEK
from desk.core.clock import Clock
from desk.core.errors import DeskError, Invalid, Problem
from desk.core.words import P_, _, clauses
from desk.core.work import Work
from desk.services import new_data_file
from desk.storage import keys
from desk.ui.settings.centre import PRESETS, CentreFields, HoursFields, VenueFields
from desk.ui.shell.restore_dialog import BringBack
from desk.ui.widgets import jobs
from desk.ui.widgets.controls import Field, button, fit, label, latin_line, line_edit, row, tell_problems
from desk.ui.widgets.field_parts import LONG
from desk.ui.widgets.form_dialog import sure
from desk.ui.widgets.once import Once
from desk.ui.widgets.scrolled import scrolled

PRESSES = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)
START, CENTRE, HOURS, VENUES, MANAGER, RECOVERY = range(6)


class SetUpWizard(QWizard):
    """``exec`` is true when there is a book in the folder afterwards. ``notice`` stands on the first page."""

    def __init__(self, folder: Path, notice: str = "") -> None:
        super().__init__()
        self.folder = folder
        self.recovery_key = ""
        self.setWindowTitle(_("Set up the front desk"))
        self.setWizardStyle(QWizard.WizardStyle.ClassicStyle)
        self.setOption(QWizard.WizardOption.NoBackButtonOnLastPage)
        fit(self, 780, 560)
        self.start, self.centre, self.hours = StartPage(self, notice), CentrePage(), HoursPage()
        self.venues, self.manager, self.recovery = VenuesPage(), ManagerPage(self), RecoveryPage(self)
        pages = (self.start, self.centre, self.hours, self.venues, self.manager, self.recovery)
        for place, page in enumerate(pages):
            page.count(place + 1, len(pages))
            self.setPage(place, page)
        captions = {
            QWizard.WizardButton.NextButton: _("Next"),
            QWizard.WizardButton.BackButton: _("Back"),
            QWizard.WizardButton.FinishButton: _("Open the desk"),
            QWizard.WizardButton.CancelButton: P_("set-up", "Quit"),
        }
        for which, text in captions.items():
            self.setButtonText(which, text)
        self._once = Once()
        self.currentIdChanged.connect(self._turned)
        for which in (
            QWizard.WizardButton.NextButton,
            QWizard.WizardButton.CommitButton,
            QWizard.WizardButton.FinishButton,
        ):
            self.button(which).installEventFilter(self)

    def make_book(self, manager: str, password: str) -> None:
        """Store all that was entered. Raises ``DeskError``; then there is no book."""

        def entered(work: Work) -> None:
            centre.save_opening_hours(work, self.hours.form.hours())
            for venue in self.venues.form.venues:
                centre.add_venue(work, venue)
            if self.venues.sample.isChecked():
                sample.take_in_catalogue(work)

        given = self.centre.form.centre()
        desk, self.recovery_key = new_data_file.create(self.folder, given, manager, password, also=entered)
        desk.close()

    def reject(self) -> None:
        """By the button, Esc or the window's cross. The recovery key is shown here for the only time."""
        sentence = _("The recovery key was not typed back yet, and is not shown again. Leave all the same?")
        if self.currentId() != RECOVERY or sure(self, sentence, P_("set-up", "Quit")):
            super().reject()

    def done(self, result: int) -> None:
        """Leaving stops a demo centre that is being made; nothing of it is kept."""
        for job in self.findChildren(jobs.Job):
            job.cancel()
            job.wait()
        super().done(result)

    def _turned(self, page: int) -> None:
        if page != START:
            self._once.mark()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The second press of a double click on 下一步 would already be one on the page that follows."""
        return (event.type() in PRESSES and self._once.has_just_ended()) or super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """So would Enter hit twice, or held down."""
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not (entered and (event.isAutoRepeat() or self._once.has_just_ended())):
            super().keyPressEvent(event)


class SetUpPage(QWizardPage):
    """A page of the wizard: a title, what it is about, and a column for its fields."""

    def __init__(self, title: str, about: str) -> None:
        super().__init__()
        self.setTitle(title)
        self.column = QVBoxLayout(self)
        self.step = label("", "caption")
        self.column.addWidget(self.step)
        self.column.addWidget(label(about, "muted", wrap=True))

    def count(self, place: int, many: int) -> None:
        """Say which step this is, and of how many."""
        self.step.setText(_("Step {n} of {many}", n=place, many=many))


class StartPage(SetUpPage):
    """Own centre, demo centre, or a backup from another PC. ``notice`` is told on top."""

    def __init__(self, wizard: SetUpWizard, notice: str) -> None:
        super().__init__(_("Welcome"), _("This program keeps your centre's walk-ins on this PC only, encrypted."))
        self._wizard = wizard
        if notice:
            self.column.addWidget(label(notice, "notice", wrap=True))
        self.own = QRadioButton(_("Set up our centre (about five minutes)"))
        self.demo = QRadioButton(_("Look at a demo centre with invented people"))
        self.restore = QRadioButton(_("Bring back a backup from another PC"))
        self.own.setChecked(True)
        self.password = line_edit(secret=True)
        self.fields = {
            "password": Field(
                _("Password"),
                self.password,
                _("For the demo: the manager 管理员 signs in with it; at least 8 characters."),
                required=True,
            )
        }
        self.problem = label("", "problem", wrap=True)
        for part in (self.own, self.demo, self.restore, self.fields["password"], self.problem):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self.fields["password"].hide()
        self.demo.toggled.connect(self.fields["password"].setVisible)

    def validatePage(self) -> bool:
        """Setting up goes on to the next page; a demo or a backup brings its own book and ends the wizard."""
        if self.own.isChecked() or keys.is_book(self._wizard.folder):
            return True
        if self.demo.isChecked():
            self._make_demo()
        elif BringBack(self._wizard, self._wizard.folder).exec():
            self._wizard.done(1)
        return False

    def _make_demo(self) -> None:
        """Off the window's thread; the wizard goes on by itself when it is there."""
        password, folder = self.password.text(), self._wizard.folder
        try:
            keys.check_password(password, "管理员")
        except Invalid as wrong:
            tell_problems(self.fields, wrong.problems)
            return

        def work(progress: Any) -> None:
            size = sample.SampleSize()
            new_data_file.create_demo(folder, "管理员", password, size, progress=progress, handed_in=True).close()

        jobs.run(self, _("Making the demo centre"), work, lambda _done: self._wizard.done(1), self.problem.setText)


class CentrePage(SetUpPage):
    """中心信息: goes on only when what was typed can be stored."""

    def __init__(self) -> None:
        super().__init__(
            P_("set-up", "Centre"), _("This stands on every paper. It can be changed later under Settings.")
        )
        self.form = CentreFields()
        self.column.addWidget(scrolled(self.form), 1)

    def validatePage(self) -> bool:
        given = self.form.centre()
        gaps = [
            Problem(name, sentence)
            for name, sentence in (
                ("name", _("Please enter the centre's name.")),
                ("district", _("Please enter the district.")),
            )
            if not getattr(given, name).strip()
        ]
        tell_problems(self.form.fields, gaps)
        return not gaps


class HoursPage(SetUpPage):
    """Opening hours, with the usual office hours filled in."""

    def __init__(self) -> None:
        super().__init__(_("Opening hours"), _("The usual office hours are filled in."))
        self.form = HoursFields()
        self.form.show_hours(list(WEEK))
        self.column.addWidget(scrolled(self.form), 1)

    def validatePage(self) -> bool:
        try:
            self.form.hours()
        except Invalid:
            return False
        return True


class VenuesPage(SetUpPage):
    """Zones and venues, with the usual ones filled in; and whether the sample catalogue is wanted."""

    def __init__(self) -> None:
        super().__init__(
            _("Zones and venues"),
            _("What most centres have is filled in. Take away what you do not have, add what is missing."),
        )
        self.form = VenueFields(PRESETS, can_remove=True)
        self.sample = QCheckBox(_("Take in the sample service catalogue (to be checked against your district's)"))
        self.sample.setChecked(True)
        self.column.addWidget(self.form, 1)
        self.column.addWidget(self.sample)


class ManagerPage(SetUpPage):
    """Name and password of the first person, who is the manager."""

    def __init__(self, wizard: SetUpWizard) -> None:
        super().__init__(P_("set-up", "Manager"), _("The manager adds the others later under Settings."))
        self._wizard = wizard
        self.name, self.password, self.again = line_edit(most=40), line_edit(secret=True), line_edit(secret=True)
        self.fields = {
            "name": Field(_("Name"), self.name, required=True),
            "password": Field(_("Password"), self.password, _("At least 8 characters."), required=True),
            "again": Field(_("Repeat the password"), self.again, required=True, check=self._differ),
        }
        self.problem = label("", "problem", wrap=True)
        for field in self.fields.values():
            self.column.addWidget(field)
        for line in (self.name, self.password, self.again):
            line.textChanged.connect(lambda _text: self.problem.setText(""))
        self.column.addWidget(self.problem)
        self.column.addStretch(1)
        self.setCommitPage(True)
        wizard.setButtonText(QWizard.WizardButton.CommitButton, _("Next"))

    def _differ(self) -> str:
        return "" if self.password.text() == self.again.text() else _("The two passwords differ.")

    def validatePage(self) -> bool:
        name = self.name.text().strip()
        gaps = [] if name else [Problem("name", _("Please enter the name."))]
        if differ := self._differ():
            gaps.append(Problem("again", differ))
        tell_problems(self.fields, gaps)
        if gaps:
            return False
        try:
            self._wizard.make_book(name, self.password.text())
        except Invalid as wrong:
            self.problem.setText(clauses(p.message for p in tell_problems(self.fields, wrong.problems)))
            return False
        except DeskError as error:
            self.problem.setText(error.message)
            return False
        return True


class RecoveryPage(SetUpPage):
    """The key on paper; it must be typed back, so that nobody goes on without having it."""

    def __init__(self, wizard: SetUpWizard) -> None:
        super().__init__(
            _("Recovery sheet"),
            _(
                "If every manager forgets the password, only this key opens the book. Print or save the sheet, then "
                "type the key back."
            ),
        )
        self._wizard = wizard
        self.key = label("", "number", wrap=True)
        self.key.setTextInteractionFlags(self.key.textInteractionFlags().TextSelectableByMouse)
        self.typed = latin_line(_("Type the key from the sheet"), most=80)
        self.back = Field(_("Type it again"), self.typed, required=True, width=LONG)
        self.sheet_button = button(_("Recovery sheet…"), self.show_sheet, "primary")
        self.column.addWidget(self.key)
        self.column.addLayout(row(self.sheet_button, 1))
        self.column.addWidget(self.back)
        self.column.addStretch(1)

    def initializePage(self) -> None:
        self.key.setText(self._wizard.recovery_key)

    def show_sheet(self) -> None:
        """恢复密钥单, to be printed or saved. The key is shown here and never again."""
        from desk.reports import recovery_sheet, registry
        from desk.ui.widgets import papers

        content = recovery_sheet.sheet(
            self._wizard.centre.form.centre().name,
            self._wizard.manager.name.text(),
            self._wizard.recovery_key,
            Clock().now(),
        )
        papers.show(self, content, registry.RECOVERY_SHEET.identifier)

    def validatePage(self) -> bool:
        right = keys.tidy_recovery_key(self.typed.text()) == keys.tidy_recovery_key(self._wizard.recovery_key)
        self.back.tell("" if right else _("This is not the key on the sheet. Please compare letter by letter."))
        return right
