"""The months of a year, and its quarters and halves, added up: they are the year, where a figure does not say no.

Whoever adds up the district's tables has to know which figures may be added. So each says whether its months come to
the year, and why not; over books in which anything may stand, both are held.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from desk.books import figures
from desk.books.submissions import whole_figures
from desk.core.figure import FigureKind, NotAdded, Number
from desk.core.period import MONTHS, Period, PeriodKind
from desk.core.work import Work
from desk.services.session import Desk
from tests.support.extent import LONG
from tests.support.stirred import stirred_book

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
YEAR = Period.around(PeriodKind.YEAR, date(2026, 11, 24))
ADDED = (FigureKind.COUNT, FigureKind.SUM)
MAY_COME_OUT_EVEN = frozenset(
    {"finished_before", "repeat_visits", "overdue", "officer_zones", "officer_visits_serving", "zones_low"}
)
"""Not added, but in a small book they may come out even by chance."""
IN_ORDER = frozenset(f"assets_{part}_{unit}" for part in ("came", "went") for unit in ("pieces", "fen"))
"""They add up where movements were booked in the order of their days. A change of class that is booked for an earlier
day moves what the card had in the book by then, which is more for the year than for the month (docs/decisions.md)."""
ROUNDED = 0.05
"""At most so much of an hour is lost in each month whose hours are told to a tenth."""


@pytest.fixture(scope="module", params=(0, 19, 64) if LONG else (0, 19))
def book(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    yield from stirred_book(tmp_path_factory, request.param, NOW)


def values(work: Work, period: Period) -> dict[str, Number]:
    return whole_figures.plain(whole_figures.counted(work, period.first, period.last))


def parts_of_year(kind: PeriodKind) -> list[Period]:
    """Its months, its quarters, or its halves."""
    first = Period.around(kind, YEAR.first)
    return [first.plus(n) for n in range(12 // MONTHS[kind])]


def test_what_adds_up_does_and_what_does_not_says_why(book: Desk, request: pytest.FixtureRequest) -> None:
    even = set()
    out_of_order = IN_ORDER if request.node.callspec.params["book"] else frozenset()
    with book.read() as work:
        year = values(work, YEAR)
        for kind in (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF_YEAR):
            counted = [values(work, period) for period in parts_of_year(kind)]
            for code, figure in figures.declared().items():
                if figure.kind not in ADDED or code in out_of_order:
                    continue
                added = sum(each[code] or 0 for each in counted)
                if figure.unsummed is None:
                    lost = ROUNDED * (len(counted) + 1) if figure.divisor == 60 else 1e-6
                    assert year[code] == pytest.approx(added, abs=lost), (code, kind)
                elif kind is PeriodKind.MONTH and added and added == year[code]:
                    even.add(code)
    assert even <= MAY_COME_OUT_EVEN, "these add up: why do they say that they do not?"


def test_every_figure_says_whether_it_is_added() -> None:
    for code, figure in figures.declared().items():
        if figure.kind in ADDED:
            assert figure.unsummed in (None, NotAdded.STANDS, NotAdded.ONCE, NotAdded.FROM_FIRST), code
        else:
            assert figure.unsummed is not None and figure.not_added is None, f"{code}: its kind says so already"
    reasons = {figure.unsummed for figure in figures.declared().values()}
    assert reasons == {None, *NotAdded} and all(reason.label for reason in NotAdded)


def test_a_mean_of_a_year_is_what_its_months_parts_come_to(book: Desk) -> None:
    """As the district merges them: numerators and denominators added, never the means themselves."""
    with book.read() as work:
        year, months = values(work, YEAR), [values(work, each) for each in parts_of_year(PeriodKind.MONTH)]
    for code, figure in figures.declared().items():
        codes = (*figure.numerator, *figure.denominator)
        if not codes or any(figures.find(part).unsummed for part in codes):
            continue
        numerator, denominator = (
            sum(part or 0 for each in months for part in [getattr(figure.parts(each), name)])
            for name in ("numerator", "denominator")
        )
        times = 100 if figure.kind is FigureKind.SHARE else 1
        assert year[code] == (pytest.approx(times * numerator / denominator, abs=0.0501) if denominator else None), code
