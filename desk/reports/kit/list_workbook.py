"""Workbooks of lists, written row after row so that twenty thousand rows fit into little memory."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl.utils import get_column_letter

from desk.core.words import _
from desk.reports.kit import sheets

LARGE = 1.7
"""How much wider the letters of the title are than those of the cells; the list is as wide as it, so that it prints
whole."""
HEAD = 3
"""The row of the headings: title and subtitle stand above."""


def in_characters(columns: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """The columns of a paper, whose widths are shares of a page, with widths in characters for a sheet."""
    return [(heading, max(round(share * 0.6), 6)) for heading, share in columns]


class ListWorkbook:
    """A workbook of lists under one title."""

    def __init__(self, title: str, below: str) -> None:
        self._book = sheets.new_workbook(write_only=True)
        self._title, self._below = title, below
        self._cells = sheets.StreamedCells()

    def sheet(
        self, name: str, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[Any]], looks: Sequence[str]
    ) -> None:
        """One list: (heading, width) by column, as wide as what is in it, and the looks of its cells."""
        rows = list(rows)
        widths = [
            sheets.fitting(width, _(heading), ((row[at], looks[at]) for row in rows))
            for at, (heading, width) in enumerate(columns)
        ]
        self._put(name, [heading for heading, _width in columns], widths, rows, looks)

    def long_sheet(
        self, name: str, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[Any]], looks: Sequence[str]
    ) -> int:
        """The same of rows without number: each is written as it comes, none is kept, and the columns have the widths
        that are given. How many rows.
        """
        widths = [sheets.fitting(width, _(heading), ()) for heading, width in columns]
        return self._put(name, [heading for heading, _width in columns], widths, rows, looks)

    def _put(
        self,
        name: str,
        msgids: Sequence[str],
        widths: list[float],
        rows: Iterable[Sequence[Any]],
        looks: Sequence[str],
    ) -> int:
        sheet = self._book.create_sheet(name)
        sheet.freeze_panes = f"A{HEAD + 1}"
        widths[-1] += max(LARGE * sheets.shown_width(self._title, "desk heading") - sum(widths), 0)
        sheets.set_widths(sheet, widths)
        sheets.set_up_print(
            sheet, landscape=sum(widths) > sheets.PORTRAIT, repeat=HEAD, foot=f"{self._title} {self._below}"
        )
        sheet.append([self._cells.styled(sheet, f"{self._title}", "desk heading")])
        sheet.append([self._cells.styled(sheet, self._below, "desk plain note")])
        headings = [_(msgid) for msgid in msgids]
        sheet.append([self._cells.styled(sheet, heading, "desk head") for heading in headings])
        many, texts = HEAD, sheets.of_numbers(headings)
        for row in rows:
            cells = zip(row, looks, texts, strict=True)
            sheet.append([self._cells.styled(sheet, value, look, text=text) for value, look, text in cells])
            many += 1
        sheet.auto_filter.ref = f"A{HEAD}:{get_column_letter(len(headings))}{many}"
        return many - HEAD

    def content(self, kind: str, period: str, figures: dict[str, Any]) -> bytes:
        """The finished file, with the hidden sheet of figures for programs."""
        sheets.put_machine_sheet(self._book, kind, period, figures)
        return sheets.content(self._book)
