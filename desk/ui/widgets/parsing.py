"""What is typed into lines, as numbers, amounts and days; what cannot be read raises ``Invalid`` with its field."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit, QLineEdit

from desk.core import days, money
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


def bounded(line: QDateEdit, today: date) -> QDateEdit:
    """A line for a day that takes those from 1900 to ten years ahead only, and the one that it shows."""
    ends = QDate(today.year + days.YEARS_AHEAD, 12, 31)
    line.setDateRange(min(QDate(days.FIRST_YEAR, 1, 1), line.date()), max(ends, line.date()))
    return line


def day_or_none(line: QLineEdit, field: str) -> date | None:
    """A day; None for an empty line."""
    return days.day_in(line.text(), field) if line.text().strip() else None
