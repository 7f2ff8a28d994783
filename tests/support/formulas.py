"""What the formulas of our workbooks come to, worked out anew: sums, shares, changes, links to other sheets."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from openpyxl import Workbook

REFERENCE = re.compile(r"(?:'((?:[^']|'')+)'!)?\$?([A-Z]{1,3})\$?(\d+)")
AREA = re.compile(r"SUM\(([A-Z]+\d+:[A-Z]+\d+)\)")


class Recalculated:
    """A workbook's formulas with nothing but its numbers."""

    def __init__(self, book: Workbook) -> None:
        self._book = book

    def value(self, sheet: str, cell: str) -> Any:
        """Of a cell, its formula worked out down to the numbers."""
        value = self._book[sheet][cell].value
        return self._worked_out(sheet, value[1:]) if isinstance(value, str) and value.startswith("=") else value

    def _worked_out(self, sheet: str, formula: str) -> Any:
        code = AREA.sub(lambda match: repr(self._sum(sheet, match[1])), formula)
        code = REFERENCE.sub(
            lambda match: repr(self.value((match[1] or sheet).replace("''", "'"), match[2] + match[3])), code
        )
        names = {"ROUND": _round, "IF": lambda condition, yes, no: yes if condition else no}
        return eval(code, {"__builtins__": {}}, names)

    def _sum(self, sheet: str, area: str) -> Any:
        values = [self.value(sheet, cell.coordinate) for row in self._book[sheet][area] for cell in row]
        return sum(value for value in values if value is not None)


def _round(number: float, places: int) -> float:
    return float(Decimal(repr(number)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))
