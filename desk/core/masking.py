"""How what is personal is shown before somebody asks for it 脱敏: by what its column is marked with in ``desk.models``.

``Column(info={"personal": True})`` is hidden altogether, which is what a new column gets; another mark says what may be
seen of it. All of them go when a person is anonymised.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Column

from desk.core import identity


def hidden(value: Any) -> str:
    """That there is something, and nothing of it."""
    return "***" if value else ""


IDENTITY: Mapping[object, Callable[[str], str]] = {
    "name": identity.mask_name,
    "number": identity.mask_number,
    "telephone": identity.mask_telephone,
}
"""What tells two people apart and names neither: it may stand in the audit for ever."""
MASKS: Mapping[object, Callable[[str], str]] = {**IDENTITY, "text": identity.mask_text}
"""By the mark of a column. A text keeps what was typed, without numbers; whoever knows the name masks that too."""
IN_SIGHT = "in sight"
"""The mark of what everybody at the counter has to see, such as who goes first."""


def is_in_sight(column: Column[Any]) -> bool:
    """Is there nothing to be masked in it?"""
    return column.info.get("personal") in (None, IN_SIGHT)


def mask_of(column: Column[Any]) -> Callable[[Any], str]:
    """What a personal column's value looks like in a list, on a card, where two people changed it, in an export."""
    return MASKS.get(column.info.get("personal"), hidden)


def audit_mask_of(column: Column[Any]) -> Callable[[Any], str]:
    """What the audit, which nobody can empty, may hold of a personal column."""
    return IDENTITY.get(column.info.get("personal"), hidden)
