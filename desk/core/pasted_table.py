"""A range that was copied in a spreadsheet and pasted here: it stands in memory only, where a file has its path."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from desk.core.words import P_


@dataclass(frozen=True, eq=False)
class PastedTable:
    """Rows between tabs, or a table of a web page where the clipboard has no other."""

    content: bytes
    """Its text in UTF-8."""
    kind: str = "text"
    """``text`` or ``html``."""

    def __repr__(self) -> str:
        return f"PastedTable({len(self.content)} bytes)"

    @property
    def name(self) -> str:
        """What stands where a file has its name: in messages, and in the audit."""
        return P_("name of what was pasted", "Pasted")

    @property
    def digest(self) -> str:
        """SHA-256, by which the book knows it again."""
        return hashlib.sha256(self.content).hexdigest()


Source = Path | PastedTable
"""Where a table comes from."""
