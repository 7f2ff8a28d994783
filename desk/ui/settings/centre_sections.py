"""Settings of the centre itself, its hours, venues, and what keeps people's data safe."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from desk.books import centre, residents
from desk.books.centre import Venue
from desk.books.registry import keepers_of_residents
from desk.core.edit_conflicts import EditConflict
from desk.core.errors import DeskError, Invalid, Problem
from desk.core.numbers import is_whole
from desk.core.words import N_, P_, _
from desk.services.session import Desk
from desk.ui.settings.centre import CentreFields, HoursFields, VenueFields, hours_in, hours_words
from desk.ui.settings.section import Section
from desk.ui.widgets.controls import Field, button, label, line_edit, number_box, row
from desk.ui.widgets.documents import documents
from desk.ui.widgets.editing import Editing
from desk.ui.widgets.form_dialog import RecordDialog, lines, sure
from desk.ui.widgets.form_sections import FormSections
from desk.ui.widgets.save_as import chosen_folder


class CentreSection(Section):
    """中心信息: what stands on every paper."""

    TITLE = N_("Centre")
    SHOWS = frozenset({"centre"})

    def __init__(self, desk: Desk, folder: Path) -> None:
        super().__init__(desk, folder)
        self.form = CentreFields(for_district=True)
        self.editing = Editing(self.form.show_centre, self.form.centre, self.form.fields)
        self.show_form(self.form)
        self.finish(self.form.fields.values())

    def fill(self) -> None:
        with self.desk.read() as work:
            read = centre.get(work)
        self.editing.follow(read)

    def save(self) -> None:
        try:
            with self.desk.write() as work:
                centre.save(work, self.editing.wanted, read=self.editing.read)
        except Invalid as wrong:
            self.form.tell(wrong)
        except EditConflict as stale:
            self.editing.take(stale)
            self.toast.emit(stale.message, "bad")
        except DeskError as error:
            self.toast.emit(error.message, "bad")
        else:
            self.editing.settle()
            self.done(_("Saved."))


class HoursSection(Section):
    """运营时间, by weekday."""

    TITLE = N_("Opening hours")
    SHOWS = frozenset({"centre"})

    def __init__(self, desk: Desk, folder: Path) -> None:
        super().__init__(desk, folder)
        self.form = HoursFields()
        self.editing = Editing(
            lambda days: self.form.show_hours(centre.week_of(days)),
            lambda: centre.spans_by_day(self.form.hours()),
            {str(day): field for day, field in enumerate(self.form.fields)},
        )
        self.show_form(self.form)
        self.finish(self.form.fields)

    def fill(self) -> None:
        with self.desk.read() as work:
            read = centre.opening_hours(work)
        self.editing.follow(centre.spans_by_day(read))

    def save(self) -> None:
        def act() -> None:
            hours, read = centre.week_of(self.editing.wanted), centre.week_of(self.editing.read)
            with self.desk.write() as work:
                centre.save_opening_hours(work, hours, read=read)

        self.attempt(act, _("Saved."), self.editing)


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

    def current(self) -> Venue | None:
        at = self.list.currentRow()
        return self.venues[at] if 0 <= at < len(self.venues) else None

    def edit(self) -> None:
        """Change the chosen venue: also the hours of its own."""
        venue = self.current()
        if venue is None:
            return

        def typed(values: dict[str, str]) -> Venue:
            opens, closes = hours_in(values["hours"])
            if not is_whole(values["capacity"].strip()):
                raise Invalid(Problem("capacity", _("The capacity is 1 or more.")))
            name, zone, capacity = values["name"].strip(), values["zone"].strip(), int(values["capacity"])
            return replace(venue, name=name, zone=zone, capacity=capacity, opens=opens, closes=closes)

        def store(fresh: Venue, read: Venue) -> None:
            with self._section.desk.write() as work:
                centre.edit_venue(work, fresh, read=read)

        names = {
            "name": _("Venue"),
            "zone": _("Zone"),
            "capacity": P_("venue", "Capacity"),
            "hours": _("Its own hours"),
        }
        title, required = _("Change {name}", name=venue.name), ("name", "zone", "capacity")
        about = _("In another zone, its people of past months count there as well; months handed in stay as they are.")
        if RecordDialog(
            self, title, lines(names), venue, _venue_texts, typed, store, about=about, required=required
        ).exec():
            self._section.done(_("Saved."))

    def retire(self) -> None:
        """The chosen venue is offered no longer; refused while it is booked."""
        venue = self.current()
        if venue is None or not sure(self, _("Offer {name} no longer?", name=venue.name), _("Out of use")):
            return

        def act() -> None:
            with self._section.desk.write() as work:
                centre.retire_venue(work, venue.id)

        self._section.attempt(act, _("{name} is out of use.", name=venue.name))


def _venue_texts(venue: Venue) -> dict[str, str]:
    return {"name": venue.name, "zone": venue.zone, "capacity": str(venue.capacity), "hours": hours_words(venue)}


class VenueSection(Section):
    """功能区与场地: venues are changed or retired, never deleted."""

    TITLE = N_("Zones and venues")
    SHOWS = frozenset({"centre"})

    def __init__(self, desk: Desk, folder: Path) -> None:
        super().__init__(desk, folder)
        self.form = _StoredVenues(self)
        self.column.addWidget(self.form, 1)
        self.about_one = (
            button(_("Change the chosen one…"), self.form.edit),
            button(_("Take out of use…"), self.form.retire),
        )
        self.form.list.currentRowChanged.connect(lambda _at: self.show_enabled())
        self.column.addLayout(row(1, *self.about_one))

    def show_enabled(self) -> None:
        super().show_enabled()
        for made in self.about_one:
            made.setEnabled(self.form.current() is not None)

    def fill(self) -> None:
        self.form.load()

    def save(self) -> None:
        self.form.add()


SAFETY = ("idle_minutes", "second_backup", "retention_years")


class SafetySection(Section):
    """Idle lock, second backup folder, retention period."""

    TITLE = N_("Safety and retention")
    SHOWS = frozenset({"centre", "residents"}) | keepers_of_residents()

    def __init__(self, desk: Desk, folder: Path) -> None:
        super().__init__(desk, folder)
        self.idle, self.years = number_box(1, 120, _("minutes")), number_box(1, 50, _("years"))
        self.second = line_edit(_("a folder on a USB stick or another disk; empty for none"), most=300)
        captions = (_("Lock after"), _("Second backup"), _("Keep data for"))
        editors = (self.idle, self.second, self.years)
        fields = {
            name: Field(word, editor, name_width=120)
            for name, word, editor in zip(SAFETY, captions, editors, strict=True)
        }
        self.editing = Editing(self._show_settings, self._typed_settings, fields)
        self.about = label("", "muted", wrap=True)
        self.choose_button = button(_("Choose the folder…"), self.choose_second)
        self.clean = button(_("Anonymise these people"), self.anonymise, "harmful")
        f, sections = fields, FormSections()
        sections.add(P_("settings", "The window"), _("Nobody reads what was left open."), f["idle_minutes"])
        sections.add(
            P_("settings", "Backups"),
            _("A second copy outlives this disk."),
            f["second_backup"],
            row(self.choose_button, 1),
        )
        sections.add(_("Old personal data"), "", f["retention_years"], self.about, row(self.clean, 1))
        self.show_form(sections)
        self.finish(fields.values())

    def fill(self) -> None:
        with self.desk.read() as work:
            read = centre.settings_now(work, SAFETY)
            years = read["retention_years"]
            self._old = residents.anonymisable(work, years)
        self.editing.follow(read)
        self.about.setText(
            _(
                "{n} people were last here more than {years} years ago. Their names and numbers are taken away; the "
                "figures stay.",
                n=len(self._old),
                years=years,
            )
        )
        self.clean.setEnabled(bool(self._old))

    def _show_settings(self, values: Mapping[str, Any]) -> None:
        self.idle.setValue(values["idle_minutes"])
        self.second.setText(values["second_backup"])
        self.years.setValue(values["retention_years"])

    def _typed_settings(self) -> Mapping[str, Any]:
        return dict(zip(SAFETY, (self.idle.value(), self.second.text().strip(), self.years.value()), strict=True))

    def choose_second(self) -> None:
        """The folder of the second backup is chosen on the disk; it counts once it is saved."""
        now = self.second.text().strip()
        start = now if now and Path(now).is_dir() else documents()
        if chosen := chosen_folder(self, _("Second backup"), start):
            self.second.setText(str(chosen))
            self.second.setFocus()

    def save(self) -> None:
        def act() -> None:
            with self.desk.write() as work:
                centre.save_settings(work, self.editing.wanted, read=self.editing.read)

        self.attempt(act, _("Saved."), self.editing)

    def anonymise(self) -> None:
        """匿名处理: ask, then take out for good what names those past the retention period. Figures stay."""
        question = _(
            "Take names and numbers of {n} people out of the book? This cannot be taken back.", n=len(self._old)
        )
        if not sure(self, question, _("Anonymise these people")):
            return

        def act() -> None:
            with self.desk.write() as work:
                residents.anonymise(work, self._old, centre.setting(work, "retention_years"))

        self.attempt(act, _("Done: the figures are unchanged."))
