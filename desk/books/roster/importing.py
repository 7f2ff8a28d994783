"""Leave and unavailability from the spreadsheet that a centre keeps: one row a span."""

from __future__ import annotations

from collections.abc import Mapping

from desk.books import staff
from desk.books.roster.assignees import Absence, AbsenceKind, add_absence, all_assignees, checked
from desk.core import importing
from desk.core.errors import Invalid, Problem
from desk.core.importing import ImportSpec, strictly
from desk.core.permissions import May
from desk.core.spreadsheet import Cell, Names, Progress, as_text
from desk.core.words import N_, _
from desk.core.work import Work
from desk.scheduling.problem import DAY

NOON = 12 * 60
HEADERS: Names = {
    "name": ("姓名", "人员", "请假人", "name"),
    "kind": ("类型", "请假类型", "类别", "假别", "kind"),
    "first": ("开始日期", "起始日期", "开始时间", "起始时间", "开始", "起", "日期", "first"),
    "last": ("结束日期", "截止日期", "结束时间", "截止时间", "结束", "止", "last"),
    "half": ("半天", "时段", "上午下午", "half"),
    "reason": ("事由", "原因", "备注", "reason"),
}
HALVES = {"": (0, DAY), "全天": (0, DAY), "上午": (0, NOON), "下午": (NOON, DAY)}
UNAVAILABLE = ("不可值班", "不便", "unavailable")


def read(cells: Mapping[str, Cell], work: Work) -> Absence:
    """One row. A leave's kind (年休假, 病假 …) becomes its words. Raises ``Invalid``."""
    problems: list[Problem] = []
    name = as_text(cells.get("name", ""))
    taker = next((taker for taker in all_assignees(work) if staff.is_named(taker.name, name)), None)
    if taker is None:
        problems.append(Problem("name", _("“{name}” is not among the staff.", name=name)))
    first = importing.day(cells, "first", problems)
    last = importing.day(cells, "last", problems) or first
    half = as_text(cells.get("half", ""))
    if half not in HALVES:
        problems.append(Problem("half", _("Please write 上午, 下午 or 全天, not “{word}”.", word=half[:20])))
    if first is None and not problems:
        problems.append(Problem("first", _("The first day is missing.")))
    if problems or taker is None or first is None or last is None:
        raise Invalid(*problems)
    what, reason = as_text(cells.get("kind", "")), as_text(cells.get("reason", ""))
    kind = AbsenceKind.UNAVAILABLE if what in UNAVAILABLE else AbsenceKind.LEAVE
    words = (reason or what) if kind is AbsenceKind.UNAVAILABLE else (what or reason)
    begins, ends = HALVES[half]
    return checked(work, Absence(taker.id, kind, first, last, begins, ends, reason=words))


def key(absence: Absence) -> tuple[str, str]:
    """What must not stand in the file twice."""
    return "first", f"{absence.staff_id} {absence.first} {absence.last} {absence.begins}"


def store(work: Work, records: list[Absence], progress: Progress | None) -> None:
    """Store all rows; two that overlap each other are refused, and then none is kept."""
    work.require(May.PLAN_ROSTER)
    for record in records:
        add_absence(work, record)


SPEC = ImportSpec(
    kind="leave",
    title=N_("Leave and unavailability"),
    headers=HEADERS,
    required=("name", "first"),
    permission=May.PLAN_ROSTER,
    reader=strictly(read),
    key=key,
    store=store,
)
