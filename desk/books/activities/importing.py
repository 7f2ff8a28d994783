"""Activities from the spreadsheet that a centre keeps: past ones become held, the others drafts."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from desk.books import centre, staff
from desk.books.activities import planning
from desk.books.activities.columns import COLUMNS, exported
from desk.books.activities.model import ActivityDraft, ActivityKind, ActivityState, OrganiserKind
from desk.core import importing, spreadsheet
from desk.core.clock_times import clock
from desk.core.column_guess import Content
from desk.core.errors import Invalid, Problem
from desk.core.importing import ImportSpec
from desk.core.permissions import May
from desk.core.sheet_columns import words_of
from desk.core.sheet_times import when
from desk.core.spreadsheet import Cell, Progress
from desk.core.words import N_, _
from desk.core.work import Work
from desk.models.activities import activities

STATES = {
    **{words_of(state): state for state in ActivityState},
    **dict.fromkeys(("已完成", "完成", "已开展", "已结束", "已办", "已举行"), ActivityState.HELD),
    **dict.fromkeys(("取消", "作废", "未举办"), ActivityState.CANCELLED),
    **dict.fromkeys(("计划", "计划中", "未开始", "待开展", "报名中", "筹备中"), ActivityState.DRAFT),
}
"""What tables say of an activity's state."""
KINDS = {
    "政务宣讲": ActivityKind.POLICY,
    "宣讲": ActivityKind.POLICY,
    "志愿服务": ActivityKind.VOLUNTEERING,
    "文化文艺": ActivityKind.CULTURE,
    "文艺": ActivityKind.CULTURE,
    "儿童课堂": ActivityKind.CHILDREN,
    "健康义诊": ActivityKind.HEALTH,
    "义诊": ActivityKind.HEALTH,
    "助老": ActivityKind.ELDERLY,
    "普法": ActivityKind.LAW,
    "技能培训": ActivityKind.SKILLS,
    "节日": ActivityKind.FESTIVAL,
    "其他": ActivityKind.OTHER,
    **{kind.value: kind for kind in ActivityKind},
}
ORGANISERS = {
    **{words_of(kind): kind for kind in OrganiserKind},
    "中心": OrganiserKind.CENTRE,
    "队伍": OrganiserKind.TEAM,
    **{kind.value: kind for kind in OrganiserKind},
}
UNLIMITED = ("不限", "无")
USUAL_MINUTES = 90
"""How long an activity is of which no end is given."""
SEVERAL_DAYS = N_(
    "“{word}” is more than one day. Please give each day a row of its own, "
    "or enter the activity in the window with “Repeat”."
)


@dataclass(frozen=True)
class ListedActivity(ActivityDraft):
    """An activity of a table; ``held`` is one that has taken place."""

    held: bool = False


class ActivityReader:
    """Reads one row after another; ``mends`` says why the last one was left out."""

    def __init__(self, work: Work, _clean: bool) -> None:
        self._work = work
        self.mends: Sequence[Problem] = ()

    def __call__(self, cells: Mapping[str, Cell]) -> ListedActivity | None:
        """A row; None for what was cancelled, and for what was planned for a day that is over. Raises ``Invalid``."""
        self.mends = ()
        problems: list[Problem] = []
        state = importing.chosen(cells, "state", STATES, problems)
        if state is ActivityState.CANCELLED:
            self._leave_out(cells)
            return None
        plan = read(cells, self._work, problems, held=state is ActivityState.HELD)
        if state in (None, ActivityState.HELD) or plan.day >= self._work.today:
            return plan
        self._leave_out(cells)
        return None

    def _leave_out(self, cells: Mapping[str, Cell]) -> None:
        word = spreadsheet.as_text(cells["state"])
        self.mends = (Problem("state", _("“{word}”: did not take place; left out", word=word)),)


def read(cells: Mapping[str, Cell], work: Work, problems: list[Problem], *, held: bool) -> ListedActivity:
    """One row, of something ``held`` or of a day that may be over; without a kind it is 其他, without a person
    responsible it is who takes the table in. Raises ``Invalid``.
    """

    def text(field: str) -> str:
        return spreadsheet.as_text(cells.get(field, ""))

    venues = {venue.name: venue.id for venue in centre.all_venues(work)}
    day, begins, ends = when(cells, work.today, problems, usual=USUAL_MINUTES, several=SEVERAL_DAYS)
    organiser = text("organiser")
    plan = ListedActivity(
        title=text("title"),
        kind=importing.chosen(cells, "kind", KINDS, problems) or ActivityKind.OTHER,
        day=day,
        begins=begins,
        ends=ends,
        venue_id=venues.get(text("venue_id")),
        place=text("venue_id"),
        organiser_kind=importing.chosen(cells, "organiser_kind", ORGANISERS, problems) or OrganiserKind.CENTRE,
        organiser=organiser,
        audience=text("audience"),
        capacity=None if text("capacity") in UNLIMITED else importing.whole(cells, "capacity", problems, "人"),
        sign_up=importing.yes_or_no(cells, "sign_up", problems, usual=False),
        responsible_id=_in_charge(text("responsible_id"), work, problems) or work.actor.id,
        contact=text("contact"),
        budget=importing.fen(cells, "budget", problems),
        materials=text("materials"),
        note=text("note"),
        held=held or day < work.today,
    )
    try:
        plan = planning.checked(work, plan, past=plan.held)
    except Invalid as wrong:
        named = {problem.field for problem in problems}
        problems += [p for p in wrong.problems if (p.field if p.field not in ("begins",) else "times") not in named]
    if problems:
        raise Invalid(*(Problem("times" if p.field in ("begins", "ends") else p.field, p.message) for p in problems))
    return plan


def _in_charge(said: str, work: Work, problems: list[Problem]) -> int | None:
    """Whoever of the staff is named; None where nobody is, or nobody of them, which is a problem."""
    people = {person.name: person.id for person in staff.everyone(work)}
    named = next((name for name in people if staff.is_named(name, said)), said)
    return importing.chosen({"responsible_id": named}, "responsible_id", people, problems)


def key(plan: ActivityDraft) -> tuple[str, str]:
    """What must not stand in the file twice; outside the house two groups may do the same at one time."""
    return "title", f"{plan.title} {plan.day} {clock(plan.begins)}" if plan.venue_id else ""


def likeness(plan: ActivityDraft) -> Hashable:
    """What two entries of one activity have in common, also where no room can be taken twice."""
    return plan.title, plan.day, plan.begins, plan.venue_id, plan.place


def _stored_alike(work: Work) -> set[Hashable]:
    columns = (
        activities.c.title,
        activities.c.day,
        activities.c.begins,
        activities.c.venue_id,
        activities.c.place,
    )
    kept = select(*columns).where(activities.c.state != ActivityState.CANCELLED)
    return {tuple(row) for row in work.connection.execute(kept)}


def takes(plan: ActivityDraft) -> Hashable | None:
    """The room, on its day."""
    return None if plan.venue_id is None else (plan.venue_id, plan.day)


def collide(earlier: ActivityDraft, later: ActivityDraft) -> str:
    """Are two in one room at one time?"""
    return "venue_id" if earlier.begins < later.ends and later.begins < earlier.ends else ""


def store(work: Work, records: list[ListedActivity], progress: Progress | None) -> None:
    """Store all rows."""
    work.require(May.PLAN_ACTIVITIES)
    for done, plan in enumerate(records):
        if progress and done % 100 == 0:
            progress(done, len(records))
        planning.add(work, plan, held=plan.held)


SPEC = ImportSpec(
    kind="activities",
    title=N_("Activities"),
    columns=COLUMNS,
    required=("title", "day"),
    guessed={Content.DAY: ("day",)},
    permission=May.APPROVE_ACTIVITIES,
    reader=ActivityReader,
    key=key,
    store=store,
    exported=exported,
    left_out=N_("People who signed up, results and photos are not in it. What was not held yet comes back as a draft."),
    takes=takes,
    collide=collide,
    likeness=likeness,
    stored_alike=_stored_alike,
)
