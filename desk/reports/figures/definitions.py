"""What every figure means 指标说明, as rows for paper and workbook: books in the order of the reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desk.books import figures, own_figures
from desk.books.own_figures import OwnFigure
from desk.books.registry import books
from desk.core.figure import Figure
from desk.core.words import N_, NP_, P_, _, listed
from desk.core.work import Work

COLUMNS = (
    (N_("Figure"), 34),
    (NP_("figure", "Code"), 40),
    (NP_("figure", "Unit"), 14),
    (NP_("figure", "What it counts"), 78),
    (NP_("figure", "Numerator"), 34),
    (NP_("figure", "Denominator"), 34),
    (NP_("figure", "Better"), 16),
    (NP_("figure", "Definition no."), 14),
)
"""Headings, and their shares of a page's width."""


@dataclass(frozen=True)
class Definitions:
    """The figures of one book, a row for each by the columns."""

    book: str
    rows: Sequence[tuple[str | int, ...]]


def read(work: Work) -> Iterator[Definitions]:
    """Of all books that count something, then those that are entered by hand 自填."""
    for book in books():
        if book.figures:
            yield Definitions(_(book.figures.page_title), [_declared(each) for each in book.figures.declared()])
    if own := own_figures.all_figures(work):
        yield Definitions(P_("figures", "Entered by hand"), [_own(each) for each in own])


def _declared(figure: Figure) -> tuple[str | int, ...]:
    part, whole = (
        listed(figures.find(code).label for code in codes) for codes in (figure.numerator, figure.denominator)
    )
    about = (figure.label, figure.code, figure.unit.label, _(figure.definition))
    return (*about, part, whole, figure.better.label, figure.version)


def _own(figure: OwnFigure) -> tuple[str | int, ...]:
    return (figure.title, figure.code, figure.shown_unit, figure.definition, "", "", figure.better.label, 1)
