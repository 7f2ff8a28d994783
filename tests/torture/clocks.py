"""The PC's clock behind or ahead by minutes to years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from desk.core.clock import Clock
from desk.core.errors import DeskError
from tests.support.clock_words import clock_words
from tests.torture import ground
from tests.torture.ground import Confirmed
from tests.torture.outcome import Outcome, Place, Row, lost, noticed, unharmed

YEAR = timedelta(days=365)
STEPS = (timedelta(minutes=20), timedelta(hours=8), timedelta(days=1), timedelta(days=40), YEAR, 4 * YEAR, 10 * YEAR)


@dataclass(frozen=True)
class Wrong:
    """The real time and something."""

    by: timedelta

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.by


def session_at(book: Path, by: timedelta, place: Place, confirmed: Confirmed, first: int) -> str:
    """Some actions under a clock; what was told before the first of them."""
    asked: list[str] = []
    try:
        desk = ground.opened(book, clock=Clock(Wrong(by)), asked=lambda words: not asked.append(words))
    except DeskError as error:
        return error.message
    told = "; ".join(filter(None, [*asked, *desk.notices, clock_words(desk)]))
    try:
        for n in range(first, first + 4):
            confirmed.take(ground.act(desk, place.dice, n))
    except DeskError as error:
        told = error.message
    finally:
        desk.close()
    return told


def behind(place: Place) -> Outcome:
    """Used just now, then behind: told, and nothing that was confirmed before or under the wrong time is gone."""
    book, confirmed = place.ground.copy(place.folder)
    session_at(book, timedelta(0), place, confirmed, 0)
    told = session_at(book, -place.dice.choice(STEPS), place, confirmed, 10)
    outcome = ground.judged(book, confirmed)
    if outcome.verdict.value == "lost":
        return outcome
    return noticed(told) if told else lost("nobody was told that the clock is behind")


def ahead(place: Place) -> Outcome:
    """More than a year: told before anything is written."""
    book, confirmed = place.ground.copy(place.folder)
    told = session_at(book, place.dice.choice(STEPS[-2:]), place, confirmed, 0)
    return noticed(told) if told else lost("nobody was told that the clock is ahead")


def ahead_and_back(place: Place) -> Outcome:
    """Some actions at a later time, then the right time again: told, and everything is there."""
    book, confirmed = place.ground.copy(place.folder)
    by = place.dice.choice(STEPS)
    session_at(book, by, place, confirmed, 0)
    told = session_at(book, timedelta(0), place, confirmed, 10)
    outcome = ground.judged(book, confirmed)
    if outcome.verdict.value == "lost":
        return outcome
    return noticed(told) if told else lost(f"back from {by} ahead, and nothing is said")


def every_way(place: Place) -> Outcome:
    """The clock jumps to and fro at every sign-in."""
    book, confirmed = place.ground.copy(place.folder)
    told = ""
    for turn in range(5):
        by = place.dice.choice(STEPS) * place.dice.choice((-1, 1))
        told = session_at(book, by, place, confirmed, 10 * turn) or told
    outcome = ground.judged(book, confirmed, refused=told)
    return unharmed() if outcome.verdict.value == "unharmed" else outcome


ROWS = (
    Row("clock behind", 60, 2, behind),
    Row("clock ahead by years", 60, 1, ahead),
    Row("clock ahead, then right again", 60, 2, ahead_and_back),
    Row("clock to and fro", 60, 1, every_way),
)
