"""Whom to send: the order of the candidates, and the reasons that are told."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from desk.books.orders import answering, dispatching, proposals, queries
from desk.books.orders.model import OrderKind
from desk.books.orders.proposals import abilities_for, candidates
from desk.books.teams import leaving, members
from desk.books.teams import queries as teams
from desk.books.teams.model import HalfDay, Member
from desk.core.work import Work
from desk.services.session import Desk
from tests.support.orders import Ready, later, offered, queued, set_up


def change(work: Work, ready: Ready, n: int, **more: object) -> Member:
    member = teams.find_member(work, ready.members[n])
    return members.edit(work, replace(member, **more))  # type: ignore[arg-type]


def names(work: Work, order_id: int) -> list[str]:

    return [each.member.name for each in candidates(work, queries.find(work, order_id))]


def test_by_skill_ability_village_group_and_name(desk: Desk) -> None:
    with desk.write() as work:
        ready = set_up(work)
        order = queued(work, ready, village_group="三组")
        assert names(work, order.id)[:2] == ["林一明", "陈二妹"]
        change(work, ready, 3, village_group="三组")
        assert names(work, order.id)[0] == "王四喜"
        change(work, ready, 2, abilities="水电、理发")
        assert names(work, order.id)[0] == "黄三强"
        change(work, ready, 1, skills=(OrderKind.REPAIR.value,))
        assert names(work, order.id) == ["陈二妹", "黄三强", "王四喜", "林一明"]
        best, second, third, last = candidates(work, order)
        assert best.reasons == ("擅长维修", "本队片区", "尚未派过")
        assert second.reasons == ("会水电", "尚未派过")
        assert third.reasons == ("同村组", "尚未派过")
        assert last.team_id == ready.team


def test_times_load_and_who_was_asked_longest_ago(desk: Desk) -> None:
    with desk.write() as work:
        ready = set_up(work, 4)
        wanted = {"wanted_from": work.now + timedelta(hours=1), "wanted_by": work.now + timedelta(hours=3)}
        order = queued(work, ready, village_group="九组", **wanted)
        change(work, ready, 0, times=((1, HalfDay.EVENING),))
        change(work, ready, 1, times=((1, HalfDay.MORNING),))
        assert names(work, order.id) == ["王四喜", "陈二妹", "黄三强", "林一明"]
        by_name = {each.member.name: each.reasons for each in candidates(work, order)}
        assert by_name["陈二妹"] == ("时段相合", "尚未派过")
        assert by_name["林一明"][0] == "时段不合"
        other = queued(work, ready, 1)
        dispatching.offer(work, other.id, ready.team, ready.members[1])
        assert names(work, order.id) == ["王四喜", "黄三强", "陈二妹", "林一明"]
        answering.decline(work, other.id, "有事")
        assert names(work, order.id) == ["王四喜", "黄三强", "陈二妹", "林一明"]
        assert candidates(work, order)[2].reasons == ("时段相合", "上次派单11月24日")
        assert candidates(later(work, days=7), order)[2].reasons == ("时段相合", "本月未派")


def test_who_declined_this_one_and_the_household_come_last(desk: Desk) -> None:
    with desk.write() as work:
        ready = set_up(work)
        order = queued(work, ready, telephone="13900000001")
        change(work, ready, 0, skills=(OrderKind.REPAIR.value,))
        dispatching.offer(work, order.id, ready.team, ready.members[0])
        answering.decline(work, order.id, "有事")
        assert names(work, order.id)[-2:] == ["林一明", "陈二妹"]
        declined, related = candidates(work, order)[-2:]
        assert declined.reasons[0] == "本单已退"
        assert (related.needs_leader, related.reasons[0]) == (True, "与点单人同一户，须带班领导同意")


def test_who_left_is_not_proposed(desk: Desk) -> None:
    with desk.write() as work:
        ready = set_up(work)
        order = offered(work, ready, None)
        leaving.leave(work, ready.members[0], work.today, "迁走")
        assert "林一明" not in names(work, order.id)


def test_abilities_are_heard_in_what_people_say() -> None:
    assert abilities_for("家里水管漏水", "理发、水电") == ("水电",)
    assert abilities_for("想理发", "理发，木工") == ("理发",)
    assert abilities_for("跳闸了", "会修电路") == ()
    assert abilities_for("", "理发") == ()


def test_a_long_wish_asks_for_every_half_day_once(desk: Desk) -> None:
    with desk.write() as work:
        ready = set_up(work)
        order = queued(work, ready, wanted_by=work.now + timedelta(days=40))
        assert len(proposals.wanted_times(order, work.now)) == 21
