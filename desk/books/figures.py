"""Every figure 指标 that a book declares, by its code, and the rows behind it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from desk.books.registry import books
from desk.core.book import Span
from desk.core.errors import Refused
from desk.core.figure import Figure, FigureKind, FigureRow, Number
from desk.core.permissions import May
from desk.core.words import _, bracketed
from desk.core.work import Work


@dataclass(frozen=True)
class Partition:
    """A count, and the figures of a group that make it up, each row of it in exactly one."""

    whole: str
    beginning: str
    """How the codes of the parts begin: ``cases.mode``."""

    def parts(self, values: Mapping[str, Number]) -> dict[str, Number]:
        """Those of the values that are its parts, by their codes."""
        return {code: value for code, value in values.items() if code.rpartition(".")[0] == self.beginning}


@cache
def declared() -> dict[str, Figure]:
    """All figures by their codes, in the order in which a month tells them."""
    return {figure.code: figure for book in books() if book.figures for figure in book.figures.declared()}


@cache
def partitions() -> tuple[Partition, ...]:
    """What has to add up, as the figures declare it by their ``whole``."""
    parts = (figure for figure in declared().values() if figure.whole)
    return tuple(dict.fromkeys(Partition(figure.whole, figure.code.rpartition(".")[0]) for figure in parts))


def of_spans(work: Work, spans: Sequence[Span], codes: Collection[str]) -> list[dict[str, Number]]:
    """Figures of several spans of days, each book that has any of them read once, and a span that comes again counted
    once; by their codes, span by span. A book counts others of its own as well where that costs it nothing.
    """
    different = list(dict.fromkeys(spans))
    counted: list[dict[str, Number]] = [{} for _span in different]
    wanted = set(codes)
    for book in books():
        if book.figures and wanted:  # no book is loaded behind the last that is asked
            mine = {figure.code for figure in book.figures.declared()}
            read = book.figures.of_spans(work, different, codes) if wanted & mine else [{} for _span in different]
            for whole, more in zip(counted, read, strict=True):
                whole.update(more)
            wanted -= mine
    by_span = dict(zip(different, counted, strict=True))
    return [by_span[span] for span in spans]


def find(code: str) -> Figure:
    """A figure by its code; only the books up to its own are loaded for it. Raises ``Refused`` for a code that no book
    declares.
    """
    figure = _first_declared(code.strip())
    if figure is None:
        raise Refused(_("No book has a figure {code}.", code=code))
    return figure


@cache
def _first_declared(code: str) -> Figure | None:
    each_in_turn = (figure for book in books() if book.figures for figure in book.figures.declared())
    return next((figure for figure in each_in_turn if figure.code == code), None)


def name_of(code: str) -> str:
    """What a figure is called, with its unit; the code where no book declares it: of a month handed in long ago."""
    figure = declared().get(code)
    return f"{figure.label}{bracketed(figure.unit.label)}" if figure else code


def version_of(code: str) -> int | None:
    """By which version of its definition 口径 a figure is counted; None where no book declares it."""
    figure = declared().get(code)
    return figure.version if figure else None


def said(code: str, value: Number) -> str:
    """A figure's value as a paper says it."""
    figure = declared().get(code)
    return figure.unit.say(value) if figure else str(value)


def cell(code: str, value: Number) -> int | float | str | None:
    """A figure's value as a cell of a workbook has it."""
    figure = declared().get(code)
    return figure.unit.cell(value) if figure else value


def moving() -> frozenset[str]:
    """The codes of what goes on moving after the month by its nature; a change in it corrects nothing."""
    return frozenset(code for code, figure in declared().items() if figure.moving)


def rows(work: Work, figure: Figure, first: date, last: date) -> list[FigureRow]:
    """The rows behind a figure of the days ``first`` to ``last``: they come to what the report says of it.

    Those of a share are all of its denominator, with 1 where a row is of the numerator too and else 0.
    Raises ``NotAllowed``.
    """
    work.require(May.SEE_FIGURES)
    if figure.kind is not FigureKind.SHARE:
        return list(_of_one(work, figure, first, last))
    part = {row.subject for row in _of_all(work, figure.numerator, first, last)}
    return [replace(row, amount=int(row.subject in part)) for row in _of_all(work, figure.denominator, first, last)]


def _of_all(work: Work, codes: Iterable[str], first: date, last: date) -> list[FigureRow]:
    return [row for code in codes for row in _of_one(work, declared()[code], first, last)]


def _of_one(work: Work, figure: Figure, first: date, last: date) -> Sequence[FigureRow]:
    return figure.rows(work, first, last) if figure.rows else ()
