"""What was chosen in a list stays chosen while the list is filled anew."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QListWidget


@contextmanager
def same_row(shown: QListWidget) -> Iterator[None]:
    """Inside, the list is filled. Then the same line is chosen again, or what took its place; none where none was."""
    row = shown.currentRow()
    text = shown.item(row).text() if row >= 0 else ""
    yield
    if row >= 0 and shown.count():
        same = [at for at in range(shown.count()) if shown.item(at).text() == text]
        shown.setCurrentRow(min(same, key=lambda at: abs(at - row)) if same else min(row, shown.count() - 1))
