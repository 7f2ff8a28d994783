"""Photos and papers 照片与附件 of any book's records: one way to keep them, whichever table says whose they are.

The files lie encrypted beside the data file, by the keyed hash of their content; a book's table holds their names.
``desk.services.attachments`` brings both together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Generic, Protocol, TypeVar

from sqlalchemy import Column, ColumnElement, Table, delete, select, union

from desk.books import attachment_index
from desk.core.errors import Refused
from desk.core.records import records
from desk.core.words import _
from desk.core.work import Work


class AttachedFile(Protocol):
    """A row of such a table: its id, and ``file``, the name under which the content is kept."""

    @property
    def id(self) -> int:
        """Of the row that says whose the file is."""

    @property
    def file(self) -> str:
        """The file's name in the store beside the book."""


A = TypeVar("A", bound=AttachedFile)


@dataclass(frozen=True)
class AttachmentTable(Generic[A]):
    """Which files belong to which records. Whether somebody may add one, the book asks before."""

    table: Table
    owner: str
    """The column that says whose a file is."""
    record: type[A]
    most: int
    """For one owner."""
    action: str
    """How the audit calls it, before ``.add`` and ``.remove``."""
    twice: Callable[[str], str]
    """The words for a file that its owner has already, by the file's own name."""
    too_many: Callable[[int], str]
    """The words for one more than ``most``."""
    made: Mapping[str, Callable[[Any], Any]] = field(default_factory=dict)
    """What columns hold, as fields hold it."""
    order: tuple[ColumnElement[Any], ...] = ()
    """Before the order in which they came."""

    def of(self, work: Work, owner_id: int) -> list[A]:
        """The files of a record."""
        columns = (self.table.c[each.name] for each in fields(self.record))  # type: ignore[arg-type]
        query = select(*columns).where(self.table.c[self.owner] == owner_id).order_by(*self.order, self.table.c.id)
        return records(work.connection.execute(query), self.record, **self.made)


@dataclass(frozen=True)
class Photo:
    """``file`` is the name under which its content is kept; ``name`` what the camera called it; pixels."""

    id: int
    file: str
    name: str
    width: int
    height: int


P = TypeVar("P", bound=Photo)


def photo_table(table: Table, owner: str, record: type[P], most: int, action: str) -> AttachmentTable[P]:
    """The photos of a book's records, in the order in which they were added."""
    return AttachmentTable(
        table,
        owner,
        record,
        most,
        action,
        twice=lambda _name: _("This photo is there already."),
        too_many=lambda many: _("{n} photos are the most; please remove one first.", n=many),
    )


def note(work: Work, table: AttachmentTable[A], owner_id: int, file: str, name: str, **columns: Any) -> int:
    """Note a file, by the name under which it is kept and what it was called. Its id. Raises ``Refused`` for a file
    twice and for too many.
    """
    present = table.of(work, owner_id)
    if any(each.file == file for each in present):
        raise Refused(table.twice(name))
    if len(present) >= table.most:
        raise Refused(table.too_many(table.most))
    row = {table.owner: owner_id, "file": file, "name": name[:80], **columns}
    id = work.add(table.table, {**row, "staff_id": work.actor.id, "at": work.now})
    whose = table.owner.removesuffix("_id")
    work.audit(f"{table.action}.add", f"{table.table.name}:{id}", after={whose: owner_id, "file": file})
    return id


def forget(work: Work, table: AttachmentTable[A], attached: A) -> bool:
    """Take a file off its record. True when nothing of any book refers to it any more."""
    work.connection.execute(delete(table.table).where(table.table.c.id == attached.id))
    work.audit(f"{table.action}.remove", f"{table.table.name}:{attached.id}", before={"file": attached.file})
    return attached.file not in attachment_index.names(work)


def files_in(*columns: Column[str]) -> Callable[[Work], Iterable[str]]:
    """The names that some columns hold, as a book declares its attachments; an empty one is none."""

    def names(work: Work) -> Iterable[str]:
        return work.connection.execute(union(*(select(each).where(each != "") for each in columns))).scalars()

    return names
