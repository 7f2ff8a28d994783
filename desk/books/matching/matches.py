"""Matches 对接: a need and an offering brought together, claimed by the partner, delivered, accepted or failed."""

from __future__ import annotations

from collections.abc import Sequence

from desk.books.matching import queries, scoring
from desk.books.matching.model import Match, MatchState, MatchWay, NeedState, OfferingState, code_of
from desk.books.matching.moves import (
    match_as_seen,
    move_match,
    move_need,
    name_of,
    record_match,
    require_state,
)
from desk.core.errors import Refused
from desk.core.moves import require_reason
from desk.core.permissions import May
from desk.core.words import _
from desk.core.work import Work
from desk.models.matching import matches


def match(work: Work, need_id: int, offering_id: int, way: MatchWay) -> Match:
    """Bring a need and an offering of its kind together; the partner has still to say yes. Raises ``Refused`` where
    the need is not waiting, the kinds differ, or the offering has no time left.
    """
    work.require(May.KEEP_PARTNERS)
    need, offering = queries.find_need(work, need_id), queries.find_offering(work, offering_id)
    if need.state is NeedState.MATCHED:
        raise Refused(_("{number} is matched already. Please end that match first.", number=need.number))
    if code_of(need.kind) != code_of(offering.kind):
        raise Refused(
            _(
                "{need} is about {kind}, {offering} about {other}: they do not fit.",
                need=need.number,
                offering=offering.number,
                kind=need.kind.label,
                other=offering.kind.label,
            )
        )
    if offering.state is OfferingState.STOPPED or offering.last < work.today:
        raise Refused(_("{number} can no longer be had.", number=offering.number))
    if offering.remaining == 0:
        raise Refused(
            _("All {n} times of {number} are used or agreed on.", n=offering.promised, number=offering.number)
        )
    fit = scoring.fit(need, offering, scoring.reliabilities(work).get(offering.organisation_id), work.today)
    move_need(work, need, NeedState.MATCHED)
    values = {
        "need_id": need_id,
        "offering_id": offering_id,
        "state": MatchState.PROPOSED.value,
        "score": fit.score if fit else 0,
        "reasons": [reason.value for reason in fit.reasons] if fit else [],
        "way": way.value,
    }
    id = work.add(matches, {**values, "made_by": work.actor.id, "made_at": work.now})
    record_match(work, id, None, MatchState.PROPOSED)
    work.audit("match.make", f"matches:{id}", after=values)
    return queries.find_match(work, id)


def make_all(work: Work, pairs: Sequence[tuple[int, int]]) -> list[Match]:
    """The pairs of needs and offerings that were ticked off in a plan, all or none. Raises ``Refused``."""
    work.require(May.KEEP_PARTNERS)
    return [match(work, need_id, offering_id, MatchWay.PLAN) for need_id, offering_id in pairs]


def claim(work: Work, id: int, version: int) -> Match:
    """The partner says yes 认领. Raises ``Refused``."""
    work.require(May.SERVE)
    was = match_as_seen(work, id, version)
    require_state(was, MatchState.PROPOSED)
    return move_match(work, was, MatchState.CLAIMED)


def unclaim(work: Work, id: int, version: int) -> Match:
    """The partner has not said yes after all. Raises ``Refused``."""
    work.require(May.SERVE)
    return move_match(work, match_as_seen(work, id, version), MatchState.PROPOSED)


def accept(work: Work, id: int, version: int) -> Match:
    """What was promised was brought 验收: the need is met. Raises ``Refused`` unless a delivery counts."""
    work.require(May.KEEP_PARTNERS)
    was = match_as_seen(work, id, version)
    if was.delivered == 0:
        raise Refused(
            _(
                "{name}: nothing was delivered yet. An activity has to be held with its people counted, "
                "or an order done.",
                name=name_of(was),
            )
        )
    accepted = move_match(work, was, MatchState.ACCEPTED)
    move_need(work, queries.find_need(work, was.need_id), NeedState.MET)
    return accepted


def take_back(work: Work, id: int, version: int) -> Match:
    """It was accepted by mistake 撤销验收: the need waits again. Raises ``Refused``."""
    work.require(May.KEEP_PARTNERS)
    was = match_as_seen(work, id, version)
    require_state(was, MatchState.ACCEPTED)
    match_again = move_match(work, was, MatchState.UNDER_WAY)
    move_need(work, queries.find_need(work, was.need_id), NeedState.MATCHED)
    return match_again


def fail(work: Work, id: int, version: int, reason: str) -> Match:
    """It came to nothing 未成: the need is on the list again. Raises ``Invalid`` without a reason, ``Refused``."""
    work.require(May.KEEP_PARTNERS)
    was = match_as_seen(work, id, version)
    failed = move_match(work, was, MatchState.FAILED, require_reason(reason))
    move_need(work, queries.find_need(work, was.need_id), NeedState.NEW)
    return failed
