"""A book whose tables refer to residents or venues answers for them; a table that nobody answers for is found here.

Two rules once named the books that they asked: somebody with something open in a book added later would have been
anonymised, and a venue in use there given up, and no test would have said so.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Column, Table, func, select, update

from desk.books import centre, residents
from desk.books.centre import Venue
from desk.books.residents import ResidentDetails
from desk.core.errors import Refused
from desk.core.work import Work
from desk.models import metadata
from desk.models.centre import venues
from desk.models.residents import residents as residents_table
from desk.services.session import Desk
from tests.support.demo import lived, trial_in

KEEPS_NOBODY = {
    "residents.merged_into": "a record that became another one's; nothing of its own is left in it",
    "lookups.resident_id": "who looked at whom is kept in any case, and is no reason to keep the person",
}
"""Columns that refer to residents and are no reason to keep them, and why."""
YEARS = 5


def columns_to(target: Table) -> list[Column[Any]]:
    """Every column of the data file that refers to a row of a table."""
    columns = (column for table in metadata.sorted_tables for column in table.columns)
    return [column for column in columns if column.references(target.c.id)]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A centre that has lived two months."""
    yield from lived(tmp_path_factory)


@pytest.fixture
def work(demo: Desk) -> Iterator[Work]:
    """One action in it, taken back afterwards."""
    yield from trial_in(demo)


def entered_long_ago(work: Work) -> int:
    """Somebody of whom nothing was heard since."""
    id = residents.add(work, ResidentDetails("甲某某")).id
    long_ago = work.now - timedelta(days=366 * (YEARS + 2))
    work.connection.execute(update(residents_table).where(residents_table.c.id == id).values(created_at=long_ago))
    assert id in residents.anonymisable(work, YEARS)
    return id


@pytest.mark.parametrize(
    "column", [column for column in columns_to(residents_table) if str(column) not in KEEPS_NOBODY], ids=str
)
def test_whoever_stands_in_a_row_of_these_weeks_is_kept(work: Work, column: Column[Any]) -> None:
    id = entered_long_ago(work)
    last = select(func.max(column.table.c.id)).scalar_subquery()
    assert work.connection.execute(update(column.table).where(column.table.c.id == last).values({column: id})).rowcount
    assert id not in residents.anonymisable(work, YEARS)


@pytest.mark.parametrize("column", columns_to(venues), ids=str)
def test_a_venue_that_a_row_refers_to_is_not_taken_out_of_use(work: Work, column: Column[Any]) -> None:
    """All rows of the table are put there: which of them count (what is still to come, what was not disposed of) is the
    book's own matter, and tested beside it.
    """
    id = centre.add_venue(work, Venue("试用厅", "文体活动区", 10))
    assert work.connection.execute(update(column.table).values({column: id})).rowcount
    with pytest.raises(Refused):
        centre.retire_venue(work, id)


def test_what_is_no_reason_to_keep_somebody_is_named_with_its_reason() -> None:
    assert KEEPS_NOBODY.keys() <= {str(column) for column in columns_to(residents_table)}
    assert all(len(reason) > 20 for reason in KEEPS_NOBODY.values())
