"""On which printer and paper each kind of document is printed on this PC, kept beside the data file."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from desk.core.paper_kinds import PaperKind, Sheet
from desk.storage.atomic import replace_content

PRINTING = "printing.json"


@dataclass(frozen=True)
class PrintChoice:
    """``printer`` by the name that the system has for it; empty for the system's own choice."""

    printer: str = ""
    sheet: str = Sheet.OWN.value
    duplex: bool = False


def choice(folder: Path, kind: PaperKind) -> PrintChoice:
    """What was chosen for this kind last; the usual one where nothing was, or it cannot be read."""
    kept = _read(folder).get(kind.value)
    known = {field.name for field in fields(PrintChoice)}
    given = {name: value for name, value in kept.items() if name in known} if isinstance(kept, dict) else {}
    chosen = PrintChoice(**given)
    right = isinstance(chosen.printer, str) and chosen.sheet in {sheet.value for sheet in Sheet}
    return chosen if right and isinstance(chosen.duplex, bool) else PrintChoice()


def are_made(folder: Path) -> bool:
    """Was anything chosen on this PC yet?"""
    return bool(_read(folder))


def keep(folder: Path, kind: PaperKind, chosen: PrintChoice) -> None:
    """For the next document of this kind. Where it cannot be kept, it is chosen again."""
    with suppress(OSError):
        content = json.dumps({**_read(folder), kind.value: asdict(chosen)}, ensure_ascii=False)
        replace_content(folder / PRINTING, content.encode(), durable=False)


def _read(folder: Path) -> dict[str, Any]:
    try:
        kept = json.loads((folder / PRINTING).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}
