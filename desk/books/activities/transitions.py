"""An activity on its way: approved, held, cancelled, postponed, each with who and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from desk.books.activities import planning, queries
from desk.books.activities.model import (
    MOVES,
    OUT,
    Activity,
    ActivityChange,
    ActivityDraft,
    ActivityState,
    as_row,
)
from desk.core.calendar import date_words, day_words
from desk.core.clock_times import clock, span_words
from desk.core.errors import Invalid, Problem, Refused
from desk.core.month import Month
from desk.core.moves import require_move
from desk.core.permissions import May
from desk.core.words import _, clauses, on_record
from desk.core.work import Work


def possible(work: Work, activity: Activity) -> list[ActivityState]:
    """Where the signed-in person may take it from here."""
    return [to for (state, to), may in MOVES.items() if state is activity.state and work.actor.may(may)]


def approve(work: Work, ids: Sequence[int]) -> list[Activity]:
    """Drafts become approved; in a month that is out already they are published at once, marked as added."""
    work.require(May.APPROVE_ACTIVITIES)
    done = []
    for id in ids:
        activity = _moved(work, id, ActivityState.APPROVED)
        if queries.is_out(work, Month.of(activity.day)):
            activity = _moved(work, id, ActivityState.PUBLISHED)
            with on_record():
                day = day_words(activity.day)
                sentence = _("{day} {times}, {where}", day=day, times=activity.times, where=activity.where)
            planning.note_change(work, activity, ActivityChange.ADDED, sentence)
        done.append(queries.find(work, id))
    return done


def back_to_draft(work: Work, id: int, remark: str) -> Activity:
    """An approved one is not ready after all; why, in words."""
    work.require(May.APPROVE_ACTIVITIES)
    return _moved(work, id, ActivityState.DRAFT, remark)


def publish(work: Work, ids: Sequence[int]) -> None:
    """Approved ones are announced to the residents 发布."""
    work.require(May.APPROVE_ACTIVITIES)
    for id in ids:
        _moved(work, id, ActivityState.PUBLISHED)


def hold(work: Work, id: int) -> Activity:
    """It took place. Raises ``Refused`` for one that is still to come."""
    work.require(May.PLAN_ACTIVITIES)
    activity = queries.find(work, id)
    if activity.day > work.today:
        raise Refused(_("{day} is still to come; it cannot be held already.", day=date_words(activity.day, work.today)))
    return _moved(work, id, ActivityState.HELD)


def cancel(work: Work, id: int, reason: str) -> Activity:
    """Its venue is free again. A published one is marked 变更. Raises ``Invalid`` without a reason."""
    work.require(May.APPROVE_ACTIVITIES)
    _require_reason(reason)
    activity = queries.find(work, id)
    moved = _moved(work, id, ActivityState.CANCELLED, reason)
    if activity.state in OUT:
        planning.note_change(work, moved, ActivityChange.CANCELLED, reason.strip())
    return queries.find(work, id)


def postpone(work: Work, id: int, day: date, begins: int, reason: str) -> Activity:
    """To a later time of the same length; the first date stays readable. Raises ``Invalid``."""
    work.require(May.APPROVE_ACTIVITIES)
    _require_reason(reason)
    activity = queries.find(work, id)
    if (day, begins) <= (activity.day, activity.begins):
        raise Invalid(
            Problem(
                "day",
                _(
                    "Please enter a time after {day} {time}.",
                    day=date_words(activity.day, work.today),
                    time=clock(activity.begins),
                ),
            )
        )
    later = replace(activity.plan, day=day, begins=begins, ends=begins + activity.ends - activity.begins)
    planning.checked(work, later, id)
    first = {
        "was_day": activity.was_day or activity.day,
        "was_begins": activity.begins if activity.was_begins is None else activity.was_begins,
    }
    _allow(work, activity, ActivityState.POSTPONED)
    row = as_row(later)
    planning.store(
        work,
        activity,
        {name: row[name] for name in ("day", "begins", "ends")} | first | {"state": ActivityState.POSTPONED.value},
    )
    planning.record_move(work, id, ActivityState.POSTPONED, reason.strip())
    planning.note_change(work, activity, ActivityChange.POSTPONED, _move_words(activity, later, reason))
    work.audit(
        "activity.postponed",
        f"activities:{id}",
        {"day": activity.day, "begins": activity.begins},
        {"day": day, "begins": begins},
    )
    return queries.find(work, id)


def _move_words(activity: Activity, later: ActivityDraft, reason: str) -> str:
    """12月3日 14:00—16:00 → 12月4日 14:00—16:00；讲师临时有事, as the announcement says it."""
    with on_record():
        was = f"{day_words(activity.day)} {activity.times}"
        now = f"{day_words(later.day)} {span_words(later.begins, later.ends)}"
        return clauses((f"{was} → {now}", reason.strip()))


def _moved(work: Work, id: int, to: ActivityState, remark: str = "") -> Activity:
    activity = queries.find(work, id)
    _allow(work, activity, to)
    planning.store(work, activity, {"state": to.value})
    planning.record_move(work, id, to, remark.strip())
    work.audit(f"activity.{to.value}", f"activities:{id}", {"state": activity.state.value}, {"state": to.value})
    return queries.find(work, id)


def _allow(work: Work, activity: Activity, to: ActivityState) -> None:
    require_move(work, MOVES, f"“{activity.title}”", activity.state, to)


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise Invalid(Problem("reason", _("Please enter the reason; residents will ask.")))
