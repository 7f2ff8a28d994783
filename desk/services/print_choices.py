"""On which printer and paper each kind of document is printed on this PC, kept beside the data file."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from desk.core.errors import EnvironmentFailure
from desk.core.paper_kinds import PaperKind, Sheet
from desk.storage.small_files import keep_object, read_object

PRINTING = "printing.json"


@dataclass(frozen=True)
class PrintChoice:
    """``printer`` by the name that the system has for it; empty for the system's own choice."""

    printer: str = ""
    sheet: str = Sheet.OWN.value
    duplex: bool = False


def choice(folder: Path, kind: PaperKind) -> PrintChoice:
    """What was chosen for this kind last; the usual one where nothing was, or it cannot be read."""
    kept = read_object(folder / PRINTING).get(kind.value)
    known = {field.name for field in fields(PrintChoice)}
    given = {name: value for name, value in kept.items() if name in known} if isinstance(kept, dict) else {}
    chosen = PrintChoice(**given)
    right = isinstance(chosen.printer, str) and chosen.sheet in {sheet.value for sheet in Sheet}
    return chosen if right and isinstance(chosen.duplex, bool) else PrintChoice()


def are_made(folder: Path) -> bool:
    """Was anything chosen on this PC yet?"""
    return bool(read_object(folder / PRINTING))


def keep(folder: Path, kind: PaperKind, chosen: PrintChoice) -> None:
    """For the next document of this kind. Where it cannot be kept, it is chosen again."""
    with suppress(EnvironmentFailure, OSError):
        keep_object(folder / PRINTING, {**read_object(folder / PRINTING), kind.value: asdict(chosen)})
