"""XlsxWriter's sheet, mended where it writes what our workbooks must not say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import IO, Any

from xlsxwriter.worksheet import Worksheet

from desk.reports.kit.row_heights import WithHeights

NUMBERED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""Where a workbook takes _x0041_ for A (ECMA-376, 22.9.2.19)."""


class OurWorksheet(Worksheet):  # type: ignore[misc]
    """Of two such numbers beside each other XlsxWriter leaves the second as it is; of a number with seventeen digits it
    writes sixteen, with which a signed figure would not be itself any more; and it wants to know how high a row is
    before those below it are there.
    """

    @staticmethod
    def _escape_control_characters(data: Any) -> Any:
        return NUMBERED.sub("_x005F_", data) if isinstance(data, str) else data

    def _xml_number_element(self, number: Any, attributes: Any = ()) -> None:
        marks = "".join(f' {key}="{value}"' for key, value in attributes)
        self.fh.write(f"<c{marks}><v>{number!r}</v></c>")

    heights: Mapping[int, float] = MappingProxyType({})
    """Points of rows that were written before anybody knew them, by their numbers."""

    def _write_optimized_sheet_data(self) -> None:
        if self.heights:
            rows: IO[str] = self.row_data_fh
            self.row_data_fh: Any = WithHeights(rows, self.heights)
        super()._write_optimized_sheet_data()
