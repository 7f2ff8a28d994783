"""Finding residents 居民 while somebody types: the index of their names and numbers, and the questions to it.

Asked at every key press, so they are plain SQL past SQLAlchemy: from 200,000 people one is found in 0.03 ms, of which
building a statement would be the larger part. The index is SQLite's FTS5; another engine brings its own here.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, NamedTuple

from sqlalchemy import Select, literal_column, select, text

from desk.core import name_search
from desk.core.work import Work

ID_NUMBERS: Final = ("resident", "residence", "permanent")
"""The papers whose numbers begin with a region code."""


class PersonRow(NamedTuple):
    """A person as the index finds them; ``birth`` as YYYY-MM-DD."""

    id: int
    name: str
    birth: str | None
    sex: str
    village_group: str
    id_number: str
    telephone: str


COLUMNS: Final = ", ".join(f"r.{name}" for name in PersonRow._fields)
BY_TOKENS: Final = (
    f"SELECT {COLUMNS} FROM resident_search s JOIN residents r ON r.id = s.rowid"
    " WHERE resident_search MATCH ? ORDER BY s.rowid DESC LIMIT ?"
)
BY_RANGE: Final = (
    f"SELECT {COLUMNS} FROM residents r WHERE r.id_kind = ? AND r.id_number >= ? AND r.id_number < ?"
    " AND r.id_number != '' AND r.merged_into IS NULL LIMIT ?"
)
NEXT_REGION: Final = (
    "SELECT substr(id_number, 1, 6) FROM residents WHERE id_kind = ? AND id_number > ? AND id_number != ''"
    " AND merged_into IS NULL ORDER BY id_number LIMIT 1"
)
ADD_TOKENS: Final = text("INSERT INTO resident_search(rowid, tails) VALUES (:id, :tails)")
DROP_TOKENS: Final = text("DELETE FROM resident_search WHERE rowid = :id")
INDEXED: Final[Select[Any]] = select(literal_column("rowid")).select_from(text("resident_search"))
"""The ids of all people whom the index knows."""


def people(work: Work, words: list[str], limit: int) -> list[PersonRow]:
    """Up to ``limit`` people whose name, pinyin, initials or run of 4 and more digits fit every word; whole fits first.

    ``words`` as ``name_search.words_of`` makes them, at least one.
    """
    rows = {row[0]: row for row in work.rows(BY_TOKENS, name_search.match(words), limit)}
    if len(rows) == limit:
        whole = work.rows(BY_TOKENS, name_search.match(words, whole=True), limit)
        rows = {row[0]: row for row in (*whole, *rows.values())}
    if len(words) == 1 and words[0][:-1].isdigit() and len(rows) < limit:
        for row in _by_region(work, words[0].upper(), limit):
            rows.setdefault(row[0], row)
            if len(rows) >= limit:
                break
    whole_ids = [word.upper() for word in words if name_search.WHOLE_ID.fullmatch(word)]
    people = [PersonRow._make(row) for row in list(rows.values())[:limit]]
    return [person for person in people if all(person.id_number == number for number in whole_ids)]


def _by_region(work: Work, digits: str, limit: int) -> Iterable[tuple[object, ...]]:
    """People whose number holds digits from inside its region code on, which the index leaves out."""
    for kind in ID_NUMBERS:
        for low, high in name_search.region_ranges(digits, _regions(work, kind)):
            yield from work.rows(BY_RANGE, kind, low, high, limit)


def _regions(work: Work, kind: str) -> list[str]:
    """The region codes of the numbers in the book, each found by one step in the index."""
    codes: list[str] = []
    while rows := work.rows(NEXT_REGION, kind, codes[-1] + "Y" if codes else ""):
        codes.append(rows[0][0])
    return codes


def index(work: Work, id: int, name: str, number: str, telephone: str) -> None:
    """Have a person found by name, ID number and telephone from now on."""
    forget(work, id)
    tails = " ".join(sorted(name_search.tokens(name, number, telephone)))
    work.connection.execute(ADD_TOKENS, {"id": id, "tails": tails})


def forget(work: Work, id: int) -> None:
    """Have a person found no longer."""
    work.connection.execute(DROP_TOKENS, {"id": id})
