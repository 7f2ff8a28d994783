"""What the card of an organisation lists: pairings, what it offers, what it held and helped with, what it owes, and
what became of all that; each row leads where it is opened.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from desk.books.matching import queries as matching
from desk.books.organisations import pairing_queries, rules, tie_queries
from desk.books.organisations.model import OrganisationView, Pairing, PairingStanding
from desk.core.clock import local
from desk.core.identity import mask_text
from desk.core.plain_text import excerpt
from desk.core.tone import Tone
from desk.core.words import P_, _
from desk.core.work import Work

MOST = 200
"""Rows of a kind that are listed, the newest."""


@dataclass(frozen=True)
class CardRow:
    """One line: a day, what it is, what came of it, and where it is opened."""

    id: tuple[str, int]
    day: str
    text: str
    state: str
    tone: Tone | None = None
    leads_to: str = ""
    """The destination of the window; empty where it is opened on the card itself, or nowhere."""
    about: object = None
    pairing: Pairing | None = None


def read(work: Work, organisation_id: int, view: OrganisationView) -> list[CardRow]:
    """The rows of one view, the newest first."""
    makers = {
        OrganisationView.PAIRINGS: _pairings,
        OrganisationView.OFFERINGS: _offerings,
        OrganisationView.HELD: _held,
        OrganisationView.OWED: _owed,
        OrganisationView.HISTORY: _history,
    }
    return list(makers[view](work, organisation_id))


def _pairings(work: Work, id: int) -> Iterable[CardRow]:
    warn_days = rules.expires_soon_days(work)
    for each in pairing_queries.of_organisation(work, id):
        standing: PairingStanding = each.standing(work.today, warn_days)
        term = _("{first} to {last}", first=each.first, last=each.last)
        text = "　".join(filter(None, (each.number, each.paper, excerpt(each.agreed, ""))))
        yield CardRow(("pairings", each.id), term, text, standing.label, standing.tone, pairing=each)


def _offerings(work: Work, id: int) -> Iterable[CardRow]:
    for each in matching.offerings_of(work, id):
        term = _("{first} to {last}", first=each.first, last=each.last)
        text = f"{each.number}　{each.title}"
        state = _(
            "{delivered} of {promised} times, {people} people",
            delivered=each.delivered,
            promised=each.promised,
            people=each.people,
        )
        yield CardRow(("offerings", each.id), term, text, state)


def _held(work: Work, id: int) -> Iterable[CardRow]:
    rows = [
        CardRow(
            ("activities", each.id),
            each.day.isoformat(),
            each.title,
            _("{state}, {n} people", state=each.state.label, n=each.people) if each.people else each.state.label,
            each.state.tone,
            "activities.activity",
            each.id,
        )
        for each in tie_queries.activities_of(work, id, MOST)
    ]
    rows += [
        CardRow(
            ("orders", each.id),
            each.day.isoformat(),
            P_("organisation", "Order {number}", number=each.number),
            each.state.label,
            each.state.tone,
            "orders.order",
            each.id,
        )
        for each in tie_queries.orders_of(work, id, MOST)
    ]
    return sorted(rows, key=lambda each: each.day, reverse=True)


def _owed(work: Work, id: int) -> Iterable[CardRow]:
    for each in tie_queries.owed_by(work, id):
        yield CardRow(
            ("follow_ups", each.id),
            each.due_on.isoformat(),
            f"{each.number}　{excerpt(mask_text(each.description), '')}",
            each.state.label,
            each.tone(work.today),
            "orders.follow_up",
            each.id,
        )


def _history(work: Work, id: int) -> Iterable[CardRow]:
    rows = [
        (
            move.at,
            CardRow(
                ("pairing_moves", place),
                f"{local(move.at):%Y-%m-%d %H:%M}",
                "　".join(filter(None, (pairing.number, move.who, mask_text(move.remark)))),
                move.state.label,
                move.state.tone,
            ),
        )
        for pairing in pairing_queries.of_organisation(work, id)
        for place, move in enumerate(pairing_queries.moves_of(work, pairing.id), pairing.id * 1000)
    ]
    return [line for _at, line in sorted(rows, key=lambda each: each[0], reverse=True)]
