"""What is typed into lines, as numbers, amounts and days; what cannot be read raises ``Invalid`` with its field."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QLineEdit

from desk.core import spreadsheet
from desk.core.errors import Invalid, Problem
from desk.core.words import _


def number_in(text: str, field: str) -> int:
    """A whole number that must be there."""
    digits = text.strip().replace(",", "")
    if not digits.isdigit():
        raise Invalid(Problem(field, _("“{word}” is not a whole number.", word=text.strip()[:20])))
    return int(digits)


def whole(line: QLineEdit, field: str) -> int:
    """A whole number; 0 for an empty line."""
    return number_in(line.text().strip() or "0", field)


def whole_or_none(line: QLineEdit, field: str) -> int | None:
    return whole(line, field) if line.text().strip() else None


def fen_in(line: QLineEdit, field: str) -> int:
    """An amount of yuan as whole fen; 0 for an empty line."""
    text = line.text().strip().replace(",", "").removesuffix("元") or "0"
    try:
        return round(100 * float(text))
    except (ValueError, OverflowError):
        raise Invalid(Problem(field, _("“{word}” is not an amount.", word=text))) from None


def day_or_none(line: QLineEdit, field: str) -> date | None:
    return spreadsheet.day_in(line.text(), field) if line.text().strip() else None
