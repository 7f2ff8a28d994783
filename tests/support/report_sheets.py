"""The sheets of a report's workbook read back: what a book's figures come to in the period that it is of."""

from __future__ import annotations

import io
from typing import Any

from openpyxl import load_workbook

HEADS = ["指标", "单位", "分子", "分母", "本期"]
"""The first columns of the table that each book's sheet begins with."""
TOP = 4
"""The row of its heading."""


def figures_on(content: bytes, title: str) -> dict[str, Any]:
    """By its name the value of each figure on the sheet ``title``, of a formula what it comes to."""
    sheet = load_workbook(io.BytesIO(content), data_only=True)[title]
    heading, *rows = sheet.iter_rows(TOP, max_col=len(HEADS), values_only=True)
    assert list(heading) == HEADS, heading
    found: dict[str, Any] = {}
    for name, *_between, value in rows:
        if name is None:
            break
        found[str(name)] = value
    return found
