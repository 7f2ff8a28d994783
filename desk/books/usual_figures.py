"""The figures of a book that counts them as books usually do, declared in one line.

Its module ``statistics`` has ``of_days``, ``plain``, ``of_spans`` and, where the month's report tells of it,
``sentence``; its module ``figures`` has ``FIGURES`` and ``PAGE``. Both are loaded when somebody asks for figures.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date
from importlib import import_module
from typing import Any

from desk.core.book import Figures, MonthLine, Span, no_seal
from desk.core.figure import Figure, Number
from desk.core.figure_page import FiguresPage
from desk.core.work import Work


def usual_line(book: str, title: str, leads_to: str, seal: Callable[[Any], str] = no_seal) -> MonthLine[Any]:
    """What the month's report tells of a book by its ``statistics.sentence``. ``title`` is a msgid."""

    def sentence(counted: Any) -> str:
        line: str = _module(book, "statistics").sentence(counted)
        return line

    return MonthLine(title, sentence, leads_to, seal)


def usual_figures(book: str, page_title: str, line: MonthLine[Any] | None = None) -> Figures[Any]:
    """What a book, by its package's name, counts of spans of days. ``page_title`` is a msgid."""

    def count(work: Work, first: date, last: date) -> Any:
        return _module(book, "statistics").of_days(work, first, last)

    def plain(counted: Any) -> dict[str, Number]:
        return dict(_module(book, "statistics").plain(counted))

    def declared() -> Sequence[Figure]:
        figures: Sequence[Figure] = _module(book, "figures").FIGURES
        return figures

    def of_spans(work: Work, spans: Sequence[Span], _codes: Collection[str]) -> list[dict[str, Number]]:
        counted: list[dict[str, Number]] = _module(book, "statistics").of_spans(work, spans)
        return counted

    def page() -> FiguresPage:
        shown: FiguresPage = _module(book, "figures").PAGE
        return shown

    return Figures(count, plain, declared, of_spans, page_title, page, line)


def _module(book: str, name: str) -> Any:
    return import_module(f"desk.books.{book}.{name}")
