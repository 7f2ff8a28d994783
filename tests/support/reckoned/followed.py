"""The figures of follow-ups, findings and joint meetings 督办、问题整改、联席会议."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from desk.core.figure import Number
from desk.models.findings import findings
from desk.models.follow_ups import follow_up_extensions, follow_up_moves, follow_ups
from desk.models.meetings import meeting_resolutions, meetings
from tests.support.reckoned.tables import Days, Rows, Tables, day_of, many, middle, share

UNDONE = ("open", "doing")


@dataclass(frozen=True)
class Closing:
    """One closing of an item, also where it was reopened later."""

    item: Any
    outcome: str
    means: str
    day: date
    done_on: date | None

    @property
    def in_time(self) -> bool:
        """Solved, and last reported as done by the day that was set first."""
        return self.outcome == "fixed" and self.done_on is not None and self.done_on <= self.item.first_due_on


def closings(book: Tables, days: Days) -> list[Closing]:
    items, found = book.by_id(follow_ups), []
    done: dict[int, list[Any]] = {}
    for move in book.of(follow_up_moves):
        if move.outcome and days.hold(move.at):
            reported = max((each.at for each in done.get(move.follow_up_id, ())), default=None)
            day = None if reported is None else day_of(reported)
            found.append(Closing(items[move.follow_up_id], move.outcome, move.officer_means, day_of(move.at), day))
        if move.state == "done":
            done.setdefault(move.follow_up_id, []).append(move)
    return found


def overdue(book: Tables, days: Days) -> Rows:
    """Not done yet, opened by then, and its day over at the end, or today."""
    end = book.end(days)
    return [
        row for row in book.of(follow_ups) if row.state in UNDONE and row.due_on < end and day_of(row.opened_at) <= end
    ]


def returns(book: Tables, days: Days) -> list[Any]:
    """The items that were returned, each as often as it was."""
    items = book.by_id(follow_ups)
    moves = [row for row in book.of(follow_up_moves) if row.was == "done" and row.state == "open" and days.hold(row.at)]
    return [items[row.follow_up_id] for row in moves]


def of_follow_ups(book: Tables, days: Days) -> dict[str, Number]:
    closed = closings(book, days)
    fixed, unfixed = (many(closed, lambda each, way=way: each.outcome == way) for way in ("fixed", "unfixed"))
    settled = [each for each in closed if each.outcome in ("fixed", "unfixed")]
    in_time = many(closed, lambda each: each.in_time)
    return {
        "follow_ups_opened": many(book.of(follow_ups), lambda row: days.hold(row.opened_at)),
        "follow_ups_fixed": fixed,
        "follow_ups_unfixed": unfixed,
        "follow_ups_dropped": many(closed, lambda each: each.outcome in ("same_as", "withdrawn")),
        "follow_ups_in_time": in_time,
        "follow_ups_in_time_percent": share(in_time, fixed + unfixed),
        "follow_ups_overdue": len(overdue(book, days)),
        "follow_ups_returned": len(returns(book, days)),
        "follow_ups_extended": many(
            book.of(follow_up_extensions), lambda row: row.granted and days.hold(row.decided_at)
        ),
        "follow_ups_median_days": middle(max((each.day - day_of(each.item.opened_at)).days, 0) for each in settled),
    }


def of_findings(book: Tables, days: Days) -> dict[str, Number]:
    closed = [each for each in closings(book, days) if each.item.kind == "finding"]
    mended, not_mended = (many(closed, lambda each, way=way: each.outcome == way) for way in ("fixed", "unfixed"))
    in_time = many(closed, lambda each: each.in_time)
    return {
        "findings_reported": many(book.of(findings), lambda row: days.hold(row.entered_at)),
        "findings_accepted": many(book.of(findings), lambda row: row.state == "accepted" and days.hold(row.decided_at)),
        "findings_mended": mended,
        "findings_not_mended": not_mended,
        "findings_in_time": in_time,
        "findings_in_time_percent": share(in_time, mended + not_mended),
        "findings_overdue": many(overdue(book, days), lambda row: row.kind == "finding"),
        "findings_returned": many(returns(book, days), lambda row: row.kind == "finding"),
        "findings_in_stead": many(closed, lambda each: each.means == "stead"),
    }


def of_meetings(book: Tables, days: Days) -> dict[str, Number]:
    kept = [row for row in book.of(meeting_resolutions) if row.taken_back_at is None]
    held_on = {row.id: row.day for row in book.of(meetings)}
    ours = {row.follow_up_id for row in kept}
    closed = [each for each in closings(book, days) if each.item.id in ours]
    settled = many(closed, lambda each: each.outcome in ("fixed", "unfixed"))
    in_time = many(closed, lambda each: each.in_time)
    return {
        "joint_meetings_held": many(book.of(meetings), lambda row: days.hold(row.held_at)),
        "resolutions_made": many(kept, lambda row: days.hold(held_on[row.meeting_id])),
        "resolutions_closed": settled,
        "resolutions_in_time": in_time,
        "resolutions_in_time_percent": share(in_time, settled),
        "resolutions_overdue": many(overdue(book, days), lambda row: row.kind == "meeting"),
    }
