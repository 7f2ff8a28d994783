"""Checking a follow-up 验收: returned with a reason, closed, reopened; by its checker, or by the word of the experience
officer who found it; never by who did it.
"""

from __future__ import annotations

from datetime import date

from desk.books.follow_ups import officers_word, queries, rules
from desk.books.follow_ups.model import Closing, FollowUp, FollowUpAct, FollowUpOutcome, FollowUpState, OfficerMeans
from desk.books.follow_ups.moves import as_seen, change_state, record_move
from desk.core.errors import Refused, refuse_wrong
from desk.core.permissions import May
from desk.core.words import _
from desk.core.work import Work
from desk.models.follow_ups import follow_ups


def send_back(work: Work, id: int, version: int, reason: str, means: OfficerMeans = OfficerMeans.NONE) -> FollowUp:
    """It is not what was asked for 退回: its owner goes on, and it is counted. ``means``: how its officer said so.

    Raises ``Refused``, ``Invalid``.
    """
    work.require(May.SERVE)
    item = as_seen(work, id, version)
    rules.require(work, item, FollowUpAct.SEND_BACK)
    refuse_wrong(
        [
            *rules.text_rules("remark", reason, rules.LONGEST_REMARK, _("Please enter the reason.")),
            *officers_word.word_rules(work, item, means),
        ]
    )
    return change_state(
        work,
        item,
        FollowUpState.OPEN,
        reason,
        in_stead_of=rules.stead(work, item),
        means=means,
        columns={"returned": item.returned + 1},
    )


def close(work: Work, id: int, version: int, closing: Closing) -> FollowUp:
    """Take it off the list 销号: solved once it was reported as done, or unsolved, the same as another, withdrawn.

    Closed is not solved: unsolved takes a leader in charge, a reason and a day to look again. Raises ``Refused``,
    ``Invalid``.
    """
    work.require(May.SERVE)
    item = as_seen(work, id, version)
    rules.require(work, item, FollowUpAct.CLOSE)
    unfixed = closing.outcome is FollowUpOutcome.UNFIXED
    sentence = rules.not_the_leaders(work, item) if unfixed else rules.not_the_checkers(work, item)
    if sentence:
        raise Refused(sentence)
    refuse_wrong(rules.closing_rules(work, item, closing))
    same = queries.by_number(work, closing.same_as) if closing.outcome is FollowUpOutcome.SAME_AS else None
    return change_state(
        work,
        item,
        FollowUpState.CLOSED,
        closing.remark,
        outcome=closing.outcome,
        in_stead_of=rules.stead(work, item),
        means=closing.means,
        columns={
            "outcome": closing.outcome.value,
            "same_as_id": same.id if same else None,
            "look_again_on": closing.look_again_on if unfixed else None,
            "closed_at": work.now,
        },
    )


def reopen(
    work: Work,
    id: int,
    version: int,
    reason: str,
    due_on: date | None = None,
    means: OfficerMeans = OfficerMeans.NONE,
) -> FollowUp:
    """It was closed too early 重新督办: due after the usual working days, unless another day is set; in time is still
    reckoned by the first. ``means``: how its officer said so. Raises ``Refused``, ``Invalid``.
    """
    work.require(May.SERVE)
    item = as_seen(work, id, version)
    rules.require(work, item, FollowUpAct.REOPEN)
    day = due_on or rules.usual_due_day(work)
    refuse_wrong(
        [
            *rules.text_rules("reason", reason, rules.LONGEST_REMARK, _("Please enter the reason.")),
            *rules.day_rules(work, "due_on", day),
            *officers_word.word_rules(work, item, means),
        ]
    )
    day = max(day, item.due_on)
    return change_state(
        work,
        item,
        FollowUpState.OPEN,
        reason,
        due_on=day,
        in_stead_of=rules.stead(work, item),
        means=means,
        columns={
            "due_on": day,
            "outcome": FollowUpOutcome.NONE.value,
            "same_as_id": None,
            "look_again_on": None,
            "closed_at": None,
        },
    )


def look_again(work: Work, id: int, version: int, remark: str, again_on: date | None = None) -> FollowUp:
    """What became of something that was closed unsolved 回头看, and the day of the next look; none when that was the
    last. Raises ``Refused``, ``Invalid``.
    """
    work.require(May.SERVE)
    item = as_seen(work, id, version)
    rules.require(work, item, FollowUpAct.LOOK_AGAIN)
    wrong = rules.text_rules("remark", remark, rules.LONGEST_REMARK, _("Please say how it looks now."))
    if again_on is not None:
        wrong += rules.day_rules(work, "again_on", again_on, after=work.today)
    refuse_wrong(wrong)
    work.change(follow_ups, id, {"look_again_on": again_on, "version": item.version + 1})
    record_move(work, id, item.state, item.state, remark, in_stead_of=rules.stead(work, item))
    after = {"look_again_on": again_on}
    work.audit("follow_up.look_again", f"follow_ups:{id}", {"look_again_on": item.look_again_on}, after)
    return queries.find(work, id)
