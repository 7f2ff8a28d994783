"""Every figure that the district gets, reckoned again slowly over books in which anything may stand, for each kind of
period: what a statement counts and what a reader of its definition counts are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime

import pytest

from desk.books import figures
from desk.books.registry import books, find_book
from desk.core.figure import FigureKind, Number
from desk.core.period import Period, PeriodKind
from desk.services.session import Desk
from tests.support.extent import LONG
from tests.support.reckoned import counter, followed, ordered, partners, things
from tests.support.reckoned.tables import Days, Tables
from tests.support.stirred import stirred_book

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
RECKONED: Mapping[str, Callable[[Tables, Days], dict[str, Number]]] = {
    "cases": counter.of_cases,
    "visits": counter.of_visits,
    "bookings": ordered.of_bookings,
    "teams": ordered.of_teams,
    "orders": ordered.of_orders,
    "follow_ups": followed.of_follow_ups,
    "points": ordered.of_points,
    "roster": things.of_roster,
    "activities": things.of_activities,
    "organisations": partners.of_organisations,
    "matching": partners.of_matching,
    "meetings": followed.of_meetings,
    "officers": partners.of_officers,
    "findings": followed.of_findings,
    "zones": things.of_zones,
    "assets": things.of_assets,
    "incidents": things.of_incidents,
}
ELSEWHERE = frozenset(
    {
        "booking_places",
        "booking_places_taken",
        "booking_places_percent",
        "incident_reports_due",
        "incident_reports_in_time",
        "zones_low",
    }
)
"""What goes by rules that have slow reckonings of their own: the slots of the roster (tests/books/bookings), the times
of reports upwards (tests/books/incidents), low zones (tests/books/zones)."""
STIRRED = (0, 11, 47, 90)
"""Seeds; the first book is left as the demo made it, as half the rows of the others are."""
PERIODS = (
    *(Period.around(kind, date(2026, 10, 14)) for kind in PeriodKind if kind is not PeriodKind.RANGE),
    Period.around(PeriodKind.MONTH, date(2026, 11, 24)),
    Period(PeriodKind.RANGE, date(2026, 9, 20), date(2026, 11, 3)),
    Period(PeriodKind.RANGE, date(2026, 11, 24), date(2027, 1, 2)),
)


@pytest.fixture(scope="module", params=STIRRED if LONG else STIRRED[:2])
def book(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    yield from stirred_book(tmp_path_factory, request.param, NOW)


def near(code: str, value: Number) -> object:
    """A median of two is half-way between tenths, which may be rounded either way."""
    halves = figures.find(code).kind is FigureKind.MEDIAN and value is not None
    return pytest.approx(value, abs=0.0501) if halves else value


@pytest.mark.parametrize("name", RECKONED)
def test_the_figures_of_a_book_are_what_they_are_said_to_count(book: Desk, name: str) -> None:
    counting = find_book(name).figures
    assert counting is not None
    seen: set[str] = set()
    with book.read() as work:
        tables = Tables(work)
        for period in PERIODS:
            wanted = RECKONED[name](tables, Days(period.first, period.last))
            counted = counting.plain(counting.count(work, period.first, period.last))
            assert {code: counted[code] for code in wanted} == {
                code: near(code, value) for code, value in wanted.items()
            }, (name, period.name)
            assert counted.keys() - ELSEWHERE == wanted.keys()
            seen |= {code for code, value in wanted.items() if value}
    assert seen, f"{name}: nothing to count"


def test_every_book_with_figures_is_reckoned() -> None:
    assert RECKONED.keys() == {each.name for each in books() if each.figures}
    assert figures.declared().keys() >= ELSEWHERE
