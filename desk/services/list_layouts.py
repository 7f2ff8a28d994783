"""How wide the columns of each list are on this PC, and which somebody put away; kept beside the data file."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

from desk.core.errors import EnvironmentFailure
from desk.storage.small_files import keep_object, read_object

LAYOUTS = "lists.json"
WIDEST = 10_000
"""Pixels; nobody drags a column further."""


@dataclass(frozen=True)
class ListLayout:
    """What differs from how the list is made, by the headings of its columns."""

    widths: Mapping[str, int] = field(default_factory=dict)
    """Pixels."""
    away: tuple[str, ...] = ()
    """Columns that are not shown, however wide the list is."""


def layout(folder: Path, name: str) -> ListLayout:
    """Of the list of this name; the one that it is made with where nothing was kept or it cannot be read."""
    kept = read_object(folder / LAYOUTS).get(name)
    if not isinstance(kept, dict) or not isinstance(kept.get("widths"), dict):
        return ListLayout()
    widths = {
        heading: width for heading, width in kept["widths"].items() if isinstance(width, int) and 0 < width <= WIDEST
    }
    away = kept.get("away")
    return ListLayout(widths, tuple(map(str, away)) if isinstance(away, list) else ())


def keep(folder: Path, name: str, fresh: ListLayout) -> None:
    """For the next time. Where it cannot be kept, it is forgotten with the window."""
    kept = read_object(folder / LAYOUTS)
    kept.pop(name, None)
    if fresh != ListLayout():
        kept[name] = asdict(fresh)
    with suppress(EnvironmentFailure, OSError):
        keep_object(folder / LAYOUTS, kept)
