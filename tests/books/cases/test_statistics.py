"""Every figure counted again in plain Python over the rows of a demo book."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select, text

from desk.books import disclosure
from desk.books.cases import GOOD, LEVELS, case_export, case_queries, statistics
from desk.books.cases.case_queries import CaseFilter, Urgency
from desk.books.submissions import whole_figures
from desk.core.clock import Clock, local
from desk.core.errors import Invalid
from desk.core.month import Month
from desk.models.cases import cases as case_table
from desk.models.cases import moves
from desk.models.visits import visits as visit_table
from desk.services import data_check
from desk.services.new_data_file import create_demo
from desk.services.session import Desk
from tests.conftest import CHEAP, PASSWORD
from tests.support.demo import ELEVEN, THREE_MONTHS, lived

NOW = ELEVEN
OCTOBER = (date(2026, 10, 1), date(2026, 10, 31))


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    yield from lived(tmp_path_factory, THREE_MONTHS, Clock(lambda: NOW))


def test_the_demo_book_is_sound_and_the_same_for_the_same_seed(
    demo: Desk, tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert data_check.problems(demo) == []
    folder = tmp_path_factory.mktemp("again") / "book"
    again = create_demo(folder, "管理员", PASSWORD, THREE_MONTHS, Clock(lambda: NOW), CHEAP)
    for table in ("residents", "visits", "periods", "cases", "case_moves", "callbacks"):
        query = text(f"SELECT * FROM {table}")
        with demo.read() as one, again.read() as other:
            assert list(map(tuple, one.connection.execute(query))) == list(map(tuple, other.connection.execute(query)))
    again.close()


HALVES = {
    "in_time_percent": (["finished_in_time"], ["finished"]),
    "bookings_kept_percent": (["bookings_kept"], ["bookings_kept", "bookings_missed"]),
    "booking_places_percent": (["booking_places_taken"], ["booking_places"]),
    "orders_in_time_percent": (["orders_in_time"], ["orders_done"]),
    "orders_rated_percent": (["orders_rated"], ["orders_settled"]),
    "orders_satisfied_percent": (["orders_satisfied"], ["orders_rated"]),
    "members_active_percent": (["members_active"], ["members"]),
    "needs_met_percent": (["needs_met"], ["needs_met", "needs_unmet"]),
    "officers_came_percent": (["officers_came"], ["officers"]),
    "findings_in_time_percent": (["findings_in_time"], ["findings_mended", "findings_not_mended"]),
    "resolutions_in_time_percent": (["resolutions_in_time"], ["resolutions_closed"]),
    "follow_ups_in_time_percent": (["follow_ups_in_time"], ["follow_ups_fixed", "follow_ups_unfixed"]),
    "satisfaction_percent": ([f"evaluation.{level}" for level in GOOD], [f"evaluation.{level}" for level in LEVELS]),
}
"""Of each percentage the plain names that make up its numerator and its denominator."""


def test_both_halves_of_every_percentage_are_counted_beside_it(demo: Desk) -> None:
    with demo.read() as work:
        plain = whole_figures.plain(whole_figures.counted(work, *Month(2026, 10).span))
    assert {name for name in plain if "percent" in name} == HALVES.keys()
    for name, halves in HALVES.items():
        part, whole = (sum(plain[each] or 0 for each in half) for half in halves)
        assert 0 < part <= whole and plain[name] == round(100 * part / whole, 1), name


@pytest.mark.parametrize(
    "span", [OCTOBER, (date(2026, 11, 23), date(2026, 11, 23)), (date(2026, 9, 1), date(2026, 11, 24))]
)
def test_figures_are_what_the_rows_say(demo: Desk, span: tuple[date, date]) -> None:
    first, last = span
    with demo.read() as work:
        counted = statistics.of_days(work, first, last)
        rows = work.connection.execute(select(case_table)).all()
        sent_on = set(work.connection.scalars(select(moves.c.case_id).where(moves.c.state == "forwarded")))
        arrived = work.connection.execute(select(visit_table).where(visit_table.c.day.between(first, last))).all()
    taken = [r for r in rows if first <= r.day <= last]
    ended = [r for r in rows if r.finished_on and first <= r.finished_on <= last]
    assert (counted.visits, counted.cases) == (len(arrived), len(taken))
    assert {m: n for m, n in counted.by_mode.items() if n} == Counter(r.mode for r in taken)
    assert {s: n for s, n in counted.by_state.items() if n} == Counter(
        "not_approved" if r.state == "declined" and r.id in sent_on else r.state for r in taken
    )
    assert {s.name: s.cases for s in counted.departments} == Counter(r.department for r in taken)
    assert (counted.finished, counted.in_time) == (len(ended), sum(r.finished_on <= r.due_on for r in ended))
    before = [r for r in ended if r.day < first]
    assert (counted.finished_before, counted.oldest) == (len(before), min((r.day for r in before), default=None))
    for shares in (counted.departments, counted.items, counted.clerks):
        assert sum(share.finished for share in shares) + counted.finished_before == counted.finished
    as_of = min(last, date(2026, 11, 24))
    late = [r for r in rows if r.day <= last and r.due_on < as_of and (r.finished_on is None or r.finished_on > as_of)]
    assert counted.overdue == len(late)
    levels = Counter(r.evaluation for r in taken)
    given = sum(levels[level] for level in LEVELS)
    good = sum(levels[level] for level in GOOD)
    assert counted.satisfaction == pytest.approx(100 * good / given)
    assert counted.assisted == sum(r.assistance != "none" for r in taken)
    assert counted.assisted_vulnerable == sum(r.assistance != "none" and r.vulnerable for r in taken)
    heat = Counter((r.day.weekday(), local(r.accepted_at).hour) for r in taken)
    assert {(d, h): n for d, hours in enumerate(counted.heat) for h, n in enumerate(hours) if n} == heat
    matters = Counter((r.resident_id, r.service_id, r.visit_id) for r in taken)
    again = Counter((resident, service) for resident, service, _visit in matters)
    assert counted.repeats == sum(n - 1 for n in again.values())


def test_a_span_without_anything_divides_by_nothing(demo: Desk) -> None:
    with demo.read() as work:
        counted = statistics.of_days(work, date(2020, 1, 1), date(2020, 1, 31))
    assert (counted.cases, counted.satisfaction, counted.in_time_percent, counted.waiting, counted.busiest_hours) == (
        0,
        None,
        None,
        None,
        (),
    )


def test_every_figure_opens_the_rows_behind_it(demo: Desk) -> None:
    first, last = OCTOBER
    with demo.read() as work:
        counted = statistics.of_days(work, first, last)
        span = CaseFilter(first=first, last=last)
        assert case_queries.count(work, span) == counted.cases
        for mode, many in counted.by_mode.items():
            assert case_queries.count(work, replace(span, mode=mode)) == many
        today = statistics.of_days(work, work.today, work.today)
        assert case_queries.count(work, CaseFilter(urgency=Urgency.OVERDUE)) == today.overdue


def test_details_are_masked_and_as_many_as_counted(demo: Desk) -> None:
    with demo.read() as work:
        rows = list(case_export.rows(work, *OCTOBER))
        assert len(rows) == statistics.of_days(work, *OCTOBER).cases == case_export.count(work, *OCTOBER)
        for row in rows:
            assert "*" in row[3] and (not row[4] or "*" in row[4]) and "*" in row[5]


def test_unmasked_needs_a_purpose_and_leaves_a_line(demo: Desk) -> None:
    with demo.write() as work, pytest.raises(Invalid, match="用途"):
        disclosure.allow(work, " ", "visits")
    with demo.write() as work:
        disclosure.allow(work, "区里核对", "visits")
        assert work.connection.execute(text("SELECT purpose FROM lookups ORDER BY id DESC")).scalar() == "区里核对"


def test_the_clock_set_back_still_counts_and_keeps_the_chain(demo: Desk) -> None:
    past = replace(demo, clock=Clock(lambda: NOW - timedelta(days=400)))
    with past.write() as work:
        work.audit("test.past", "visits:1")
    assert data_check.problems(demo) == []
