"""The title page 封面 of a report to the district: its head after GB/T 9704-2012, who answers for it, where the seal is
set.
"""

from __future__ import annotations

from datetime import date

from reportlab.lib.enums import TA_CENTER
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Indenter, Spacer

from desk.books import centre
from desk.books.submissions.reporting import ReportFigures
from desk.core.calendar import full_date_words
from desk.core.month import Month
from desk.core.period import Period, PeriodKind
from desk.core.words import N_, P_, _, bracketed
from desk.core.work import Work
from desk.reports.figures.month_layout import MARGINS, WIDTH
from desk.reports.kit import fonts, official, paper

TITLES = {
    PeriodKind.MONTH: N_("Monthly report of walk-in services"),
    PeriodKind.QUARTER: N_("Quarterly report of walk-in services"),
    PeriodKind.HALF_YEAR: N_("Half-yearly report of walk-in services"),
    PeriodKind.YEAR: N_("Yearly report of walk-in services"),
}
HEAD = 37 * mm - MARGINS[0]
"""So that the head stands 37 mm below the edge, as the standard has it."""
LEFT, RIGHT = 28 * mm - MARGINS[3], 26 * mm - MARGINS[1]
INNER = WIDTH - LEFT - RIGHT
AIR = 9 * mm


def title_of(period: Period) -> str:
    """What the report of a period is called."""
    return _(TITLES[period.kind])


def issue_of(period: Period) -> str:
    """2026年第10期, of longer periods their names."""
    if period.kind is not PeriodKind.MONTH:
        return period.label
    month = Month.of(period.first)
    return _("{year} no. {n}", year=month.year, n=month.number)


def cover(work: Work, report: ReportFigures) -> list[Flowable]:
    """The whole page."""
    house, period = centre.get(work), report.period
    about = [
        (P_("report", "Reported to"), house.district),
        (P_("report", "Reported by"), house.name),
        (_("Centre code"), house.code),
        (_("People served"), "" if house.population is None else f"{house.population:,}"),
        (_("Floor area, m²"), "" if house.area is None else f"{house.area:,}"),
        (P_("report", "Days reported"), _days(period, work.today)),
        (_("Compiled by"), work.actor.name),
    ]
    return [
        Indenter(LEFT, RIGHT),
        Spacer(1, HEAD),
        *official.mark(house.name),
        official.two_sides(issue_of(period), full_date_words(work.today), INNER),
        *official.red_rule(INNER),
        Spacer(1, AIR),
        *official.title(title_of(period)),
        paper.paragraph(period.label, size=official.BODY, font=fonts.BODY, align=TA_CENTER, lead=official.LEAD),
        Spacer(1, AIR),
        paper.facts([pair for pair in about if pair[1]], INNER, columns=1),
        Spacer(1, AIR / 2),
        *paper.signatures(P_("signature", "Checked by"), P_("signature", "Approved by"), width=INNER),
        *official.seals([house.name], INNER),
        Indenter(-LEFT, -RIGHT),
    ]


def _days(period: Period, today: date) -> str:
    """The first and the last; of a period that goes on, also up to when it is told."""
    first, last, until = (full_date_words(day) for day in (period.first, period.last, today))
    days = _("{first} to {last}", first=first, last=last)
    return days + bracketed(_("up to {day}", day=until)) if period.goes_on(today) else days
