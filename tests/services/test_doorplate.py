"""What the sign-in page knows before anybody signs in: the centre's name and hours as the book said them last."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desk.books import centre
from desk.books.centre import OpeningSpan
from desk.services import doorplate
from desk.services.doorplate import DOORPLATE, Doorplate
from desk.services.session import Desk

SUNDAY, MONDAY = date(2026, 11, 29), date(2026, 11, 30)


def test_name_and_hours_are_there_after_a_first_sign_in_and_follow_each_change(desk: Desk) -> None:
    assert doorplate.load(desk.folder) == Doorplate()
    doorplate.hang(desk)
    with desk.write() as work:
        centre.save(work, replace(centre.get(work), name="东门街“党建+”邻里中心"))
    with desk.write() as work:
        centre.save_opening_hours(work, [OpeningSpan(0, 480, 720), OpeningSpan(0, 870, 1050)])
    plate = doorplate.load(desk.folder)
    assert plate.centre == "东门街“党建+”邻里中心"
    assert plate.hours_on(MONDAY) == ("08:00—12:00", "14:30—17:30") and plate.hours_on(SUNDAY) == ()


def test_nothing_else_of_the_book_stands_outside_it(desk: Desk) -> None:
    doorplate.hang(desk)
    with desk.read() as work:
        there = centre.get(work)
    kept = (desk.folder / DOORPLATE).read_text("utf-8")
    assert there.name in kept and there.district and there.district not in kept and desk.actor.name not in kept


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", '{"centre": "甲"}', '{"centre": "甲", "week": [["08:00-12:00"]]}', '{"centre": "甲", "week": 3}'],
)
def test_a_plate_that_cannot_be_read_is_none(tmp_path: Path, content: str) -> None:
    (tmp_path / DOORPLATE).write_text(content, "utf-8")
    assert doorplate.load(tmp_path).hours_on(MONDAY) is None


def test_a_folder_that_takes_nothing_does_not_matter(desk: Desk) -> None:
    (desk.folder / DOORPLATE).mkdir()
    doorplate.hang(desk)
    assert doorplate.load(desk.folder) == Doorplate()
