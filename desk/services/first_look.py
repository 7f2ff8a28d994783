"""To whom 待办 was shown today at their first sign-in, beside the data file: once a day, if anything is late."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from desk.services import personal_notes
from desk.services.session import Desk

LOOKS = "looks.json"
DAY = "day"


def is_due(desk: Desk) -> bool:
    """Was it not shown yet today to who is signed in?"""
    return personal_notes.read(desk.folder / LOOKS, desk.actor.id).get(DAY) != desk.clock.today().isoformat()


def note(folder: Path, people: Iterable[int], day: date) -> None:
    """These members of staff, by their ids, are not shown it any more on that day."""
    for id in people:
        personal_notes.keep(folder / LOOKS, id, {DAY: day.isoformat()})
