"""Rounds through the zones: who may count when, what is corrected, and when a round is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from desk.books import centre
from desk.books.centre import OpeningSpan, RuleValue
from desk.books.zones import queries, rounds
from desk.core.clock import start_of
from desk.core.errors import Invalid, Refused
from desk.core.permissions import Role
from desk.core.work import Work
from desk.models.audit import audit
from desk.services.session import Desk
from tests.conftest import Hands
from tests.support.zones import FITNESS, PARLOUR, as_role, counted, hall

TUESDAY = date(2026, 11, 24)


def _at(work: Work, hour: int, minute: int = 0, day: date = TUESDAY) -> Work:
    return replace(work, now=start_of(day) + timedelta(hours=hour, minutes=minute))


def _refusal(work: Work, id: int, people: int = 3, hour: int | None = None) -> str:
    with pytest.raises(Invalid) as refused:
        rounds.count(work, id, people, hour)
    return refused.value.message


def test_a_clerk_counts_for_this_hour_and_corrects_it_the_same_day(desk: Desk) -> None:
    with desk.write() as work:
        id = counted(work)
        clerk = as_role(_at(work, 9, 59), Role.CLERK)
        rounds.count(clerk, id, 7)
        rounds.count(clerk, id, 9, hour=8)
        rounds.count(clerk, id, 5)
        assert [(each.hour, each.people) for each in queries.counts_of_day(work, TUESDAY)] == [(8, 9), (9, 5)]
        written = work.connection.execute(select(audit.c.action, audit.c.before, audit.c.after)).all()[-1]
        assert (written.action, written.before, written.after) == ("zone_count.correct", '{"people":7}', '{"people":5}')
        lines = len(work.connection.execute(select(audit)).all())
        rounds.count(clerk, id, 5)
        assert len(work.connection.execute(select(audit)).all()) == lines, "the same number again is no correction"


def test_what_was_not_there_is_not_counted(desk: Desk) -> None:
    with desk.write() as work:
        id, known = counted(work), hall(work)
        assert _refusal(work, id, hour=10) == "该时段未到，请核对。"
        assert _refusal(work, id, people=5001) == "请填0至5000人。"
        assert _refusal(work, known) == "“便民服务区”以业务数据统计客流。如需计数，请先将客流来源改为“巡查计数”。"
        with pytest.raises(Refused, match="没有找到该功能区"):
            rounds.count(work, 999, 1)


def test_a_round_is_stored_whole_or_not_at_all(desk: Desk) -> None:
    with desk.write() as work:
        first, second = counted(work), counted(work, PARLOUR)
        with pytest.raises(Invalid) as refused:
            rounds.round_of(work, {first: 3, second: 9999})
        assert [problem.field for problem in refused.value.problems] == [f"zone:{second}"]
        assert queries.counts_of_day(work, TUESDAY) == []
        with pytest.raises(Refused, match="还没有填写人数"):
            rounds.round_of(work, {})
        assert rounds.round_of(work, {first: 3, second: 0}) == 2
        assert [each.people for each in queries.counts_of_day(work, TUESDAY)] == [3, 0]


def test_a_round_is_missing_from_the_begin_of_its_part_of_the_day(desk: Desk) -> None:
    with desk.write() as work:
        centre.save_opening_hours(work, [OpeningSpan(1, 8 * 60, 12 * 60), OpeningSpan(1, 14 * 60, 18 * 60)])
        assert rounds.missing(work) == 0, "nothing is counted on rounds"
        first, second = counted(work), counted(work, PARLOUR)
        assert [rounds.missing(_at(work, hour)) for hour in (7, 8, 9, 12, 13, 15, 20)] == [0, 0, 1, 1, 1, 2, 2]
        rounds.round_of(_at(work, 9), {first: 3, second: 2})
        assert [rounds.missing(_at(work, hour)) for hour in (10, 13, 15)] == [0, 0, 1]
        rounds.count(_at(work, 15), first, 4)
        assert rounds.missing(_at(work, 16)) == 1, "the other zone is still to be counted"
        centre.save_rules(work, {"zone_rounds": RuleValue(0, "")})
        assert rounds.missing(_at(work, 16)) == 0


def test_on_a_day_on_which_the_centre_is_closed_nobody_has_to_count(desk: Desk, hands: Hands) -> None:
    hands.forward(days=5)
    with desk.write() as work:
        centre.save_opening_hours(work, centre.WEEK)
        counted(work, FITNESS)
        assert work.today.weekday() == 6 and rounds.missing(work) == 0
