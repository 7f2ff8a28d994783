"""Which zones are low: against the centre's own median, by open hours, and by sure satisfaction."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.books import centre
from desk.books.centre import OpeningSpan, RuleValue
from desk.books.zones import editing, hours, lowness, queries
from desk.books.zones.footfall_queries import Answers
from desk.books.zones.lowness import Rules, ZoneMeasure
from desk.books.zones.model import AdjustmentKind, FootfallWay, LowReason, NewZone, ZoneDetails
from desk.core.work import Work
from desk.services.session import Desk
from tests.support import zones
from tests.support.zones import DAY, booked, came, count, counted, hall, held, in_effect, venue_of, zone_with_room

TODAY = date(2026, 11, 24)
BY = Rules()
Zone = tuple[bool, bool, int, int, int, int]
ZONES = st.lists(
    st.tuples(
        st.booleans(),
        st.booleans(),
        st.integers(0, 60),
        st.integers(0, 30),
        st.integers(0, 40),
        st.integers(0, 40),
    ),
    max_size=9,
)


def _measure(id: int, zone: Zone) -> ZoneMeasure:
    is_counted, active, people, hour, good, poor = zone
    way = FootfallWay.COUNTED if is_counted else FootfallWay.DERIVED
    details = ZoneDetails(id, f"{id}区", "", None, None, None, None, way, active)
    return ZoneMeasure(details, people, hour * 60, Answers(good, good + poor), rounds=hour if is_counted else 0)


def _slowly(measures: list[ZoneMeasure]) -> dict[int, set[LowReason]]:
    """By sorting and counting, without any of the program's own."""
    reasons: dict[int, set[LowReason]] = {each.id: set() for each in measures}
    for way in FootfallWay:
        alike = [
            each
            for each in measures
            if each.zone.footfall is way and each.zone.active and each.minutes > 0
            if way is FootfallWay.DERIVED or each.minutes >= 600
        ]
        rates = sorted(Fraction(each.people * 60, each.minutes) for each in alike)
        if len(rates) < 2:
            continue
        half = len(rates) // 2
        middle = rates[half] if len(rates) % 2 else (rates[half - 1] + rates[half]) / 2
        for each in alike:
            if 2 * Fraction(each.people * 60, each.minutes) < middle:
                reasons[each.id].add(LowReason.FEW)
    for each in measures:
        n = each.answers.given
        if each.zone.active and n >= 10:
            z, p = 1.959963984540054, each.answers.good / n
            bound = (p + z * z / (2 * n) - z * (p * (1 - p) / n + z * z / (4 * n * n)) ** 0.5) / (1 + z * z / n)
            if bound < 0.8:
                reasons[each.id].add(LowReason.DISLIKED)
    return reasons


@given(ZONES)
def test_low_zones_are_those_of_a_slow_reckoning(given_zones: list[Zone]) -> None:
    measures = [_measure(id, zone) for id, zone in enumerate(given_zones, 1)]
    judged = lowness.judged(measures, BY)
    assert {each.id: set(each.reasons) for each in judged} == _slowly(measures)


def test_the_months_end_with_a_day_and_are_three() -> None:
    assert hours.months_until(date(2026, 11, 30)) == (date(2026, 9, 1), date(2026, 11, 30))
    assert hours.months_until(date(2026, 11, 29)) == (date(2026, 8, 30), date(2026, 11, 29))
    assert hours.months_until(date(2027, 2, 28)) == (date(2026, 12, 1), date(2027, 2, 28))
    assert hours.months_from(date(2026, 8, 25)) == (date(2026, 8, 25), date(2026, 11, 24))
    assert hours.months_from(date(2026, 11, 30)) == (date(2026, 11, 30), date(2027, 2, 27))


def _workdays(many: int) -> list[date]:
    days = [TODAY - n * DAY for n in range(1, 90)]
    return [day for day in days if day.weekday() < 5 and not date(2026, 9, 25) <= day <= date(2026, 10, 8)][:many]


def test_few_people_are_told_with_the_numbers(desk: Desk) -> None:
    with desk.write() as work:
        for name, people in ((zones.FITNESS, 8), (zones.READING, 6), (zones.PARLOUR, 2)):
            count(work, counted(work, name), _workdays(12), people)
        [low] = lowness.low_zones(work, TODAY)
    assert (low.name, low.reasons) == (zones.PARLOUR, (LowReason.FEW,))
    assert low.why == "每小时2.0人次，3个同类功能区中位数6.0"


def test_half_of_the_median_is_not_low_and_the_setting_counts(desk: Desk) -> None:
    with desk.write() as work:
        for name, people in ((zones.FITNESS, 8), (zones.READING, 6), (zones.PARLOUR, 3)):
            count(work, counted(work, name), _workdays(12), people)
        assert lowness.low_zones(work, TODAY) == []
        centre.save_rules(work, {"zone_low_percent": RuleValue(60, "泉办〔2026〕1号")})
        assert [each.name for each in lowness.low_zones(work, TODAY)] == [zones.PARLOUR]


def test_a_single_zone_of_its_way_and_one_hardly_counted_are_not_judged(desk: Desk) -> None:
    with desk.write() as work:
        alone = counted(work)
        count(work, alone, _workdays(12), 1)
        [each] = [each for each in lowness.measure(work, *hours.months_until(TODAY)) if each.id == alone]
        assert lowness.verdict_words(each, BY) == "没有同类功能区可比，不作判定。"
        few = counted(work, zones.PARLOUR)
        count(work, few, _workdays(9), 0)
        [each] = [each for each in lowness.measure(work, *hours.months_until(TODAY)) if each.id == few]
        assert not each.is_low
        assert lowness.verdict_words(each, BY) == "仅有9个时段的计数，暂不判定。"
        bare = editing.add(work, NewZone("空置区"))
        [each] = [each for each in lowness.measure(work, *hours.months_until(TODAY)) if each.id == bare]
        assert not each.is_low and "没有客流数据" in lowness.verdict_words(each, BY)


def test_hours_are_the_zones_own_on_the_days_on_which_the_centre_is_open(desk: Desk) -> None:
    monday, sunday = date(2026, 11, 16), date(2026, 11, 22)
    with desk.write() as work:
        centre.save_opening_hours(work, [OpeningSpan(day, 480, 720) for day in range(5)])
        shared, own = counted(work), editing.add(work, NewZone("自习区", opens=840, closes=1200))
        open_days = hours.read(work, monday, sunday)
        there = {each.id: each for each in queries.details(work)}
        minutes = {id: open_days.of_zone(there[id], [], monday, sunday) for id in (shared, own)}
        assert minutes == {shared: 5 * 240, own: 5 * 360}
        holiday = hours.read(work, date(2026, 10, 1), date(2026, 10, 7))
        assert holiday.minutes == {}, "on public holidays nobody is missed"


def test_before_an_adjustment_of_the_hours_the_old_ones_count(desk: Desk) -> None:
    monday, friday = date(2026, 11, 16), date(2026, 11, 20)
    with desk.write() as work:
        centre.save_opening_hours(work, [OpeningSpan(day, 480, 720) for day in range(5)])
        id = zone_with_room(work, zones.READING, "阅览室")
        in_effect(work, id, date(2026, 11, 18), AdjustmentKind.HOURS, opens=840, closes=1200)
        zone = queries.find(work, id)
        assert (zone.opens, zone.closes) == (840, 1200)
        minutes = hours.read(work, monday, friday).of_zone(zone, queries.adjustments(work), monday, friday)
        assert minutes == 2 * 240 + 3 * 360


def test_satisfaction_is_of_the_room_and_of_the_counter_and_needs_ten_answers(desk: Desk) -> None:
    day = TODAY - 5 * DAY
    with desk.write() as work:
        reading, fitness = zone_with_room(work, zones.READING, "阅览室"), zone_with_room(work, zones.FITNESS, "健身房")
        held(work, venue_of(work, reading), day, 9, 20, (3, 2, 1, 2, 1))
        held(work, venue_of(work, fitness), day, 9, 20, (6, 2, 1, 3, 2))
        by_id = {each.id: each for each in lowness.measure(work, *hours.months_until(TODAY))}
        assert by_id[reading].answers == Answers(6, 9) and not by_id[reading].is_low
        assert lowness.satisfaction_words(by_id[reading], BY) == "样本不足（9份）"
        assert by_id[fitness].answers == Answers(9, 14)
        assert by_id[fitness].reasons == (LowReason.DISLIKED,)
        assert lowness.satisfaction_words(by_id[fitness], BY) == "64.3%（≥38.8%，14份）"
        assert lowness.reason_words(by_id[fitness]) == "14份评价中满意64.3%，95%置信下限38.8%"


def test_a_zone_out_of_use_is_neither_low_nor_compared_with(desk: Desk) -> None:
    with desk.write() as work:
        ids = [counted(work, name) for name in (zones.FITNESS, zones.READING, zones.PARLOUR)]
        for id, people in zip(ids, (20, 4, 3), strict=True):
            count(work, id, _workdays(12), people)
        editing.set_active(work, ids[0], active=False)
        assert lowness.low_zones(work, TODAY) == [], "without the busy one the median is 3.5"


@pytest.mark.parametrize("people", [0, 1])
def test_a_zone_with_nobody_at_all_is_the_lowest(desk: Desk, people: int) -> None:
    def three(work: Work) -> list[str]:
        counter, reading = hall(work), zone_with_room(work, zones.READING, "阅览室")
        zone_with_room(work, zones.FITNESS, "健身房")
        came(work, TODAY - DAY, 9, 12)
        booked(work, venue_of(work, reading), TODAY - DAY, 9, 10 + people)
        assert counter
        return [each.name for each in lowness.low_zones(work, TODAY)]

    with desk.write() as work:
        assert three(work) == [zones.FITNESS]
        editing.edit(work, 3, replace(editing.entered_of(queries.find(work, 3)), footfall=FootfallWay.COUNTED))
        assert lowness.low_zones(work, TODAY) == []
