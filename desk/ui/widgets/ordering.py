"""The order of rows that are all there, by what a column says of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QCollator, QLocale

from desk.ui.widgets.columns import Column, Row

NUMBER = re.compile(r"[-−]?\d[\d,]*(\.\d+)?")
CHINESE = QLocale(QLocale.Language.Chinese, QLocale.Country.China)


def in_order(rows: Sequence[Row], column: Column[Row], *, descending: bool) -> list[Row]:
    """Numbers by their value, words by their pinyin and the numbers in them; rows of which the column says nothing
    come last either way, and rows that are alike stay as they were.
    """
    collator = QCollator(CHINESE)
    collator.setNumericMode(True)
    keys = {at: _key(column, row) for at, row in enumerate(rows)}

    def comparable(at: int) -> Any:
        """Texts stand behind numbers, where a column has both."""
        key = keys[at]
        return (1, collator.sortKey(key)) if isinstance(key, str) else (0, key)

    said = sorted((at for at in keys if keys[at] is not None), key=comparable, reverse=descending)
    return [rows[at] for at in (*said, *(at for at in keys if keys[at] is None))]


def _key(column: Column[Row], row: Row) -> Any:
    if column.sorts_by is not None:
        return column.sorts_by(row)
    text = column.says(row).strip()
    if not text:
        return None
    number = NUMBER.search(text) if column.number else None
    return float(number[0].replace(",", "").replace("−", "-")) if number else text
