"""What is known to be lost without a word, and why. A gap that no longer occurs makes the run fail, so that the list
stays true.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Gap:
    """A row of the table that may lose something."""

    row: str
    words: str
    """What stands in the words of such a loss; another loss in the same row is none of this gap."""
    why: str
    after: int = 1
    """Trials after which it must have been seen; fewer prove nothing about a loss that needs luck."""


BY_DESIGN = "nothing outside the folder remembers; a backup on a second place does (docs/security.md)"
GAPS: tuple[Gap, ...] = (
    Gap("closed: the whole folder an earlier one", "gone: ", BY_DESIGN),
    Gap(
        "old key file: reads today's book without the program",
        "yesterday's key file",
        "until the book's key is changed: the trial only disables the person",
    ),
)
