"""The key slots 密钥槽 of the open data file, read and changed inside one write of it."""

from __future__ import annotations

from desk.core.work import Work
from desk.services import continuity
from desk.services.session import Desk
from desk.storage import data_file_id, keys
from desk.storage.keys import KeyFile


def present(desk: Desk, work: Work) -> KeyFile:
    """The key slots as they are at this moment of a write: what another program committed just now is among them.

    Asked before the one change that a transaction may make: after it, what is prepared is not committed yet."""
    assert not work.key_changes
    keys.settle_or_discard(desk.folder, desk.store.key, data_file_id.key_generation(work.connection))
    return KeyFile.load(desk.folder)


def save(desk: Desk, work: Work, slots: KeyFile) -> None:
    """File and book agree which change was the last: a book that says more means an older file."""
    generation = max(slots.generation, data_file_id.key_generation(work.connection) + 1)
    slots.of_book(data_file_id.book_id(work.connection), generation).prepare(desk.folder, desk.store.key)
    work.key_changes.append(generation)
    continuity.note_key_generation(work, generation)
