"""Asked but no place: counted, shown with who counted it, and taken back by whoever did, on the same day."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desk.books.bookings import call_queries, figures, unmet
from desk.books.bookings.model import NoPlaceReason
from desk.core.errors import Refused
from desk.services.session import Desk
from tests.conftest import Hands
from tests.support.bookings import NINE, WEDNESDAY, as_clerk, set_up


def test_who_counted_it_takes_it_back_and_the_audit_has_both(desk: Desk) -> None:
    with desk.write() as work:
        there = set_up(work)
        id = unmet.note(work, WEDNESDAY, NoPlaceReason.FULL, resource_id=there.counter, begins=NINE, people=3)
        with pytest.raises(Refused, match="其他人"):
            unmet.take_back(as_clerk(work), id)
        unmet.take_back(work, id)
        assert call_queries.unmet_between(work, WEDNESDAY, WEDNESDAY) == []
        actions = work.rows("SELECT action FROM audit WHERE subject = ? ORDER BY id", f"unmet_requests:{id}")
        assert actions == [("booking.unmet",), ("booking.unmet_taken_back",)]
        with pytest.raises(Refused):
            unmet.take_back(work, id)


def test_what_was_counted_yesterday_stays(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        id = unmet.note(work, WEDNESDAY, NoPlaceReason.FULL)
    hands.forward(hours=24)
    with desk.write() as work, pytest.raises(Refused):
        unmet.take_back(work, id)


def test_the_rows_of_the_figure_say_how_many_asked_and_who_counted_them(desk: Desk) -> None:
    with desk.write() as work:
        there = set_up(work)
        unmet.note(as_clerk(work), WEDNESDAY, NoPlaceReason.FULL, service_id=there.item, begins=NINE, people=3)
        figure = next(each for each in figures.FIGURES if each.code == "booking_unmet")
        assert figure.rows
        [row] = figure.rows(work, WEDNESDAY, WEDNESDAY)
        assert "3人" in row.title and "林小芳" in row.title and "2026-11-24" in row.title
        assert replace(row, amount=1) == row
