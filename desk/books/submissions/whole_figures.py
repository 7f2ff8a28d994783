"""Some days from all books, as each declares its figures. What the district asks for, and what is frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from desk.books.registry import books
from desk.core.figure import Number
from desk.core.words import _
from desk.core.work import Work


@dataclass(frozen=True)
class WholeFigures:
    """Everything counted of some days, by the name of the book that counted it."""

    of_book: Mapping[str, Any]


@dataclass(frozen=True)
class OtherWork:
    """What the month's report tells of one book beside the walk-ins 其他工作; ``leads_to`` is a destination of the
    window, ``seal`` a line for the end or nothing.
    """

    book: str
    title: str
    sentence: str
    leads_to: str
    seal: str


def counted(work: Work, first: date, last: date) -> WholeFigures:
    """Count the days from the first to the last in every book."""
    return WholeFigures({book.name: book.figures.count(work, first, last) for book in books() if book.figures})


def other_work(whole: WholeFigures) -> list[OtherWork]:
    """What each book beside the walk-ins has to tell, in the order of the books."""
    return [
        OtherWork(book.name, _(line.title), line.sentence(figures), line.leads_to, line.seal(figures))
        for book in books()
        if book.figures and (line := book.figures.line)
        for figures in [whole.of_book[book.name]]
    ]


def plain(whole: WholeFigures) -> dict[str, Number]:
    """As names and numbers: the machine-readable sheet, and what is frozen when a month is handed in."""
    return {
        name: value
        for book in books()
        if book.figures
        for name, value in book.figures.plain(whole.of_book[book.name]).items()
    }
