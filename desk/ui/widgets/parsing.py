"""What is typed into lines, as numbers, amounts and days; what cannot be read raises ``Invalid`` with its field."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QLineEdit

from desk.core import days, money
from desk.core.numbers import number_in


def whole(line: QLineEdit, field: str) -> int:
    """A whole number; 0 for an empty line."""
    return number_in(line.text().strip() or "0", field)


def whole_or_none(line: QLineEdit, field: str) -> int | None:
    return whole(line, field) if line.text().strip() else None


def fen_in(line: QLineEdit, field: str) -> int:
    """An amount of yuan as whole fen; 0 for an empty line."""
    return money.fen_in(line.text().strip() or "0", field)


def day_or_none(line: QLineEdit, field: str) -> date | None:
    return days.day_in(line.text(), field) if line.text().strip() else None
