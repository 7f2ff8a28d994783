"""Photos and papers of a card. The files themselves lie beside the book, by the hash of their content."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from sqlalchemy import delete, select

from desk.books import attachment_index
from desk.core.errors import Refused
from desk.core.permissions import May
from desk.core.words import _
from desk.core.work import Work
from desk.models.assets import files

MOST = 40


class AttachmentKind(Enum):
    PHOTO = "photo"
    PAPER = "paper"


@dataclass(frozen=True)
class Attachment:
    """``file`` is the name under which the content is kept, ``name`` what it was called, ``size`` in bytes."""

    id: int
    sort: AttachmentKind
    file: str
    name: str
    size: int


def of(work: Work, asset_id: int) -> list[Attachment]:
    """Photos first, in the order in which they came."""
    query = select(files).where(files.c.asset_id == asset_id).order_by(files.c.kind.desc(), files.c.id)
    rows = work.connection.execute(query)
    return [Attachment(row.id, AttachmentKind(row.kind), row.file, row.name, row.size) for row in rows]


def add(work: Work, asset_id: int, sort: AttachmentKind, file: str, name: str, size: int) -> int:
    """Raises ``Refused`` for a file twice and for too many."""
    work.require(May.KEEP_ASSETS)
    present = of(work, asset_id)
    if any(one.file == file for one in present):
        raise Refused(_("{name} is there already.", name=name))
    if len(present) >= MOST:
        raise Refused(_("{n} files are the most; please remove one first.", n=MOST))
    row = {
        "asset_id": asset_id,
        "kind": sort.value,
        "file": file,
        "name": name[:80],
        "size": size,
        "staff_id": work.actor.id,
        "at": work.now,
    }
    id = work.add(files, row)
    work.audit("asset_file.add", f"asset_files:{id}", after={"asset": asset_id, "file": file})
    return id


def remove(work: Work, one: Attachment) -> bool:
    """Take a file off its card. True when nothing refers to it any more."""
    work.require(May.KEEP_ASSETS)
    work.connection.execute(delete(files).where(files.c.id == one.id))
    work.audit("asset_file.remove", f"asset_files:{one.id}", before={"file": one.file})
    return one.file not in attachment_index.names(work)
