"""One entry of the emergency log 应急日志: sealed into two chains, never changed; the one place that adds any."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, update

from desk.books.incidents import chain
from desk.books.incidents.model import EntryKind
from desk.books.incidents.verifier import hash_of
from desk.core.clock import milliseconds
from desk.core.errors import refuse_wrong
from desk.core.permissions import May
from desk.core.words import P_, _, on_record
from desk.core.work import Work
from desk.models.incidents import entries, incidents
from desk.text import mended, mended_content

LONGEST = 5000
"""Characters of one entry; a longer report belongs on a paper that the entry names."""
AHEAD = timedelta(minutes=1)
"""How far two clocks may differ before a happening is in the future."""


def enter(
    work: Work,
    incident_id: int,
    kind: EntryKind,
    text: str,
    fields: Mapping[str, Any],
    happened_at: datetime | None,
    corrects: int | None = None,
) -> int:
    """Add one entry to the two chains and bring the incident's row up to date."""
    work.require(May.SERVE)
    text, happened = mended(text).strip(), happened_at or work.now
    check_text(text)
    to_come = _("This time is still to come. Please enter when it was.")
    refuse_wrong([("happened_at", happened > work.now + AHEAD, to_come)])
    ends = chain.ends(work, incident_id)
    content = mended_content(fields)
    if ends.entered_at and work.now < ends.entered_at:
        content["clock_back_ms"] = milliseconds(ends.entered_at) - milliseconds(work.now)
    row = {
        "number": ends.number,
        "seq": ends.seq + 1,
        "book_seq": ends.book_seq + 1,
        "kind": kind.value,
        "happened_at": milliseconds(happened),
        "entered_at": milliseconds(work.now),
        "staff_id": work.actor.id,
        "author": _author(work, content),
        "text": text,
        "fields": content,
        "corrects": corrects,
        "previous": ends.hash,
        "previous_in_book": ends.book_hash,
    }
    seal = hash_of(row)
    _store(work, row, {"incident_id": incident_id, "hash": seal, "happened_at": happened, "entered_at": work.now})
    _bring_up(work, incident_id, fields, new=kind is EntryKind.OPEN)
    work.audit("incident.entry", f"incident_entries:{row['book_seq']}", after={"hash": seal})
    return ends.seq + 1


def _store(work: Work, row: Mapping[str, Any], rest: Mapping[str, Any]) -> None:
    """The row as it was sealed, with ``rest`` as the table has it, under its number in the book's chain."""
    sealed = {name: value for name, value in row.items() if name not in ("number", "book_seq")}
    work.add(entries, {**sealed, **rest, "id": row["book_seq"]})


def check_text(text: str) -> None:
    """Raises ``Invalid`` for an entry that says nothing or too much."""
    refuse_wrong(
        [
            ("text", not mended(text).strip(), _("Please enter what happened.")),
            (
                "text",
                len(text) > LONGEST,
                _("This entry has {n} characters; {most} is the most. Please split it.", n=len(text), most=LONGEST),
            ),
        ]
    )


def _author(work: Work, fields: Mapping[str, Any]) -> str:
    with on_record():
        return P_("log of an incident", "(locked)") if "locked" in fields else work.actor.name


BRINGING_UP = update(incidents).where(incidents.c.id == bindparam("incident_id"))


def _bring_up(work: Work, incident_id: int, fields: Mapping[str, Any], *, new: bool) -> None:
    columns = {name: value for name, value in fields.items() if name in incidents.c and not new}
    if "closed_at" in columns and columns["closed_at"] is not None:
        columns["closed_at"] = chain.moment(columns["closed_at"])
    if columns:
        work.connection.execute(BRINGING_UP, {**columns, "incident_id": incident_id})
