"""The form to fill in by hand, read back."""

from __future__ import annotations

import pypdfium2

from desk.reports.visits import blank_form
from desk.services.session import Desk
from tests.support.pdf_text import words_of


def test_twenty_rows_stand_on_one_sheet_across_with_or_without_numbers(desk: Desk) -> None:
    with desk.read() as work:
        empty, numbered = blank_form.pdf(work), blank_form.pdf(work, 31)
    for each in (empty, numbered):
        document = pypdfium2.PdfDocument(each)
        wide, high = document[0].get_size()
        assert len(document) == 1 and wide > high
        for wanted in ("空白登记表", "示例邻里中心", "到达", "证件号码", "代办人、关系", "第1页，共1页"):
            assert wanted in words_of(each), wanted
    assert "A031" in words_of(numbered) and "A050" in words_of(numbered) and "A051" not in words_of(numbered)
    assert "A001" not in words_of(empty)
