"""The columns of a table of leave, unavailability and wishes 请假表."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from desk.books.roster.assignees import EVERY_DAY, Absence, AbsenceKind, absences_between, all_assignees
from desk.books.roster.import_span import HALVES
from desk.books.roster.shifts import all_shifts
from desk.core.calendar import WEEKDAYS
from desk.core.clock_times import clock_span
from desk.core.sheet_columns import CellKind, Columns, ReadColumn, SheetColumn, one_of, words_of
from desk.core.words import N_, in_record_language
from desk.core.work import Work

DAY_NAMES = tuple(in_record_language(name) for name in WEEKDAYS)
"""周一 to 周日, as a table calls them."""

PARTS = ("全天", "上午", "下午")


@dataclass(frozen=True)
class NamedAbsence:
    """An absence with the names that belong to its ids."""

    absence: Absence
    name: str
    shift: str


def exported(work: Work) -> Iterator[NamedAbsence]:
    """Everything that was entered, by day and person."""
    names = {assignee.id: assignee.name for assignee in all_assignees(work)}
    shifts = {card.id: card.name for card in all_shifts(work)}
    for absence in absences_between(work, date.min, date.max):
        yield NamedAbsence(absence, names[absence.staff_id], shifts.get(absence.shift_id or 0, ""))


def _half(named: NamedAbsence) -> str:
    part = named.absence.begins, named.absence.ends
    return next((word for word, half in HALVES.items() if half == part), clock_span(*part))


def _weekdays(named: NamedAbsence) -> str:
    days = named.absence.weekdays
    return "" if days == EVERY_DAY else "、".join(DAY_NAMES[day] for day in sorted(days))


def _people(work: Work) -> Sequence[str]:
    return [assignee.name for assignee in all_assignees(work) if assignee.active]


def _shifts(work: Work) -> Sequence[str]:
    return list(dict.fromkeys(card.name for card in all_shifts(work)))


COLUMNS: Columns = {
    "name": SheetColumn(
        ("姓名", "人员", "请假人", "申请人"),
        N_("A name from the list of staff."),
        attrgetter("name"),
        required=True,
        choices=_people,
        strict=False,
    ),
    "kind": SheetColumn(
        ("类型", "请假类型", "类别", "假别"),
        N_("Please choose, or write the kind of leave, such as 年休假 or 病假; empty counts as leave."),
        lambda named: words_of(named.absence.kind),
        choices=one_of(AbsenceKind),
        strict=False,
    ),
    "first": SheetColumn(
        (
            "开始日期",
            "起始日期",
            "开始时间",
            "起始时间",
            "开始",
            "起",
            "请假时间",
            "请假日期",
            "起止日期",
            "起止时间",
            "日期",
            "时间",
        ),
        N_("The first day, as 2026-01-31."),
        attrgetter("absence.first"),
        kind=CellKind.DAY,
        required=True,
    ),
    "last": SheetColumn(
        ("结束日期", "截止日期", "结束时间", "截止时间", "结束", "止"),
        N_("The last day; empty where it is one day only."),
        attrgetter("absence.last"),
        kind=CellKind.DAY,
    ),
    "days": ReadColumn(("天数", "请假天数", "时长")),
    "half": SheetColumn(
        ("半天", "时段", "上午下午"),
        N_("Please choose, or write hours such as 13:30-17:30; empty counts as whole days."),
        _half,
        choices=lambda _work: PARTS,
        strict=False,
    ),
    "weekdays": SheetColumn(
        ("星期", "周几"), N_("Only these weekdays, such as 周一、周三; empty counts as every day."), _weekdays, width=18
    ),
    "shift": SheetColumn(
        ("班次",), N_("For wishes: the shift that is meant; empty counts as any."), attrgetter("shift"), choices=_shifts
    ),
    "state": ReadColumn(("状态", "审批状态")),
    "result": ReadColumn(("审批结果", "审批意见")),
    "reason": SheetColumn(
        ("事由", "请假事由", "原因", "备注"), N_("Why, at most 60 characters."), attrgetter("absence.reason"), width=30
    ),
}
