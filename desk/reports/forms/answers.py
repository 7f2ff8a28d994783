"""What comes into the places of a form's codes, of figures that were counted already."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from desk.books import centre, figures
from desk.books.own_figures import OwnValue
from desk.books.own_figures.model import digits
from desk.books.report_forms import placeholders
from desk.books.report_forms.placeholders import BEFORE, NUMERATOR, PERIOD, WORDS, Answer, Answers, Code
from desk.books.submissions import attention, reporting
from desk.books.submissions.reporting import ReportFigures
from desk.core.calendar import full_date_words
from desk.core.figure import Figure, FigureParts, Number, Unit
from desk.core.period import MONTHS, Period, PeriodKind
from desk.core.work import Work

NONE = "—"


def of_codes(work: Work, codes: Iterable[str], report: ReportFigures) -> Answers:
    """By the text of each code. Another period is counted only where a code asks for it. A figure that no book has any
    more, or compared with a period before the centre kept books, has no answer: its cell stays empty, and a text gets
    a dash.
    """
    asked = _Asked(work, {"": report})
    read = ((text, placeholders.read(text)) for text in codes)
    return {text: asked.answer(code) for text, code in read if code is not None}


@dataclass
class _Asked:
    """A report that is filled in, and those of other periods that a code asked for, by ``Code.of``."""

    work: Work
    reports: dict[str, ReportFigures] = field(default_factory=dict)

    def answer(self, code: Code) -> Answer:
        """What comes into the place of a code."""
        if code.figure == PERIOD:
            return Answer(self._period(code.of).label)
        if code.figure in WORDS:
            return self._text(code.figure)
        report = self._report(code.of)
        if own := report.own.get(code.figure):
            return _of_own(own, code.part)
        figure = figures.declared().get(code.figure)
        if figure is None or (code.of and report.period.last < self._began):
            return Answer(NONE, is_number=True)
        parts = report.parts.get(code.figure, FigureParts())
        return _of_book(figure, report.values.get(code.figure), parts, code.part)

    @cached_property
    def _began(self) -> date:
        """Before that day nothing was counted here, and nought would be a figure that nobody knows."""
        return attention.began(self.work)

    def _text(self, word: str) -> Answer:
        if word == "today":
            return Answer(full_date_words(self.work.today), day=self.work.today)
        return Answer(getattr(centre.get(self.work), {"centre": "name"}.get(word, word)))

    def _period(self, of: str) -> Period:
        shown = self.reports[""].period
        if not of:
            return shown
        return shown.plus(-1 if of == BEFORE else -(MONTHS[PeriodKind.YEAR] // MONTHS[shown.kind]))

    def _report(self, of: str) -> ReportFigures:
        if of not in self.reports:
            self.reports[of] = reporting.counted(self.work, self._period(of))
        return self.reports[of]


def _of_book(figure: Figure, value: Number, parts: FigureParts, part: str) -> Answer:
    if not part:
        return _in_unit(figure.unit, value)
    codes = figure.numerator if part == NUMERATOR else figure.denominator
    units = [declared.unit for code in codes if (declared := figures.declared().get(code))]
    return _in_unit(units[0] if units else figure.unit, getattr(parts, part))


def _in_unit(unit: Unit, value: Number) -> Answer:
    """As papers say it, and as a cell has it: money in yuan, an answer yes or no as a word."""
    cell = unit.cell(value)
    if isinstance(cell, str):
        return Answer(cell)
    return Answer(unit.say(value), cell, is_number=True, percent=unit is Unit.PERCENT)


def _of_own(own: OwnValue, part: str) -> Answer:
    if part:
        number = getattr(own.parts, part)
        return Answer(digits(number), number, is_number=True)
    is_share = own.unit == Unit.PERCENT.label
    said = f"{own.value:,.1f}" if is_share and own.value is not None else digits(own.value)
    return Answer(said, own.value, is_number=True, percent=is_share)
