"""The month's figures of all books in a ten-year book, beside the bare rows that they are counted from.

Bare is every row once, by plain SQL, of the tables that the figures need: of the month, of the three months by which
zones are judged, of the two months whose servings say how many fit into a slot, and what is late by now. It counts
nothing. Both are measured in processor time, the least of several runs: what else runs on the machine does not matter.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date

from desk.books import figure_pages
from desk.books.cases.figures import OVERVIEW
from desk.books.submissions import whole_figures
from desk.books.visits import waits
from desk.books.visits.figures import PAGE
from desk.core.month import Month
from desk.core.period import Period, PeriodKind
from desk.core.work import Work
from desk.services.session import Desk
from tests.bench.conftest import Table

MONTH = Month(2026, 10)
OF_MONTH = (
    "SELECT * FROM visits WHERE day BETWEEN :first AND :last",
    "SELECT p.* FROM periods p JOIN visits v ON v.id = p.visit_id WHERE v.day BETWEEN :first AND :last",
    "SELECT * FROM cases WHERE day BETWEEN :first AND :last",
    "SELECT * FROM cases WHERE finished_on BETWEEN :first AND :last",
    "SELECT m.* FROM case_moves m JOIN cases c ON c.id = m.case_id WHERE c.day BETWEEN :first AND :last"
    " AND c.state = 'declined'",
    "SELECT * FROM callbacks WHERE case_id IN (SELECT id FROM cases WHERE day BETWEEN :first AND :last)",
    "SELECT * FROM cases WHERE finished_on IS NULL AND due_on < :last AND day <= :last",
    "SELECT * FROM cases WHERE finished_on > :last AND due_on < :last AND day <= :last",
    "SELECT * FROM activities WHERE day BETWEEN :first AND :last",
    "SELECT * FROM duties WHERE day BETWEEN :first AND :last",
    "SELECT * FROM officer_visits WHERE day BETWEEN :first AND :last",
)
OF_MONTHS = (
    "SELECT * FROM visits WHERE day BETWEEN :since AND :last",
    "SELECT r.* FROM activity_results r JOIN activities a ON a.id = r.activity_id WHERE a.day BETWEEN :since AND :last",
    "SELECT * FROM zone_counts WHERE day BETWEEN :since AND :last",
    "SELECT * FROM cases WHERE day BETWEEN :since AND :last AND evaluation NOT IN ('not_given', 'not_asked')",
)
SERVED = (
    "SELECT p.* FROM periods p JOIN visits v ON v.id = p.visit_id WHERE v.day >= :served AND p.kind = 'serving'",
    "SELECT * FROM cases WHERE day >= :served",
)
WHOLE = ("asset_movements", "postings", "legs", "orders", "dispatches", "follow_ups", "follow_up_moves", "bookings")
"""Of tables that hold little here all rows; of the ledger's movements all are needed however many there are."""
TIMES = 5


def bare_rows(work: Work, month: Month) -> int:
    """How many rows were read."""
    span = {"first": month.first, "last": month.last, "since": month.plus(-2).first, "served": date(2026, 9, 25)}
    given = {name: day.isoformat() for name, day in span.items()}
    cursor, many = work.connection.connection.cursor(), 0
    for query in (*OF_MONTH, *OF_MONTHS, *SERVED, *(f"SELECT * FROM {table}" for table in WHOLE)):
        many += len(cursor.execute(query, given).fetchall())
    return many


def worked_least(act: Callable[[], object]) -> float:
    """Seconds of processor time, the least of several runs after a first one."""
    act()
    spent = []
    for _n in range(TIMES):
        began = time.process_time()
        act()
        spent.append(time.process_time() - began)
    return min(spent)


def ms(seconds: float) -> str:
    return f"{1000 * seconds:.1f} ms"


def test_the_months_figures_of_every_book(big: Desk, table: Table) -> None:
    with big.read() as work:
        many = bare_rows(work, MONTH)
        came = whole_figures.plain(whole_figures.counted(work, *MONTH.span))["visits"]
        assert came and many > came, "the month that is measured is one of a busy centre"
        bare = worked_least(lambda: bare_rows(work, MONTH))
        ours = worked_least(lambda: whole_figures.counted(work, *MONTH.span))
        name = f"the month's figures of every book, {many:,} bare rows (processor time)"
        table.add(name, ms(ours), ms(bare), ours / bare, "<= 2")


def test_the_year_and_the_pages(big: Desk, table: Table) -> None:
    year = Period.around(PeriodKind.YEAR, date(2026, 6, 1))
    with big.read() as work:
        figures = whole_figures.plain(whole_figures.counted(work, year.first, year.last))
        assert figures["visits"], "there is something to be counted"
        table.add(
            "the year's figures of every book",
            ms(worked_least(lambda: whole_figures.counted(work, year.first, year.last))),
        )
        month = Period.around(PeriodKind.MONTH, MONTH.first)
        for title, page in (("overview", OVERVIEW), ("visits", PAGE)):
            took = worked_least(lambda page=page: figure_pages.of_period(work, page, month))  # type: ignore[misc]
            table.add(f"page of figures, {title}: a month beside 26 spans", ms(took))
        table.add("waits of a year by hour", ms(worked_least(lambda: waits.by_hour(work, year.first, year.last))))
        table.add("waits of a year by item", ms(worked_least(lambda: waits.by_item(work, year.first, year.last))))
