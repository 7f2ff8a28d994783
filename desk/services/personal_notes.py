"""Small things that the program remembers for each person beside the data file, such as which help they have seen.

None of it is of the book: where it cannot be read or kept, the program goes on as if it had never been there.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from desk.core.errors import EnvironmentFailure
from desk.storage.small_files import keep_object, read_object


def read(file: Path, staff_id: int) -> Mapping[str, object]:
    """What is kept of this person; nothing where there is none, or it cannot be read."""
    kept = read_object(file).get(str(staff_id))
    return kept if isinstance(kept, Mapping) else {}


def keep(file: Path, staff_id: int, notes: Mapping[str, object]) -> None:
    """In place of what was kept of this person."""
    with suppress(EnvironmentFailure, OSError):
        keep_object(file, {**read_object(file), str(staff_id): notes})
