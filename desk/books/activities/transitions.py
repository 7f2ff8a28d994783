"""An activity on its way: approved, held, cancelled, postponed, each with who and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from desk.books.activities import planning, queries
from desk.books.activities.model import MOVES, OUT, Activity, ActivityChange, ActivityState, as_row, clock
from desk.core.calendar import date_words, day_words
from desk.core.errors import Invalid, Problem, Refused
from desk.core.permissions import May
from desk.core.words import _
from desk.core.work import Work


def possible(work: Work, one: Activity) -> list[ActivityState]:
    """Where the signed-in person may take it from here."""
    return [to for (state, to), may in MOVES.items() if state is one.state and work.actor.may(may)]


def approve(work: Work, ids: Sequence[int]) -> list[Activity]:
    """Drafts become approved; in a month that is out already they are published at once, marked as added."""
    work.require(May.APPROVE_ACTIVITIES)
    done = []
    for id in ids:
        one = _moved(work, id, ActivityState.APPROVED)
        if queries.is_out(work, queries.month_of(one.day)):
            one = _moved(work, id, ActivityState.PUBLISHED)
            planning.note_change(
                work,
                one,
                ActivityChange.ADDED,
                _("{day} {times}, {where}", day=day_words(one.day), times=one.times, where=one.where),
            )
        done.append(queries.find(work, id))
    return done


def back_to_draft(work: Work, id: int, remark: str) -> Activity:
    work.require(May.APPROVE_ACTIVITIES)
    return _moved(work, id, ActivityState.DRAFT, remark)


def publish(work: Work, ids: Sequence[int]) -> None:
    work.require(May.APPROVE_ACTIVITIES)
    for id in ids:
        _moved(work, id, ActivityState.PUBLISHED)


def hold(work: Work, id: int) -> Activity:
    """It took place. Raises ``Refused`` for one that is still to come."""
    work.require(May.PLAN_ACTIVITIES)
    one = queries.find(work, id)
    if one.day > work.today:
        raise Refused(_("{day} is still to come; it cannot be held already.", day=date_words(one.day, work.today)))
    return _moved(work, id, ActivityState.HELD)


def cancel(work: Work, id: int, reason: str) -> Activity:
    """Its venue is free again. A published one is marked 变更. Raises ``Invalid`` without a reason."""
    work.require(May.APPROVE_ACTIVITIES)
    _require_reason(reason)
    one = queries.find(work, id)
    moved = _moved(work, id, ActivityState.CANCELLED, reason)
    if one.state in OUT:
        planning.note_change(work, moved, ActivityChange.CANCELLED, reason.strip())
    return queries.find(work, id)


def postpone(work: Work, id: int, day: date, begins: int, reason: str) -> Activity:
    """To a later time of the same length; the first date stays readable. Raises ``Invalid``."""
    work.require(May.APPROVE_ACTIVITIES)
    _require_reason(reason)
    one = queries.find(work, id)
    if (day, begins) <= (one.day, one.begins):
        raise Invalid(
            Problem(
                "day",
                _(
                    "Please enter a time after {day} {time}.",
                    day=date_words(one.day, work.today),
                    time=clock(one.begins),
                ),
            )
        )
    later = replace(one.plan, day=day, begins=begins, ends=begins + one.ends - one.begins)
    planning.checked(work, later, id)
    first = {"was_day": one.was_day or one.day, "was_begins": one.begins if one.was_begins is None else one.was_begins}
    _allow(work, one, ActivityState.POSTPONED)
    row = as_row(later)
    planning.store(
        work,
        one,
        {name: row[name] for name in ("day", "begins", "ends")} | first | {"state": ActivityState.POSTPONED.value},
    )
    planning.record_move(work, id, ActivityState.POSTPONED, reason.strip())
    words = f"{day_words(one.day)} {one.times} → {day_words(day)} {clock(begins)}—{clock(later.ends)}"
    planning.note_change(work, one, ActivityChange.POSTPONED, f"{words}；{reason.strip()}")
    work.audit(
        "activity.postponed", f"activities:{id}", {"day": one.day, "begins": one.begins}, {"day": day, "begins": begins}
    )
    return queries.find(work, id)


def _moved(work: Work, id: int, to: ActivityState, remark: str = "") -> Activity:
    one = queries.find(work, id)
    _allow(work, one, to)
    planning.store(work, one, {"state": to.value})
    planning.record_move(work, id, to, remark.strip())
    work.audit(f"activity.{to.value}", f"activities:{id}", {"state": one.state.value}, {"state": to.value})
    return queries.find(work, id)


def _allow(work: Work, one: Activity, to: ActivityState) -> None:
    may = MOVES.get((one.state, to))
    if may is None:
        raise Refused(
            _("“{title}” is {state}; it cannot become {to}.", title=one.title, state=one.state.label, to=to.label)
        )
    work.require(may)


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise Invalid(Problem("reason", _("Please enter the reason; residents will ask.")))
