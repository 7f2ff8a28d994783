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
BY_TOKENS_AND_NUMBER: Final = BY_TOKENS.replace(
    " ORDER BY", f" AND r.id_kind IN {ID_NUMBERS} AND instr(r.id_number, ?) BETWEEN 1 AND {name_search.REGION} ORDER BY"
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


def people(work: Work, parts: list[str], limit: int) -> list[PersonRow]:
    """Up to ``limit`` people whose name, pinyin, initials or run of 4 and more digits fit every word; whole fits first.

    ``parts`` as ``name_search.words_of`` makes them, at least one.
    """
    rows = {row[0]: row for row in work.rows(BY_TOKENS, name_search.match(parts), limit)}
    if len(rows) == limit:
        whole = work.rows(BY_TOKENS, name_search.match(parts, whole=True), limit)
        rows = {row[0]: row for row in (*whole, *rows.values())}
    if len(parts) == 1 and parts[0][:-1].isdigit() and len(rows) < limit:
        for row in _by_region(work, parts[0].upper(), limit):
            rows.setdefault(row[0], row)
            if len(rows) >= limit:
                break
    if len(parts) > 1 and len(rows) < limit:
        for row in _by_begun_number(work, parts, limit):
            rows.setdefault(row[0], row)
    whole_ids = [word.upper() for word in parts if name_search.WHOLE_ID.fullmatch(word)]
    people = [PersonRow._make(row) for row in list(rows.values())[:limit]]
    return [person for person in people if all(person.id_number == number for number in whole_ids)]


def _by_region(work: Work, digits: str, limit: int) -> Iterable[tuple[object, ...]]:
    """People whose number holds digits from inside its region code on, which the index leaves out."""
    for kind in ID_NUMBERS:
        for low, high in name_search.region_ranges(digits, _regions(work, kind)):
            yield from work.rows(BY_RANGE, kind, low, high, limit)


def _by_begun_number(work: Work, parts: list[str], limit: int) -> Iterable[tuple[object, ...]]:
    """People of a name whose number holds what is typed of it, from inside its region code on: of that the index has
    what comes behind the region code only.
    """
    begun = next((word for word in parts if word[:-1].isdigit() and not name_search.WHOLE_ID.fullmatch(word)), "")
    if not begun:
        return
    others = [word for word in parts if word != begun]
    regions = {region for kind in ID_NUMBERS for region in _regions(work, kind)}
    for rest in name_search.behind_region(begun, regions):
        wanted = name_search.match([*others, rest] if rest else others)
        yield from work.rows(BY_TOKENS_AND_NUMBER, wanted, begun.upper(), limit)


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
