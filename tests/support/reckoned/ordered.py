"""The figures of orders, teams, points and bookings 点单、突击队、积分、预约."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from desk.books.bookings.model import BookingChannel, ResourceKind
from desk.books.orders.model import OrderChannel, OrderKind
from desk.core.figure import Number
from desk.models.bookings import bookings, resources, unmet_requests
from desk.models.orders import dispatches, orders, ratings
from desk.models.points import redemptions, rewards
from desk.models.postings import accounts, legs, postings
from desk.models.teams import past_stays, team_members, teams
from tests.support.reckoned.tables import Days, Tables, day_of, many, middle, share

GOOD = ("very_satisfied", "satisfied", "fairly_satisfied")
POOR = ("dissatisfied", "very_dissatisfied")


def _hours(spans: list[timedelta]) -> Number:
    """The median of whole minutes, in hours."""
    half = middle(max(round(span.total_seconds() / 60), 0) for span in spans)
    return None if half is None else half / 60


def of_orders(book: Tables, days: Days) -> dict[str, Number]:
    every = book.of(orders)
    placed = [row for row in every if days.hold(row.placed_at)]
    done = [row for row in every if days.hold(row.first_done_at)]
    settled = [row for row in every if days.hold(row.settled_at)]
    answered = [row for row in book.of(dispatches) if days.hold(row.answered_at)]
    last_word = {row.order_id: row.level for row in sorted(book.of(ratings), key=lambda row: row.n)}
    first_poor = {row.order_id for row in book.of(ratings) if row.n == 1 and row.level in POOR and days.hold(row.at)}
    rated = [last_word[row.id] for row in settled if last_word.get(row.id, "not_given") != "not_given"]
    in_time = many(done, lambda row: row.first_due_at is not None and row.first_done_at <= row.first_due_at)
    taken = [row for row in answered if row.answer == "taken"]
    good = many(rated, lambda level: level in GOOD)
    return {
        "orders": len(placed),
        **{f"orders.{kind.value}": many(placed, lambda row, kind=kind: row.kind == kind.value) for kind in OrderKind},
        **{
            f"orders_by.{way.value}": many(placed, lambda row, way=way: row.channel == way.value)
            for way in OrderChannel
        },
        "orders_taken": len(taken),
        "orders_declined": many(answered, lambda row: row.answer == "declined"),
        "orders_timed_out": many(answered, lambda row: row.answer == "timed_out"),
        "orders_done": len(done),
        "orders_in_time": in_time,
        "orders_in_time_percent": share(in_time, len(done)),
        "orders_hours_to_taken": _hours([row.answered_at - row.offered_at for row in taken]),
        "orders_hours_to_done": _hours([row.first_done_at - row.placed_at for row in done]),
        "orders_redone": many(every, lambda row: row.redone and row.id in first_poor),
        "orders_settled": len(settled),
        "orders_rated": len(rated),
        "orders_satisfied": good,
        "orders_rated_percent": share(len(rated), len(settled)),
        "orders_satisfied_percent": share(good, len(rated)),
        "orders_minutes": sum(row.minutes or 0 for row in every if days.hold(row.done_at)),
    }


def of_teams(book: Tables, days: Days) -> dict[str, Number]:
    stays: dict[int, list[tuple[Any, Any]]] = {}
    for row in (*book.of(past_stays), *book.of(team_members)):
        member = getattr(row, "member_id", row.id)
        stays.setdefault(member, []).append((row.joined_on, row.left_on))
    there, joined, left = set(), 0, 0
    for member, spans in stays.items():
        if any(begins <= days.last and (ends is None or days.last < ends) for begins, ends in spans):
            there.add(member)
        for place, (begins, ends) in enumerate(spans):
            came_over = place > 0 and spans[place - 1][1] == begins
            goes_over = place + 1 < len(spans) and spans[place + 1][0] == ends
            joined += days.hold(begins) and not came_over
            left += ends is not None and days.hold(ends) and not goes_over
    kinds = {row.id: row.kind for row in book.of(team_members)}
    took = {row.member_id for row in book.of(dispatches) if row.answer == "taken" and days.hold(row.answered_at)}
    return {
        "teams": many(book.of(teams), lambda row: row.active),
        "members": len(there),
        "members.party": many(there, lambda id: kinds[id] == "party"),
        "members.volunteer": many(there, lambda id: kinds[id] == "volunteer"),
        "members_active": len(there & took),
        "members_active_percent": share(len(there & took), len(there)),
        "members_joined": joined,
        "members_left": left,
    }


def of_points(book: Tables, days: Days) -> dict[str, Number]:
    members = {row.id: row.owner for row in book.of(accounts) if row.unit == "point" and row.kind == "member"}
    events = book.by_id(postings)
    sums = {"earned": 0, "redeemed": 0, "expired": 0}
    balances: dict[str, int] = {}
    for leg in book.of(legs):
        if leg.account_id not in members:
            continue
        event = events[leg.posting_id]
        kind = events[event.reverses_id].kind if event.reverses_id else event.kind
        kind = "earned" if kind in ("entered", "opening", "covered") else kind
        if days.hold(event.day) and kind in sums:
            sums[kind] += leg.amount
        if event.day <= days.last:
            owner = members[leg.account_id]
            balances[owner] = balances.get(owner, 0) + leg.amount
    had = [row for row in book.of(redemptions) if row.state != "returned" and day_of(row.reserved_at) <= days.last] or [
        row for row in book.of(rewards) if row.active
    ]
    fen, points = sum(row.cost for row in had), sum(row.points for row in had)
    return {
        "points_earned": sums["earned"],
        "points_spent": -sums["redeemed"],
        "points_expired": -sums["expired"],
        "points_outstanding": sum(balances.values()),
        "points_liability": sum(int((each * fen + points // 2) // points) for each in balances.values())
        if points
        else 0,
    }


def of_bookings(book: Tables, days: Days) -> dict[str, Number]:
    """Not the places of the counters, which the roster gives."""
    kinds = {row.id: row.kind for row in book.of(resources)}
    booked = [row for row in book.of(bookings) if days.hold(row.begins_at)]
    had = [row for row in booked if row.state not in ("waiting", "lapsed", "refused", "held")]
    kept = many(booked, lambda row: row.state in ("arrived", "done"))
    missed = many(booked, lambda row: row.state == "missed")
    return {
        "bookings": len(had),
        **{
            f"bookings.{kind.value}": many(had, lambda row, kind=kind: kinds[row.resource_id] == kind.value)
            for kind in ResourceKind
        },
        **{
            f"bookings_by.{way.value}": many(had, lambda row, way=way: row.channel == way.value)
            for way in BookingChannel
        },
        "bookings_kept": kept,
        "bookings_missed": missed,
        **{
            f"bookings_cancelled.{how}": many(
                booked, lambda row, how=how: row.state == "cancelled" and row.cancelled == how
            )
            for how in ("early", "late", "by_us")
        },
        "bookings_kept_percent": share(kept, kept + missed),
        "booking_unmet": many(book.of(unmet_requests), lambda row: days.hold(row.day)),
    }
