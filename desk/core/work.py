"""One action: a transaction that knows who is signed in and what time it is, and writes its own audit lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any, Protocol

from sqlalchemy import Connection, Row, Table, and_, update

from desk.core import inserting
from desk.core.audit import GENESIS, LAST_LINE, canonical, line_hash
from desk.core.audit_head import AuditHead
from desk.core.clock import local, milliseconds
from desk.core.errors import NotAllowed
from desk.core.permissions import ALLOWED, May, Role
from desk.core.words import _
from desk.models.audit import audit
from desk.text import mended


@dataclass(frozen=True)
class Actor:
    """The signed-in person."""

    id: int
    name: str
    role: Role

    def may(self, what: May) -> bool:
        """Does the role allow it? For showing and hiding; what is written asks by ``Work.require``."""
        return what in ALLOWED[self.role]


@dataclass(frozen=True)
class Work:
    """What every book function works with. ``now`` is UTC, ``today`` the centre's day."""

    connection: Connection
    actor: Actor
    now: datetime
    audited: list[AuditHead] = field(default_factory=list, compare=False)
    """The audit lines of this transaction, in order."""
    key_changes: list[int] = field(default_factory=list, compare=False)
    """Changes of the key slots that were prepared in this transaction, by number: they count from its commit on."""
    written: set[str] = field(default_factory=set, compare=False)
    """The tables that got rows past SQLAlchemy, by their names; the store notes what else is written."""
    remarks: list[str] = field(default_factory=list, compare=False)
    """What whoever did this is told once it is stored."""

    @cached_property
    def today(self) -> date:
        """The centre's day at the moment of this action."""
        return local(self.now).date()

    def require(self, what: May) -> None:
        """Raises ``NotAllowed`` when the signed-in person's role may not do this."""
        if not self.actor.may(what):
            raise NotAllowed(
                _("Your role ({role}) may not do this. Please ask the manager.", role=self.actor.role.label)
            )

    def add(self, table: Table, values: Mapping[str, Any]) -> int:
        """Insert one row; its id."""
        self.written.add(table.name)
        return inserting.add_row(self.connection, table, values)

    def add_all(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        """Insert rows that have the same columns; none is no fault."""
        self.written.add(table.name)
        inserting.add_rows(self.connection, table, rows)

    def change(self, table: Table, id: int, values: Mapping[str, Any]) -> None:
        """Set columns of the row with this id."""
        self.written.add(table.name)
        inserting.change_row(self.connection, table, id, values)

    def put(self, table: Table, key: Mapping[str, Any], values: Mapping[str, Any]) -> None:
        """Set ``values`` in the row with this ``key``, or insert it. The write lock keeps anybody else from doing the
        same in between.
        """
        mine = and_(*(table.c[name] == value for name, value in key.items()))
        if not self.connection.execute(update(table).where(mine).values(values)).rowcount:
            self.add_all(table, [{**key, **values}])

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """A plain SQL question in this transaction, past SQLAlchemy: for what is asked at every key press or in every
        action.
        """
        cursor = self.connection.connection.cursor()
        try:
            cursor.execute(query, values)
            return list(cursor.fetchall())
        finally:
            cursor.close()

    def audit(
        self,
        action: str,
        subject: str,
        before: Mapping[str, Any] | None = None,
        after: Mapping[str, Any] | None = None,
    ) -> None:
        """Append one line to the chain: ``subject`` is ``table:id``, before and after only what changed."""
        last = self.rows(LAST_LINE)
        number, previous = last[0] if last else (0, GENESIS)
        line = {
            "id": number + 1,
            "at": self.now,
            "staff_id": self.actor.id,
            "action": action,
            "subject": mended(subject),
            "before": canonical(before),
            "after": canonical(after),
            "previous_hash": previous,
        }
        seal = line_hash(line)
        self.add_all(audit, [{**line, "hash": seal}])
        self.audited.append(AuditHead(number + 1, milliseconds(self.now), seal))


def changes(before: Row[Any] | Mapping[str, Any], after: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The fields of ``after`` that differ, as (was, is)."""
    old = before if isinstance(before, Mapping) else before._mapping
    names = [name for name, value in after.items() if old[name] != value]
    return {name: old[name] for name in names}, {name: after[name] for name in names}


class Listener(Protocol):
    """Wants to know what actions changed."""

    def hear(self, nouns: frozenset[str], /) -> None:
        """These books, by their names, were changed and stored just now; called from any thread."""
