"""The footfall of a year by zone and hour out of ten years of books, against the bare rows of the year."""

from __future__ import annotations

from datetime import date

from desk.books.zones import footfall, hours, lowness
from desk.core.work import Work
from desk.services.session import Desk
from tests.bench.conftest import UNTIL, Table, took

FIRST, LAST = date(2025, 11, 25), UNTIL
BARE = "SELECT day, arrived_at, channel, state FROM visits WHERE day BETWEEN ? AND ?"
BARE_CASES = "SELECT day, evaluation FROM cases WHERE day BETWEEN ? AND ?"
LIMIT = 1.0
"""Seconds."""


def test_a_year_of_footfall_by_zone_and_hour(big: Desk, table: Table) -> None:
    with big.read() as work:
        ours = took(lambda: footfall.read(work, FIRST, LAST).by_hour)
        bare = took(lambda: work.rows(BARE, FIRST.isoformat(), LAST.isoformat()))
        many = sum(footfall.read(work, FIRST, LAST).by_hour.values())
    assert many > 10_000
    table.add(f"footfall of a year by zone and hour ({many:,} people)", _ms(ours), _ms(bare), ours / bare, "under 1 s")
    assert ours < LIMIT


def test_the_low_zones_of_today(big: Desk, table: Table) -> None:
    """Asked whenever a leader in charge is signed in and a zone, a day or a setting changes."""
    with big.read() as work:
        ours = took(lambda: lowness.low_zones(work, LAST))
        bare = took(lambda: _rows_of_three_months(work))
    table.add("low zones over three months", _ms(ours), _ms(bare), ours / bare)
    assert ours < LIMIT


def _rows_of_three_months(work: Work) -> None:
    first, last = (day.isoformat() for day in hours.months_until(LAST))
    work.rows(BARE, first, last)
    work.rows(BARE_CASES, first, last)


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"
