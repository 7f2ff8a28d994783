"""Comparing a file with the book, and storing it, as the window and the command line do."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from desk.books import updates
from desk.books.imports import Reading
from desk.books.updates import PreparedUpdate, UpdateCounts
from desk.services import accounts
from desk.services.session import Desk


def written(file: Path, rows: Iterable[Sequence[object]]) -> Path:
    with file.open("w", encoding="utf-8", newline="") as content:
        csv.writer(content).writerows(rows)
    return file


def compared(desk: Desk, kind: str, file: Path, **chosen: Any) -> PreparedUpdate:
    with desk.read() as work:
        return updates.prepare(work, kind, file, Reading(**chosen))


def updated(desk: Desk, kind: str, file: Path, *, gone: bool = False) -> UpdateCounts:
    prepared = compared(desk, kind, file)
    assert [each.text for each in prepared.file.rejected] == []
    return accounts.bring_up_to_date(desk, prepared, prepared.usual(gone=gone), file)


def groups(prepared: PreparedUpdate) -> tuple[int, int, int, int, int]:
    """New, changed, gone, the same, and problems."""
    file = prepared.file
    return len(file.good), len(prepared.changed), len(prepared.gone), prepared.same, len(file.rejected)


def told(prepared: PreparedUpdate) -> list[tuple[str, str, str]]:
    """Every difference: field, stored and file."""
    return [(each.label, each.stored, each.file) for row in prepared.changed for each in row.differences]
