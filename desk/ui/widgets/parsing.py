"""What is typed into lines, as numbers and amounts; what cannot be read raises ``Invalid`` with its field."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from desk.core import money
from desk.core.numbers import number_in


def whole(line: QLineEdit, field: str) -> int:
    """A whole number; 0 for an empty line."""
    return number_in(line.text().strip() or "0", field)


def whole_or_none(line: QLineEdit, field: str) -> int | None:
    """A whole number; None for an empty line."""
    return whole(line, field) if line.text().strip() else None


def fen_in(line: QLineEdit, field: str) -> int:
    """An amount of yuan as whole fen; 0 for an empty line."""
    return money.fen_in(line.text().strip() or "0", field)
