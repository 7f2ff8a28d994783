"""No heading and no cell of a paper breaks inside a word, a number or a Latin word."""

from __future__ import annotations

import pytest

from desk.reports.kit import fonts
from desk.reports.kit.breaking import advance_of, units, wrapped
from desk.reports.kit.columns import settled
from desk.reports.kit.longtable import LongTable, TableRow, fitted
from desk.reports.kit.text_block import TextBlock, TextLook


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("黑白激光打印机", ["黑白", "激光", "打印机"]),
        ("自动体外除颤仪（AED）", ["自动", "体外", "除颤仪", "（AED）"]),
        ("未还数量", ["未还", "数量"]),
        ("借用人于2026年12月1日前归还", ["借用人", "于", "2026年12月1日", "前", "归还"]),
        ("电话0595-87000000。", ["电话", "0595-87000000。"]),
        ("08:00—12:00、14:30—17:30", ["08:00—12:00、", "14:30—17:30"]),
    ],
)
def test_a_line_may_end_between_words_only(text: str, pieces: list[str]) -> None:
    assert list(units(text)) == pieces
    assert wrapped(text, fonts.BODY, 10, 1) != [text]


def test_marks_neither_begin_nor_end_a_line_where_they_must_not() -> None:
    text = "参加人员：全体值班人员、物业（含保安）、突击队12人，其他人员在集合点（东门）等候。"
    for width in range(40, 200, 7):
        lines = wrapped(text, fonts.BODY, 10, width)
        assert "".join(lines) == text
        assert not [line for line in lines if line[0] in "，。、；：）" or line[-1] in "（“"], width


def test_one_character_is_not_left_alone_on_the_last_line() -> None:
    width = advance_of("甲乙丙丁戊己庚辛", fonts.BODY) * 10 + 0.1
    assert wrapped("甲乙丙丁戊己庚辛壬", fonts.BODY, 10, width) == ["甲乙丙丁戊己庚", "辛壬"]


def test_headings_of_a_narrow_table_stay_on_one_line() -> None:
    """未还数/量 and 逾期天/数 once stood over the list of loans."""
    columns = (("Asset number", 24), ("Still out", 4), ("Days overdue", 4), ("Note", 80))
    rows = [TableRow(["ZC000029", "20把", "13", "户外活动"])]
    table = LongTable(fitted(columns, 500), rows, 9)
    assert [len(cell) for cell in table._head_cells] == [1, 1, 1, 1]
    assert sum(column.width for column in table.columns) == pytest.approx(500)


def test_a_column_to_write_in_keeps_its_room() -> None:
    widths, size = settled(("姓名", "签名"), [("林小芳", ""), ("黄志强", "")], (60, 140), 10, 6)
    assert widths == pytest.approx([60, 140]) and size == 10


def test_a_label_becomes_a_little_smaller_before_it_breaks() -> None:
    block = TextBlock("黑白激光打印机", TextLook(10, least=0.8))
    block.wrap(65, 100)
    assert block.lines == ["黑白激光打印机"] and 8 <= block.size < 10
    block.wrap(40, 100)
    assert block.lines == ["黑白激光", "打印机"]
