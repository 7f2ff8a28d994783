"""Heads that were counted, and how many can be believed: a slip of the finger adds a digit or two."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, or_

TIMES, ALWAYS = 50, 1000
"""So many times the places there are is more than ever came; up to so many people are believed anywhere."""


def most_people(places: int | None, most: int) -> int:
    """The most people that are believed where there are so many ``places``; ``most`` where nobody knows how many."""
    return most if places is None else min(most, max(TIMES * places, ALWAYS))


def is_beyond(people: ColumnElement[int], places: ColumnElement[int | None], most: int) -> ColumnElement[bool]:
    """The same of a row: are there more than are believed?"""
    return or_(people > most, and_(people > ALWAYS, people > TIMES * places))
