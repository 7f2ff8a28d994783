"""Partners as the centre and the district count them: of which kinds, paired, and what was held and done with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from desk.books.organisations import pairing_queries, queries, rules, tie_queries
from desk.books.organisations.model import Organisation, OrganisationKind, Pairing, PairingState
from desk.books.organisations.pairing_queries import PairingStep
from desk.books.organisations.tie_queries import HeldActivity, HelpedOrder
from desk.core.book import Span
from desk.core.figure import Number, Tally
from desk.core.work import Work

EVERYBODY: Tally[Organisation] = Tally(lambda _each: True)
TALLIES: Mapping[str, Tally[Organisation]] = {
    "partners": EVERYBODY,
    **{
        f"partners.{kind.value}": Tally[Organisation](lambda each, kind=kind: each.kind is kind)  # type: ignore[misc]
        for kind in OrganisationKind
    },
}
"""What is counted of partners, by the figure's code."""


@dataclass(frozen=True)
class PartnerFigures:
    """Of a span: the partners there are, the pairings in force on its last day and those that end soon after, and what
    was held and done with organisations.
    """

    partners: tuple[Organisation, ...]
    in_force: tuple[Pairing, ...]
    expiring: tuple[Pairing, ...]
    held: tuple[HeldActivity, ...]
    done: tuple[HelpedOrder, ...]


@dataclass(frozen=True)
class Agreements:
    """Everything known of pairings: as they are, and how they came to that."""

    pairings: Sequence[Pairing]
    steps: Sequence[PairingStep]
    warn_days: int

    def in_force(self, day: date) -> list[Pairing]:
        """Those that were paired at the end of a day and whose term held on it."""
        stood: dict[int, PairingState] = {}
        for step in self.steps:
            if step.day <= day:
                stood[step.pairing_id] = step.state
        return [each for each in self.pairings if stood.get(each.id) is PairingState.PAIRED and each.covers(day)]

    def expiring(self, day: date) -> list[Pairing]:
        """Of these, those that end soon after it."""
        return [each for each in self.in_force(day) if each.last - day < timedelta(days=self.warn_days)]


def agreements(work: Work) -> Agreements:
    """Read all pairings."""
    return Agreements(pairing_queries.all_pairings(work), pairing_queries.steps(work), rules.expires_soon_days(work))


def of_days(work: Work, first: date, last: date) -> PartnerFigures:
    """Count the days ``first`` to ``last``."""
    held, done = tie_queries.held_between(work, first, last), tie_queries.done_between(work, first, last)
    return _within(queries.partners(work), agreements(work), held, done, (first, last), work.today)


def _within(
    there: Sequence[Organisation],
    agreed: Agreements,
    held: Sequence[HeldActivity],
    done: Sequence[HelpedOrder],
    span: Span,
    today: date,
) -> PartnerFigures:
    """What stands at the end of days that are not over is what stands ``today``."""
    first, last = span
    end = min(last, today)
    return PartnerFigures(
        tuple(there),
        tuple(agreed.in_force(end)),
        tuple(agreed.expiring(end)),
        tuple(each for each in held if first <= each.day <= last),
        tuple(each for each in done if first <= each.day <= last),
    )


def of_spans(work: Work, spans: Sequence[Span]) -> list[dict[str, Number]]:
    """Several spans of days, from one reading."""
    first, last = min(span[0] for span in spans), max(span[1] for span in spans)
    there, agreed = queries.partners(work), agreements(work)
    held, done = tie_queries.held_between(work, first, last), tie_queries.done_between(work, first, last)
    return [plain(_within(there, agreed, held, done, span, work.today)) for span in spans]


def plain(figures: PartnerFigures) -> dict[str, Number]:
    """As names and numbers, for programs and for what is frozen."""
    return {
        **{code: tally.of(figures.partners) for code, tally in TALLIES.items()},
        "pairings_in_force": len(figures.in_force),
        "pairings_expiring": len(figures.expiring),
        "partner_activities": len(figures.held),
        "partner_orders": len(figures.done),
    }
