"""The days of a roster: coming and going, hand-overs, who is on duty."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desk.books import catalogue, staff, visits
from desk.books.cases import CaseState, NewCase
from desk.books.catalogue import ServiceItem, ServiceMode
from desk.books.roster import attendance, handover, loads, queries
from desk.books.roster.attendance import AttendanceMark
from desk.books.roster.handover import HandoverNote
from desk.books.visits import Registration
from desk.core.errors import Invalid, NotAllowed, Refused
from desk.services import accounts
from desk.services.session import Desk
from tests.conftest import PASSWORD, Hands
from tests.support.people import person
from tests.support.roster import as_, duty_on, set_up, today_published
from tests.support.signatures import signed


def test_who_signs_in_is_checked_in_and_the_rest_is_missed(desk: Desk, hands: Hands) -> None:
    today_published(desk)
    with desk.write() as work:
        morning = duty_on(work, work.today, "上午班")
        assert AttendanceMark.NOT_THERE in [each.mark for each in attendance.on_duty(work)]
        came = attendance.sign_in(as_(work, morning.staff_id))
        assert [duty.id for duty in came] == [morning.id]
        assert attendance.sign_in(as_(work, morning.staff_id)) == []
        (each,) = [a for a in attendance.attended(work, work.today, work.today) if a.duty.id == morning.id]
        assert (each.mark, each.late) == (AttendanceMark.LATE, 60)
    hands.forward(hours=3, minutes=20)
    with desk.write() as work:
        attendance.sign_out(as_(work, morning.staff_id))
        (each,) = [a for a in attendance.attended(work, work.today, work.today) if a.duty.id == morning.id]
        assert (each.mark, each.late, each.over) == (AttendanceMark.LATE, 60, 20)
    hands.forward(days=1)
    with desk.write() as work:
        yesterday = attendance.attended(work, work.today - timedelta(days=1), work.today - timedelta(days=1))
        assert {a.mark for a in yesterday if a.duty.id != morning.id} == {AttendanceMark.MISSED}
        done = loads.loads_done(work, morning.day, morning.day)
        assert set(done) == {morning.staff_id}


def test_leaving_early_is_told_and_times_are_put_right_with_a_reason(desk: Desk, hands: Hands) -> None:
    today_published(desk)
    with desk.write() as work:
        duty = duty_on(work, work.today, "上午班")
        attendance.sign_in(as_(work, duty.staff_id))
        assert attendance.sign_out(as_(work, duty.staff_id), only_finished=True) == []
    hands.forward(hours=1)
    with desk.write() as work:
        attendance.sign_out(as_(work, duty.staff_id))
        (each,) = [a for a in attendance.attended(work, work.today, work.today) if a.duty.id == duty.id]
        assert (each.mark, each.early) == (AttendanceMark.LATE_AND_EARLY, 120)
        with pytest.raises(Invalid):
            attendance.put_right(work, duty.id, duty.begins_at, duty.ends_at, "")
        with pytest.raises(Invalid):
            attendance.put_right(work, duty.id, duty.ends_at, duty.begins_at, "写反了")
        with pytest.raises(NotAllowed):
            attendance.put_right(as_(work, duty.staff_id), duty.id, duty.begins_at, None, "忘记签到")
        attendance.put_right(work, duty.id, duty.begins_at, duty.ends_at, "签到机故障")
        (each,) = [a for a in attendance.attended(work, work.today, work.today) if a.duty.id == duty.id]
        assert (each.mark, each.duty.note) == (AttendanceMark.KEPT, "签到机故障")


def test_signing_in_to_the_desk_checks_in_and_handing_over_checks_out(desk: Desk, hands: Hands) -> None:
    today_published(desk)
    with desk.read() as work:
        duty = duty_on(work, work.today, "上午班")
        name = staff.find(work, duty.staff_id).name
    accounts.reset_password(desk, duty.staff_id, PASSWORD)
    desk.hand_to(name, PASSWORD)
    with desk.read() as work:
        assert queries.find_duty(work, duty.id).came_at == hands.at
        assert [each.name for each in attendance.on_duty(work)][-1] == name
    hands.forward(hours=3)
    desk.hand_to("管理员", PASSWORD)
    with desk.read() as work:
        assert queries.find_duty(work, duty.id).left_at == hands.at


def test_a_handover_is_signed_by_two_and_open_matters_carry_on_until_closed(desk: Desk, hands: Hands) -> None:
    ids = today_published(desk)
    note = HandoverNote(12_350, "大门钥匙2把、急救箱1个", opened=("空调报修，等维修师傅回电",))
    with desk.write() as work:
        with pytest.raises(Invalid, match="接班人不能是交班人本人"):
            handover.sign(work, note, signed(work, work.actor.id))
        with pytest.raises(Invalid):
            handover.sign(work, HandoverNote(-1, "无"), signed(work, ids["甲一"]))
        handover.sign(work, note, signed(work, ids["甲一"]))
    hands.forward(hours=4)
    with desk.write() as work:
        offered = handover.offer(as_(work, ids["甲一"]))
        assert [point.text for point in offered.points] == ["空调报修，等维修师傅回电"]
        assert (offered.cash, offered.items) == (12_350, "大门钥匙2把、急救箱1个")
        handover.sign(as_(work, ids["甲一"]), HandoverNote(12_350, "同上"), signed(work, ids["乙二"]))
        (point,) = handover.open_points(work)
        with pytest.raises(Invalid):
            handover.close_point(work, point.id, " ")
        handover.close_point(work, point.id, "已修好")
        with pytest.raises(Refused):
            handover.close_point(work, point.id, "再关一次")
        assert handover.offer(work).points == []
        newest, oldest = handover.recent(work)
        assert (newest.from_name, newest.to_name) == ("甲一", "乙二")
        assert [p.text for p in oldest.points] == ["空调报修，等维修师傅回电"]


def test_unfinished_cases_are_offered_at_the_handover_and_stand_in_it(desk: Desk) -> None:
    with desk.write() as work:
        ids = set_up(work)
        catalogue.add(work, ServiceItem("A", "事项", "部门", ServiceMode.NEARBY, 5))
        item = catalogue.all_items(work)[0].id
        new = (NewCase(item, CaseState.PAPERS, missing=("户口簿",)), NewCase(item, CaseState.DONE))
        unfinished, _done = visits.register(work, Registration(person(), new)).cases
        assert handover.offer(work).waiting == [unfinished.number]
        handover.sign(work, HandoverNote(0, "无"), signed(work, ids["甲一"]))
        assert handover.recent(work)[0].waiting == (unfinished.number,)
