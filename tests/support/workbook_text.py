"""A workbook as text, cell by cell, for a diff that a person can read: what stands there, how it is told, what it
comes to."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from datetime import date
from typing import Any

from openpyxl import Workbook, load_workbook

WIDE, MOST = 20, 12
"""Of a sheet of details so many rows: the others are alike."""


def both(content: bytes) -> tuple[Workbook, Workbook]:
    """As it is written, and with the values that its formulas had when it was made."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl leaves out the newer half of a data bar
        return load_workbook(io.BytesIO(content)), load_workbook(io.BytesIO(content), data_only=True)


def lines_of(content: bytes) -> Iterator[str]:
    """Each visible sheet with its cells in rows, its print set-up, and the defined names at the end."""
    live, seen = both(content)
    for sheet in live:
        if sheet.sheet_state != "visible":
            continue
        setup = f"{sheet.page_setup.orientation} frozen {sheet.freeze_panes} filter {sheet.auto_filter.ref}"
        yield f"== {sheet.title} {setup}"
        most = MOST if sheet.max_column > WIDE else None
        for row, values in zip(sheet.iter_rows(max_row=most), seen[sheet.title].iter_rows(max_row=most), strict=True):
            cells = [_cell(cell, now.value) for cell, now in zip(row, values, strict=True) if cell.value is not None]
            if cells:
                yield " | ".join(cells)
    for name, about in sorted(live.defined_names.items()):
        yield f"{name} = {about.attr_text}"


def _cell(cell: Any, now: Any) -> str:
    shown = f"{now:%Y-%m-%d}" if isinstance(now, date) else repr(now) if isinstance(now, float) else str(now)
    formula = f" {cell.value}" if cell.data_type == "f" else ""
    told = "" if cell.number_format in ("General", "@") else f" [{cell.number_format}]"
    return f"{cell.coordinate} {shown}{formula}{told}"
