"""Lines of the emergency log while the disk is full 应急备用记录: beside the data file, until there is room again.

No other book has a reserve, since nothing else is so pressing that it may not wait for the disk; so the emergency log
is named here and declares nothing of it.
"""

from __future__ import annotations

from desk.books.incidents import queries, reserve_import
from desk.core.errors import EnvironmentFailure, LockedOut
from desk.services.session import Desk


def log_line(desk: Desk, number: str, text: str) -> bool:
    """Write a line of an incident, by its number, after those that wait. False when it waits in the reserve itself.
    Raises ``Invalid`` for what cannot be written at all, ``EnvironmentFailure`` when not even the reserve took it.
    """
    take_in(desk)
    try:
        with desk.write() as work:
            reserve_import.write(work, queries.by_number(work, number).id, text)
    except (EnvironmentFailure, LockedOut):
        desk.reserve.note(reserve_import.line_for(desk.actor, desk.clock.now(), number, text))
        return False
    return True


def take_in(desk: Desk) -> str:
    """Bring what waits in the reserve into the log. Words about it; empty when nothing waits or the book is full.

    What cannot be read is told by ``unread_words``; its file is set aside and never cleared.
    """
    try:
        lines, unreadable = desk.reserve.lines(), desk.reserve.unreadable()
        if not lines and not unreadable:
            return ""
        with desk.write() as work:
            numbers = reserve_import.take_in(work, lines, unreadable)
        if unreadable:
            kept_as = desk.reserve.set_aside(desk.clock.now())
            desk.unread_lines = reserve_import.unread_sentence(unreadable, kept_as)
        desk.reserve.clear()
    except EnvironmentFailure:
        return ""
    return reserve_import.taken_in_sentence(numbers) if lines else ""


def unread_words(desk: Desk) -> str:
    """Once: words about lines of the reserve that could not be read."""
    sentence, desk.unread_lines = desk.unread_lines, ""
    return sentence
