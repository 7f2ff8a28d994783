"""Days off and make-up workdays for years that the library does not know yet, typed or pasted from the notice."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtWidgets import QPlainTextEdit

from desk.books.centre import days_off
from desk.core.calendar import DayMark
from desk.core.errors import Invalid, Problem
from desk.core.words import N_, _
from desk.services.session import Desk
from desk.ui.settings.section import Section
from desk.ui.widgets.controls import Field, label, number_box, row
from desk.ui.widgets.editing import Editing


class DaysSection(Section):
    """节假日 of one year, for years that the library does not know yet."""

    TITLE = N_("Holidays")
    SHOWS = frozenset({"centre"})

    def __init__(self, desk: Desk, folder: Path) -> None:
        super().__init__(desk, folder)
        self.year = number_box(2020, 2100)
        self.year.setValue(desk.clock.today().year)
        self.year.valueChanged.connect(lambda _year: self.turn())
        self.known = label("", wrap=True)
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.editing = Editing(self._show, lambda: dict(marks_in(self.text.toPlainText())))
        self.text.setAccessibleName(_("Days off and make-up workdays"))
        hint = _(
            "One line each: 2027-02-06 to 2027-02-12 off Spring Festival, or 2027-02-14 work. What is entered here "
            "wins over the built-in calendar."
        )
        self.column.addWidget(Field(_("Year"), self.year))
        self.column.addWidget(self.known)
        self.column.addWidget(label(hint, "muted", wrap=True))
        self.column.addWidget(self.text, 1)
        self.column.addLayout(row(1, self.button(self.save)))

    def fill(self) -> None:
        year = self.year.value()
        with self.desk.read() as work:
            calendar = days_off.calendar(work)
            read = days_off.of_year(work, year)
        if calendar.is_announced(year):
            self.known.setText(_("The arrangement of {year} is known.", year=year))
        else:
            self.known.setText(
                _(
                    "The arrangement of {year} is not announced yet: due dates in it are counted without make-up "
                    "workdays.",
                    year=year,
                )
            )
        self.editing.follow(read)

    def turn(self) -> None:
        """Another year: what was typed for the one before is not meant for it."""
        self.editing.settle()
        self.load()

    def _show(self, marks: Mapping[date, DayMark]) -> None:
        lines = [f"{day} {mark.sign} {mark.name}".strip() for day, mark in sorted(marks.items())]
        self.text.setPlainText("\n".join(lines))

    def save(self) -> None:
        def act() -> None:
            marks = self.editing.wanted
            with self.desk.write() as work:
                days_off.enter(work, self.year.value(), sorted(marks.items()), read=self.editing.read)

        self.attempt(act, _("Saved."), self.editing)


DATE = r"(\d{4})[-.年/](\d{1,2})[-.月/](\d{1,2})日?"
OFF, WORKED = re.compile(r"休|\boff\b"), re.compile(r"班|\bwork\b")
BETWEEN = re.compile(r"[至到休班上\-—~～\s]+|\b(?:off|work|to)\b")


def marks_in(text: str) -> list[tuple[date, DayMark]]:
    """Every day in lines such as ``2027-02-06 至 2027-02-12 休 春节``. Raises ``Invalid`` naming the line."""
    marks: dict[date, DayMark] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        dates = re.findall(DATE, line)
        rest = re.sub(DATE, " ", line)
        if not dates or bool(OFF.search(rest)) == bool(WORKED.search(rest)):
            raise Invalid(Problem("days", _("Line {n}: please write a day, then off or work.", n=number)))
        try:
            first, last = (date(*map(int, d)) for d in (dates[0], dates[-1]))
        except ValueError:
            raise Invalid(Problem("days", _("Line {n}: there is no such day.", n=number))) from None
        if last < first or (last - first).days > 31:
            raise Invalid(Problem("days", _("Line {n}: the span ends before it begins or is too long.", n=number)))
        name = " ".join(BETWEEN.sub(" ", rest).split())
        for day in range((last - first).days + 1):
            marks[first + timedelta(days=day)] = DayMark(bool(WORKED.search(rest)), name)
    return sorted(marks.items())
