"""The doorplate 门牌: whose data this is and when the centre is open, beside the data file in the clear.

Before somebody signs in the book is closed, and the sign-in page could not even say in which centre it stands. What is
kept here hangs at every centre's door; nothing else of the book is.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from desk.core.errors import DeskError
from desk.storage.small_files import keep_object, read_object

if TYPE_CHECKING:
    from desk.services.session import Desk

DOORPLATE = "doorplate.json"
DayHours = tuple[str, ...]
"""Spans of a day as they are read, 08:00—12:00: the page that shows them is there before what could write them."""


@dataclass(frozen=True)
class Doorplate:
    """Name and week 一周开放时间, Monday first; a week of nothing where it is not known."""

    centre: str = ""
    week: tuple[DayHours, ...] = ()

    def hours_on(self, day: date) -> DayHours | None:
        """When it is open on a day; None where that is not known."""
        return self.week[day.weekday()] if self.week else None


def load(folder: Path) -> Doorplate:
    """As it was hung last; an empty one where there is none that can be read."""
    try:
        plate = read_object(folder / DOORPLATE)
        week = tuple(tuple(map(str, day)) for day in plate["week"])
        return Doorplate(str(plate["centre"]), week if len(week) == 7 else ())
    except (TypeError, KeyError):
        return Doorplate()


def of(desk: Desk) -> Doorplate:
    """What the open book says."""
    from desk.books import centre  # not before the page that reads this file is on the screen
    from desk.core.clock_times import span_words

    with desk.read() as work:
        week = centre.spans_by_day(centre.opening_hours(work))
        return Doorplate(
            centre.get(work).name, tuple(tuple(span_words(*span) for span in week[day]) for day in range(7))
        )


def hang(desk: Desk) -> None:
    """Keep what the open book says, now and whenever it is changed, for the next sign-in page."""
    keeper = _Keeper(desk)
    desk.listeners.append(keeper)
    keeper.write()


@dataclass(frozen=True)
class _Keeper:
    """Hears of every change of the centre."""

    desk: Desk

    def hear(self, nouns: frozenset[str], /) -> None:
        """After a commit, in whatever thread it was."""
        if "centre" in nouns:
            self.write()

    def write(self) -> None:
        """A folder that takes nothing, or a book that cannot be read now, does not matter here."""
        with suppress(OSError, DeskError):
            plate = of(self.desk)
            if plate != load(self.desk.folder):
                keep_object(self.desk.folder / DOORPLATE, asdict(plate))
