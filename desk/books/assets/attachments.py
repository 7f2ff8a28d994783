"""Photos and papers of a card. The files themselves lie beside the book, by the hash of their content."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from desk.books.attachments import AttachmentTable, forget, note
from desk.core.permissions import May
from desk.core.words import _
from desk.core.work import Work
from desk.models.assets import files

MOST = 40


class AttachmentKind(Enum):
    """A picture, or a PDF such as an invoice."""

    PHOTO = "photo"
    PAPER = "paper"


@dataclass(frozen=True)
class Attachment:
    """``file`` is the name under which the content is kept, ``name`` what it was called, ``size`` in bytes."""

    id: int
    kind: AttachmentKind
    file: str
    name: str
    size: int


FILES = AttachmentTable(
    files,
    "asset_id",
    Attachment,
    MOST,
    "asset_file",
    twice=lambda name: _("{name} is there already.", name=name),
    too_many=lambda most: _("{n} files are the most; please remove one first.", n=most),
    made={"kind": AttachmentKind},
    order=(files.c.kind.desc(),),
)


def of(work: Work, asset_id: int) -> list[Attachment]:
    """Photos first, in the order in which they came."""
    return FILES.of(work, asset_id)


def add(work: Work, asset_id: int, kind: AttachmentKind, file: str, name: str, size: int) -> int:
    """Raises ``Refused`` for a file twice and for too many."""
    work.require(May.KEEP_ASSETS)
    return note(work, FILES, asset_id, file, name, kind=kind.value, size=size)


def remove(work: Work, attached: Attachment) -> bool:
    """Take a file off its card. True when nothing refers to it any more."""
    work.require(May.KEEP_ASSETS)
    return forget(work, FILES, attached)
