"""The figures of activities, the asset ledger, the duty roster, zones and incidents 活动、资产、值班、功能区、应急."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from desk.books.incidents.model import IncidentCategory, IncidentKind
from desk.core.figure import Number
from desk.models.activities import activities, publications, results
from desk.models.assets import movements
from desk.models.bookings import bookings, resources
from desk.models.cases import cases
from desk.models.centre import venues, zones
from desk.models.incidents import incidents
from desk.models.roster import duties, rosters, shifts
from desk.models.zones import zone_adjustment_moves, zone_counts
from tests.support.reckoned.counter import GIVEN, GOOD
from tests.support.reckoned.tables import Days, Tables, many

HALL = "便民服务大厅"
GRACE = timedelta(minutes=10)
"""As long as nobody set another."""


def of_activities(book: Tables, days: Days) -> dict[str, Number]:
    planned = [row for row in book.of(activities) if days.hold(row.day) and row.state != "draft"]
    ids = {row.id for row in planned}
    return {
        "activities_planned": len(planned),
        "activities_held": many(planned, lambda row: row.state == "held"),
        "activities_cancelled": many(planned, lambda row: row.state == "cancelled"),
        "activities_people": sum(row.people for row in book.of(results) if row.activity_id in ids),
        "calendar_in_time": _calendar(book, days),
    }


def _calendar(book: Tables, days: Days) -> Number:
    """Of exactly one month, whether the first channel had it by the 25th of the month before."""
    after = days.last + timedelta(days=1)
    is_month = days.first.day == 1 and after.day == 1 and 28 <= (after - days.first).days <= 31
    out = [row.day for row in book.of(publications) if row.month == f"{days.first:%Y-%m}"]
    due = (days.first - timedelta(days=1)).replace(day=25)
    return int(min(out) <= due) if is_month and out else None


def of_assets(book: Tables, days: Days) -> dict[str, Number]:
    """Every card from its first movement on: what it has, and what it brings to or takes from its class."""
    flow = {(part, unit): 0 for part in ("start", "came", "went", "end") for unit in ("pieces", "fen")}
    cards: dict[int, dict[str, Any]] = {}
    for row in sorted(book.of(movements), key=lambda row: (row.asset_id, row.id)):
        if row.day > days.last:
            continue
        card = cards.setdefault(row.asset_id, {"class": None, "pieces": 0, "fen": 0})
        was, now = card["class"], row.fields.get("class_code", card["class"])
        added = {"pieces": row.quantity, "fen": row.value}
        if row.day >= days.first:
            for unit, more in added.items():
                if was is not None and was[:3] != now[:3]:
                    flow["went", unit] += card[unit]
                    flow["came", unit] += card[unit]
                if row.kind not in ("split", "merge"):
                    flow["came" if more > 0 else "went", unit] += abs(more)
        for unit, more in added.items():
            card[unit] += more
            flow["end", unit] += more
            if row.day < days.first:
                flow["start", unit] += more
        card["class"] = now
    return {f"assets_{part}_{unit}": value for (part, unit), value in flow.items()}


def of_roster(book: Tables, days: Days) -> dict[str, Number]:
    published = {row.month for row in book.of(rosters) if row.published_at is not None}
    extended = {row.id for row in book.of(shifts) if row.extended}
    planned = [
        row for row in book.of(duties) if days.hold(row.day) and not row.cancelled and f"{row.day:%Y-%m}" in published
    ]
    late = [row for row in planned if row.came_at is not None and row.came_at - row.begins_at > GRACE]
    kept = [
        row
        for row in planned
        if row.came_at is not None and row not in late and (row.left_at is None or row.left_at >= row.ends_at - GRACE)
    ]
    opened: dict[tuple[date, int], timedelta] = {}
    for row in planned:
        if row.shift_id in extended and row.came_at is not None:
            opened.setdefault((row.day, row.shift_id), row.ends_at - row.begins_at)
    return {
        "duties_planned": len(planned),
        "duties_kept": len(kept),
        "duties_late": len(late),
        "duties_missed": many(planned, lambda row: row.came_at is None and row.ends_at < book.now),
        "extended_hours": round(sum(opened.values(), timedelta()) / timedelta(hours=1), 1),
    }


def of_incidents(book: Tables, days: Days) -> dict[str, Number]:
    """Not the reports upwards, which go by rules of their own."""
    by_number = {row.number: row for row in book.of(incidents)}
    once = [row for row in book.of(incidents) if days.hold(row.opened_at) and _stands(row, by_number)]
    kinds = {kind.value: kind.category for kind in IncidentKind}
    return {
        **{
            f"incidents.{category.value}": many(
                once, lambda row, category=category: not row.drill and kinds[row.kind] is category
            )
            for category in IncidentCategory
        },
        "incident_drills": many(once, lambda row: row.drill),
    }


def _stands(row: Any, by_number: dict[str, Any]) -> bool:
    """Is it no second record of another? In a circle of records that name each other the first one stands for all."""
    seen = [row.number]
    while (follow := by_number[seen[-1]].same_as) and follow in by_number and follow not in seen:
        seen.append(follow)
    closed = by_number[seen[-1]].same_as == row.number
    return not row.same_as or (closed and row.number == min(seen))


def of_zones(book: Tables, days: Days) -> dict[str, Number]:
    """Not the low ones, which go by three months of their own."""
    ways = {row.id: row.footfall for row in book.of(zones)}
    rooms = {row.id: row.zone_id for row in book.of(venues)}
    hall = next((row.zone_id for row in book.of(venues) if row.name == HALL), None)
    held = [row for row in book.of(activities) if days.hold(row.day) and row.state == "held"]
    of_held = {row.activity_id: row for row in book.of(results)}
    booked_rooms = {row.id: row.venue_id for row in book.of(resources) if row.kind == "room"}
    people: list[tuple[int | None, int]] = [
        (hall, 1) for row in book.came if days.hold(row.day) and row.channel == "counter"
    ]
    people += [(rooms.get(row.venue_id), of_held[row.id].people) for row in held if row.id in of_held]
    people += [
        (rooms.get(booked_rooms[row.resource_id]), row.people)
        for row in book.of(bookings)
        if days.hold(row.begins_at) and row.state in ("arrived", "done") and row.resource_id in booked_rooms
    ]
    given = [
        (hall, int(row.evaluation in GOOD), 1)
        for row in book.of(cases)
        if days.hold(row.day) and row.evaluation in GIVEN
    ]
    given += [
        (rooms.get(row.venue_id), sum(of_held[row.id].satisfaction[:3]), sum(of_held[row.id].satisfaction))
        for row in held
        if row.id in of_held
    ]
    moved = [row for row in book.of(zone_adjustment_moves) if days.hold(row.at)]
    return {
        "zones": many(book.of(zones), lambda row: row.active),
        "zone_people_derived": sum(each for zone, each in people if ways.get(zone or 0) == "derived"),
        "zone_people_counted": sum(
            row.people for row in book.of(zone_counts) if days.hold(row.day) and ways[row.zone_id] == "counted"
        ),
        "zone_answers": sum(every for zone, _good, every in given if zone in ways),
        "zone_answers_good": sum(good for zone, good, _every in given if zone in ways),
        "zones_adjusted": many(moved, lambda row: row.state == "in_effect"),
        "zones_recovered": many(moved, lambda row: row.state == "recovered"),
    }
