"""What each person chose in the palette 查找, beside the data file: what somebody does often stands first for them.

Only pages and commands are remembered, never a record or what was typed.
"""

from __future__ import annotations

from pathlib import Path

from desk.services import personal_notes

PALETTE = "palette.json"
FADES = 0.9
"""What each choice leaves of the weight of the others: what was done often last year does not stand first for ever."""
FORGOTTEN = 0.05


def weights(folder: Path, staff_id: int) -> dict[str, float]:
    """How much each entry is used by this person, by its key; nothing for who never chose, or where it cannot be
    read.
    """
    kept = personal_notes.read(folder / PALETTE, staff_id)
    return {key: float(weight) for key, weight in kept.items() if isinstance(weight, int | float)}


def note(folder: Path, staff_id: int, key: str) -> dict[str, float]:
    """This person chose an entry; the new weights. Where they cannot be kept, the old ones count at the next start."""
    faded = {each: weight * FADES for each, weight in weights(folder, staff_id).items()}
    faded[key] = faded.get(key, 0.0) + 1.0
    fresh = {each: round(weight, 4) for each, weight in faded.items() if weight >= FORGOTTEN}
    personal_notes.keep(folder / PALETTE, staff_id, fresh)
    return fresh
