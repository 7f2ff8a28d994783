"""What a list of follow-ups 销号表 says of each, the same on paper and in a workbook."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desk.books.follow_ups import queries
from desk.books.follow_ups.model import FollowUp
from desk.core.clock import local
from desk.core.words import NP_
from desk.core.work import Work

COLUMNS = (
    (NP_("follow-up", "Number"), 27),
    (NP_("follow-up", "What"), 70),
    (NP_("follow-up", "Owner"), 20),
    (NP_("follow-up", "Checker"), 15),
    (NP_("follow-up", "Opened on"), 20),
    (NP_("follow-up", "First due day"), 20),
    (NP_("follow-up", "Due day"), 20),
    (NP_("follow-up", "Closed on"), 20),
    (NP_("follow-up", "State"), 24),
    (NP_("follow-up", "Returned"), 10),
    (NP_("follow-up", "Extended"), 10),
)
"""(heading, share of the width)."""
NUMBERS = (9, 10)
"""The places of the columns that hold numbers."""


@dataclass(frozen=True)
class ListLine:
    """One item, days as days."""

    number: str
    description: str
    owner: str
    checker: str
    opened_on: date
    first_due_on: date
    due_on: date
    closed_on: date | None
    state: str
    returned: int
    extended: int


def read(work: Work, first: date, last: date) -> list[ListLine]:
    """Whatever was on the list on any of these days, numbers of people masked."""
    return [_line(each) for each in queries.of_period(work, first, last)]


def _line(item: FollowUp) -> ListLine:
    return ListLine(
        item.number,
        item.masked,
        item.owner,
        item.checked_by,
        local(item.opened_at).date(),
        item.first_due_on,
        item.due_on,
        local(item.closed_at).date() if item.closed_at else None,
        item.state_words,
        item.returned,
        item.extended,
    )
