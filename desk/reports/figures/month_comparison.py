"""Figures of a report beside the period before, the same one a year ago, and what the manager aims at 对比."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desk.books import figure_pages, figures, notable, own_figures, submissions
from desk.books.figure_pages import PageFigures, Values
from desk.books.notable import Notable
from desk.books.registry import books
from desk.books.submissions import Correction, attention, checks
from desk.books.submissions.checks import CheckFinding
from desk.books.submissions.reporting import ReportFigures
from desk.core.figure import Better, Figure, Number, Unit
from desk.core.figure_change import MINUS, difference
from desk.core.period import PeriodKind
from desk.core.tone import Tone
from desk.core.words import N_, NP_, P_, _
from desk.core.work import Work

UP, DOWN = "↑", "↓"
THIS = {
    PeriodKind.MONTH: NP_("compared with", "this month"),
    PeriodKind.QUARTER: NP_("compared with", "this quarter"),
    PeriodKind.HALF_YEAR: NP_("compared with", "this half year"),
    PeriodKind.YEAR: NP_("compared with", "this year"),
}
COUNTER = ("visits", "cases", "finished")
HEADINGS = (
    (N_("Figure"), 34),
    (NP_("figure", "In this period"), 24),
    (NP_("figure", "Against the period before"), 26),
    (NP_("figure", "Against the year before"), 26),
    (NP_("figure", "Target"), 22),
)
"""And their shares of the width."""


@dataclass(frozen=True)
class Moved:
    """A change in words with its arrow, and whether it is one for the better; no tone where neither way is."""

    text: str
    tone: Tone | None = None


@dataclass(frozen=True)
class ComparedReport:
    """A report, what was counted and found beside it, and the targets by the figures' codes."""

    report: ReportFigures
    counted: PageFigures
    targets: Mapping[str, float]
    notable: Sequence[Notable]
    oddities: Sequence[CheckFinding]
    corrections: Sequence[Correction]
    """Of reports handed in earlier."""

    @property
    def before(self) -> Values:
        """The period before; nothing where the centre kept no book then."""
        return _kept(self.counted.before)

    @property
    def year_before(self) -> Values:
        """The same a year ago; nothing where the centre kept no book then."""
        return _kept(self.counted.year_before)

    def row(self, figure: Figure) -> tuple[str | Moved, ...]:
        """A figure by ``HEADINGS``."""
        now = self.report.values.get(figure.code)
        target = own_figures.target_of(figure, self.targets.get(figure.code), self.report.period)
        return (
            figure.label,
            figure.unit.tell(now),
            moved(figure, now, self.before.get(figure.code)),
            moved(figure, now, self.year_before.get(figure.code)),
            "" if target is None else figure.unit.tell(target),
        )


def moved(figure: Figure, now: Number, was: Number) -> Moved:
    """From what a figure was to what it is; a dash where one of both is not known."""
    if now is None or was is None or figure.unit is Unit.ANSWER:
        return Moved(Unit.CASES.say(None))
    if now == was:
        return Moved(P_("figure", "unchanged"))
    change = difference(figure.unit, now, was).lstrip(f"+{MINUS}")
    if not change.strip("0.%"):
        return Moved(P_("figure", "nearly unchanged"))
    text = (UP if now > was else DOWN) + change
    if figure.better is Better.NEITHER:
        return Moved(text)
    return Moved(text, Tone.DONE if (now > was) == (figure.better is Better.UP) else Tone.DANGER)


def _kept(values: Values) -> Values:
    """Nobody came and nothing was taken in: what else stands there is no figure to be compared with."""
    return values if any(values.get(code) for code in COUNTER) else {}


def compared(work: Work, report: ReportFigures) -> ComparedReport:
    """Count what stands beside the figures of a report: those that the pages of all books show, for every book once."""
    page = figure_pages.shown_anywhere()
    counted = figure_pages.of_period(work, page, report.period)
    targets = own_figures.targets(work)
    shown = [figures.find(code) for code in page.tiles]
    return ComparedReport(
        report,
        counted,
        targets,
        notable.notable(shown, counted, work.today, targets, attention.began(work)),
        checks.findings(work, report),
        submissions.corrections(work, report.period.name),
    )


def by_book() -> list[tuple[str, Sequence[Figure]]]:
    """The figures that each book shows first, below what its page is called."""
    return [
        (_(book.figures.page_title), [figures.find(code) for code in book.figures.page().tiles])
        for book in books()
        if book.figures
    ]
