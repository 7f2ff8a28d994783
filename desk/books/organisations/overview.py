"""All organisations at a glance 共建单位一览: how each is paired, and what it promised and delivered in a year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from desk.books.matching import delivery_queries
from desk.books.matching import queries as matching
from desk.books.organisations import pairing_queries, queries, rules, tie_queries
from desk.books.organisations.model import (
    SIGNED,
    Organisation,
    OrganisationRole,
    Pairing,
    PairingStanding,
    PairingState,
)
from desk.core.work import Work


@dataclass(frozen=True)
class PartnerLine:
    """An organisation with its pairing that counts today, and its year: times promised and delivered, and the people
    who were reached.
    """

    organisation: Organisation
    pairing: Pairing | None = None
    standing: PairingStanding = PairingStanding.NONE
    promised: int = 0
    delivered: int = 0
    people: int = 0

    @property
    def id(self) -> int:
        """The organisation's."""
        return self.organisation.id

    @property
    def until(self) -> date | None:
        """The last day of its pairing, where it is signed."""
        return self.pairing.last if self.pairing is not None and self.pairing.state in SIGNED else None


@dataclass(frozen=True)
class PartnerYear:
    """What became of a year with an organisation: beside the line, what it held and helped with, and what it owed."""

    line: PartnerLine
    held: int = 0
    held_people: int = 0
    helped: int = 0
    owed: int = 0
    in_time: int = 0


def lines(work: Work, year: int) -> list[PartnerLine]:
    """All organisations, also those out of use, by their names."""
    today, warn_days = work.today, rules.expires_soon_days(work)
    pairings: dict[int, list[Pairing]] = {}
    for each in pairing_queries.all_pairings(work):
        pairings.setdefault(each.organisation_id, []).append(each)
    known = {
        each.id: PartnerLine(each, *_standing(pairings.get(each.id, ()), today, warn_days))
        for each in queries.everyone(work)
    }
    first, last = date(year, 1, 1), date(year, 12, 31)
    for id, promised in matching.promised_between(work, first, last).items():
        known[id] = replace(known[id], promised=promised)
    for id, (delivered, people) in delivery_queries.sums_between(work, first, last).items():
        known[id] = replace(known[id], delivered=delivered, people=people)
    return list(known.values())


def line_of(work: Work, organisation_id: int, year: int) -> PartnerLine:
    """The line of one organisation."""
    return next(each for each in lines(work, year) if each.id == organisation_id)


def _standing(pairings: Iterable[Pairing], today: date, warn_days: int) -> tuple[Pairing | None, PairingStanding]:
    counts = current(pairings, today)
    return (counts, counts.standing(today, warn_days)) if counts else (None, PairingStanding.NONE)


def current(pairings: Iterable[Pairing], today: date) -> Pairing | None:
    """The pairing that counts today: the one whose term it is, else what is to come, else what was last."""
    latest_first = sorted(pairings, key=lambda each: (each.first, each.id), reverse=True)
    signed = [each for each in latest_first if each.state in SIGNED]
    intended = [each for each in latest_first if each.state is PairingState.INTENDED]
    holding = [each for each in signed if each.covers(today)]
    to_come = [each for each in signed if each.first > today]
    return next(iter((*holding, *to_come[-1:], *intended, *signed, *latest_first)), None)


def partners(read: Sequence[PartnerLine]) -> list[PartnerLine]:
    """The red partners in use."""
    return [each for each in read if each.organisation.active and OrganisationRole.PARTNER in each.organisation.roles]


def years(work: Work, year: int) -> list[PartnerYear]:
    """The year of each red partner in use, by their names."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    held = tie_queries.held_between(work, first, last)
    helped = tie_queries.done_between(work, first, last)
    owed = tie_queries.owed_between(work, first, last)
    return [
        PartnerYear(
            line,
            sum(each.organisation_id == line.id for each in held),
            sum(each.people or 0 for each in held if each.organisation_id == line.id),
            sum(each.organisation_id == line.id for each in helped),
            sum(each.organisation_id == line.id for each in owed),
            sum(each.was_in_time for each in owed if each.organisation_id == line.id),
        )
        for line in partners(lines(work, year))
    ]
