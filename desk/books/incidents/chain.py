"""The chains: each entry carries the hash of the one before it, in its incident and in the book.
docs/incident-chain.md.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from desk.books.incidents.model import SET, EntryKind, IncidentEntry
from desk.books.incidents.verifier import FORMAT, GENESIS, hash_of
from desk.core.words import N_, Worded, _
from desk.core.work import Work

ENTRIES = (
    "SELECT e.id, i.number, e.seq, e.kind, e.happened_at, e.entered_at, e.staff_id, e.author, e.text, e.fields, "
    "e.corrects, e.previous,"
    " e.previous_in_book, e.hash, e.incident_id FROM incident_entries e LEFT JOIN incidents i ON i.id = e.incident_id "
    "{where} ORDER BY e.id"
)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def milliseconds(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)


def moment(milliseconds_: int) -> datetime:
    return EPOCH + timedelta(milliseconds=milliseconds_)


def plain(row: tuple[Any, ...]) -> dict[str, Any]:
    """A row of ``ENTRIES`` as it is exported and hashed: moments as milliseconds since 1970 UTC."""
    (
        book_seq,
        number,
        seq,
        kind,
        happened,
        entered,
        staff_id,
        author,
        text,
        fields,
        corrects,
        previous,
        before,
        hash_,
        _id,
    ) = row
    try:
        content = json.loads(fields)
    except ValueError:
        content = fields
    return {
        "number": number,
        "seq": seq,
        "book_seq": book_seq,
        "kind": kind,
        "happened_at": happened,
        "entered_at": entered,
        "staff_id": staff_id,
        "author": author,
        "text": text,
        "fields": content,
        "corrects": corrects,
        "previous": previous,
        "previous_in_book": before,
        "hash": hash_,
    }


def entry(row: tuple[Any, ...]) -> IncidentEntry:
    book_seq, number, seq, kind, happened, entered, staff_id, author, text, fields, *rest, _incident = row
    return IncidentEntry(
        book_seq,
        number,
        seq,
        EntryKind(kind),
        moment(happened),
        moment(entered),
        staff_id,
        author,
        text,
        json.loads(fields),
        *rest,
    )


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
    def words(self) -> str:
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
        told, incident = plain(row), row[-1]
        place += 1
        told["number"] = _number(told, standing.get(incident, {}))
        if fault := _fault(told, place, previous, heads.get(incident, (0, GENESIS)), sealed):
            return fault
        previous = told["hash"]
        heads[incident] = (told["seq"], previous)
        set_now = {name: told["fields"][name] for name in SET if name in told["fields"]}
        standing.setdefault(incident, {}).update(set_now)
    if place < len(sealed):
        return ChainFault(ChainFaultKind.REMOVED, place + 1, "", 0)
    return next(_odd_incidents(work, standing), None)


def _number(told: dict[str, Any], standing: dict[str, Any]) -> str:
    """The number that the incident's first entry gave it, whatever its row says now."""
    own = told["fields"].get("number", "") if isinstance(told["fields"], dict) else ""
    return str(standing.get("number", own))


def _fault(
    told: dict[str, Any], place: int, previous: str, head: tuple[int, str], sealed: list[str]
) -> ChainFault | None:
    """What is wrong with one entry, given what came before it."""
    number, seq = told["number"] or "", told["seq"]
    if told["book_seq"] != place:
        return ChainFault(ChainFaultKind.REMOVED, place, "", 0)
    if place > len(sealed):
        return ChainFault(ChainFaultKind.INSERTED, place, number, seq)
    if hash_of(told) != told["hash"] or told["hash"] != sealed[place - 1]:
        return ChainFault(ChainFaultKind.CHANGED, place, number, seq)
    if told["previous_in_book"] != previous or (seq, told["previous"]) != (head[0] + 1, head[1]):
        return ChainFault(ChainFaultKind.INSERTED, place, number, seq)
    return None


def _odd_incidents(work: Work, standing: dict[int, dict[str, Any]]) -> Iterator[ChainFault]:
    for id, *columns in work.rows(f"SELECT id, {', '.join(SET)} FROM incidents ORDER BY id"):
        if standing.pop(id, None) != dict(zip(SET, columns, strict=True)):
            yield ChainFault(ChainFaultKind.INCIDENT, 0, columns[0], 0)


def exported(work: Work, incident_id: int) -> dict[str, Any]:
    """An incident with its chain, as ``desk/books/incidents/verifier.py`` reads it."""
    rows = work.rows(ENTRIES.format(where="WHERE e.incident_id = ?"), incident_id)
    entries = [plain(row) for row in rows]
    for told in entries:
        told["number"] = entries[0]["fields"]["number"]
    return {
        "format": FORMAT,
        "number": entries[0]["number"],
        "count": len(entries),
        "head": entries[-1]["hash"],
        "entries": entries,
    }


def head(work: Work, incident_id: int) -> str:
    """The hash of an incident's newest entry: what is printed on its papers."""
    rows = work.rows("SELECT hash FROM incident_entries WHERE incident_id = ? ORDER BY seq DESC LIMIT 1", incident_id)
    return str(rows[0][0]) if rows else GENESIS
