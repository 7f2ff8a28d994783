"""All that can be read on a written paper, whatever its format."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook

from tests.support.pdf_text import words_of

DRAWN = (".png",)
"""Pictures: what stands on one stands on its paper as well."""


def words_on(paper: Path) -> str:
    """The words of a PDF without spaces, of a workbook one cell a line with the names of its sheets, else the text."""
    if paper.suffix == ".pdf":
        return words_of(paper.read_bytes())
    if paper.suffix == ".xlsx":
        return "\n".join(_cells(paper))
    return "" if paper.suffix in DRAWN else paper.read_text("utf-8")


def _cells(paper: Path) -> list[str]:
    book = load_workbook(paper)
    cells = (cell.value for sheet in book for row in sheet.iter_rows() for cell in row)
    return [*book.sheetnames, *(str(value) for value in cells if value is not None)]
