"""What stands behind the two pages 附录: every department and item, every book's figures, checks, what figures mean."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, PageBreak, Spacer

from desk.books import figures
from desk.books.cases.statistics import CaseFigures, Share
from desk.books.submissions import signing, whole_figures
from desk.books.submissions.reporting import ReportFigures
from desk.core import figures_sheet
from desk.core.calendar import full_date_words
from desk.core.figure import Number, Unit
from desk.core.month import Month
from desk.core.period import PeriodKind, named_period
from desk.core.words import N_, NP_, P_, _, listed, named
from desk.core.work import Work
from desk.reports.figures import definitions, figure_rows
from desk.reports.figures.compared import ComparedReport
from desk.reports.figures.month_layout import LETTERS, WIDTH, compared_table, table_of
from desk.reports.kit import official, paper, proof
from desk.reports.kit.axis_charts import Columns, Group
from desk.reports.kit.longtable import LongTable, TableRow, fitted

DEFINED = ((N_("Figure"), 38), (NP_("figure", "Code"), 46), (NP_("figure", "Unit"), 12))
MEANT = ((NP_("figure", "What it counts"), 74), (NP_("figure", "Definition no."), 14))
OF_DEFINITION = (0, 1, 2, 3, 7)
"""The columns of the paper 指标说明 that stand here; the others are made of them."""
SHARES = (0.4, 0.15, 0.15, 0.15, 0.15)
Part = tuple[str, list[Flowable]]


def appendix(work: Work, compared: ComparedReport) -> list[Flowable]:
    """Its parts, each in the outline of the file; those with nothing to tell are left out."""
    report = compared.report
    counted: CaseFigures = report.whole.of_book["cases"]
    codes = _codes(work, report)
    parts: list[Part] = [
        (P_("appendix", "Cases by department and item"), _cases(counted, report)),
        (P_("appendix", "Main figures of every book"), [compared_table(compared.shown_first())]),
        (P_("appendix", "Figures entered by hand"), _own(report)),
        (P_("appendix", "Checks before handing in"), _checks(compared)),
        (P_("appendix", "Corrections to earlier reports"), _corrections(compared)),
        (_("Definitions of the figures"), _definitions(work)),
        (P_("appendix", "Codes against later changes"), codes),
    ]
    story: list[Flowable] = [PageBreak()]
    numbers = count(1)
    for heading, content in parts:
        if content:
            number = official.chinese(next(numbers))
            title = _("Appendix {number}: {heading}", number=number, heading=heading)
            whole = [*paper.heading(title, outlined=0), *content, Spacer(1, 4 * mm)]
            story += [KeepTogether(whole)] if content is codes else whole
    return story


def _cases(counted: CaseFigures, report: ReportFigures) -> list[Flowable]:
    parts: list[Part] = [
        (_("Cases by day"), _days(counted, report)),
        (_("By department"), _shares(counted.departments, counted.cases, _("Department"))),
        (P_("report", "By item"), _shares(counted.items, counted.cases, _("Item"))),
        (_("Help given"), [_counts(figure_rows.assistance_rows(counted), _("Kind"))]),
        (_("Evaluation"), [_counts(figure_rows.evaluation_rows(counted), P_("evaluation", "Level"))]),
        (_("By clerk"), _clerks(counted)),
    ]
    return [each for heading, content in parts if content for each in (*paper.heading(heading, outlined=1), *content)]


def _days(counted: CaseFigures, report: ReportFigures) -> list[Flowable]:
    """Of a month; the months of a longer period stand in the body."""
    if report.period.kind is not PeriodKind.MONTH:
        return []
    groups = [Group(str(day.day), (n,)) for day, n in counted.days.items()]
    return [Columns(groups, (Month.of(report.period.first).label,), Unit.CASES, WIDTH)]


def _shares(shares: Sequence[Share], whole: int, name: str) -> list[Flowable]:
    """All of them, however many there are."""
    if not shares:
        return [paper.paragraph(_("No cases in this period."), colour=paper.GREY)]
    heads = [name, *map(_, figure_rows.SHARE_HEADINGS)]
    return [table_of(heads, figure_rows.share_rows(shares, whole), SHARES)]


def _counts(rows: list[figure_rows.Row], name: str) -> Flowable:
    return table_of([name, _("Cases"), _("Share")], figure_rows.on_paper(rows), (0.5, 0.25, 0.25))


def _clerks(counted: CaseFigures) -> list[Flowable]:
    rows = figure_rows.clerk_rows(counted, len(counted.clerks))
    return [_counts(rows, _("Clerk in charge"))] if rows else []


def _own(report: ReportFigures) -> list[Flowable]:
    """With who entered them when, or the months of which nothing was entered."""
    rows = [
        (
            each.title,
            each.said,
            _parts(each.numerator, each.denominator),
            _missing(each.missing) if each.missing else each.who,
            full_date_words(each.at) if each.at else "",
        )
        for each in report.own.values()
    ]
    heads = [_("Figure"), P_("figure", "Value"), P_("own figure", "Parts"), P_("own figure", "Entered by"), _("Date")]
    return [table_of(heads, rows, (0.3, 0.16, 0.16, 0.22, 0.16))] if rows else []


def _parts(part: Number, whole: Number) -> str:
    return "" if whole is None or part is None else f"{part:,}/{whole:,}"


def _missing(months: Sequence[str]) -> str:
    return _("nothing entered for {months}", months=listed(Month.read(month).label for month in months))


def _checks(compared: ComparedReport) -> list[Flowable]:
    rows = [(str(place), each.text, each.said, each.answered_by) for place, each in enumerate(compared.oddities, 1)]
    heads = [P_("row", "No."), P_("check", "What was found"), P_("check", "Explanation"), P_("check", "Explained by")]
    return [table_of(heads, rows, (0.07, 0.45, 0.34, 0.14))] if rows else []


def _corrections(compared: ComparedReport) -> list[Flowable]:
    rows = [
        (
            named_period(each.period).label,
            each.title,
            *(figures.said(each.figure, value) for value in (each.was, each.now)),
        )
        for each in compared.corrections
    ]
    heads = [P_("report", "Period"), _("Figure"), P_("correction", "Was"), P_("correction", "Is now")]
    return [table_of(heads, rows, (0.2, 0.4, 0.2, 0.2))] if rows else []


def _definitions(work: Work) -> list[Flowable]:
    rows: list[TableRow] = []
    for each in definitions.read(work):
        rows.append(TableRow([each.book], group=True))
        rows += [TableRow([paper.shown(row[place]) for place in OF_DEFINITION]) for row in each.rows]
    return [LongTable(fitted((*DEFINED, *MEANT), WIDTH), rows, LETTERS - 1)]


def _codes(work: Work, report: ReportFigures) -> list[Flowable]:
    """The whole codes of which the body shows the beginnings, and by which key the figures are signed."""
    codes = proof.codes_in([each.seal for each in whole_figures.other_work(report.whole)])
    story = proof.in_full(codes) if codes else []
    if key := signing.public_key(work):
        lines = [
            named(P_("key", "Fingerprint of the centre's key"), figures_sheet.fingerprint(key)),
            named(P_("key", "Public key of the centre"), key),
        ]
        story += [paper.paragraph(line, size=8.5, colour=paper.GREY) for line in lines]
    return story
