"""The figures of cases and visits 办件、来访."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any

from desk.books.cases import Assistance, CaseState, Evaluation
from desk.books.catalogue import ServiceMode
from desk.books.visits import Channel
from desk.core.figure import Number
from desk.models.cases import callbacks, cases, moves
from desk.models.visits import periods
from tests.support.reckoned.tables import Days, Tables, many, middle, share

GOOD = ("very_satisfied", "satisfied", "fairly_satisfied")
GIVEN = (*GOOD, "dissatisfied", "very_dissatisfied")
PROMISED = {"waiting": 10, "serving": 15}
"""Minutes, as long as nobody set others."""


def of_cases(book: Tables, days: Days) -> dict[str, Number]:
    came = [row for row in book.came if days.hold(row.day)]
    taken = [row for row in book.of(cases) if days.hold(row.day)]
    ended = [row for row in book.of(cases) if days.hold(row.finished_on)]
    owed = [row for row in book.of(callbacks) if row.case_id in {case.id for case in taken}]
    levels = Counter(row.evaluation for row in taken)
    in_time = many(ended, lambda row: row.finished_on <= row.due_on)
    good, given = (sum(levels[level] for level in some) for some in (GOOD, GIVEN))
    waited, served = minutes(book, days, "waiting"), minutes(book, days, "serving")
    return {
        "visits": len(came),
        "visits_priority": many(came, lambda row: row.priority != ""),
        "visits_left": many(came, lambda row: row.state in ("left", "missed")),
        "cases": len(taken),
        **{f"cases.mode.{mode}": many(taken, lambda row, mode=mode: row.mode == mode.value) for mode in ServiceMode},
        **_states(book, taken),
        "finished": len(ended),
        "finished_before": many(ended, lambda row: row.day < days.first),
        "finished_in_time": in_time,
        "in_time_percent": share(in_time, len(ended)),
        "overdue": many(book.of(cases), lambda row: _stood_late(book, row, days)),
        **{
            f"assistance.{kind}": many(taken, lambda row, kind=kind: row.assistance == kind.value)
            for kind in Assistance
        },
        "assisted": many(taken, lambda row: row.assistance != Assistance.NONE.value),
        "assisted_vulnerable": many(taken, lambda row: row.vulnerable and row.assistance != Assistance.NONE.value),
        **{f"evaluation.{level}": levels[level.value] for level in Evaluation},
        "satisfaction_percent": share(good, given),
        "callbacks_owed": len(owed),
        "callbacks_done": many(owed, lambda row: row.done_at is not None),
        **_mean("waited", "waiting", waited),
        **_mean("served", "serving", served),
        "repeat_visits": _came_again(taken),
    }


def _states(book: Tables, taken: list[Any]) -> dict[str, Number]:
    """As they are called: turned down after having been forwarded is not approved."""
    forwarded = {row.case_id for row in book.of(moves) if row.state == "forwarded"}
    told = Counter("not_approved" if row.state == "declined" and row.id in forwarded else row.state for row in taken)
    return {f"cases.state.{state}": told[state.value] for state in CaseState}


def _stood_late(book: Tables, row: Any, days: Days) -> bool:
    """Taken by the last day, and open past its promised day at its end, or today where that is earlier."""
    end = book.end(days)
    return row.day <= days.last and row.due_on < end and (row.finished_on is None or row.finished_on > end)


def _came_again(taken: list[Any]) -> int:
    """Visits of a person for an item beyond the first in these days; several cases of one visit are one coming."""
    visits_for: dict[tuple[int, int], set[int]] = {}
    for row in taken:
        visits_for.setdefault((row.resident_id, row.service_id), set()).add(row.visit_id)
    return sum(len(each) - 1 for each in visits_for.values())


def minutes(book: Tables, days: Days, state: str) -> list[tuple[Any, float]]:
    """The visits that were in a state, each with its minutes there to one place, halves up."""
    came = {row.id: row for row in book.came if days.hold(row.day)}
    spent: dict[int, timedelta] = {}
    for row in book.of(periods):
        if row.visit_id in came and row.kind == state and row.ended_at is not None:
            spent[row.visit_id] = spent.get(row.visit_id, timedelta()) + (row.ended_at - row.began_at)
    return [(came[id], int((span + timedelta(seconds=3)) / timedelta(seconds=6)) / 10) for id, span in spent.items()]


def _mean(done: str, doing: str, spent: list[tuple[Any, float]]) -> dict[str, Number]:
    added = round(sum(each for _row, each in spent), 1)
    return {
        f"{done}_visits": len(spent),
        f"{done}_minutes": added,
        f"{doing}_minutes": round(added / len(spent), 1) if spent else None,
    }


def of_visits(book: Tables, days: Days) -> dict[str, Number]:
    came = [row for row in book.came if days.hold(row.day)]
    waited = minutes(book, days, "waiting")
    figures: dict[str, Number] = {
        **{
            f"visits.channel.{channel}": many(came, lambda row, channel=channel: row.channel == channel.value)
            for channel in Channel
        },
        "visits.consultations": many(came, lambda row: row.consultation),
        "visits.entered_afterwards": many(came, lambda row: row.entered_at is not None),
        "visits.waited_long": many(waited, lambda each: each[1] > 40),
    }
    for name, booked in (("booked", True), ("walk_in", False)):
        theirs = [each for row, each in waited if (row.booked_for is not None) is booked]
        figures[f"visits.waiting_{name}.visits"] = len(theirs)
        figures[f"visits.waiting_{name}.minutes"] = round(sum(theirs), 1)
        figures[f"visits.waiting_{name}"] = round(round(sum(theirs), 1) / len(theirs), 1) if theirs else None
    for state, promised in PROMISED.items():
        figures |= _spread(f"visits.{state}", sorted(each for _row, each in minutes(book, days, state)), promised)
    return figures


def _spread(code: str, ordered: list[float], promised: int) -> dict[str, Number]:
    kept = many(ordered, lambda each: each <= promised)
    return {
        f"{code}.median": middle(ordered),
        f"{code}.p90": ordered[(9 * len(ordered) + 9) // 10 - 1] if ordered else None,
        f"{code}.longest": ordered[-1] if ordered else None,
        f"{code}.kept": kept,
        f"{code}.share": share(kept, len(ordered)),
    }
