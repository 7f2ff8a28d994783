"""Workbooks of lists, written row after row so that twenty thousand rows fit into little memory."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from desk.core.words import _
from desk.reports.kit import sheets
from desk.reports.kit.cells import seen

LARGE = 1.7
"""How much wider the letters of the title are than those of the cells; the list is as wide as it, so that it prints
whole."""
HEAD = 3
"""The row of the headings: title and subtitle stand above."""


def in_characters(columns: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """The columns of a paper, whose widths are shares of a page, with widths in characters for a sheet."""
    return [(heading, max(round(share * 0.6), 6)) for heading, share in columns]


class ListWorkbook:
    """A workbook of lists under one title, behind which all but the first say what they are of: a page printed alone
    has no tab.
    """

    def __init__(self, title: str, below: str) -> None:
        self._book = sheets.new_workbook()
        self._title, self._below = title, below
        self._book.describe(title, below, "")

    def sheet(
        self, name: str, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[Any]], looks: Sequence[str]
    ) -> int:
        """One list: (heading, width) by column, as wide as what is in it, and the looks of its cells. Each row is
        written as it comes, none is kept. How many rows.
        """
        sheet = self._book.create_sheet(name)
        sheet.freeze_panes = f"A{HEAD + 1}"
        sheets.set_widths(sheet, [width for _heading, width in columns])
        title = self._title if sheet is self._book.sheets[0] else f"{self._title}　{name}"
        sheets.set_up_print(sheet, repeat=HEAD, foot=f"{title} {self._below}")
        sheets.put(sheet, 1, 1, title, "desk heading")
        sheets.put(sheet, 2, 1, self._below, "desk plain note")
        headings = [_(msgid) for msgid, _width in columns]
        sheets.put_table(sheet, HEAD, headings, ())
        texts = sheets.of_numbers(headings)
        for row in rows:
            sheet.append(row, looks, texts)
        sheets.set_filter(sheet, HEAD, len(headings), sheet.last_row)
        sheet.least_wide = LARGE * seen(title).width
        return sheet.last_row - HEAD

    def content(self, kind: str, period: str, figures: dict[str, Any]) -> bytes:
        """The finished file, with the hidden sheet of figures for programs."""
        sheets.put_machine_sheet(self._book, kind, period, figures)
        return sheets.content(self._book)
