"""What makes a zone, a count and an adjustment right. Forms, imports and actions ask the same."""

from __future__ import annotations

from datetime import date, timedelta

from desk.books.zones import footfall, queries
from desk.books.zones.model import AdjustmentKind, AdjustmentState, FootfallWay, NewAdjustment, NewZone, ZoneDetails
from desk.core import head_counts
from desk.core.calendar import date_words
from desk.core.errors import Refused, Rule
from desk.core.far_days import refuse_far
from desk.core.plain_text import one_line, prose
from desk.core.words import _
from desk.core.work import Work

LONGEST_NAME, LONGEST_PURPOSE, LONGEST_TEXT = 30, 100, 300
LARGEST = 100_000
"""Square metres, and seats."""
MOST_PEOPLE = 5000
"""More than that are in no zone at once: a number with a digit too many."""
FARTHEST = timedelta(days=366)


def zone_rules(work: Work, zone: NewZone, id: int = 0) -> list[Rule]:
    """What is wrong with what was entered of a zone; ``id`` is its own where it is there already."""
    others = {each.name for each in queries.details(work) if each.id != id}
    name, purpose = one_line(zone.name), one_line(zone.purpose)
    sized = _("1 to {n}, or leave the field empty.", n=LARGEST)
    return [
        ("name", not name, _("Please enter a name.")),
        ("name", len(name) > LONGEST_NAME, _("The name has more than {n} characters.", n=LONGEST_NAME)),
        ("name", name in others, _("There is a zone “{name}” already.", name=name)),
        ("purpose", len(purpose) > LONGEST_PURPOSE, _("Please enter at most {n} characters.", n=LONGEST_PURPOSE)),
        ("area", zone.area is not None and not 0 < zone.area <= LARGEST, sized),
        ("seats", zone.seats is not None and not 0 < zone.seats <= LARGEST, sized),
        ("hours", not hours_fit(zone.opens, zone.closes), hours_wrong),
    ]


def hours_wrong() -> str:
    """What is said of hours that end before they begin."""
    return _("Hours end after they begin, like 08:00—21:00; empty means the centre's hours.")


def hours_fit(opens: int | None, closes: int | None) -> bool:
    """Both or neither, and in order."""
    if opens is None or closes is None:
        return opens is closes
    return 0 <= opens < closes <= 24 * 60


def count_rules(work: Work, zone: ZoneDetails, day: date, hour: int, people: int) -> list[Rule]:
    """What is wrong with a count, whoever enters it and whenever."""
    refuse_far(day=day)
    now = footfall.hour_now(work)
    is_ahead = day == work.today and hour > now
    most = head_counts.most_people(zone.seats, MOST_PEOPLE)
    return [
        ("zone_id", zone.footfall is not FootfallWay.COUNTED, lambda: _not_counted(zone)),
        ("zone_id", not zone.active, lambda: _("“{zone}” is out of use.", zone=zone.name)),
        ("day", day > work.today, _("This day has not come yet.")),
        ("hour", not 0 <= hour <= 23, _("The hour is 0 to 23.")),
        ("hour", is_ahead, _("This hour has not come yet.")),
        ("people", not 0 <= people <= most, _("0 to {n} people, please.", n=most)),
    ]


def _not_counted(zone: ZoneDetails) -> str:
    return _(
        "The people of “{zone}” are known from the books. To count them, please set its footfall to “{way}” first.",
        zone=zone.name,
        way=FootfallWay.COUNTED.label,
    )


def adjustment_rules(work: Work, new: NewAdjustment) -> list[Rule]:
    """What is wrong with an adjustment that is to be decided on. Raises ``Refused`` where there is no such zone."""
    refuse_far(effective_on=new.effective_on)
    zone = queries.find(work, new.zone_id)
    going_on = queries.going_on(work, zone.id)
    too_long = _("Please enter at most {n} characters.", n=LONGEST_TEXT)
    latest = work.today + FARTHEST
    return [
        ("zone_id", not zone.active, lambda: _("“{zone}” is out of use.", zone=zone.name)),
        ("zone_id", going_on, lambda: _not_over(zone, going_on.number if going_on else "")),
        ("reason", not prose(new.reason), _("Please enter why.")),
        ("description", not prose(new.description), _("Please enter what is changed.")),
        *((name, len(getattr(new, name)) > LONGEST_TEXT, too_long) for name in ("reason", "description")),
        ("effective_on", new.effective_on is None, _("Please enter the day from which it holds.")),
        (
            "effective_on",
            new.effective_on is not None and new.effective_on > latest,
            lambda: _("At the latest {day}, please.", day=date_words(latest, work.today)),
        ),
        *_kind_rules(work, zone, new),
    ]


def _not_over(zone: ZoneDetails, number: str) -> str:
    return _(
        "{number} of “{zone}” is not over yet. Please conclude or withdraw it first.", number=number, zone=zone.name
    )


def _kind_rules(work: Work, zone: ZoneDetails, new: NewAdjustment) -> list[Rule]:
    if new.kind is AdjustmentKind.HOURS:
        given = new.opens is not None and hours_fit(new.opens, new.closes)
        same = (new.opens, new.closes) == (zone.opens, zone.closes)
        return [
            ("hours", not given, _("Please write the hours as 08:00-21:00.")),
            ("hours", same, _("These are its hours already.")),
        ]
    if new.kind is AdjustmentKind.PURPOSE:
        purpose = prose(new.purpose)
        return [
            ("purpose", not purpose, _("Please enter what the zone will be for.")),
            ("purpose", purpose == zone.purpose, _("It is for that already.")),
            ("purpose", len(purpose) > LONGEST_PURPOSE, _("Please enter at most {n} characters.", n=LONGEST_PURPOSE)),
        ]
    if new.kind is AdjustmentKind.MERGE:
        return _merge_rules(work, zone, new.other_zone_id)
    if new.kind is AdjustmentKind.CLOSE:
        return [("kind", zone.id == footfall.counter_zone(work), _counter_stays)]
    return []


def _merge_rules(work: Work, zone: ZoneDetails, other_id: int | None) -> list[Rule]:
    other = next((each for each in queries.details(work) if each.id == other_id and each.active), None)
    return [
        ("kind", zone.id == footfall.counter_zone(work), _counter_stays),
        ("other_zone_id", other is None, _("Please choose the zone into which it goes.")),
        ("other_zone_id", other_id == zone.id, _("Please choose another zone than itself.")),
        (
            "other_zone_id",
            other is not None and other.footfall is not zone.footfall,
            _("The people of the two are not known in the same way. Please set the same footfall for both first."),
        ),
    ]


def _counter_stays() -> str:
    return _("The counter is in this zone. Please choose another zone of the counter first.")


def require_no_counter(work: Work, zone: ZoneDetails) -> None:
    """Raises ``Refused`` while the counter is in a zone that shall go out of use, or become part of another."""
    if zone.id == footfall.counter_zone(work):
        raise Refused(_counter_stays())


def require_no_venues(work: Work, zone: ZoneDetails) -> None:
    """Raises ``Refused`` while rooms of a zone that shall go out of use are in use."""
    there = queries.venues_of(work, zone.id)
    if there:
        raise Refused(
            _(
                "{n} rooms of “{zone}” are in use, as “{venue}”. Please retire them first, or merge the zone.",
                venue=there[0].name,
                n=len(there),
                zone=zone.name,
            )
        )


def effect_rules(work: Work, decided_on: date, day: date) -> list[Rule]:
    """What is wrong with the day from which an adjustment really holds."""
    refuse_far(effective_on=day)
    return [
        ("effective_on", day > work.today, _("This day has not come yet.")),
        ("effective_on", day < decided_on, _("It was decided on {day} only.", day=date_words(decided_on, work.today))),
    ]


def concluded(recovered: bool) -> AdjustmentState:
    """The state that an outcome leads to."""
    return AdjustmentState.RECOVERED if recovered else AdjustmentState.NOT_RECOVERED
