"""A follow-up on its way: each change is a line of its history, with who and when, and nobody overwrites another."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from desk.books.follow_ups import queries
from desk.books.follow_ups.model import FollowUp, FollowUpOutcome, FollowUpState, OfficerMeans
from desk.core.edit_conflicts import require_seen
from desk.core.moves import move_line
from desk.core.permissions import May
from desk.core.work import Work
from desk.models.follow_ups import follow_up_moves, follow_ups


def as_seen(work: Work, id: int, version: int) -> FollowUp:
    """The item, as whoever acts on it saw it. Raises ``Refused`` when somebody else has changed it since."""
    item = queries.find(work, id)
    require_seen(work, item, version, f"follow_ups:{id}", item.number, item.state_words)
    return item


def record_move(
    work: Work,
    id: int,
    was: FollowUpState | None,
    state: FollowUpState,
    remark: str = "",
    *,
    due_on: date | None = None,
    outcome: FollowUpOutcome = FollowUpOutcome.NONE,
    in_stead_of: int | None = None,
    officer_id: int | None = None,
    means: OfficerMeans = OfficerMeans.NONE,
) -> None:
    """Write a line into its history, by the signed-in person, now."""
    work.require(May.SERVE)
    values = {
        "follow_up_id": id,
        **move_line(work, was, state, remark),
        "due_on": due_on,
        "outcome": outcome.value,
        "in_stead_of": in_stead_of,
        "officer_id": officer_id,
        "officer_means": means.value,
    }
    work.add(follow_up_moves, values)


def change_state(
    work: Work,
    item: FollowUp,
    to: FollowUpState,
    remark: str = "",
    *,
    due_on: date | None = None,
    outcome: FollowUpOutcome = FollowUpOutcome.NONE,
    in_stead_of: int | None = None,
    means: OfficerMeans = OfficerMeans.NONE,
    columns: Mapping[str, Any] | None = None,
) -> FollowUp:
    """Bring an item into another state, with ``columns`` that follow from it. ``means``: how its officer gave their
    word, or that somebody acts in their stead.
    """
    work.require(May.SERVE)
    work.change(follow_ups, item.id, {"state": to.value, "version": item.version + 1, **(columns or {})})
    record_move(
        work,
        item.id,
        item.state,
        to,
        remark,
        due_on=due_on,
        outcome=outcome,
        in_stead_of=in_stead_of,
        officer_id=item.officer_id if means is not OfficerMeans.NONE else None,
        means=means,
    )
    after = {"state": to.value} | ({"outcome": outcome.value} if outcome else {})
    if means is not OfficerMeans.NONE:
        after["officer_means"] = means.value
    work.audit(f"follow_up.{to.value}", f"follow_ups:{item.id}", {"state": item.state.value}, after)
    return queries.find(work, item.id)
