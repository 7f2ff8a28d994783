"""How wide the columns of each list are on this PC, and which somebody put away; kept beside the data file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from desk.storage.atomic import replace_content

LAYOUTS = "lists.json"


@dataclass(frozen=True)
class ListLayout:
    """What differs from how the list is made, by the headings of its columns."""

    widths: Mapping[str, int] = field(default_factory=dict)
    """Pixels."""
    away: tuple[str, ...] = ()
    """Columns that are not shown, however wide the list is."""


def layout(folder: Path, name: str) -> ListLayout:
    """Of the list of this name; the one that it is made with where nothing was kept or it cannot be read."""
    kept = _read(folder).get(name)
    if not isinstance(kept, dict) or not isinstance(kept.get("widths"), dict):
        return ListLayout()
    widths = {heading: width for heading, width in kept["widths"].items() if isinstance(width, int) and width > 0}
    away = kept.get("away")
    return ListLayout(widths, tuple(map(str, away)) if isinstance(away, list) else ())


def keep(folder: Path, name: str, fresh: ListLayout) -> None:
    """For the next time. Where it cannot be kept, it is forgotten with the window."""
    kept = _read(folder)
    kept.pop(name, None)
    if fresh != ListLayout():
        kept[name] = asdict(fresh)
    with suppress(OSError):
        replace_content(folder / LAYOUTS, json.dumps(kept, ensure_ascii=False).encode(), durable=False)


def _read(folder: Path) -> dict[str, Any]:
    try:
        kept = json.loads((folder / LAYOUTS).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}
