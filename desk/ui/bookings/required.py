"""Fields that must be filled in, or need not, by what else stands in the form of a booking."""

from __future__ import annotations

from desk.core.words import _
from desk.ui.widgets.controls import Field


def require(field: Field, required: bool) -> None:
    """With a star where it must be filled in, which is also read out."""
    field.required = field.name.required = required
    field.name.update()
    name = field.name.text()
    field.editor.setAccessibleName(_("{name}, required", name=name) if required else name)
    field.tell("")
