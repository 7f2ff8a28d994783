"""Where a spreadsheet says that a thing is, as rooms and zones of the centre."""

from __future__ import annotations

from typing import NamedTuple

from desk.books import centre
from desk.books.assets import queries
from desk.core.plain_text import one_line
from desk.core.words import _
from desk.core.work import Work


class NamedPlace(NamedTuple):
    venue_id: int | None
    zone_id: int | None
    spot: str


class NamedPlaces:
    """Finds a place by its name; one that stood in an earlier row is not looked for again."""

    def __init__(self, work: Work) -> None:
        self._venues = {venue.name: venue for venue in centre.all_venues(work)}
        self._zones = queries.zone_ids(work)
        self._found: dict[tuple[str, str], tuple[NamedPlace, bool]] = {}

    def find(self, place: str, department: str, notes: list[str]) -> NamedPlace:
        """A room or zone by its name, the rest as the spot; a department that is no zone goes to the notes."""
        if (place, department) not in self._found:
            zone = next((name for name in self._zones if name in (place, department)), "")
            is_told = bool(department) and department != zone
            self._found[place, department] = self._looked_up(place, zone), is_told
        named_place, is_told = self._found[place, department]
        if is_told:
            notes.append(_("Department: {name}", name=department))
        return named_place

    def named(self, known: NamedPlace, zone: str, venue: str, spot: str) -> tuple[NamedPlace, list[str]]:
        """A place already ``known``, put right by what is named apart; and which of ``zone`` and ``venue`` is none."""
        room = self._venues.get(venue)
        odd = [
            field for field, bad in (("zone", zone and zone not in self._zones), ("venue", venue and not room)) if bad
        ]
        if room and zone and room.zone != zone:
            odd.append("venue")
        zone_id = self._zones.get(room.zone if room else zone, known.zone_id)
        return NamedPlace(room.id if room else known.venue_id, zone_id, spot or known.spot), odd

    def _looked_up(self, place: str, zone: str) -> NamedPlace:
        room = next((name for name in sorted(self._venues, key=len, reverse=True) if place.startswith(name)), "")
        if room:
            venue = self._venues[room]
            rest = one_line(place[len(room) :].strip(" -—/·,，"))
            return NamedPlace(venue.id, self._zones[venue.zone], rest)
        return NamedPlace(None, self._zones.get(zone), "" if place == zone else place)
