"""What was handed in 已上报 stays when a zone's people are known in another way, or a room goes to another zone:
the change reads past months anew, and is no correction of theirs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from desk.books import centre, submissions
from desk.books.zones import adjusting, editing, queries, statistics
from desk.books.zones.model import AdjustmentKind, FootfallWay
from desk.core.month import Month
from desk.core.work import Work
from desk.services.session import Desk
from tests.support import zones
from tests.support.reports import AS_IT_WENT_OUT, handed_in
from tests.support.zones import FITNESS, PARLOUR, READING

OCTOBER, DAYS = Month(2026, 10), [date(2026, 10, day) for day in (12, 13)]


def _another_way(work: Work, ids: dict[str, int]) -> None:
    zone = queries.find(work, ids[FITNESS])
    editing.edit(work, zone.id, replace(editing.entered_of(zone), footfall=FootfallWay.DERIVED))


def _another_zone(work: Work, _ids: dict[str, int]) -> None:
    [room] = [each for each in centre.all_venues(work) if each.zone == READING]
    centre.edit_venue(work, replace(room, zone=FITNESS), read=room)


def _merged(work: Work, ids: dict[str, int]) -> None:
    asked = zones.new_adjustment(ids[READING], AdjustmentKind.MERGE, other_zone_id=ids[PARLOUR])
    adjustment = adjusting.decide(work, asked, zones.carrying(work))
    adjusting.take_effect(work, adjustment.id, adjustment.version)


@pytest.mark.parametrize(
    ("change", "read_anew"),
    [
        (_another_way, (0, 30)),
        (_another_zone, (14, 0)),
        (_merged, (14, 30)),
    ],
)
def test_a_change_of_zones_leaves_what_was_handed_in(
    desk: Desk, change: Callable[[Work, dict[str, int]], None], read_anew: tuple[int, int]
) -> None:
    with desk.write() as work:
        ids = {FITNESS: zones.counted(work, FITNESS)}
        ids |= {name: zones.zone_with_room(work, name, f"{name}一室") for name in (READING, PARLOUR)}
        zones.count(work, ids[FITNESS], DAYS, 7)
        zones.held(work, zones.venue_of(work, ids[READING]), DAYS[0], 9, 30)
    with desk.write() as work:
        sent = handed_in(work, OCTOBER.name)
        assert (sent.figures["zone_people_counted"], sent.figures["zone_people_derived"]) == (14, 30)
    with desk.write() as work:
        change(work, ids)
    with desk.read() as work:
        assert submissions.find(work, OCTOBER.name) == sent
        assert submissions.file_of(work, sent.id) == AS_IT_WENT_OUT
        assert submissions.corrections(work, "2026-11") == [], "nobody has to explain how zones are arranged today"
        now = statistics.plain(statistics.of_days(work, *OCTOBER.span))
        assert (now["zone_people_counted"], now["zone_people_derived"]) == read_anew
