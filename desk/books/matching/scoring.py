"""How well an offering fits a need 匹配, with the reasons. Pure but for ``reliabilities``, which asks the books."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from desk.books.matching import queries
from desk.books.matching.model import CODES, MatchReason, NewNeed, Offering
from desk.core.work import Work

KIND, AUDIENCE, IN_TIME, CAPACITY, ZONE, RELIABLE = 35, 15, 15, 10, 10, 15
"""The most that each can add, 100 together."""
BETWEEN = "、，,；;/ "
"""What stands between two audiences of one line."""
RELIABLE_FROM = 0.6
"""Of its promises a partner has kept this share, smoothed, before it is given as a reason."""
WEEK = timedelta(days=7)


class Fit(NamedTuple):
    """How well: 0 to 100, and why."""

    score: int
    reasons: tuple[MatchReason, ...]


@dataclass(frozen=True)
class Reliability:
    """What an organisation has promised up to today and what of it was delivered."""

    promised: int = 0
    delivered: int = 0

    @property
    def share(self) -> float:
        """The share of promises kept, smoothed after Laplace: one half for who has promised nothing yet."""
        return (min(self.delivered, self.promised) + 1) / (self.promised + 2)


UNKNOWN = Reliability()


def promised_by(offering: Offering, day: date) -> int:
    """How many times of an offering are due by a day: its promises spread evenly over its term, rounded down."""
    if day >= offering.last:
        return offering.promised
    length = (offering.last - offering.first).days + 1
    gone = min(max((day - offering.first).days, 0), length)
    return offering.promised * gone // length


def reliability_of(offerings: Iterable[Offering], today: date) -> dict[int, Reliability]:
    """What each organisation has kept of what it promised, by its id."""
    sums: dict[int, tuple[int, int]] = {}
    for offering in offerings:
        promised, delivered = sums.get(offering.organisation_id, (0, 0))
        due = promised_by(offering, today)
        kept = min(offering.delivered, offering.promised)
        sums[offering.organisation_id] = promised + max(due, kept), delivered + kept
    return {id: Reliability(*both) for id, both in sums.items()}


def reliabilities(work: Work) -> dict[int, Reliability]:
    """The same, of all that was ever offered."""
    return reliability_of(queries.all_offerings(work), work.today)


def fit(need: NewNeed, offering: Offering, kept: Reliability | None, today: date) -> Fit | None:
    """How well they fit; None where the kinds differ, nothing is left of the offering, or it cannot come in time."""
    if need.kind is not offering.kind or offering.remaining <= 0 or not comes_in_time(need, offering, today):
        return None
    score, reasons = KIND + IN_TIME, [MatchReason.KIND, MatchReason.IN_TIME]
    if need.audience and offering.audience:
        if _share_audience(need.audience, offering.audience):
            score += AUDIENCE
            reasons.append(MatchReason.AUDIENCE)
    else:
        score += AUDIENCE // 2
    if offering.people_each >= need.people:
        score += CAPACITY
        reasons.append(MatchReason.CAPACITY)
    elif offering.people_each * offering.remaining >= need.people:
        score += CAPACITY // 2
    if need.zone_id is not None and need.zone_id == offering.zone_id:
        score += ZONE
        reasons.append(MatchReason.ZONE)
    elif need.zone_id is None or offering.zone_id is None:
        score += ZONE // 2
    share = (kept or UNKNOWN).share
    score += round(RELIABLE * share)
    if share >= RELIABLE_FROM:
        reasons.append(MatchReason.RELIABLE)
    return Fit(score, tuple(reasons))


def comes_in_time(need: NewNeed, offering: Offering, today: date) -> bool:
    """Is there a half day of the offering from today on, in its term and not after the need is wanted?"""
    first = max(today, offering.first)
    last = offering.last if need.wanted_by is None else min(offering.last, need.wanted_by)
    if first > last:
        return False
    if not offering.times or last - first >= WEEK - timedelta(days=1):
        return True
    weekdays = {weekday for weekday, _half in offering.times}
    return any((first + timedelta(days=n)).weekday() in weekdays for n in range((last - first).days + 1))


def _share_audience(wanted: str, offered: str) -> bool:
    """老年人 and 老年人、残疾人, or 独居老年人: one of the audiences stands in the other."""
    return any(a in b or b in a for a in _parts(wanted) for b in _parts(offered))


def _parts(audience: str) -> list[str]:
    text = audience
    for sign in BETWEEN[1:]:
        text = text.replace(sign, BETWEEN[0])
    return [part for part in text.split(BETWEEN[0]) if part]


class ScoredOffering(NamedTuple):
    """An offering proposed for a need."""

    offering: Offering
    fit: Fit


class ScoredNeed(NamedTuple):
    """A need proposed for an offering."""

    need: NewNeed
    fit: Fit


class Proposer:
    """Proposes while somebody types: what is on offer was read once, sorted by kind."""

    def __init__(self, offerings: Iterable[Offering], kept: Mapping[int, Reliability], today: date) -> None:
        self._of_kind: dict[str, list[Offering]] = {}
        for offering in offerings:
            self._of_kind.setdefault(CODES[offering.kind], []).append(offering)
        self._kept, self._today = kept, today

    def for_need(self, need: NewNeed, most: int) -> list[ScoredOffering]:
        """What fits a need best, the best first; of equals the one whose term ends first."""
        scored = [
            ScoredOffering(offering, worth)
            for offering in self._of_kind.get(CODES[need.kind], ())
            if (worth := fit(need, offering, self._kept.get(offering.organisation_id), self._today))
        ]
        scored.sort(key=lambda each: (-each.fit.score, each.offering.last, each.offering.id))
        return scored[:most]


def proposer(work: Work) -> Proposer:
    """What proposes from what is on offer now."""
    return Proposer(queries.available_offerings(work), reliabilities(work), work.today)
