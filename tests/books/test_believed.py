"""What cannot be is named by ``desk check`` where it was written past the program, and refused where it is typed:
promises shorter than what was brought, offerings of another organisation, more people than any room holds.
"""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import update

from desk.books.activities import results
from desk.books.activities.results import ActivityResult
from desk.books.invariants import book_problems
from desk.books.matching import deliveries, matches, offerings, queries
from desk.books.matching.model import MatchWay
from desk.books.organisations import merging
from desk.books.zones import footfall, rounds
from desk.core.errors import Invalid
from desk.core.head_counts import most_people
from desk.core.work import Work
from desk.models.activities import activities as activity_table
from desk.models.activities import results as result_table
from desk.models.centre import zones as zone_table
from desk.models.matching import offerings as offering_table
from desk.models.zones import zone_counts
from desk.services.session import Desk
from tests.support import matching, zones
from tests.support.matching import Partners, clinic, held, new_offering, set_up


def _brought(work: Work, partners: Partners, times: int) -> int:
    """The id of an offering of one time that was brought so often."""
    need, offering = matching.pair(work, partners)
    offering = offerings.edit(work, offering.id, new_offering(partners, work.today, promised=1))
    match = matches.match(work, need.id, offering.id, MatchWay.BY_HAND)
    for slot in range(times):
        activity = clinic(work, partners, slot=slot)
        deliveries.link_activity(work, match.id, matching.now(work, match).version, activity)
        held(work, activity, 30)
    return offering.id


def test_more_than_was_promised_may_be_brought_and_a_promise_shortened_by_hand_is_named(desk: Desk) -> None:
    with desk.write() as work:
        partners = set_up(work)
        generous = queries.find_offering(work, _brought(work, partners, times=2))
        assert (generous.promised, generous.delivered) == (1, 2)
        other = queries.find_offering(work, _brought(work, partners, times=1))
        offerings.edit(work, other.id, new_offering(partners, work.today, promised=3))
        assert book_problems(work) == []
    with desk.write() as work:
        often = _brought(work, partners, times=3)
        offerings.edit(work, often, new_offering(partners, work.today, promised=5))
        work.connection.execute(update(offering_table).where(offering_table.c.id == often).values(promised=2))
        number = queries.find_offering(work, often).number
        assert book_problems(work) == [f"服务项目{number}：承诺2次，少于已落实的3次，与登记的承诺次数不符。"]


def test_an_offering_that_was_given_to_another_organisation_is_named_a_merger_is_not(desk: Desk) -> None:
    with desk.write() as work:
        partners = set_up(work)
        match = matching.matched(work, partners)
        of_it = update(offering_table).where(offering_table.c.id == match.offering_id)
        work.connection.execute(of_it.values(organisation_id=partners.company))
        assert book_problems(work) == [
            f"需求{match.need_number}与服务{match.offering_number}的对接：服务单位现为“{matching.COMPANY}”，"
            f"登记的是“{matching.HOSPITAL}”。"
        ]
        work.connection.execute(of_it.values(organisation_id=partners.hospital))
        merging.merge(work, partners.company, partners.hospital)
        assert queries.find_match(work, match.id).organisation_id == partners.company
        assert book_problems(work) == []


@pytest.mark.parametrize(
    ("places", "most"), [(None, 100_000), (1, 1000), (20, 1000), (21, 1050), (300, 15_000), (5000, 100_000)]
)
def test_fifty_times_the_places_are_believed_and_a_thousand_anywhere(places: int | None, most: int) -> None:
    assert most_people(places, 100_000) == most


def test_no_more_people_than_can_be_come_to_an_activity(desk: Desk) -> None:
    with desk.write() as work:
        activity = clinic(work, set_up(work), capacity=30)
        with pytest.raises(Invalid) as refused:
            results.save(work, activity, ActivityResult(1501, "义诊"))
        assert [(each.field, each.message) for each in refused.value.problems] == [
            ("people", "超过1500人不合常理，请核对人数。")
        ]
        results.save(work, activity, ActivityResult(1500, "义诊"))
        assert book_problems(work) == []
        for people, capacity in ((1501, 30), (100_001, None)):
            work.connection.execute(update(activity_table).values(capacity=capacity, venue_id=None, place="广场"))
            work.connection.execute(update(result_table).values(people=people))
            assert book_problems(work) == [f"2026-11-24活动“义诊”：登记参加{people}人，不合常理。"]


def test_no_more_people_than_can_be_are_counted_in_a_zone(desk: Desk) -> None:
    with desk.write() as work:
        zone = zones.counted(work, zones.FITNESS)
        work.connection.execute(update(zone_table).values(seats=40))
        with pytest.raises(Invalid) as refused:
            rounds.count(work, zone, 2001)
        assert refused.value.problems[0].message == "请填0至2000人。"
        rounds.count(work, zone, 2000)
        assert book_problems(work) == []
        work.connection.execute(update(zone_counts).values(people=20_000))
        [problem] = book_problems(work)
        assert (
            problem
            == f"功能区“{zones.FITNESS}”：{date(2026, 11, 24)} {footfall.hour_now(work)}时巡查计数20000人，不合常理。"
        )
