"""Every figure that a book declares, against its rows: as many as it says, over the months of books that nobody knows.

A list of rows beside a count, each with a condition of its own, once said something else after the first change. So the
number that is frozen for the district and the rows that the window opens are held together here, whatever lies in the
book: walk-ins turned down and taken up, calendars late, duties missed, cards that change their class, false alarms.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from desk.books import cases, figures
from desk.books.activities import planning
from desk.books.activities.model import ActivityDraft, ActivityKind
from desk.books.assets import statistics as assets
from desk.books.cases import statistics
from desk.books.incidents import log
from desk.books.incidents.model import IncidentKind
from desk.books.registry import books
from desk.books.sample import SampleSize
from desk.books.submissions import month_figures
from desk.core.clock import Clock
from desk.core.errors import NotAllowed, Refused
from desk.core.figure import FigureKind
from desk.core.month import Month
from desk.services.session import Desk
from tests.support.demo import lived

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
MONTHS = list(Month(2026, 6).until(Month(2026, 12)))
"""From before the book was begun to a month still to come."""


@pytest.fixture(scope="module", params=[5, 23, 71])
def demo(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    dice = Random(request.param)
    size = SampleSize(dice.randint(40, 150), dice.randint(2, 4), dice.randint(5, 15), request.param)
    yield from lived(tmp_path_factory, size, Clock(lambda: NOW))


def test_every_figure_of_a_month_is_as_many_as_the_rows_behind_it(demo: Desk) -> None:
    seen: dict[str, float] = {}
    with demo.read() as work:
        for month in MONTHS:
            counted = month_figures.plain(month_figures.counted(work, month))
            for code, value in counted.items():
                figure = figures.find(code)
                rows = figures.rows(work, figure, *month.span)
                assert figure.worth(rows) == value, (month.name, code)
                if figure.kind is FigureKind.COUNT:
                    assert len({row.subject for row in rows}) == len(rows), f"{code} shows a row twice"
                assert all(row.title for row in rows), code
                seen[code] = seen.get(code, 0) + len(rows)
    without_rows = {code for code, n in seen.items() if not n}
    assert len(without_rows) < len(seen) / 4, f"too little lies in the book to say anything: {sorted(without_rows)}"
