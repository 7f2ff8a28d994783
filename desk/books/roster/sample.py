"""The demo centre's rosters: shifts, leave, months planned fairly, attendance with its small human failings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random

from sqlalchemy import update

from desk.books.roster import assignees, changes, handover, months, planner, queries, shifts
from desk.books.roster.assignees import Absence, AbsenceKind
from desk.books.roster.handover import HandoverNote
from desk.books.roster.queries import Duty
from desk.books.signatures import Signature
from desk.core.clock import start_of
from desk.core.month import Month
from desk.core.permissions import May, Role
from desk.core.work import Actor, Work
from desk.models.roster import duties

SECONDS = 5.0
REASONS = ("年休假", "病假", "公出培训", "事假")


def fill(work: Work, dice: Random, first: date, until: date) -> None:
    """Publish every month from ``first`` to that of ``until`` and live through it up to ``until``."""
    work.require(May.EDIT_CENTRE)
    shifts.take_presets(work)
    clerks = [
        assignee
        for assignee in assignees.all_assignees(work)
        if assignee.posts and assignee.per_week == assignees.CLERK_LIMITS[0]
    ]
    for assignee in clerks[:2]:
        assignees.save(work, replace(assignee, skills=frozenset({"医保"})))
    for month in Month.of(first).until(Month.of(until)):
        planning = replace(work, now=start_of(month.first) - timedelta(days=6))
        _month(planning, dice, month, [t.id for t in clerks], work.now)
    _attend(work, dice, [d for d in queries.duties_between(work, first, until) if d.begins_at <= work.now])
    _hand_over(work, [t.id for t in clerks])


def _month(work: Work, dice: Random, month: Month, clerks: Sequence[int], lived_until: datetime) -> None:
    """Nothing of a month is asked or decided later than the moment up to which the centre has lived."""
    for person in dice.sample(list(clerks), 2):
        begins = month.first + timedelta(days=dice.randint(2, 20))
        away = Absence(
            person, AbsenceKind.LEAVE, begins, begins + timedelta(days=dice.randint(0, 3)), reason=dice.choice(REASONS)
        )
        assignees.add_absence(work, away)
    wish = month.first + timedelta(days=dice.randint(1, 25))
    assignees.add_absence(work, Absence(dice.choice(clerks), AbsenceKind.WISH_OFF, wish, wish, reason="家里有喜事"))
    planner.plan_month(work, month, SECONDS, 1)
    months.publish(work, month, despite=True)
    fourth = start_of(month.first) + timedelta(days=3, hours=9)
    _substitute(replace(work, now=min(fourth, lived_until)), dice, month, clerks)


def _substitute(work: Work, dice: Random, month: Month, clerks: Sequence[int]) -> None:
    """One duty of the month is taken by somebody else who is free."""
    for duty in dice.sample(queries.duties_between(work, month.first + timedelta(days=6), month.last), 12):
        by = dice.choice(clerks)
        if duty.staff_id in clerks and by != duty.staff_id and not changes.broken_by(work, duty, None, by):
            id = changes.ask_substitution(work, duty.id, by, "孩子家长会")
            changes.agree(work, id, Signature(by, work.now))
            changes.approve(work, id)
            return


def _attend(work: Work, dice: Random, past: Sequence[Duty]) -> None:
    for duty in past:
        luck = dice.random()
        if luck > 0.99:
            continue
        came = duty.begins_at + timedelta(minutes=dice.randint(12, 25) if luck > 0.97 else dice.randint(-14, 4))
        left = (
            None
            if duty.ends_at > work.now
            else duty.ends_at + timedelta(minutes=dice.randint(0, 8) if luck > 0.05 else dice.randint(20, 50))
        )
        work.connection.execute(
            update(duties).where(duties.c.id == duty.id).values(came_at=min(came, work.now), left_at=left)
        )


def _hand_over(work: Work, clerks: Sequence[int]) -> None:
    """A hand-over of yesterday evening with one matter left open."""

    yesterday = replace(work, now=start_of(work.today) - timedelta(hours=6), actor=Actor(clerks[0], "", Role.CLERK))
    note = HandoverNote(
        35_600, "大厅钥匙2把、急救箱1个、轮椅1辆", "今天窗口较忙，请先叫号。", ("打印机卡纸，已报修，等师傅上门",)
    )
    handover.sign(yesterday, note, Signature(clerks[1], yesterday.now))
