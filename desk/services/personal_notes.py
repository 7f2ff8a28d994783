"""Small things that the program remembers for each person beside the data file, such as which help they have seen.

None of it is of the book: where it cannot be read or kept, the program goes on as if it had never been there.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from desk.storage.atomic import replace_content


def read(file: Path, staff_id: int) -> Mapping[str, object]:
    """What is kept of this person; nothing where there is none, or it cannot be read."""
    kept = _everybody(file).get(str(staff_id))
    return kept if isinstance(kept, Mapping) else {}


def keep(file: Path, staff_id: int, notes: Mapping[str, object]) -> None:
    """In place of what was kept of this person."""
    with suppress(OSError):
        content = json.dumps({**_everybody(file), str(staff_id): notes}, ensure_ascii=False)
        replace_content(file, content.encode(), durable=False)


def _everybody(file: Path) -> dict[str, object]:
    try:
        kept = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}
