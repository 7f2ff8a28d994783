"""Which entries the palette 查找 shows for what is typed, and in which order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from desk.books.registry import books
from desk.core import name_search
from desk.core.book import RecordHit
from desk.core.errors import DeskError
from desk.services.session import Desk
from desk.ui.shell.entries import Entry, Group

ROWS = 8
"""At most, beside what is found in texts, which comes a moment later and stands below."""
RECORDS, TEXTS = 4, 4
"""Of a book, and of all texts."""
SHORTEST_TEXT = 2
"""Characters that are looked for in texts."""


def fitting(entries: Sequence[Entry], typed: str, weights: Mapping[str, float]) -> list[Entry]:
    """The entries that fit, the best first: by how well, then by how much this person uses them; without anything typed
    what they use most.
    """
    parts = list(filter(None, map(name_search.squeezed, typed.split())))
    ranked = []
    for at, entry in enumerate(entries):
        fit = entry.fit(parts)
        if fit is not None:
            ranked.append((fit, -weights.get(entry.key, 0.0), at, entry))
    return [entry for *_rank, entry in sorted(ranked, key=lambda each: each[:3])]


def shared_out(entries: Iterable[Entry], rows: int = ROWS) -> list[Entry]:
    """As many as there are rows, each group having its turn, so that none hides the others; in the groups' order."""
    waiting = {group: [entry for entry in entries if entry.group is group] for group in Group}
    taken = dict.fromkeys(Group, 0)
    left = rows
    while left and any(taken[group] < len(waiting[group]) for group in Group):
        for group in Group:
            if left and taken[group] < len(waiting[group]):
                taken[group] += 1
                left -= 1
    return [entry for group in Group for entry in waiting[group][: taken[group]]]


def records(desk: Desk, typed: str) -> list[RecordHit]:
    """The records whose name or number fits, of each book in turn; nothing where the data file cannot be read just
    now.
    """
    text = typed.strip()
    if not text:
        return []
    try:
        with desk.read() as work:
            return _in_turn([list(book.find_records(work, text, RECORDS)) for book in books()], RECORDS * 2)
    except DeskError:
        return []


def texts(desk: Desk, typed: str) -> list[RecordHit]:
    """What was written with this in it, of each book in turn. Raises ``DeskError``."""
    with desk.read() as work:
        return _in_turn([list(book.find_texts(work, typed.strip(), TEXTS)) for book in books()], TEXTS)


def _in_turn(of_books: Sequence[Sequence[RecordHit]], most: int) -> list[RecordHit]:
    longest = max(map(len, of_books), default=0)
    return [hits[at] for at in range(longest) for hits in of_books if at < len(hits)][:most]
