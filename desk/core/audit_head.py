"""The newest line of the audit chain, as it is kept outside the data file; light enough for the sign-in page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class AuditHead:
    """An audit line: its number, its moment in milliseconds UTC, its hash."""

    number: int
    at: int
    hash: str
