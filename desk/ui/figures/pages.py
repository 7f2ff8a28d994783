"""The pages of 报表: the overview of the centre, and one for each book that declares what is shown of its figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from desk.books import notable, submissions
from desk.books.notable import Notable
from desk.books.registry import BOOKS, find_book
from desk.books.submissions import Submission, whole_figures
from desk.books.submissions.whole_figures import WholeFigures
from desk.core.figure_page import FiguresPage
from desk.core.month import Month
from desk.core.period import Period, PeriodKind
from desk.core.words import P_, _
from desk.core.work import Work
from desk.services.session import Desk
from desk.ui.figures.chart_panel import RowsWanted
from desk.ui.figures.page import Answer, BookFiguresPage
from desk.ui.figures.period_chooser import PeriodChooser
from desk.ui.figures.tools import FiguresTools
from desk.ui.widgets.controls import button, clear_layout, label, panel
from desk.ui.widgets.newest_answer import NewestAnswer

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
MOST_SUBMITTED = 6
"""Months handed in that are shown, the latest first."""


@dataclass(frozen=True)
class OverviewAnswer(Answer):
    """Also what every book tells of a month, None of what is no month; and which months are handed in."""

    whole: WholeFigures | None
    submitted: Sequence[Submission]


class OverviewPage(BookFiguresPage):
    """概览: what a manager looks at first, the other work of a month, and what was handed in."""

    PARTS: ClassVar = (FiguresTools,)

    def __init__(self, desk: Desk, chooser: PeriodChooser) -> None:
        self.notable_lines, self.others, self.handed = QGridLayout(), QGridLayout(), QVBoxLayout()
        super().__init__(desk, chooser)
        self.looking = NewestAnswer(self, desk)
        """Looks for what is notable once the page itself is counted."""
        self.looking.answered.connect(self._show_notable)

    @classmethod
    def declaration(cls) -> FiguresPage:
        from desk.books.cases.figures import OVERVIEW

        return OVERVIEW

    def add_more(self) -> None:
        self.notable_panel, column = panel()
        column.addWidget(label(P_("figures", "Notable"), "heading"))
        column.addLayout(self.notable_lines)
        self.notable_lines.setColumnStretch(1, 1)
        self.right.insertWidget(0, self.notable_panel)
        self.others_panel, column = panel()
        column.addWidget(label(_("Other work of the centre"), "heading"))
        column.addLayout(self.others)
        self.others.setColumnStretch(1, 1)
        self.left.addWidget(self.others_panel)
        self.handed_panel, column = panel()
        column.addWidget(label(P_("figures of a month", "Submitted"), "heading"))
        column.addLayout(self.handed)
        self.right.addWidget(self.handed_panel)
        for each in (self.notable_panel, self.others_panel, self.handed_panel):
            each.hide()

    def count(self, work: Work, period: Period) -> OverviewAnswer:
        counted = super().count(work, period)
        monthly = period.kind is PeriodKind.MONTH
        whole = whole_figures.counted(work, *Month.of(period.first).span) if monthly else None
        submitted = submissions.all_months(work)
        return OverviewAnswer(counted.figures, counted.targets, counted.report, whole, submitted)

    def _show(self, answer: Answer) -> None:
        assert isinstance(answer, OverviewAnswer)
        self._show_others(answer.whole, answer.figures.period.first)
        self._show_handed(answer.submitted)
        super()._show(answer)
        period = answer.figures.period
        self.looking.ask(lambda work: (period, notable.of_period(work, period)))

    def _show_notable(self, looked: tuple[Period, Sequence[Notable]]) -> None:
        """Sentences about the period, each with the figure that opens its rows; or that there is nothing to say."""
        period, sentences = looked
        clear_layout(self.notable_lines)  # type: ignore[arg-type]
        self.notable_panel.show()
        if not sentences:
            self.notable_lines.addWidget(
                label(P_("figures", "Nothing moved out of the ordinary."), "muted"), 0, 0, 1, 2
            )
        for place, each in enumerate(sentences):
            wanted = RowsWanted(each.figure, period.label, *each.span, each.cell)
            open_it = button(each.figure.label, partial(self.show_rows, wanted), "link", _("Shows the rows behind it."))
            self.notable_lines.addWidget(open_it, place, 0, LEFT)
            self.notable_lines.addWidget(label(each.text, each.tone or "", wrap=True), place, 1)

    def _show_others(self, whole: WholeFigures | None, first: date) -> None:
        """Of a month also what the other books tell; each name opens its tab."""
        clear_layout(self.others)  # type: ignore[arg-type]
        self.others_panel.setVisible(whole is not None)
        for place, each in enumerate(whole_figures.other_work(whole) if whole else ()):
            wanted = partial(self.destination_wanted.emit, each.leads_to, first)
            open_it = button(each.title, wanted, "link", _("Shows the rows behind it."))
            self.others.addWidget(open_it, place, 0, LEFT)
            self.others.addWidget(label(each.sentence, wrap=True), place, 1)

    def _show_handed(self, submitted: Sequence[Submission]) -> None:
        clear_layout(self.handed)
        self.handed_panel.setVisible(bool(submitted))
        for submission in submitted[:MOST_SUBMITTED]:
            period = Month.read(submission.period).label
            text = _("{period}, handed in by {name}", period=period, name=submission.who)
            self.handed.addWidget(button(text, partial(self.report_wanted.emit, submission.period), "flat"))


class OfBook(BookFiguresPage):
    """What a book declares of its figures."""

    BOOK: ClassVar[str]
    """Its name."""

    @classmethod
    def declaration(cls) -> FiguresPage:
        declared = find_book(cls.BOOK).figures
        assert declared is not None
        return declared.page()


def name_of(book: str) -> str:
    """What the class of a book's page is called; its topic of the manual is called after it."""
    return f"{book.capitalize()}FiguresPage"


def __getattr__(name: str) -> type[OfBook]:
    """The page of a book, made when somebody first asks for it: a new book needs no line here."""
    book = name.removesuffix("FiguresPage").lower()
    if book not in BOOKS or name != name_of(book) or find_book(book).figures is None:
        raise AttributeError(name)
    made = type(name, (OfBook,), {"__module__": __name__, "__doc__": f"报表: the page of {book}.", "BOOK": book})
    globals()[name] = made
    return made
