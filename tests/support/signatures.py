"""Signatures for tests of the books: as the session makes them after a checked password."""

from __future__ import annotations

from desk.books.signatures import Signature
from desk.core.work import Work


def signed(work: Work, id: int) -> Signature:
    return Signature(id, work.now)
