"""Keeping a photo or paper of any book: its row and its file come and go together."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from desk.books.incidents import log
from desk.core import pictures
from desk.core.work import Work
from desk.services.session import Desk

Noted = TypeVar("Noted")


def attach(desk: Desk, content: bytes, note: Callable[[Work, str], Noted]) -> Noted:
    """Keep some bytes, and ``note`` in the same transaction whose they are, by the name of their file.

    What ``note`` refuses leaves no file, and a file that cannot be written leaves no row. Raises what ``note`` raises,
    and ``EnvironmentFailure``.
    """
    with desk.write() as work:
        noted = note(work, desk.files.name_of(content))
        desk.files.put(content)
    return noted


def detach(desk: Desk, file: str, remove: Callable[[Work], bool]) -> None:
    """Let a book ``remove`` its row; the file goes after the commit, when nothing refers to it any more."""
    with desk.write() as work:
        unused = remove(work)
    if unused:
        desk.files.remove(file)


def add_incident_photo(desk: Desk, incident_id: int, path: Path, text: str = "") -> int:
    """A photo in the log of an incident. The entry's number. Raises ``DeskError``."""
    picture = pictures.read(path)
    seal = hashlib.sha256(picture.content).hexdigest()
    return attach(
        desk, picture.content, lambda work, file: log.photo(work, incident_id, file, picture.name, seal, text)
    )
