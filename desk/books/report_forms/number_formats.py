"""How the cells of a form show numbers (ECMA-376, part 1, 18.8.30): whether as a percentage, whether as a date."""

from __future__ import annotations

import re
from datetime import date
from xml.etree.ElementTree import Element

from desk.books.report_forms.placeholders import Answer

PERCENTAGES = frozenset((9, 10))
DATES = frozenset((*range(14, 18), 22, *range(27, 32), 36, *range(50, 59)))
"""Formats that every program knows by number, those of Chinese Excel among them."""
IN_WORDS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
"""What of a format is shown as it stands."""
DAY_SIGNS = re.compile("[yd]", re.IGNORECASE)
EPOCH, EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
HUNDRED, PLACES = 100, 10


class NumberFormats:
    """Of a workbook, by the number of a cell's style."""

    def __init__(self, styles: Element | None, workbook: Element) -> None:
        self._formats: list[int] = []
        self._own: dict[int, str] = {}
        for each in styles if styles is not None else ():
            if each.tag.endswith("}numFmts"):
                self._own = {int(kept.get("numFmtId", 0)): kept.get("formatCode", "") for kept in each}
            elif each.tag.endswith("}cellXfs"):
                self._formats = [int(kept.get("numFmtId", 0)) for kept in each]
        flags = (each.get("date1904", "") for each in workbook if each.tag.endswith("}workbookPr"))
        self._epoch = EPOCH_1904 if next(flags, "") in ("1", "true") else EPOCH

    def takes(self, style: int, answer: Answer) -> bool:
        """Does a cell of this style hold the answer as a number? Else as a text."""
        return answer.is_number or (answer.day is not None and self._is_date(style))

    def written(self, style: int, answer: Answer) -> str | None:
        """The number that the cell gets; None where there is none to get."""
        if answer.day is not None:
            return str((answer.day - self._epoch).days)
        if answer.number is None:
            return None
        if answer.percent and self._is_percentage(style):
            return repr(round(answer.number / HUNDRED, PLACES))
        return repr(answer.number)

    def _is_percentage(self, style: int) -> bool:
        number, shown = self._format(style)
        return number in PERCENTAGES or "%" in shown

    def _is_date(self, style: int) -> bool:
        number, shown = self._format(style)
        return number in DATES or bool(DAY_SIGNS.search(shown))

    def _format(self, style: int) -> tuple[int, str]:
        number = self._formats[style] if style < len(self._formats) else 0
        return number, IN_WORDS.sub("", self._own.get(number, ""))
