"""The history on a resident's card 历史: cases, and whatever else the books have of the person."""

from __future__ import annotations

from desk.books.cases import case_queries
from desk.books.cases.case_queries import CaseRow
from desk.books.registry import books
from desk.core.book import HistoryLine
from desk.core.clock import local
from desk.core.work import Work

CASE = "cases.case"
"""Where a case is opened."""


def history_of(work: Work, resident_id: int) -> list[HistoryLine]:
    """Every line, the newest day first."""
    lines = [_case_line(case) for case in case_queries.of_resident(work, resident_id)]
    lines += [line for book in books() for line in book.of_resident(work, resident_id)]
    return sorted(lines, key=lambda line: line.day, reverse=True)


def _case_line(case: CaseRow) -> HistoryLine:
    return HistoryLine(local(case.accepted_at).date(), f"{case.service}　{case.state.label}", CASE, case.id)
