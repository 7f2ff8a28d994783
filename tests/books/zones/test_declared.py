"""What the book tells the rest of the desk: what is due, what is found, and what is wrong in a file changed by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from desk.books import centre
from desk.books.registry import find_book
from desk.books.zones import adjusting, editing, queries
from desk.books.zones.model import AdjustmentKind
from desk.core.clock import start_of
from desk.core.permissions import Role
from desk.core.work import Work
from desk.models.centre import zones as zone_table
from desk.models.zones import zone_adjustment_moves, zone_adjustments, zone_counts
from desk.services.session import Desk
from tests.conftest import Hands
from tests.support import zones
from tests.support.zones import (
    DAY,
    as_role,
    carrying,
    count,
    counted,
    in_effect,
    new_adjustment,
    zone_with_room,
)

BOOK = find_book("zones")
TODAY = date(2026, 11, 24)
SINCE = date(2026, 8, 20)


def _due(work: Work) -> dict[str, int]:
    return {each.key: each.count for each in BOOK.all_attention(work)}


def test_low_zones_are_due_to_leaders_until_they_are_adjusted(desk: Desk) -> None:
    with desk.write() as work:
        days = [TODAY - n * DAY for n in range(1, 15)]
        ids = [counted(work, name) for name in (zones.FITNESS, zones.READING, zones.PARLOUR)]
        for id, people in zip(ids, (8, 6, 1), strict=True):
            count(work, id, days, people)
        [low] = [each for each in BOOK.all_attention(work) if each.key == "zones_low"]
        assert (low.count, low.details, low.leads_to) == (1, zones.PARLOUR, "zones.low")
        assert _due(as_role(work, Role.CLERK)).keys() == {"zone_rounds"}, "adjusting is not a clerk's matter"
        adjusting.decide(work, new_adjustment(ids[2]), carrying(work))
        assert _due(work)["zones_low"] == 0


def test_an_adjustment_is_due_when_its_months_are_over(desk: Desk) -> None:
    with desk.write() as work:
        made = in_effect(work, counted(work), SINCE)
        [over] = [each for each in BOOK.all_attention(work) if each.key == "zones_to_conclude"]
        assert (over.count, over.details, over.about) == (1, f"{made.number} {zones.FITNESS}", made.zone_id)
        early = replace(work, now=start_of(date(2026, 11, 19)))
        assert _due(early)["zones_to_conclude"] == 0
        closed = in_effect(work, counted(work, zones.PARLOUR), SINCE, AdjustmentKind.CLOSE)
        assert closed and _due(work)["zones_to_conclude"] == 1, "a closed zone is not looked at again"


def test_todays_rounds_are_due_to_everybody(desk: Desk) -> None:
    with desk.write() as work:
        centre.save_opening_hours(work, centre.WEEK)
        counted(work)
        later = as_role(replace(work, now=start_of(TODAY) + timedelta(hours=16)), Role.CLERK)
        assert _due(later) == {"zone_rounds": 2}


def test_zones_and_adjustments_are_found(desk: Desk) -> None:
    with desk.write() as work:
        id = counted(work)
        made = adjusting.decide(work, new_adjustment(id), carrying(work))
        for typed in ("健身", "jsq", made.number.lower()):
            hit = next(iter(BOOK.find_records(work, typed, 9)))
            assert (hit.leads_to, hit.about) == ("zones.zone", id), typed
        assert list(BOOK.find_records(work, "健", 9)) == []


SECOND = {"zone_id": 1, "day": date(2026, 11, 25), "hour": 9}
BROKEN: tuple[tuple[Any, dict[str, Any], str], ...] = (
    (zone_table, {"footfall": "guessed"}, "功能区“健身区”的客流来源无法识别。"),
    (zone_table, {"opens": 600, "closes": 500}, "功能区“健身区”的开放时间有误。"),
    (zone_table, {"opens": 600}, "功能区“健身区”的开放时间有误。"),
    (zone_adjustments, {"kind": "moved"}, "调整TZ2026-01的方式或状态无法识别。"),
    (zone_adjustments, {"state": "recovered"}, "调整TZ2026-01的状态与最后一条办理记录不一致。"),
    (zone_adjustments, {"effective_on": None}, "调整TZ2026-01已实施，但未记实施日期，或实施日期早于决定日期。"),
    (
        zone_adjustments,
        {"effective_on": date(2026, 8, 1)},
        "调整TZ2026-01已实施，但未记实施日期，或实施日期早于决定日期。",
    ),
    (zone_adjustments, {"kind": "hours"}, "调整TZ2026-01未写明调整后的开放时间或用途。"),
    (zone_adjustments, {"kind": "purpose"}, "调整TZ2026-01未写明调整后的开放时间或用途。"),
    (zone_adjustments, {"was_opens": 600, "was_closes": 60}, "调整TZ2026-01未写明调整后的开放时间或用途。"),
    (zone_adjustments, {"kind": "close"}, "调整TZ2026-01已关闭或合并该功能区，但该功能区仍在使用。"),
    (zone_adjustments, {"follow_up_id": None}, "调整TZ2026-01没有对应的督办事项，或督办事项另有所指。"),
    (zone_adjustment_moves, {"was": "recovered"}, "调整TZ2026-01的办理记录有缺失，或有不允许的变更。"),
    (zone_adjustment_moves, {"state": "gone"}, "调整TZ2026-01的办理记录中有无法识别的状态。"),
    (zone_counts, {"at": start_of(SINCE)}, "功能区“健身区”2026-08-20 10:00的计数早于该时段登记。"),
)


@pytest.mark.parametrize(("table", "values", "sentence"), BROKEN)
def test_what_was_changed_by_hand_is_named(desk: Desk, table: Any, values: dict[str, Any], sentence: str) -> None:
    with desk.write() as work:
        id = counted(work)
        count(work, id, [SINCE], 3)
        in_effect(work, id, SINCE)
        assert list(BOOK.problems(work)) == []
        newest = max(work.connection.scalars(table.select().with_only_columns(table.c.id)))
        work.connection.execute(update(table).where(table.c.id == newest).values(values))
        assert sentence in list(BOOK.problems(work))


def test_a_room_in_use_in_a_zone_that_is_not_is_named(desk: Desk) -> None:
    with desk.write() as work:
        id = zone_with_room(work, zones.READING, "阅览室")
        work.connection.execute(update(zone_table).where(zone_table.c.id == id).values(active=False))
        assert list(BOOK.problems(work)) == ["功能区“阅览区”已停用，区内的“阅览室”仍在使用。"]
        editing.set_active(work, id, active=True)
        assert list(BOOK.problems(work)) == []


def test_what_was_typed_of_an_adjustment_is_emptied_after_the_years(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        over, still = (counted(work, name) for name in (zones.FITNESS, zones.READING))
        made = adjusting.decide(work, new_adjustment(over), carrying(work))
        adjusting.withdraw(work, made.id, made.version, "业主王某不同意")
        kept = adjusting.decide(work, new_adjustment(still), carrying(work))
    hands.forward(days=365 * 6)
    with desk.write() as work:
        BOOK.forget(work, work.now - timedelta(days=365 * 5))
        gone = queries.find_adjustment(work, made.id)
        assert (gone.number, gone.reason, gone.description) == (made.number, "", "")
        assert [move.remark for move in queries.moves_of(work, made.id)] == ["", ""]
        assert queries.find_adjustment(work, kept.id).reason, "nobody has done it yet"
