"""The figures of organisations, needs and offerings, and experience officers 共建联动、体验官."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from desk.books.officers.model import OfficerIdentity, VisitWay
from desk.books.organisations.model import OrganisationKind
from desk.core.figure import Number
from desk.models.activities import activities, results
from desk.models.matching import deliveries, matches, needs, offerings
from desk.models.officers import officer_scores, officer_terms, officer_visits, officers
from desk.models.orders import order_people, orders
from desk.models.organisations import organisation_roles, organisations, pairing_moves, pairings
from tests.support.reckoned.tables import Days, Tables, day_of, many, share

DONE = ("done", "rated", "unrated")
EXPIRES_SOON = 30
"""Days, as long as nobody set others."""


def of_organisations(book: Tables, days: Days) -> dict[str, Number]:
    roles = {row.organisation_id for row in book.of(organisation_roles) if row.role == "partner"}
    there = [row for row in book.of(organisations) if row.active and row.merged_into is None and row.id in roles]
    stood: dict[int, str] = {}
    end = book.end(days)
    for move in sorted(book.of(pairing_moves), key=lambda row: (row.at, row.id)):
        if day_of(move.at) <= end:
            stood[move.pairing_id] = move.state
    in_force = [row for row in book.of(pairings) if stood.get(row.id) == "paired" and row.first <= end <= row.last]
    return {
        "partners": len(there),
        **{
            f"partners.{kind.value}": many(there, lambda row, kind=kind: row.kind == kind.value)
            for kind in OrganisationKind
        },
        "pairings_in_force": len(in_force),
        "pairings_expiring": many(in_force, lambda row: row.last - end < timedelta(days=EXPIRES_SOON)),
        "partner_activities": many(
            book.of(activities), lambda row: row.organisation_id and row.state == "held" and days.hold(row.day)
        ),
        "partner_orders": many(
            book.of(orders), lambda row: row.organisation_id and row.state in DONE and days.hold(row.first_done_at)
        ),
    }


def _delivered(book: Tables, days: Days) -> list[tuple[Any, int]]:
    """What was brought on these days with people, by the organisation that promised it and not before it did."""
    promises, held, done = book.by_id(offerings), book.by_id(activities), book.by_id(orders)
    came = {row.activity_id: row.people for row in book.of(results)}
    helped = {row.order_id for row in book.of(order_people)}
    found = []
    for row in book.of(deliveries):
        promise = promises[row.offering_id]
        if row.activity_id is not None:
            what = held[row.activity_id]
            day, people = what.day, came.get(what.id, 0)
            counts = what.state == "held" and day >= promise.first
        else:
            what = done[row.order_id]
            day, people = None if what.done_at is None else day_of(what.done_at), int(row.order_id in helped)
            counts = what.state in DONE and what.complaint != "upheld"
        if counts and people > 0 and days.hold(day) and what.organisation_id in (None, promise.organisation_id):
            found.append((row, people))
    return found


def of_matching(book: Tables, days: Days) -> dict[str, Number]:
    settled = [row for row in book.of(needs) if days.hold(row.settled_at)]
    met, unmet, withdrawn = (
        many(settled, lambda row, state=state: row.state == state) for state in ("met", "unmet", "withdrawn")
    )
    brought, end = _delivered(book, days), book.end(days)
    once = {(row.activity_id, row.order_id): people for row, people in brought}
    return {
        "needs_raised": many(book.of(needs), lambda row: days.hold(row.raised_at)),
        "needs_met": met,
        "needs_unmet": unmet,
        "needs_withdrawn": withdrawn,
        "needs_met_percent": share(met, met + unmet),
        "matches_made": many(book.of(matches), lambda row: days.hold(row.made_at)),
        "offerings_promised": sum(row.promised for row in book.of(offerings) if row.first <= end <= row.last),
        "offerings_delivered": len(brought),
        "offerings_people": sum(once.values()),
    }


def of_officers(book: Tables, days: Days) -> dict[str, Number]:
    end = book.end(days)
    serving = {
        row.officer_id for row in book.of(officer_terms) if row.first <= end <= min(row.last, row.ended_on or row.last)
    }
    there = [row for row in book.of(officers) if row.id in serving]
    visits = {row.id: row for row in book.of(officer_visits) if row.withdrawn_at is None and days.hold(row.day)}
    scores = [row for row in book.of(officer_scores) if row.visit_id in visits]
    came = {row.officer_id for row in visits.values()}
    theirs = many(visits.values(), lambda row: row.officer_id in serving)
    points = sum(row.score for row in scores)
    return {
        "officers": len(there),
        **{
            f"officers.{kind.value}": many(there, lambda row, kind=kind: row.identity == kind.value)
            for kind in OfficerIdentity
        },
        "officers_came": len(serving & came),
        "officers_came_percent": share(len(serving & came), len(there)),
        "officer_visits": len(visits),
        **{
            f"officer_visits.{way.value}": many(visits.values(), lambda row, way=way: row.way == way.value)
            for way in VisitWay
        },
        "officer_visits_serving": theirs,
        "officer_visits_each": round(theirs / len(there), 1) if there else None,
        "officer_scores": len(scores),
        "officer_points": points,
        "officer_average": round(points / len(scores), 1) if scores else None,
        "officer_zones": len({row.zone_id for row in scores}),
    }
