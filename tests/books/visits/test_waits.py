"""How long visits waited and were served, against a count by hand over books in which anything may stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from random import Random
from statistics import median

import pytest
from sqlalchemy import select

from desk.books import catalogue, centre, figures
from desk.books.centre import RuleValue
from desk.books.submissions import whole_figures
from desk.books.visits import waits
from desk.books.visits.model import VisitState
from desk.core.clock import Clock
from desk.core.work import Work
from desk.models.cases import cases
from desk.models.visits import periods, visits
from desk.services.session import Desk
from tests.support.demo import SMALL_QUARTER, lived
from tests.support.extent import LONG

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
FIRST, LAST = date(2026, 10, 5), date(2026, 11, 20)
STATES = (VisitState.WAITING, VisitState.SERVING)


@pytest.fixture(scope="module", params=(3, 8, 31) if LONG else (8,))
def book(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Visits whose times were thrown with dice: to the second, several times in a state, some still in it."""
    for made in lived(tmp_path_factory, SMALL_QUARTER, Clock(lambda: NOW)):
        dice = Random(request.param)
        with made.write() as work:
            for row in work.connection.execute(select(periods)).all():
                began = row.began_at + timedelta(seconds=dice.randrange(300))
                ended = None if dice.random() < 0.1 else began + timedelta(seconds=dice.randrange(3600))
                kind = dice.choice(STATES).value if dice.random() < 0.4 else row.kind
                work.change(periods, row.id, {"began_at": began, "ended_at": ended, "kind": kind})
            for row in work.connection.execute(select(visits)).all():
                booked = row.arrived_at if dice.random() < 0.3 else None
                item = dice.randint(1, 4) if dice.random() < 0.4 else None
                work.change(visits, row.id, {"booked_for": booked, "service_id": item})
        yield made


def by_hand(work: Work, state: VisitState) -> list[tuple[int, int | None, bool, float]]:
    """Of each visit its hour, item, whether it was booked, and its minutes to one place, without asking the database
    for more than its rows.
    """
    rows = work.connection.execute(select(periods)).all()
    first_item: dict[int, int] = {}
    for case in sorted(work.connection.execute(select(cases)).all(), key=lambda case: case.id):
        first_item.setdefault(case.visit_id, case.service_id)
    told = []
    for visit in work.connection.execute(select(visits)).all():
        spent = [
            row.ended_at - row.began_at
            for row in rows
            if row.visit_id == visit.id and row.kind == state.value and row.ended_at
        ]
        if spent and FIRST <= visit.day <= LAST and visit.state != VisitState.WITHDRAWN.value:
            seconds = round(sum(spent, timedelta()).total_seconds())
            hour = (visit.arrived_at + timedelta(hours=8)).hour
            item = visit.service_id or first_item.get(visit.id)
            told.append((hour, item, visit.booked_for is not None, int(seconds / 6 + 0.5) / 10))
    return told


def spread(minutes: Sequence[float], promised: int) -> tuple[float, ...]:
    """Count, mean, median, 90th percentile, longest and share."""
    ordered, many = sorted(minutes), len(minutes)
    nearest = next(each for place, each in enumerate(ordered, 1) if place * 10 >= many * 9)
    kept = round(100 * len([each for each in minutes if each <= promised]) / many, 1)
    return (
        many,
        round(round(sum(minutes), 1) / many, 1),
        pytest.approx(median(minutes), abs=0.0501),
        nearest,
        ordered[-1],
        kept,
    )


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.value)
def test_hours_and_items_are_what_is_counted_by_hand(book: Desk, state: VisitState) -> None:
    with book.read() as work:
        told, promised = by_hand(work, state), waits.promised(work, state)
        names = {item.id: item.name for item in catalogue.all_items(work)}
        hours, items = waits.by_hour(work, FIRST, LAST, state), waits.by_item(work, FIRST, LAST, state)
        whole = waits.of_days(work, FIRST, LAST, state)
    assert len(told) > 100 and [row.key for row in hours] == sorted({hour for hour, *_more in told})
    assert {row.key for row in items} == {item for _hour, item, *_more in told} and len(items) > 3
    for rows, place in ((hours, 0), (items, 1)):
        for row in rows:
            minutes = [each[3] for each in told if each[place] == row.key]
            assert (row.count, row.mean, row.median, row.p90, row.longest, row.share) == spread(minutes, promised)
    assert hours[0].title == f"{hours[0].key:02d}:00—{(hours[0].key or 0) + 1:02d}:00"
    assert all(row.title == ("未登记事项" if row.key is None else names[row.key]) for row in items)
    counted = [row.count for row in items if row.key is not None]
    assert counted == sorted(counted, reverse=True), "the item with most visits first"
    minutes = [each[3] for each in told]
    assert (whole.count, whole.mean, whole.median, whole.p90, whole.longest, whole.share) == spread(minutes, promised)


def test_the_figures_are_the_same_and_lines_of_a_table_have_their_rows(book: Desk) -> None:
    with book.read() as work:
        values = whole_figures.plain(whole_figures.counted(work, FIRST, LAST))
        for state in STATES:
            told = by_hand(work, state)
            many, mean, middle, p90, longest, share = spread([each[3] for each in told], waits.promised(work, state))
            code, name = f"visits.{state.value}", "waited" if state is VisitState.WAITING else "served"
            assert (values[f"{name}_visits"], values[f"{state.value}_minutes"]) == (many, mean)
            assert values[f"{name}_minutes"] == round(sum(each[3] for each in told), 1)
            assert values[f"{code}.median"] == middle
            assert (values[f"{code}.p90"], values[f"{code}.longest"]) == (p90, longest)
            assert values[f"{code}.share"] == share
            rows = figures.rows(work, figures.find(f"{code}.median"), FIRST, LAST)
            for each in waits.by_hour(work, FIRST, LAST, state):
                assert len([row for row in rows if row.hour == each.key]) == each.count
            for each in waits.by_item(work, FIRST, LAST, state):
                assert len([row for row in rows if row.item == each.title]) == each.count
        booked = [each[3] for each in by_hand(work, VisitState.WAITING) if each[2]]
        assert values["visits.waiting_booked.visits"] == len(booked) > 20
        assert values["visits.waiting_booked.minutes"] == round(sum(booked), 1)


def test_the_promise_is_the_centres_own(book: Desk) -> None:
    with book.write() as work:
        before = whole_figures.plain(whole_figures.counted(work, FIRST, LAST))
        centre.save_rules(work, {"queue_promised_wait": RuleValue(25, "镇办〔2026〕8号")})
        after = whole_figures.plain(whole_figures.counted(work, FIRST, LAST))
        kept = [each for each in by_hand(work, VisitState.WAITING) if each[3] <= 25]
    changed = {code for code in after if after[code] != before[code]}
    assert after["visits.waiting.kept"] == len(kept)
    assert changed == {"visits.waiting.kept", "visits.waiting.share"}
    assert all(figures.find(code).moving for code in changed), "a new rule corrects no month that was handed in"


def test_ten_visits_and_their_ninth() -> None:
    ten = [n * 10 for n in (3, 1, 4, 15, 9, 2, 6, 5, 8, 7)]
    of = waits.spread(ten, 6)
    assert (of.count, of.minutes, of.mean, of.median) == (10, 60, 6, 5.5)
    assert (of.p90, of.longest, of.kept, of.share) == (9, 15, 6, 60)
    assert waits.spread(ten[:9], 6).p90 == 15, "of nine the ninth: 8.1 visits are not enough"
    assert waits.spread([], 6) == waits.Spread(0, 0, None, None, None, None, 0, None)
