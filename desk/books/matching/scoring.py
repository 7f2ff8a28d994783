"""How well an offering fits a need 匹配, with the reasons. Pure but for ``reliabilities``, which asks the books."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import compress, product
from typing import NamedTuple

from desk.books.matching import queries
from desk.books.matching.model import MatchReason, NewNeed, Offering, code_of
from desk.books.matching.queries import Promise
from desk.core.work import Work

KIND, AUDIENCE, IN_TIME, CAPACITY, ZONE, RELIABLE = 35, 15, 15, 10, 10, 15
"""The most that each can add, 100 together."""
BETWEEN = re.compile(r"[、，,；;/\\s]+")
"""What stands between two audiences of one line."""
RELIABLE_FROM = 0.6
"""Of its promises a partner has kept this share, smoothed, before it is given as a reason."""
WEEK = 7
"""In so many days every weekday comes."""
REASONS: Mapping[tuple[bool, ...], tuple[MatchReason, ...]] = {
    given: (
        MatchReason.KIND,
        MatchReason.IN_TIME,
        *compress((MatchReason.AUDIENCE, MatchReason.CAPACITY, MatchReason.ZONE, MatchReason.RELIABLE), given),
    )
    for given in product((False, True), repeat=4)
}
"""Kind and time hold of whatever is proposed; the others where they are given."""


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


def promised_by(offering: Offering | Promise, day: date) -> int:
    """How many times of an offering are due by a day: its promises spread evenly over its term, rounded down."""
    if day >= offering.last:
        return offering.promised
    length = (offering.last - offering.first).days + 1
    gone = min(max((day - offering.first).days, 0), length)
    return offering.promised * gone // length


def reliability_of(offerings: Iterable[Offering | Promise], today: date) -> dict[int, Reliability]:
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
    return reliability_of(queries.promises(work), work.today)


class Candidate:
    """An offering weighed again and again: what does not hang on the need is worked out once."""

    def __init__(self, offering: Offering, kept: Reliability | None, today: date) -> None:
        self.offering = offering
        share = (kept or UNKNOWN).share
        self._first = max(today, offering.first)
        self._last = offering.last
        self._weekdays = frozenset(weekday for weekday, _half in offering.times)
        self._remaining = offering.remaining
        self._each, self._whole = offering.people_each, offering.people_each * offering.remaining
        self._zone, self._audience = offering.zone_id, offering.audience
        self._points = KIND + IN_TIME + round(RELIABLE * share)
        self._reliable = share >= RELIABLE_FROM
        self._pairs = pairs_of(offering.title)

    def shares_words(self, pairs: frozenset[str]) -> int:
        """How many pairs of characters its title has in common with what is wanted: 血压 of 量血压 and 测血压."""
        return len(self._pairs & pairs)

    def fit(self, need: NewNeed) -> Fit | None:
        """How well they fit; None where the kinds differ, nothing is left of it, or it cannot come in time."""
        if need.kind is not self.offering.kind or self._remaining <= 0 or not self.comes_by(need.wanted_by):
            return None
        audience = capacity = zone = False
        score = self._points
        if need.audience and self._audience:
            audience = share_audience(need.audience, self._audience)
            score += AUDIENCE if audience else 0
        else:
            score += AUDIENCE // 2
        if self._each >= need.people:
            capacity = True
            score += CAPACITY
        elif self._whole >= need.people:
            score += CAPACITY // 2
        if need.zone_id is None or self._zone is None:
            score += ZONE // 2
        elif need.zone_id == self._zone:
            zone = True
            score += ZONE
        return Fit(score, REASONS[audience, capacity, zone, self._reliable])

    def comes_by(self, wanted_by: date | None) -> bool:
        """Is there a half day of it from today on, in its term and not after this day?"""
        first, last = self._first, self._last
        if wanted_by is not None and wanted_by < last:
            last = wanted_by
        if first > last:
            return False
        if not self._weekdays:
            return True
        days = (last - first).days + 1
        return days >= WEEK or any((first + timedelta(days=n)).weekday() in self._weekdays for n in range(days))


def pairs_of(text: str) -> frozenset[str]:
    """Each two characters that stand side by side, by which texts without spaces are likened."""
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))


def fit(need: NewNeed, offering: Offering, kept: Reliability | None, today: date) -> Fit | None:
    """How well a need and an offering fit, as ``Candidate.fit`` says it of many."""
    return Candidate(offering, kept, today).fit(need)


@lru_cache(maxsize=20_000)
def share_audience(wanted: str, offered: str) -> bool:
    """老年人 and 老年人、残疾人, or 独居老年人: one of the audiences stands in the other."""
    return any(a in b or b in a for a in _parts(wanted) for b in _parts(offered))


def _parts(audience: str) -> list[str]:
    return [part for part in BETWEEN.split(audience) if part]


class ScoredOffering(NamedTuple):
    """An offering proposed for a need, with how many pairs of characters both have in common."""

    offering: Offering
    fit: Fit
    likeness: int = 0


class Proposer:
    """Proposes while somebody types: what is on offer was read once, sorted by kind."""

    def __init__(self, offerings: Iterable[Offering], kept: Mapping[int, Reliability], today: date) -> None:
        self._of_kind: dict[str, list[Candidate]] = {}
        for offering in offerings:
            candidate = Candidate(offering, kept.get(offering.organisation_id), today)
            self._of_kind.setdefault(code_of(offering.kind), []).append(candidate)

    def all_for(self, need: NewNeed) -> list[ScoredOffering]:
        """Whatever fits a need, in no order."""
        pairs = pairs_of(need.description)
        return [
            ScoredOffering(each.offering, worth, each.shares_words(pairs))
            for each in self._of_kind.get(code_of(need.kind), ())
            if (worth := each.fit(need))
        ]

    def for_need(self, need: NewNeed, most: int) -> list[ScoredOffering]:
        """What fits a need best, the best first; of equals the one that says what is wanted, then the one
        whose term ends first.
        """
        scored = self.all_for(need)
        scored.sort(key=lambda each: (-each.fit.score, -each.likeness, each.offering.last, each.offering.id))
        return scored[:most]


def proposer(work: Work) -> Proposer:
    """What proposes from what is on offer now."""
    return Proposer(queries.available_offerings(work), reliabilities(work), work.today)
