"""Settings of the centre itself, its hours, venues, and what keeps people's data safe."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QSpinBox

from desk.books import centre, residents
from desk.books.centre import Venue
from desk.errors import DeskError, Invalid
from desk.session import Desk
from desk.ui.settings.centre import CentreFields, HoursFields, VenueFields
from desk.ui.settings.section import Section
from desk.ui.widgets.asking import sure
from desk.ui.widgets.basic import Field, button, label, line_edit, row
from desk.words import N_, _


class CentreSection(Section):
    TITLE = N_("Centre")

    def __init__(self, desk: Desk, folder: Path) -> None:
        super().__init__(desk, folder)
        self.form = CentreFields()
        self.column.addWidget(self.form)
        self.column.addLayout(row(1, button(_("Save (Ctrl+Enter)"), self.save, "main")))
        self.column.addStretch(1)

    def load(self) -> None:
        with self.desk.read() as work:
            self.form.show_centre(centre.get(work))

    def save(self) -> None:
        try:
            with self.desk.write() as work:
                centre.save(work, self.form.centre())
        except Invalid as wrong:
            self.form.tell(wrong)
        except DeskError as error:
            self.told.emit(error.words, "bad")
        else:
            self.told.emit(_("Saved."), "good")
            self.changed.emit()


class HoursSection(Section):
    TITLE = N_("Opening hours")

    def __init__(self, desk: Desk, folder: Path) -> None:
        super().__init__(desk, folder)
        self.form = HoursFields()
        self.column.addWidget(self.form)
        self.column.addLayout(row(1, button(_("Save (Ctrl+Enter)"), self.save, "main")))
        self.column.addStretch(1)

    def load(self) -> None:
        with self.desk.read() as work:
            self.form.show_hours(centre.opening_hours(work))

    def save(self) -> None:
        def act() -> None:
            hours = self.form.hours()
            with self.desk.write() as work:
                centre.save_opening_hours(work, hours)

        self.attempt(act, _("Saved."))


class _StoredVenues(VenueFields):
    def __init__(self, section: Section) -> None:
        super().__init__([], can_remove=False)
        self._section = section

    def accept_venue(self, venue: Venue) -> bool:
        def act() -> None:
            with self._section.desk.write() as work:
                centre.add_venue(work, venue)

        return self._section.attempt(act, _("{name} was added.", name=venue.name))

    def load(self) -> None:
        with self._section.desk.read() as work:
            self.venues = centre.all_venues(work)
        self._show()


class VenueSection(Section):
    TITLE = N_("Zones and venues")

    def __init__(self, desk: Desk, folder: Path) -> None:
        super().__init__(desk, folder)
        self.form = _StoredVenues(self)
        self.column.addWidget(self.form, 1)

    def load(self) -> None:
        self.form.load()

    def save(self) -> None:
        self.form.add()


class SafetySection(Section):
    """Idle lock, second backup folder, retention period."""

    TITLE = N_("Safety and retention")

    def __init__(self, desk: Desk, folder: Path) -> None:
        super().__init__(desk, folder)
        self.idle, self.years = QSpinBox(), QSpinBox()
        self.idle.setRange(1, 120)
        self.idle.setSuffix(" " + _("minutes"))
        self.years.setRange(1, 50)
        self.years.setSuffix(" " + _("years"))
        self.second = line_edit(_("a folder on a USB stick or another disk; empty for none"), most=300)
        self.column.addWidget(Field(_("Lock after"), self.idle, width=120))
        self.column.addWidget(Field(_("Second backup"), self.second, width=120))
        self.column.addWidget(Field(_("Keep data for"), self.years, width=120))
        self.column.addLayout(row(1, button(_("Save (Ctrl+Enter)"), self.save, "main")))
        self.column.addSpacing(16)
        self.column.addWidget(label(_("Old personal data"), "heading"))
        self.about = label("", "muted", wrap=True)
        self.column.addWidget(self.about)
        self.clean = button(_("Anonymise these people"), self.anonymise)
        self.column.addLayout(row(self.clean, 1))
        self.column.addStretch(1)

    def load(self) -> None:
        with self.desk.read() as work:
            self.idle.setValue(centre.setting(work, "idle_minutes"))
            self.second.setText(centre.setting(work, "second_backup"))
            years = centre.setting(work, "retention_years")
            self.years.setValue(years)
            self._old = residents.anonymisable(work, years)
        self.about.setText(
            _("{n} people were last here more than {years} years ago. Their names and numbers are taken away; the figures stay.",
              n=len(self._old), years=years)
        )  # fmt: skip
        self.clean.setEnabled(bool(self._old))

    def save(self) -> None:
        def act() -> None:
            values = {
                "idle_minutes": self.idle.value(), "second_backup": self.second.text().strip(),
                "retention_years": self.years.value(),
            }  # fmt: skip
            with self.desk.write() as work:
                for name, value in values.items():
                    centre.save_setting(work, name, value)

        if self.attempt(act, _("Saved.")):
            self.load()

    def anonymise(self) -> None:
        question = _(
            "Take names and numbers of {n} people out of the book? This cannot be taken back.", n=len(self._old)
        )
        if not sure(self, question, _("Anonymise these people")):
            return

        def act() -> None:
            with self.desk.write() as work:
                residents.anonymise(work, self._old, centre.setting(work, "retention_years"))

        if self.attempt(act, _("Done: the figures are unchanged.")):
            self.load()
