"""The two pages 正文 of a report to the district that are read in three minutes; all else is in its appendix."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, PageBreak, Spacer

from desk.books import figures
from desk.books.cases import LEVELS
from desk.books.cases import figures as case_figures
from desk.books.cases.statistics import CaseFigures
from desk.books.figure_pages import TREND, PageFigures
from desk.books.submissions import checks, queries, whole_figures
from desk.books.submissions.checks import CheckFinding
from desk.books.submissions.whole_figures import WholeFigures
from desk.core.calendar import weekday_names
from desk.core.figure import Number
from desk.core.figure_change import before_of
from desk.core.month import Month
from desk.core.period import PeriodKind
from desk.core.words import NP_, P_, _, bracketed, named
from desk.core.work import Work
from desk.reports.figures import figure_rows
from desk.reports.figures.compared import ComparedFigure, ComparedReport
from desk.reports.figures.month_layout import WIDTH, compared_table
from desk.reports.kit import official, paper, proof
from desk.reports.kit.axis_charts import Columns, Group, Lines
from desk.reports.kit.charts import Bars, Chart, HeatMap
from desk.reports.kit.flowing import flowing

OTHERS = 8.5
"""Points: the other books have a sentence each, and all of them stand on one page."""
GAP = 5 * mm
LINES_HIGH = 140
"""Points."""
THIS = {
    PeriodKind.MONTH: NP_("compared with", "this month"),
    PeriodKind.QUARTER: NP_("compared with", "this quarter"),
    PeriodKind.HALF_YEAR: NP_("compared with", "this half year"),
    PeriodKind.YEAR: NP_("compared with", "this year"),
}
RATES = ("in_time_percent", "satisfaction_percent")


def body(work: Work, compared: ComparedReport) -> list[Flowable]:
    """First what was done and how it moved, then when, how well, and what else there was to tell."""
    counted: CaseFigures = compared.report.whole.of_book["cases"]
    parts = [
        (_("What was done"), _summary(counted, compared)),
        (P_("report", "Main figures"), [compared_table([("", _main(compared))]), *_how_compared(compared)]),
        (P_("report", "What is notable"), _notable(compared)),
        (P_("chart", "Cases by month"), [by_month(compared.counted)]),
        (P_("report", "Checks and corrections"), _checks(compared)),
        (_("When and how"), _when_and_how(counted, compared.counted)),
        (_("Other work of the centre"), _others(compared.report.whole)),
        (P_("report", "Remarks"), _remarks(work, compared)),
    ]
    story: list[Flowable] = []
    for number, (heading, content) in enumerate(parts, 1):
        if number == SECOND_PAGE:
            story.append(PageBreak())
        story += [*paper.heading(f"{official.chinese(number)}、{heading}", outlined=0), *content]
    return story


SECOND_PAGE = 6
"""The part with which the second page begins."""


def _main(compared: ComparedReport) -> list[ComparedFigure]:
    """The figures of the counter, as their page shows them first."""
    return [compared.by_code[code] for code in case_figures.PAGE.tiles]


def _how_compared(compared: ComparedReport) -> list[Flowable]:
    sentence = compared.how_compared
    return [Spacer(1, GAP / 4), paper.paragraph(sentence, size=9, colour=paper.GREY)] if sentence else []


def _summary(counted: CaseFigures, compared: ComparedReport) -> list[Flowable]:
    return [paper.paragraph(in_sentences(counted, compared), size=11, lead=1.7)]


def in_sentences(now: CaseFigures, compared: ComparedReport) -> str:
    """What a reader has to know who reads nothing else."""
    period = compared.report.period
    cases = compared.by_code["cases"]
    came = _(
        "{visits} visits with {cases} cases {this}{change}.",
        visits=f"{now.visits:,}",
        cases=f"{now.cases:,}",
        this=_(THIS[period.kind]),
        change=_change(cases.so_far or 0, cases.before or 0, before_of(period, compared.today)),
    )
    earlier = _("{what} {n} cases", what=figure_rows.before_words(now), n=f"{now.finished_before:,}")
    ended = _(
        "{finished} cases were finished{before}, {percent} of them in time; {overdue} stood overdue at the end.",
        finished=f"{now.finished:,}",
        before=bracketed(earlier) if now.finished_before else "",
        percent=figure_rows.percentage(now.in_time_percent),
        overdue=now.overdue,
    )
    judged = _(
        "Satisfaction was {percent} of {given} evaluations; {done} of {owed} call-backs were made.",
        percent=figure_rows.percentage(now.satisfaction),
        given=f"{now.evaluated:,}",
        done=now.callbacks_done,
        owed=now.callbacks_owed,
    )
    return came + ended + judged


def _change(now: float, was: float, before: str) -> str:
    if not was:
        return ""
    percent = 100 * (now - was) / was
    sentence = _(", {n}% more than {before}") if percent >= 0 else _(", {n}% fewer than {before}")
    return sentence.format(n=f"{abs(percent):.1f}", before=before)


def _notable(compared: ComparedReport) -> list[Flowable]:
    lines = [named(each.figure.label, each.text) for each in compared.notable]
    if not lines:
        return [paper.paragraph(_("Nothing stands out from what is usual."), colour=paper.GREY)]
    return [paper.paragraph(f"{number}. {line}", lead=1.5) for number, line in enumerate(lines, 1)]


def by_month(counted: PageFigures) -> Chart:
    """The cases of twelve months beside those of the year before."""
    groups = [
        month_group(counted, month, counted.months[month].get("cases"), counted.months[month.plus(-TREND)].get("cases"))
        for month in counted.trend
    ]
    names = (P_("chart", "that month"), P_("chart", "a year before"))
    return Columns(groups, names, figures.find("cases").unit, WIDTH, compares=True)


def month_group(counted: PageFigures, month: Month, *values: Number) -> Group:
    """Values over a month 11月, and below it the year where that begins: below the first month and each January."""
    begins = month == counted.trend[0] or month.number == 1
    year = P_("year of a chart", "{year}", year=month.year) if begins else ""
    return Group(P_("month of a chart", "{n}", n=month.number), values, year)


def _when_and_how(counted: CaseFigures, page: PageFigures) -> list[Flowable]:
    """When people come; in which mode they are served, and how the two rates went."""
    half = (WIDTH - GAP) / 2
    parts = [
        (P_("chart", "Mode of service"), [(mode.label, n) for mode, n in counted.by_mode.items()]),
        (P_("chart", "Evaluations"), [(level.label, counted.evaluations[level]) for level in LEVELS]),
    ]
    left = [
        each
        for name, rows in parts
        for each in (_caption(name), Bars(rows, half, 52, sum(n for _name, n in rows)), Spacer(1, GAP / 2))
    ]
    rates = [figures.find(code) for code in RATES]
    groups = [
        month_group(page, month, *(page.months[month].get(figure.code) for figure in rates)) for month in page.trend
    ]
    lines = Lines(groups, [figure.label for figure in rates], rates[0].unit, half, LINES_HIGH)
    right = [_caption(P_("chart", "In time and satisfied")), lines]
    bare = [(f"{side}PADDING", (0, 0), (-1, -1), 0) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")]
    beside = flowing([[left, right]], [half + GAP, half], [*bare, ("VALIGN", (0, 0), (-1, -1), "TOP")])
    hours = figure_rows.shown_hours(counted)
    heat = [_caption(P_("chart", "Cases by weekday and hour")), HeatMap(counted.heat, weekday_names(), hours, WIDTH)]
    return [*heat, Spacer(1, GAP), beside]


def _caption(text: str) -> Flowable:
    return paper.paragraph(text, size=9, colour=paper.GREY, lead=1.6)


def _others(whole: WholeFigures) -> list[Flowable]:
    """A sentence for each of the other books."""
    lines = whole_figures.other_work(whole)
    rows = [
        [paper.paragraph(each.title, size=OTHERS, colour=paper.GREY), paper.paragraph(each.sentence, size=OTHERS)]
        for each in lines
    ]
    looks = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 0),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ]
    grid = flowing(rows, [WIDTH * 0.1, WIDTH * 0.9], looks)
    seals = [paper.paragraph(proof.shortened(each.seal), size=8, colour=paper.GREY) for each in lines if each.seal]
    return [grid, *seals]


def _remarks(work: Work, compared: ComparedReport) -> list[Flowable]:
    text = queries.remarks_of(work, compared.report.period)
    if not text:
        return [paper.paragraph(P_("remarks", "None."), colour=paper.GREY)]
    return [paper.paragraph(line, size=9.5, lead=1.4) for line in text.splitlines() if line.strip()]


def _checks(compared: ComparedReport) -> list[Flowable]:
    """How many there are; which ones stands in the appendix."""
    checked = (
        _checked(compared.oddities)
        if compared.is_over
        else _("The period is not over yet; it is checked before it is handed in.")
    )
    return [paper.paragraph(checked + _corrected(len(compared.corrections)), lead=1.5)]


def _checked(oddities: Sequence[CheckFinding]) -> str:
    if not oddities:
        return _("The checks before handing in found nothing.")
    return _(
        "The checks before handing in found {n} things, of which {open} are not explained.",
        n=len(oddities),
        open=checks.unanswered(oddities),
    )


def _corrected(many: int) -> str:
    if not many:
        return _("Earlier reports need no corrections.")
    return _("{n} figures of earlier reports are corrected in the appendix.", n=many)
