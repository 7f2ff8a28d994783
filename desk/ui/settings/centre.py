"""Centre, hours, zones and venues: shared by the settings and the set-up wizard."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QPlainTextEdit, QVBoxLayout, QWidget

from desk.books import centre
from desk.books.centre import Centre, OpeningSpan, Venue
from desk.core.calendar import weekday_names
from desk.core.clock_times import clock_span, spans_of
from desk.core.errors import Invalid, Problem
from desk.core.numbers import is_whole
from desk.core.words import P_, _
from desk.ui.widgets.controls import Field, button, label, latin_line, line_edit, row, tell_problems
from desk.ui.widgets.field_parts import FULL, MEDIUM, WIDE
from desk.ui.widgets.form_sections import FormSections
from desk.ui.widgets.parsing import whole_or_none


class CentreFields(QWidget):
    """Name, district, town, address, telephones, pledge; with ``for_district`` also what the district compares centres
    by.
    """

    def __init__(self, *, for_district: bool = False) -> None:
        super().__init__()
        self.lines = {
            "name": line_edit(_("e.g. Fengting village neighbourhood centre"), most=60),
            "district": line_edit(most=30),
            "town": line_edit(most=30),
            "telephone": latin_line(most=30),
            "complaints": latin_line(centre.HOTLINE, most=30),
            "address": line_edit(most=100),
        }
        self.pledge = QPlainTextEdit()
        self.pledge.setMaximumHeight(72)
        self.pledge.setTabChangesFocus(True)
        names = {
            "name": _("Centre name"),
            "district": _("District"),
            "town": _("Town"),
            "telephone": _("Telephone"),
            "complaints": _("Complaints, telephone"),
            "address": P_("centre", "Address"),
        }
        self.fields = {
            key: Field(
                names[key],
                line,
                required=key in ("name", "district"),
                width=WIDE if key in ("name", "address") else MEDIUM,
            )
            for key, line in self.lines.items()
        }
        self.code, self.population, self.area = (latin_line(most=most) for most in (20, 10, 10))
        self.for_district = for_district
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._sections())

    def _sections(self) -> FormSections:
        sections, f = FormSections(), self.fields
        sections.add(
            P_("settings", "Name"), _("Stands on every slip, calendar and report."), f["name"], f["district"], f["town"]
        )
        reach = (f["telephone"], f["complaints"], f["address"])
        sections.add(P_("settings", "Where to reach it"), _("Residents see it on slips."), *reach)
        sections.add(P_("settings", "Pledge"), "", Field(_("Service pledge"), self.pledge))
        if self.for_district:
            self._add_district(sections)
        return sections

    def _add_district(self, sections: FormSections) -> None:
        """The fields by which the district tells the centre from others and compares it with them."""
        fields = {
            "code": Field(_("Centre code"), self.code, width=MEDIUM),
            "population": Field(_("People served"), self.population, width=MEDIUM),
            "area": Field(_("Floor area, m²"), self.area, width=MEDIUM),
        }
        self.fields.update(fields)
        sections.add(
            P_("settings", "For the district"),
            _("Goes with every report; the district gives the code."),
            *fields.values(),
        )

    def show_centre(self, shown: Centre) -> None:
        """Fill every field."""
        self.code.setText(shown.code)
        for line, number in ((self.population, shown.population), (self.area, shown.area)):
            line.setText("" if number is None else str(number))
        for key, line in self.lines.items():
            line.setText(getattr(shown, key))
        self.pledge.setPlainText(shown.pledge)

    def centre(self) -> Centre:
        """As typed; it is checked when it is stored. Raises ``Invalid`` for what is no number."""
        return Centre(
            pledge=self.pledge.toPlainText(),
            code=self.code.text(),
            population=whole_or_none(self.population, "population"),
            area=whole_or_none(self.area, "area"),
            **{key: line.text() for key, line in self.lines.items()},
        )

    def tell(self, wrong: Invalid) -> list[Problem]:
        """Show each problem beside its field. Gives back those that have no field here."""
        return tell_problems(self.fields, wrong.problems)


class HoursFields(QWidget):
    """A line a weekday: 08:00-12:00 14:30-17:30; empty for closed."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(
            label(_("One or more spans a day, as in 08:00-12:00 14:30-17:30. Empty means closed."), "muted", wrap=True)
        )
        self.lines = [latin_line(_("closed"), most=80) for _day in range(7)]
        self.fields = [
            Field(name, line, name_width=48, check=partial(_wrong_hours, line))
            for name, line in zip(weekday_names(), self.lines, strict=True)
        ]
        self.setProperty("one_form", True)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)
        for field in self.fields:
            column.addWidget(field)

    def show_hours(self, week: list[OpeningSpan]) -> None:
        """Fill the seven days; a day may have several spans or, closed, none."""
        for day, line in enumerate(self.lines):
            spans = [clock_span(o.opens, o.closes) for o in week if o.weekday == day]
            line.setText(" ".join(spans))

    def hours(self) -> list[OpeningSpan]:
        """Raises ``Invalid`` with the day's field told."""
        week, wrong = [], False
        for day, line in enumerate(self.lines):
            sentence = _wrong_hours(line)
            self.fields[day].tell(sentence)
            wrong = wrong or bool(sentence)
            if not sentence:
                week += [OpeningSpan(day, *span) for span in spans_of(line.text())]
        if wrong:
            raise Invalid(Problem("openings", _("Please correct the hours marked above.")))
        return week


def _wrong_hours(line: QLineEdit) -> str:
    try:
        spans_of(line.text())
    except ValueError:
        return _("Please write it as 08:00-12:00 14:30-17:30.")
    return ""


class VenueFields(QWidget):
    """The list of venues with their zones; add and, before the book is made, take away."""

    def __init__(self, venues: list[Venue], *, can_remove: bool) -> None:
        super().__init__()
        self.venues = list(venues)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Venues"))
        self.name, self.zone, self.capacity = line_edit(most=30), line_edit(most=30), latin_line(most=4)
        self.capacity.setText("20")
        self.fields = {
            "name": Field(_("Venue"), self.name, required=True, name_width=56, width=FULL),
            "zone": Field(_("Zone"), self.zone, required=True, name_width=56, width=FULL),
            "capacity": Field(P_("venue", "Capacity"), self.capacity, required=True, name_width=56),
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list, 1)
        lines: list[QLineEdit] = [self.name, self.zone, self.capacity]
        for line in lines:
            line.returnPressed.connect(self.add)
        box = QHBoxLayout()
        for field in self.fields.values():
            box.addWidget(field)
        column.addLayout(box)
        buttons = row(1, button(_("Add venue"), self.add))
        if can_remove:
            buttons.insertWidget(0, button(_("Remove the chosen one"), self.remove))
        column.addLayout(buttons)
        self._show()

    def _show(self) -> None:
        self.list.clear()
        for venue in self.venues:
            own = f"　{hours_words(venue)}" if venue.opens is not None else ""
            caption = _("{zone} · {name}, {n} places", zone=venue.zone, name=venue.name, n=venue.capacity)
            self.list.addItem(caption + own)

    def typed(self) -> Venue | None:
        """The venue in the fields; None with the words beside the field when it cannot be."""
        digits = self.capacity.text().strip()
        gaps = [
            Problem(key, sentence)
            for key, right, sentence in (
                ("name", self.name.text().strip(), _("Please enter the venue.")),
                ("zone", self.zone.text().strip(), _("Please enter the zone.")),
                ("capacity", is_whole(digits) and int(digits) > 0, _("The capacity is 1 or more.")),
            )
            if not right
        ]
        tell_problems(self.fields, gaps)
        return None if gaps else Venue(self.name.text().strip(), self.zone.text().strip(), int(digits))

    def add(self) -> None:
        """What is typed becomes a venue of the list."""
        venue = self.typed()
        if venue is None:
            return
        if any(old.name == venue.name for old in self.venues):
            self.fields["name"].tell(_("There is already a venue named {name}.", name=venue.name))
            return
        if self.accept_venue(venue):
            self.name.clear()
            self.name.setFocus()

    def accept_venue(self, venue: Venue) -> bool:
        """Settings store the venue here; the wizard only keeps it."""
        self.venues.append(venue)
        self._show()
        return True

    def remove(self) -> None:
        """Take the chosen venue off the list. Only before the book is made; later a venue is retired."""
        at = self.list.currentRow()
        if at >= 0:
            del self.venues[at]
            self._show()


def hours_words(venue: Venue) -> str:
    """08:00-21:00; empty where a venue has the centre's hours."""
    if venue.opens is None or venue.closes is None:
        return ""
    return clock_span(venue.opens, venue.closes)


def hours_in(text: str) -> tuple[int, int] | tuple[None, None]:
    """Minutes since midnight of 08:00-21:00; two Nones for an empty text. Raises ``Invalid``."""
    if not text.strip():
        return None, None
    try:
        ((opens, closes),) = spans_of(text)
    except ValueError:
        sentence = _("Please write the hours as 08:00-21:00, or leave the field empty.")
        raise Invalid(Problem("hours", sentence)) from None
    return opens, closes


PRESETS = list(centre.PRESET_VENUES)
