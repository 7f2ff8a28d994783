"""Running numbers past their digits: 9,999 is followed by 10,000, in the number and in the lists."""

from __future__ import annotations

import sqlite3
from typing import Any, cast

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from desk.books import cases, centre, visits
from desk.books.assets import cards, queries
from desk.books.assets.queries import AssetFilter
from desk.books.cases import NewCase, case_queries
from desk.books.cases.case_queries import CaseOrder
from desk.books.catalogue import ServiceItem
from desk.books.incidents import log
from desk.books.incidents import queries as incidents_kept
from desk.books.incidents.model import IncidentKind
from desk.books.visits import Registration
from desk.core.clock import Clock
from desk.core.permissions import Role
from desk.core.work import Actor, Work
from desk.models.visits import visits as visit_table
from desk.services.session import Desk
from desk.storage import numbering
from tests.support import assets as things
from tests.support.people import person


def renumber(desk: Desk, table: str, id: int, number: str | int) -> None:
    """Give one row a high number, as after thousands of others."""
    with desk.write() as work:
        work.rows(f"UPDATE {table} SET number = ? WHERE id = ?", number, id)


def register(desk: Desk, items: tuple[ServiceItem, ...], serial: int = 123) -> Any:
    with desk.write() as work:
        return visits.register(work, Registration(person(serial=serial), (NewCase(items[0].id),))).cases[0]


def test_cases_go_on_after_the_9999th_of_a_day(desk: Desk, items: tuple[ServiceItem, ...]) -> None:
    first = register(desk, items)
    renumber(desk, "cases", first.id, "202611249998")
    numbers = [register(desk, items, serial).number for serial in range(201, 204)]
    assert numbers == ["202611249999", "2026112410000", "2026112410001"]
    with desk.read() as work:
        listed = [line.number for line in case_queries.page(work, case_queries.CaseFilter(), CaseOrder("day", False))]
        found = [line.number for line in case_queries.page(work, case_queries.CaseFilter(text="2026112410000"))]
        assert cases.next_number(work) == "2026112410002"
    assert listed == ["202611249998", *numbers]
    assert found == ["2026112410000"]


def test_queue_numbers_go_on_after_a999(desk: Desk) -> None:
    with desk.write() as work:
        first = visits.take_number(work)
        work.connection.execute(visit_table.update().where(visit_table.c.id == first.id).values(number=999))
        labels = [visits.take_number(work).label for _n in range(2)]
        queue = [visit.label for visit in visits.queue(work)]
    assert labels == ["A1000", "A1001"]
    assert queue == ["A999", "A1000", "A1001"]


@pytest.mark.parametrize("drill", [False, True])
def test_incidents_go_on_after_the_999th_of_a_year(desk: Desk, drill: bool) -> None:
    prefix = "演2026-" if drill else "2026-"
    with desk.write() as work:
        first = log.open_incident(work, IncidentKind.FIRE, "食堂", drill=drill)
    renumber(desk, "incidents", first, f"{prefix}998")
    with desk.write() as work:
        ids = [log.open_incident(work, IncidentKind.FIRE, "食堂", drill=drill) for _n in range(3)]
        numbers = [incidents_kept.find(work, id).number for id in ids]
    assert numbers == [f"{prefix}999", f"{prefix}1000", f"{prefix}1001"]


def test_asset_numbers_go_on_and_stay_in_order(desk: Desk) -> None:
    with desk.write() as work:
        things.set_up(work)
        first = things.add(work)
    renumber(desk, "assets", first, "ZC999998")
    with desk.write() as work:
        for _n in range(3):
            things.add(work)
        numbers = [asset.number for asset in queries.page(work, AssetFilter())]
        backwards = [asset.number for asset in queries.page(work, AssetFilter(), descending=True)]
    assert numbers == ["ZC999998", "ZC999999", "ZC1000000", "ZC1000001"]
    assert backwards == numbers[::-1]


def test_a_long_number_typed_by_hand_does_not_carry_the_running_ones_away(desk: Desk) -> None:
    with desk.write() as work:
        things.set_up(work)
        things.add(work, number="ZC20190001")
        things.add(work, number="ZC12345678901234567890")
        things.add(work, number="ZC000041")
        assert cards.next_number(work) == "ZC000042"
        given = cards.next_numbers(work, ["ZC000050", "ZC20190002", "其他7"])
        assert [next(given), next(given)] == ["ZC000051", "ZC000052"]


def test_a_prefix_with_signs_of_a_pattern_is_taken_as_it_stands(desk: Desk) -> None:
    with desk.write() as work:
        things.set_up(work)
        centre.save_setting(work, "asset_prefix", "镇[1]*-")
        numbers = [queries.find(work, things.add(work)).number for _n in range(2)]
    assert numbers == ["镇[1]*-000001", "镇[1]*-000002"]


@given(st.lists(st.integers(1, 10**9), min_size=1))
def test_lists_order_numbers_by_what_they_count(running: list[int]) -> None:
    written = [f"ZC{n:06d}" for n in running]
    assert sorted(written, key=numbering.in_order) == [f"ZC{n:06d}" for n in sorted(running)]


def test_a_higher_number_counts_although_shorter_ones_are_left(desk: Desk, items: tuple[ServiceItem, ...]) -> None:
    renumber(desk, "cases", register(desk, items).id, "2026112410007")
    assert register(desk, items, 201).number == "2026112410008"


@example(9_999, "20261124")
@example(10_000, "20261124")
@given(st.integers(0, 12_000), st.sampled_from(["20261124", "演2026-"]))
@settings(max_examples=30, deadline=None)
def test_the_last_of_a_run_is_found_whatever_it_has_come_to(last: int, prefix: str) -> None:
    class Numbers(Work):
        """A table of one column with the whole run."""

        def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
            return memory.execute(query, values).fetchall()

    with sqlite3.connect(":memory:") as memory:
        memory.execute("CREATE TABLE run (number TEXT UNIQUE)")
        memory.executemany("INSERT INTO run VALUES (?)", [(f"{prefix}{n:04d}",) for n in range(1, last + 1)])
        work = Numbers(cast(Any, None), Actor(1, "", Role.CLERK), Clock().now())
        assert numbering.last(work, "run", prefix) == last
