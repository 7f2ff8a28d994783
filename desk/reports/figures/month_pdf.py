"""The month's report 窗口服务月报 as PDF: two pages a district officer would like to read."""

from __future__ import annotations

from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, PageBreak, Spacer, Table

from desk.books import centre, figures, submissions
from desk.books.cases import statistics
from desk.books.cases.statistics import CaseFigures
from desk.books.submissions import reporting, whole_figures
from desk.books.submissions.reporting import ReportFigures
from desk.books.submissions.whole_figures import WholeFigures
from desk.core.calendar import weekday_names
from desk.core.month import Month
from desk.core.period import Period, PeriodKind
from desk.core.words import P_, _, bracketed, on_record
from desk.core.work import Work
from desk.reports.figures import figure_rows
from desk.reports.kit import charts, imprint, paper, proof
from desk.reports.kit.flowing import flowing

MARGINS = (18 * mm, 20 * mm, 20 * mm, 20 * mm)
WIDTH = paper.inner_width(margins=MARGINS)
HALF_A_PAGE = 120 * mm
MOST_ITEMS = 3
OTHERS = 8.5
"""Points: the other books have a sentence each, and all of them stand on the second page."""


@on_record()
def pdf(work: Work, month: Month) -> bytes:
    """The month counted and on its pages."""
    return from_figures(work, reporting.counted(work, Period.around(PeriodKind.MONTH, month.first)))


@on_record()
def from_figures(work: Work, report: ReportFigures) -> bytes:
    """Page one: what was done, by mode, day and department. Page two: when, how well, for whom, and corrections."""
    whole, month = report.whole, Month.of(report.period.first)
    counted: CaseFigures = whole.of_book["cases"]
    house = centre.get(work)
    period = _("{year}/{month}", year=month.year, month=month.number)
    story: list[Flowable] = [
        *paper.title(_("Monthly report of walk-in services"), f"{house.district}　{house.name}　{period}"),
        paper.paragraph(_in_sentences(counted, statistics.of_days(work, *month.previous.span)), size=11, lead=1.7),
        Spacer(1, 3 * mm),
        paper.facts(_facts(counted), WIDTH, columns=3),
        *paper.heading(_("Cases by day")),
        charts.Columns([(str(day.day), n) for day, n in counted.days.items()], WIDTH),
        *_side_by_side(
            [
                *paper.heading(_("By mode")),
                charts.Bars([(m.label, n) for m, n in counted.by_mode.items()], WIDTH / 2 - 8, 52),
            ],
            [*paper.heading(_("Help given")), _small(figure_rows.assistance_rows(counted), _("Kind"))],
        ),
        *paper.heading(_("By department")),
        _shares(counted.departments[:8], counted.cases, _("Department")),
        PageBreak(),
        *paper.heading(_("Cases by weekday and hour")),
        charts.HeatMap(counted.heat, weekday_names(), figure_rows.shown_hours(counted), WIDTH),
        *paper.heading(_("Items asked for most")),
        _shares(counted.items[:MOST_ITEMS], counted.cases, _("Item")),
        *_side_by_side(
            [*paper.heading(_("Evaluation")), _small(figure_rows.evaluation_rows(counted), P_("evaluation", "Level"))],
            [
                *paper.heading(_("By clerk")),
                _small(figure_rows.clerk_rows(counted, 7), _("Clerk in charge")),
            ],
        ),
        *_others(whole),
        *_corrections(work, month.name),
        *paper.signatures(_("Compiled by"), _("Leader in charge"), _("Date"), width=WIDTH),
        *_appendix(whole),
    ]
    return paper.build(story, imprint.of(work), name=f"{house.name} {period}", margins=MARGINS)


def _facts(counted: CaseFigures) -> list[tuple[str, str]]:
    """The summary without what stands in the sentences above it."""
    return figure_rows.in_words([fact for fact in figure_rows.summary(counted) if not fact.in_sentence])


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
    return [*paper.heading(_("Other work of the centre")), grid, *seals]


def _appendix(whole: WholeFigures) -> list[Flowable]:
    """The whole codes of which the page shows the beginnings."""
    codes = proof.codes_in([each.seal for each in whole_figures.other_work(whole)])
    return proof.appendix(codes) if codes else []


def _in_sentences(now: CaseFigures, before: CaseFigures) -> str:
    earlier = _("{what} {n} cases", what=figure_rows.before_words(now), n=f"{now.finished_before:,}")
    part = bracketed(earlier) if now.finished_before else ""
    parts = [
        _(
            "{visits} visits with {cases} cases this month{change}.",
            visits=f"{now.visits:,}",
            cases=f"{now.cases:,}",
            change=_change(now.cases, before.cases),
        ),
        _(
            "{finished} cases were finished{before}, {percent} of them in time; {overdue} stood overdue at the end.",
            finished=f"{now.finished:,}",
            before=part,
            percent=figure_rows.percentage(now.in_time_percent),
            overdue=now.overdue,
        ),
        _(
            "Satisfaction was {percent} of {given} evaluations; {done} of {owed} call-backs were made.",
            percent=figure_rows.percentage(now.satisfaction),
            given=f"{now.evaluated:,}",
            done=now.callbacks_done,
            owed=now.callbacks_owed,
        ),
    ]
    return "".join(parts)


def _change(now: int, before: int) -> str:
    if not before:
        return ""
    percent = 100 * (now - before) / before
    sentence = _(", {n}% more than last month") if percent >= 0 else _(", {n}% fewer than last month")
    return sentence.format(n=f"{abs(percent):.1f}")


def _side_by_side(left: list[Flowable], right: list[Flowable]) -> list[Flowable]:
    """Two columns; one below the other where names are so long that they would not fit on a page."""
    looks = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (0, 0), 0),
        ("RIGHTPADDING", (-1, 0), (-1, 0), 0),
    ]
    both = Table([[left, right]], colWidths=[WIDTH / 2, WIDTH / 2], style=looks)
    return [both] if both.wrap(WIDTH, 0)[1] < HALF_A_PAGE else [*left, *right]


def _small(rows: list[figure_rows.Row], name: str) -> Table:
    half = WIDTH / 2 - 8
    return paper.table(
        [name, _("Cases"), _("Share")], figure_rows.on_paper(rows), [half * 0.5, half * 0.25, half * 0.25]
    )


def _shares(shares: Any, whole: int, name: str) -> Flowable:
    if not shares:
        return paper.paragraph(_("No cases in this month."), colour=paper.GREY)
    heads = [name, *map(_, figure_rows.SHARE_HEADINGS)]
    return paper.table(
        heads, figure_rows.share_rows(shares, whole), [WIDTH * part for part in (0.4, 0.15, 0.15, 0.15, 0.15)]
    )


def _corrections(work: Work, period: str) -> list[Flowable]:
    corrections = submissions.corrections(work, period)
    if not corrections:
        return []
    rows = [
        (c.period, figures.name_of(c.figure), figures.said(c.figure, c.was), figures.said(c.figure, c.now))
        for c in corrections
    ]
    heads = [_("Month"), _("Figure"), P_("correction", "Was"), P_("correction", "Is now")]
    body = paper.table(heads, rows, [WIDTH * part for part in (0.2, 0.4, 0.2, 0.2)])
    return [KeepTogether([*paper.heading(_("Corrections to months handed in")), body])]
