"""What the columns of a range without headers are taken for, and what of its first rows may be seen."""

from __future__ import annotations

from datetime import date

import pytest

from desk.books import imports
from desk.books.import_check import PreparedImport
from desk.books.import_columns import asking, first_shown
from desk.core.pasted_table import PastedTable
from desk.core.spreadsheet import SheetChoice
from desk.services.session import Desk
from tests.support.people import id_number

NUMBER = id_number(date(1980, 1, 1), 123)
OTHER = id_number(date(1981, 1, 1), 125)


def pasted(desk: Desk, *rows: str) -> PreparedImport:
    """Rows of residents, their cells apart by spaces, as they are prepared where the first row may be one of them."""
    source = PastedTable("\n".join(row.replace(" ", "\t") for row in rows).encode())
    looked_at = imports.Reading(sheets=SheetChoice(headed=None))
    with desk.read() as work:
        return asking("residents", lambda reading: imports.prepare(work, "residents", source, reading), looked_at)


@pytest.mark.parametrize("places", [("黄厝村", "石井村"), ("林前组", "林前组"), ("东街", "钱塘路")])
def test_a_column_of_villages_is_not_taken_for_the_names(desk: Desk, places: tuple[str, str]) -> None:
    """黄厝村 begins with a surname, and stood to the left of the names."""
    prepared = pasted(desk, f"{places[0]} 林小芳 {NUMBER}", f"{places[1]} 欧阳乙 {OTHER}")
    assert dict(prepared.columns) == {"name": "第2列", "id_number": "第3列"}
    assert [person.name for _place, person in prepared.good] == ["林小芳", "欧阳乙"]


def test_a_name_in_a_column_that_nobody_has_named_is_masked_cell_by_cell(desk: Desk) -> None:
    """Where most cells of a column were something else, the names between them stood in the clear."""
    prepared = pasted(desk, f"{NUMBER} 林小芳", f"{OTHER} 林", "- 见户口簿", "- Smith·John")
    assert "name" not in prepared.columns
    assert [row[1] for row in first_shown(prepared)] == ["林*芳", "林", "见户口簿", "Smith·John"]
    two_words = PreparedImport("residents", (), (), {}, headers=("第1列",), first=(("Smith John",), ("备注",)))
    assert first_shown(two_words) == [["S***"], ["备注"]]
