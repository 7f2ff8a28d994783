"""What the three lists 需求清单、资源清单、项目清单 say of each row, the same on paper and in a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from desk.books.matching import queries
from desk.books.matching.model import Match, Need, Offering
from desk.books.teams.members import times_words
from desk.core.clock import local
from desk.core.words import N_, NP_
from desk.core.work import Work


@dataclass(frozen=True)
class ListPart:
    """One of the three: its name, headings with shares of the width, places of numbers, and rows."""

    title: str
    columns: Sequence[tuple[str, int]]
    numbers: Sequence[int]
    rows: Sequence[Sequence[Any]]
    nothing: str


NEEDS = (
    (NP_("need", "Number"), 27),
    (NP_("need", "What is wanted"), 64),
    (NP_("need", "Kind"), 18),
    (NP_("need", "For whom"), 20),
    (NP_("need", "People"), 10),
    (NP_("need", "Wanted by"), 20),
    (NP_("need", "Source"), 18),
    (NP_("need list", "Raised on"), 20),
    (N_("State"), 16),
)
OFFERINGS = (
    (NP_("offering list", "Number"), 20),
    (NP_("offering", "Organisation"), 40),
    (NP_("offering", "Title"), 36),
    (NP_("offering", "Kind"), 18),
    (NP_("offering", "For whom"), 22),
    (NP_("offering", "People each time"), 12),
    (NP_("offering", "Half days"), 30),
    (NP_("offering", "Room and equipment"), 26),
    (NP_("offering", "Until"), 20),
    (NP_("offering list", "Promised"), 10),
    (NP_("offering", "Delivered"), 10),
    (NP_("match", "People reached"), 12),
)
MATCHES = (
    (NP_("need", "Number"), 27),
    (NP_("match", "Need"), 56),
    (NP_("match", "Offering"), 34),
    (NP_("match", "Organisation"), 40),
    (NP_("match", "Made on"), 20),
    (N_("State"), 16),
    (NP_("match", "Delivered"), 10),
    (NP_("match", "People reached"), 12),
)


def read(work: Work, first: date, last: date) -> tuple[ListPart, ...]:
    """The three lists: whatever was on them on any of these days."""
    return (
        ListPart(
            N_("List of needs"),
            NEEDS,
            (4,),
            [_need(each) for each in queries.needs_between(work, first, last)],
            N_("There were no needs in these days."),
        ),
        ListPart(
            N_("List of offerings"),
            OFFERINGS,
            (5, 9, 10, 11),
            [_offering(each) for each in queries.offerings_between(work, first, last)],
            N_("There were no offerings in these days."),
        ),
        ListPart(
            N_("List of projects"),
            MATCHES,
            (6, 7),
            [_match(each) for each in queries.matches_between(work, first, last)],
            N_("Nothing was matched in these days."),
        ),
    )


def _need(need: Need) -> Sequence[Any]:
    return (
        need.number,
        need.masked,
        need.kind.label,
        need.audience,
        need.people,
        need.wanted_by,
        need.source.label,
        local(need.raised_at).date() if need.raised_at else None,
        need.state.label,
    )


def _offering(offering: Offering) -> Sequence[Any]:
    return (
        offering.number,
        offering.organisation,
        offering.title,
        offering.kind.label,
        offering.audience,
        offering.people_each,
        times_words(offering.times),
        offering.requires,
        offering.last,
        offering.promised,
        offering.delivered,
        offering.people,
    )


def _match(match: Match) -> Sequence[Any]:
    return (
        match.need_number,
        match.masked,
        match.offering,
        match.organisation,
        local(match.made_at).date(),
        match.state.label,
        match.delivered,
        match.people,
    )
