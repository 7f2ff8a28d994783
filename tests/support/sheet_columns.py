"""The columns of a sheet read back: a file tells neighbours that are alike together, openpyxl at the first of them."""

from __future__ import annotations

from typing import Any

from openpyxl.utils import column_index_from_string, get_column_letter


def column(sheet: Any, at: int | str) -> Any:
    """The dimension of a column by its number or letter."""
    number = at if isinstance(at, int) else column_index_from_string(at)
    for each in sheet.column_dimensions.values():
        if each.min is not None and each.min <= number <= each.max:
            return each
    return sheet.column_dimensions[get_column_letter(number)]
