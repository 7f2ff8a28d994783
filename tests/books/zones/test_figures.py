"""The figures of zones: books and rounds apart, low ones, and what was adjusted and recovered."""

from __future__ import annotations

from datetime import date

from desk.books.zones import adjusting, statistics
from desk.books.zones.figures import FIGURES
from desk.core.work import Work
from desk.services.session import Desk
from tests.support import zones
from tests.support.zones import DAY, came, count, counted, hall, held, in_effect, venue_of, zone_with_room

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 24)
SINCE = date(2026, 8, 20)


def _live(work: Work) -> None:
    hall(work)
    reading = zone_with_room(work, zones.READING, "阅览室")
    came(work, LAST - DAY, 9, 5)
    held(work, venue_of(work, reading), LAST - DAY, 9, 30, (8, 1, 1, 2, 0))
    ids = [counted(work, name) for name in (zones.FITNESS, zones.PARLOUR)]
    days = [SINCE + n * DAY for n in range(-90, 95)]
    count(work, ids[0], [day for day in days if day < SINCE], 2)
    count(work, ids[0], [day for day in days if SINCE <= day < LAST], 9)
    count(work, ids[1], [day for day in days if day < LAST], 1)
    made = in_effect(work, ids[0], SINCE)
    adjusting.conclude(work, made.id, made.version, recovered=True)


def test_books_and_rounds_are_told_apart(desk: Desk) -> None:
    with desk.write() as work:
        _live(work)
        plain = statistics.plain(statistics.of_days(work, FIRST, LAST))
        assert plain == {
            "zones": 4,
            "zone_people_derived": 35,
            "zone_people_counted": 22 * (9 + 1),
            "zone_answers": 12,
            "zone_answers_good": 10,
            "zones_low": 3,
            "zones_adjusted": 0,
            "zones_recovered": 1,
        }
        assert statistics.plain(statistics.of_days(work, SINCE, SINCE))["zones_adjusted"] == 1


def test_numbers_are_their_rows_and_several_spans_are_each(desk: Desk) -> None:
    with desk.write() as work:
        _live(work)
        spans = [(FIRST, LAST), (SINCE, SINCE + 20 * DAY), (LAST, LAST)]
        together = statistics.of_spans(work, spans)
        assert together == [statistics.plain(statistics.of_days(work, *span)) for span in spans]
        for span, counted_then in zip(spans, together, strict=True):
            for figure in FIGURES:
                assert figure.rows is not None
                assert figure.worth(figure.rows(work, *span)) == counted_then[figure.code], figure.code
