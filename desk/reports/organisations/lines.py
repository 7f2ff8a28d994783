"""The partners on paper 共建单位一览: what the list and its workbook say of each in the same words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from desk.books.organisations import overview
from desk.books.organisations.model import PairingStanding
from desk.books.organisations.overview import PartnerLine
from desk.core import identity
from desk.core.words import N_, NP_, _, listed
from desk.core.work import Work

COLUMNS = (
    (N_("No."), 8),
    (NP_("organisation", "Name"), 40),
    (NP_("organisation", "Kind"), 16),
    (NP_("organisation", "Known as"), 26),
    (NP_("organisation", "Party organisation"), 32),
    (NP_("organisation", "Pairing"), 16),
    (NP_("organisation", "Paired until"), 20),
    (NP_("organisation", "Promised times"), 12),
    (NP_("organisation", "Delivered times"), 12),
    (NP_("organisation", "People reached"), 12),
    (NP_("organisation", "Liaison"), 14),
    (N_("Telephone"), 24),
)
"""(heading, share of the width)."""
NUMBERS = (7, 8, 9)
IN_FORCE = (PairingStanding.IN_FORCE, PairingStanding.EXPIRING)


def read(work: Work) -> list[PartnerLine]:
    """The red partners in use, with this year's times and people."""
    return overview.partners(overview.lines(work, work.today.year))


def row(n: int, line: PartnerLine) -> Sequence[Any]:
    """One line; whom to ring up is masked."""
    organisation = line.organisation
    return (
        n,
        organisation.name,
        organisation.kind.label,
        listed(role.label for role in organisation.roles),
        organisation.party_name,
        line.standing.label,
        line.until,
        line.promised,
        line.delivered,
        line.people,
        identity.mask_name(organisation.liaison),
        identity.mask_telephone(organisation.telephone),
    )


def sums(read_lines: Sequence[PartnerLine]) -> str:
    """How many there are, how many are paired, and what they delivered this year."""
    return _(
        "{n} partners, {paired} paired; this year {promised} times promised, {delivered} delivered, {people} people",
        n=len(read_lines),
        paired=sum(each.standing in IN_FORCE for each in read_lines),
        promised=sum(each.promised for each in read_lines),
        delivered=sum(each.delivered for each in read_lines),
        people=f"{sum(each.people for each in read_lines):,}",
    )
