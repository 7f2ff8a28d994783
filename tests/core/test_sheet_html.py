"""Tables of web pages: what a cell from above takes in the rows below counts as cells too."""

import pytest

from desk.core.sheet_html import tables_of


def test_a_cell_that_reaches_down_far_does_not_burst_the_reader() -> None:
    page = "<table><tr><td rowspan=9999999 colspan=900>a" + "<tr><td>b" * 2000 + "</table>"
    with pytest.raises(OverflowError):
        tables_of(page, 1000)


def test_merged_cells_within_the_limit_are_read() -> None:
    (table,) = tables_of("<table><tr><td rowspan=2 colspan=2>a<td>b<tr><td>c</table>", 6)
    assert table.rows == [["a", "", "b"], ["", "", "c"]]
