"""The chains 哈希链: each entry carries the hash of the one before it, in its incident and in the book.
docs/incident-chain.md.

Two things are SQL text past SQLAlchemy here. The walk over the whole book hashes what stands in the file, even where
that is no JSON any more, and a hundred thousand entries would take half as long again through the column types. And the
ends of the chains are asked for with every line that somebody enters: 0.11 ms of work for a line instead of 0.23 ms.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, select

from desk.books.incidents.model import SET
from desk.books.incidents.verifier import FORMAT, GENESIS, hash_of
from desk.core.words import N_, Worded, _
from desk.core.work import Work
from desk.models.incidents import entries

COLUMNS = {
    "book_seq": "e.id",
    "number": "i.number",
    "seq": "e.seq",
    "kind": "e.kind",
    "happened_at": "e.happened_at",
    "entered_at": "e.entered_at",
    "staff_id": "e.staff_id",
    "author": "e.author",
    "text": "e.text",
    "fields": "e.fields",
    "corrects": "e.corrects",
    "previous": "e.previous",
    "previous_in_book": "e.previous_in_book",
    "hash": "e.hash",
    "incident_id": "e.incident_id",
}
ENTRIES = (
    f"SELECT {', '.join(COLUMNS.values())} FROM incident_entries e LEFT JOIN incidents i ON i.id = e.incident_id"
    " {where} ORDER BY e.id"
)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def moment(milliseconds: int) -> datetime:
    """The moment, UTC, of whole milliseconds since 1970: the other way round than ``clock.milliseconds``."""
    return EPOCH + timedelta(milliseconds=milliseconds)


def plain(row: tuple[Any, ...]) -> dict[str, Any]:
    """A row of ``ENTRIES`` as it is exported and hashed: moments as milliseconds since 1970 UTC."""
    entry = dict(zip(COLUMNS, row, strict=True))
    del entry["incident_id"]
    with suppress(ValueError):
        entry["fields"] = json.loads(entry["fields"])
    return entry


class ChainFaultKind(Worded):
    """What happened to an entry outside the program."""

    CHANGED = "changed", N_("was changed")
    REMOVED = "removed", N_("was removed, or others were moved before it")
    INSERTED = "inserted", N_("was inserted or moved")
    INCIDENT = "incident", N_("does not stand as its entries say")


@dataclass(frozen=True)
class ChainFault:
    """The first thing that does not hold. ``book_seq`` is the entry's place in the book, 0 for an incident's own
    row.
    """

    what: ChainFaultKind
    book_seq: int
    number: str
    seq: int

    @property
    def sentence(self) -> str:
        """What is said of it."""
        if self.what is ChainFaultKind.INCIDENT:
            return _("Incident {number} does not stand as its entries say.", number=self.number)
        named = _("{number} entry {seq}", number=self.number, seq=self.seq) if self.number else ""
        return _(
            "Emergency log: entry {n} of the book {named} {what}.", n=self.book_seq, named=named, what=self.what.label
        )


SEALED = "SELECT after FROM audit WHERE action = 'incident.entry' ORDER BY id"
"""The hash of every entry also stands in the audit chain, so that entries cut off at the end are missed."""


def first_fault(work: Work) -> ChainFault | None:
    """Walk the whole book; None when every entry and every incident holds."""
    sealed = [json.loads(after)["hash"] for (after,) in work.rows(SEALED)]
    previous, place = GENESIS, 0
    heads: dict[int, tuple[int, str]] = {}
    standing: dict[int, dict[str, Any]] = {}
    for row in work.rows(ENTRIES.format(where="")):
        entry, incident = plain(row), row[-1]
        place += 1
        entry["number"] = _number(entry, standing.get(incident, {}))
        if fault := _fault(entry, place, previous, heads.get(incident, (0, GENESIS)), sealed):
            return fault
        previous = entry["hash"]
        heads[incident] = (entry["seq"], previous)
        set_now = {name: entry["fields"][name] for name in SET if name in entry["fields"]}
        standing.setdefault(incident, {}).update(set_now)
    if place < len(sealed):
        return ChainFault(ChainFaultKind.REMOVED, place + 1, "", 0)
    return next(_odd_incidents(work, standing), None)


def _number(entry: dict[str, Any], standing: dict[str, Any]) -> str:
    """The number that the incident's first entry gave it, whatever its row says now."""
    own = entry["fields"].get("number", "") if isinstance(entry["fields"], dict) else ""
    return str(standing.get("number", own))


def _fault(
    entry: dict[str, Any], place: int, previous: str, head: tuple[int, str], sealed: list[str]
) -> ChainFault | None:
    """What is wrong with one entry, given what came before it."""
    number, seq = entry["number"] or "", entry["seq"]
    if entry["book_seq"] != place:
        return ChainFault(ChainFaultKind.REMOVED, place, "", 0)
    if place > len(sealed):
        return ChainFault(ChainFaultKind.INSERTED, place, number, seq)
    if hash_of(entry) != entry["hash"] or entry["hash"] != sealed[place - 1]:
        return ChainFault(ChainFaultKind.CHANGED, place, number, seq)
    if entry["previous_in_book"] != previous or (seq, entry["previous"]) != (head[0] + 1, head[1]):
        return ChainFault(ChainFaultKind.INSERTED, place, number, seq)
    return None


INCIDENTS = f"SELECT id, {', '.join(SET)} FROM incidents ORDER BY id"


def _odd_incidents(work: Work, standing: dict[int, dict[str, Any]]) -> Iterator[ChainFault]:
    for id, *columns in work.rows(INCIDENTS):
        incident = dict(zip(SET, columns, strict=True))
        if standing.pop(id, None) != incident:
            yield ChainFault(ChainFaultKind.INCIDENT, 0, incident["number"], 0)


def exported(work: Work, incident_id: int) -> dict[str, Any]:
    """An incident with its chain, as ``desk/books/incidents/verifier.py`` reads it."""
    rows = work.rows(ENTRIES.format(where="WHERE e.incident_id = ?"), incident_id)
    exported_entries = [plain(row) for row in rows]
    number = exported_entries[0]["fields"]["number"]
    for entry in exported_entries:
        entry["number"] = number
    return {
        "format": FORMAT,
        "number": number,
        "count": len(exported_entries),
        "head": exported_entries[-1]["hash"],
        "entries": exported_entries,
    }


HEAD = (
    select(entries.c.hash)
    .where(entries.c.incident_id == bindparam("incident_id"))
    .order_by(entries.c.seq.desc())
    .limit(1)
)


def head(work: Work, incident_id: int) -> str:
    """The hash of an incident's newest entry: what is printed on its papers."""
    return work.connection.scalars(HEAD, {"incident_id": incident_id}).first() or GENESIS


BOOK_HEAD = select(entries.c.id, entries.c.hash).order_by(entries.c.id.desc()).limit(1)


def book_head(work: Work) -> tuple[int, str]:
    """How many entries the whole book has, and the hash of the newest one."""
    row = work.connection.execute(BOOK_HEAD).first()
    return (row.id, row.hash) if row else (0, GENESIS)


ENDS = (
    "SELECT i.number, own.seq, own.hash, last.id, last.hash, last.entered_at FROM incidents i"
    " LEFT JOIN (SELECT id, hash, entered_at FROM incident_entries ORDER BY id DESC LIMIT 1) last ON TRUE"
    " LEFT JOIN (SELECT seq, hash FROM incident_entries WHERE incident_id = ? ORDER BY seq DESC LIMIT 1) own ON TRUE"
    " WHERE i.id = ?"
)


@dataclass(frozen=True)
class ChainEnds:
    """Where the next entry of an incident follows on: in the incident, and in the book. ``entered_at`` is when the
    book's last entry was written, None while there is none.
    """

    number: str
    seq: int
    hash: str
    book_seq: int
    book_hash: str
    entered_at: datetime | None


def ends(work: Work, incident_id: int) -> ChainEnds:
    """The ends of the two chains, in one question. Good for the next entry only under the write lock."""
    [(number, seq, own_hash, book_seq, book_hash, entered_at)] = work.rows(ENDS, incident_id, incident_id)
    written = None if entered_at is None else moment(entered_at)
    return ChainEnds(number, seq or 0, own_hash or GENESIS, book_seq or 0, book_hash or GENESIS, written)
