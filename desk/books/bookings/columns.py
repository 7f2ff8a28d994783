"""The columns of a list of bookings 预约名单, as platforms and partners send it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desk.books import catalogue, residents
from desk.books.bookings import queries
from desk.books.bookings.model import TO_COME, Booking, BookingChannel, BookingState, ResourceKind
from desk.books.residents import Resident
from desk.core.clock_times import clock_span
from desk.core.sheet_columns import CellKind, Columns, ReadColumn, SheetColumn, one_of, words_of
from desk.core.words import N_
from desk.core.work import Work


@dataclass(frozen=True)
class ListedBooking:
    """A booking with the person of whom it is, for the complete export."""

    booking: Booking
    person: Resident | None

    @property
    def name(self) -> str:
        """Who comes, or who speaks for the party."""
        return self.person.name if self.person else self.booking.contact


def exported(work: Work) -> Iterator[ListedBooking]:
    """The bookings that are still to come: nobody books again what has happened. Those on the waiting list last, in
    their order.
    """
    ahead = [each for each in queries.in_states(work, TO_COME) if each.begins_at > work.now]
    waiting = sorted((each for each in ahead if each.state is BookingState.WAITING), key=lambda each: each.id)
    for each in [*(each for each in ahead if each.state is not BookingState.WAITING), *waiting]:
        yield ListedBooking(each, residents.find(work, each.resident_id) if each.resident_id else None)


def _offered(work: Work) -> Sequence[str]:
    return [each.name for each in queries.all_resources(work)]


def _items(work: Work) -> Sequence[str]:
    return list(dict.fromkeys(each.name for each in catalogue.all_items(work) if each.offered_on(work.today)))


COLUMNS: Columns = {
    "resource_id": SheetColumn(
        ("窗口或场地", "预约窗口", "预约场地", "预约对象", "场地名称", "窗口名称", "场地", "窗口"),
        N_("Please choose what is booked."),
        lambda each: each.booking.resource,
        required=True,
        choices=_offered,
        width=18,
    ),
    "day": SheetColumn(
        ("预约日期", "日期", "使用日期", "预约时间"),
        N_("As 2026-01-31; each day of several takes a row."),
        lambda each: each.booking.day,
        kind=CellKind.DAY,
        required=True,
    ),
    "times": SheetColumn(
        ("时间", "时段", "预约时段", "起止时间", "使用时间", "开始时间"),
        N_("From when to when, as 14:30-15:00; at a counter the begin is enough."),
        lambda each: clock_span(each.booking.begins, each.booking.ends),
        kind=CellKind.CODE,
        required=True,
    ),
    "ends": ReadColumn(("结束时间", "截止时间")),
    "resident_id": SheetColumn(
        ("姓名", "预约人", "预约人姓名", "联系人", "申请人", "办事群众"),
        N_("Who comes to the counter, or who speaks for an organisation or team."),
        lambda each: each.name,
        width=12,
    ),
    "id_number": SheetColumn(
        ("证件号码", "身份证号", "身份证号码", "身份证", "证件号"),
        N_("Tells people of one name apart; the person must stand among the residents."),
        lambda each: each.person.id_number if each.person else "",
        kind=CellKind.CODE,
        one_each=True,
        width=22,
    ),
    "telephone": SheetColumn(
        ("联系电话", "手机号码", "手机号", "电话", "手机"),
        N_("Under which changes can be told; empty: the number among the residents."),
        lambda each: each.booking.telephone,
        kind=CellKind.CODE,
        width=16,
    ),
    "party": SheetColumn(
        ("单位或团队", "申请单位", "单位名称", "团队名称", "单位"),
        N_("Of a room: which organisation or team wants it, at most 40 characters."),
        lambda each: each.booking.party,
        width=18,
    ),
    "service_id": SheetColumn(
        ("服务事项", "事项", "办理事项", "预约事项", "事项名称"),
        N_("At a counter: what for, by its name or code."),
        lambda each: each.booking.service if each.booking.kind is ResourceKind.DESK else "",
        choices=_items,
        strict=False,
        width=24,
    ),
    "people": SheetColumn(
        ("人数", "使用人数", "参加人数"),
        N_("How many come; empty counts as 1."),
        lambda each: each.booking.people,
        kind=CellKind.NUMBER,
        width=8,
    ),
    "purpose": SheetColumn(
        ("用途", "使用用途", "活动内容", "申请事由"),
        N_("Of a room: what for, at most 200 characters."),
        lambda each: each.booking.purpose,
        width=30,
    ),
    "guardian": SheetColumn(
        ("监护人", "监护人姓名"), N_("Of a child younger than 14."), lambda each: each.booking.guardian
    ),
    "guardian_telephone": SheetColumn(
        ("监护人电话", "监护人联系电话"),
        N_("Of a child younger than 14."),
        lambda each: each.booking.guardian_telephone,
        kind=CellKind.CODE,
        width=16,
    ),
    "channel": SheetColumn(
        ("预约渠道", "渠道", "来源", "预约方式"),
        N_("Please choose; empty counts as a partner's."),
        lambda each: words_of(each.booking.channel),
        choices=one_of(BookingChannel),
    ),
    "state": SheetColumn(
        ("状态", "预约状态"),
        N_("候补: on the waiting list where there is no place; 已取消 is not taken in."),
        lambda each: words_of(
            BookingState.WAITING if each.booking.state is BookingState.WAITING else BookingState.BOOKED
        ),
        choices=one_of((BookingState.BOOKED, BookingState.WAITING, BookingState.CANCELLED)),
    ),
}
