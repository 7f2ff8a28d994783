"""Leave and unavailability from the spreadsheet that a centre keeps: one row a span.

A row that was turned down or is not decided yet is not leave: it is left out, and that is told.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from desk.books import staff
from desk.books.centre import days_off
from desk.books.roster.assignees import (
    EVERY_DAY,
    WISHES,
    Absence,
    AbsenceKind,
    absences_between,
    add_absence,
    all_assignees,
    are_one_leave,
    checked,
)
from desk.books.roster.columns import COLUMNS, exported
from desk.books.roster.import_span import Part, span_in
from desk.books.roster.shifts import all_shifts
from desk.core import importing
from desk.core.column_guess import Content
from desk.core.errors import Invalid, Problem, refuse_wrong
from desk.core.importing import ImportSpec
from desk.core.permissions import May
from desk.core.sheet_columns import words_of
from desk.core.spreadsheet import Cell, Progress, as_text
from desk.core.words import N_, _
from desk.core.work import Work

UNAVAILABLE = ("不可值班", "不便", "unavailable")
KINDS = {words_of(kind): kind for kind in AbsenceKind}
"""What the window calls them: then the reason is what stands there, and nothing else."""
WEEKDAYS_SAID = {
    said: day for day, name in enumerate("一二三四五六日") for said in (f"周{name}", f"星期{name}", f"礼拜{name}", name)
} | {"周天": 6, "星期天": 6}
GRANTED = frozenset(
    "同意 已同意 批准 已批准 通过 已通过 审批通过 已审批 已审核 审核通过 完成 已完成 已销假 正常 是 approved".split()
)
NOT_GRANTED = frozenset(
    "不同意 拒绝 已拒绝 驳回 已驳回 未通过 不通过 审批不通过 未批准 不批准 撤销 已撤销 撤回 已撤回 取消 已取消 作废 "
    "已作废 待审批 待审核 待批 审批中 审核中 申请中 未审批 草稿 否 rejected pending".split()
)


class LeaveReader:
    """Reads one row after another; ``mends`` says why the last one was left out."""

    def __init__(self, work: Work, _clean: bool) -> None:
        self._work = work
        self._assignees = all_assignees(work)
        self._calendar = days_off.calendar(work)
        self._shifts = {card.name: card.id for card in reversed(all_shifts(work))}
        self.mends: Sequence[Problem] = ()

    def __call__(self, cells: Mapping[str, Cell]) -> Absence | None:
        """One row. A leave's kind (年休假, 病假 …) becomes its words. None for leave that is not granted. Raises
        ``Invalid``.
        """
        self.mends = ()
        problems: list[Problem] = []
        if not self._is_granted(cells, problems):
            return None
        name = as_text(cells.get("name", ""))
        assignee = next((assignee for assignee in self._assignees if staff.is_named(assignee.name, name)), None)
        if assignee is None:
            problems.append(Problem("name", _("“{name}” is not among the staff.", name=name)))
        span = span_in(cells, self._work.today, self._working_days, problems)
        weekdays = weekdays_in(as_text(cells.get("weekdays", "")), problems)
        shift = importing.chosen(cells, "shift", self._shifts, problems)
        if problems or assignee is None or span is None:
            raise Invalid(*problems)
        absence = replace(_absence(cells, assignee.id, span), weekdays=weekdays, shift_id=shift)
        with_wishes = _("A shift goes with a wish. Please leave it empty.")
        refuse_wrong([("shift", shift is not None and absence.kind not in WISHES, with_wishes)])
        return checked(self._work, absence)

    def _is_granted(self, cells: Mapping[str, Cell], problems: list[Problem]) -> bool:
        """By the columns that tell what was decided; where there is none, what stands there is leave."""
        for field in ("state", "result"):
            word = as_text(cells.get(field, ""))
            if word in NOT_GRANTED:
                self.mends = (Problem(field, _("“{word}” is not leave; left out", word=word)),)
                return False
            if word and word not in GRANTED:
                sentence = _(
                    "“{word}” does not say whether the leave is granted. Please write 同意 or 不同意.", word=word[:20]
                )
                problems.append(Problem(field, sentence))
        return True

    def _working_days(self, first: date, last: date) -> int:
        whole = (first + timedelta(days=n) for n in range((last - first).days + 1))
        return sum(self._calendar.is_workday(day) for day in whole)


def _absence(cells: Mapping[str, Cell], assignee: int, span: tuple[date, date, Part]) -> Absence:
    first, last, (begins, ends) = span
    what, reason = as_text(cells.get("kind", "")), as_text(cells.get("reason", ""))
    if what in KINDS:
        return Absence(assignee, KINDS[what], first, last, begins, ends, reason=reason)
    kind = AbsenceKind.UNAVAILABLE if what in UNAVAILABLE else AbsenceKind.LEAVE
    reason_kept = (reason or what) if kind is AbsenceKind.UNAVAILABLE else (what or reason)
    return Absence(assignee, kind, first, last, begins, ends, reason=reason_kept)


def weekdays_in(said: str, problems: list[Problem]) -> frozenset[int]:
    """The weekdays that a cell names; every day where it names none. What is no weekday is a problem."""
    names = [name for name in re.split(r"[\s、，,；;/]+", said) if name]
    if odd := [name for name in names if name not in WEEKDAYS_SAID]:
        sentence = _("“{word}” is no weekday. Please write them as 周一、周三.", word=odd[0][:20])
        problems.append(Problem("weekdays", sentence))
    return frozenset(WEEKDAYS_SAID[name] for name in names if name in WEEKDAYS_SAID) or EVERY_DAY


def likeness(absence: Absence) -> Hashable | None:
    """What else than leave is entered twice when all of it is the same; leave cannot overlap leave."""
    return None if absence.kind is AbsenceKind.LEAVE else replace(absence, reason=absence.reason.strip(), id=0)


def _stored_alike(work: Work) -> set[Hashable]:
    stored = absences_between(work, date.min, date.max)
    return {likeness(absence) for absence in stored if absence.kind is not AbsenceKind.LEAVE}


def store(work: Work, records: list[Absence], progress: Progress | None) -> None:
    """Store all rows."""
    work.require(May.PLAN_ROSTER)
    for record in records:
        add_absence(work, record)


SPEC = ImportSpec(
    kind="leave",
    title=N_("Leave and unavailability"),
    columns=COLUMNS,
    required=("name", "first"),
    guessed={Content.NAME: ("name",), Content.DAY: ("first", "last")},
    permission=May.PLAN_ROSTER,
    reader=LeaveReader,
    store=store,
    exported=exported,
    likeness=likeness,
    stored_alike=_stored_alike,
    takes=lambda absence: absence.staff_id,
    collide=lambda earlier, later: "first" if are_one_leave(earlier, later) else "",
)
