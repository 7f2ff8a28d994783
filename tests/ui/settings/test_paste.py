"""A range that was copied in a spreadsheet is pasted into the import page, from the clipboard as it is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desk.books import audit_queries, residents
from desk.core.pasted_table import PastedTable
from desk.demo.tour import Hands
from desk.reports import whole_table
from desk.reports.kit.sheets import write_file
from desk.ui.settings.imports import ImportSection
from desk.ui.widgets.jobs import Job
from tests.support.people import id_number
from tests.support.settings_tab import section
from tests.support.tabs import told

EXCEL = (
    '姓名\t联系电话\t身份证号码\t备注\r\n欧阳甲\t139 1234 0001\t\t"住三楼\n""东""头"\r\n欧阳乙\t\t\t\r\n'
    "欧阳丙\t13912340003\t3.5E+17\t\r\n"
)
PAGE = """<html><head><style>td {mso-number-format:General}</style></head><body><table>
<tr><td>姓名</td><td>住址</td><td>联系电话</td></tr>
<tr><td>司马甲</td><td rowspan=2>桂花苑</td><td>13912340001</td></tr>
<tr style='display:none'><td>司马&nbsp;乙</td><td>12</td></tr></table></body></html>"""


@pytest.fixture(autouse=True)
def clean_clipboard(qtbot: QtBot) -> Iterator[None]:
    QGuiApplication.clipboard().clear()
    yield
    QGuiApplication.clipboard().clear()


def copy(text: str = "", html: str = "", image: QImage | None = None, file: str = "") -> None:
    """As a spreadsheet puts it on the clipboard."""
    held = QMimeData()
    if text:
        held.setText(text)
    if html:
        held.setHtml(html)
    if image:
        held.setImageData(image)
    if file:
        held.setUrls([QUrl.fromLocalFile(file)])
    QGuiApplication.clipboard().setMimeData(held)


def pasted(manager: Hands, qtbot: QtBot) -> ImportSection:
    """The page after Ctrl+V and its check."""
    shown = section(manager, ImportSection)
    before = shown.prepared
    qtbot.keyClick(shown, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: shown.prepared is not before)
    return shown


def test_a_range_from_excel_goes_through_the_checks_of_a_file(manager: Hands, qtbot: QtBot, tmp_path: Path) -> None:
    """Quoted cells, line ends, empty cells; what a file is refused for is refused here; the audit says where from."""
    copy(EXCEL)
    shown = pasted(manager, qtbot)
    assert shown.prepared is not None and [place.row for place, _one in shown.prepared.good] == [2, 3]
    assert shown.prepared.good[0][1].note == '住三楼 "东"头'
    assert shown.problems.count() == 1 and "第4行，身份证号" in shown.problems.item(0).text()
    assert "3.5E+17" in shown.problems.item(0).text() and "粘贴：2行可以导入" in shown.about.text()
    assert shown.first_row.isVisibleTo(manager.window) and shown.first_row.isChecked()
    digest = shown.prepared.digest
    shown.take_good.click()
    qtbot.waitUntil(lambda: shown.prepared is None)
    assert manager.window.desk is not None
    with manager.window.desk.read() as work:
        assert sorted(hit.name for hit in residents.search(work, "欧阳")) == ["欧阳乙", "欧阳甲"]
        written = work.rows("SELECT after FROM audit WHERE action = 'import.residents'")
        assert [json.loads(after)["file"] for (after,) in written] == ["粘贴"]
        assert len(audit_queries.taken_in(work, "residents", digest)) == 1
    shown.paste()
    qtbot.waitUntil(lambda: shown.prepared is not None)
    assert len(shown.prepared.doubles) == 2 and "已导入过" in shown.about.text()
    assert shown.doubles.isVisibleTo(manager.window)


def test_without_headers_columns_are_guessed_by_what_stands_in_them(manager: Hands, qtbot: QtBot) -> None:
    number = id_number(date(1980, 1, 1), 123)
    copy(f"一\t13912340001\t欧阳甲\t{number}\t男\n二\t0595-87651234\t欧阳乙\t\t女\n")
    shown = pasted(manager, qtbot)
    combos = [combo.value for combo in shown.mapping._combos]
    assert combos == ["", "telephone", "name", "id_number", "sex"]
    assert shown.prepared is not None and "由内容推断得出，请核对" in shown.about.text()
    assert [one.name for _place, one in shown.prepared.good] == ["欧阳甲", "欧阳乙"]
    before = shown.prepared
    shown.mapping._combos[1].choose("")
    qtbot.waitUntil(lambda: shown.prepared is not before)
    assert shown.mapping._combos[1].value == "" and "由内容推断" not in shown.about.text()


def test_the_first_rows_are_masked_as_in_a_list(manager: Hands, qtbot: QtBot) -> None:
    number = id_number(date(1980, 1, 1), 123)
    copy(f"姓名\t身份证号\t备用电话\t配偶\t住址\t村组\n欧阳甲\t{number}\t13912340001\t林小芳\t桂花苑3栋\t一组\n")
    shown = pasted(manager, qtbot)
    cells = [shown.mapping.item(1, at).text() for at in range(6)]
    assert cells == ["欧*甲", f"{number[:6]}********{number[-4:]}", "139****0001", "林*芳", "***", "一组"]


def test_bad_news_of_what_was_tried_before_goes_with_the_next_try(manager: Hands, qtbot: QtBot, tmp_path: Path) -> None:
    shown = section(manager, ImportSection)
    wrong = tmp_path / "坏.xlsx"
    wrong.write_bytes(b"PK\x03\x04")
    shown.check(wrong)
    qtbot.waitUntil(lambda: "坏.xlsx" in told(manager))
    good = tmp_path / "名册.csv"
    good.write_text("姓名\n欧阳甲\n", "utf-8")
    shown.check(good)
    qtbot.waitUntil(lambda: shown.prepared is not None)
    assert told(manager) == "" and "名册.csv：1行可以导入" in shown.about.text()
    copy("请转告各位组长")
    shown.act("Ctrl+V")
    assert "只有一行文字" in told(manager)
    copy(EXCEL)
    shown.act("Ctrl+V")
    qtbot.waitUntil(lambda: shown.prepared is not None and len(shown.prepared.good) == 2)
    assert told(manager) == ""


def test_a_template_that_nobody_filled_in_is_called_empty(manager: Hands, qtbot: QtBot, tmp_path: Path) -> None:
    assert manager.window.desk is not None
    with manager.window.desk.read() as work:
        write_file(tmp_path / "模板.xlsx", whole_table.template(work, "residents"))
    shown = section(manager, ImportSection)
    shown.check(tmp_path / "模板.xlsx")
    qtbot.waitUntil(lambda: shown.prepared is not None)
    assert shown.about.text() == "列名下面没有任何内容，没有可导入的行。"
    assert not shown.take_all.isVisibleTo(manager.window)


def test_without_headers_it_is_asked_what_each_column_is(manager: Hands, qtbot: QtBot) -> None:
    """The first row is a person, not a header; nothing can be taken in before the name's column is chosen."""
    copy("Anna\t139甲\nBerta\t139乙\n")
    shown = pasted(manager, qtbot)
    assert shown.prepared is not None and shown.prepared.headers == ("第1列", "第2列")
    assert "姓名" in shown.about.text() and "逐列选择" in shown.about.text()
    assert not shown.first_row.isChecked() and not shown.take_all.isVisibleTo(manager.window)
    before = shown.prepared
    shown.mapping._combos[1].choose("note")
    qtbot.waitUntil(lambda: shown.prepared is not before)
    before = shown.prepared
    shown.mapping._combos[0].choose("name")
    qtbot.waitUntil(lambda: shown.prepared is not before)
    assert shown.prepared is not None and [(place.row, one.name) for place, one in shown.prepared.good] == [
        (1, "Anna"),
        (2, "Berta"),
    ]
    before = shown.prepared
    shown.first_row.setChecked(True)
    qtbot.waitUntil(lambda: shown.prepared is not before)
    assert shown.prepared is not None and shown.prepared.headers == ("Anna", "139甲")


def test_a_file_with_unknown_headers_is_asked_about_too(manager: Hands, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "名册.csv"
    file.write_text("某中心名册\n称呼,联系电话\n欧阳甲,13912340001\n", "utf-8")
    shown = section(manager, ImportSection)
    shown.check(file)
    qtbot.waitUntil(lambda: shown.prepared is not None)
    assert shown.prepared is not None and shown.prepared.headers == ("称呼", "联系电话")
    assert not shown.first_row.isVisibleTo(manager.window)
    before = shown.prepared
    shown.mapping._combos[0].choose("name")
    qtbot.waitUntil(lambda: shown.prepared is not before)
    assert shown.prepared is not None and [one.name for _row, one in shown.prepared.good] == ["欧阳甲"]


def test_a_table_of_a_web_page_is_taken_where_the_text_has_no_tabs(manager: Hands, qtbot: QtBot) -> None:
    """A merged cell counts for each of its rows and hidden rows are told, as in a workbook."""
    copy("姓名 住址 联系电话", PAGE)
    shown = pasted(manager, qtbot)
    assert shown.prepared is not None and [one.name for _row, one in shown.prepared.good] == ["司马甲"]
    assert "合并单元格" in shown.about.text() and "隐藏" in shown.about.text()
    assert "第3行，联系电话" in shown.problems.item(0).text()


@pytest.mark.parametrize(
    ("held", "words"),
    [
        ({}, "剪贴板是空的"),
        ({"text": "请转告各位组长"}, "只有一行文字"),
        ({"image": QImage(4, 4, QImage.Format.Format_RGB32)}, "复制的是图片"),
        ({"file": "/tmp/名册.xlsx", "text": "/tmp/名册.xlsx"}, "复制的是文件"),
    ],
)
def test_what_is_no_table_is_told_in_words(
    manager: Hands, qtbot: QtBot, held: dict[str, str | QImage], words: str
) -> None:
    copy(**held)  # type: ignore[arg-type]
    shown = section(manager, ImportSection)
    qtbot.keyClick(shown, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert words in told(manager) and shown.prepared is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("姓名\t备注\n欧阳甲\t" + "长" * 32_768, "32768"),
        ("姓名\t备注\n欧阳甲\t#####\n", "列宽不够"),
    ],
)
def test_a_range_has_the_limits_of_a_file(manager: Hands, qtbot: QtBot, text: str, words: str) -> None:
    copy(text)
    shown = section(manager, ImportSection)
    qtbot.keyClick(shown, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    def all_told() -> str:
        return told(manager) + " ".join(shown.problems.item(n).text() for n in range(shown.problems.count()))

    qtbot.waitUntil(lambda: words in all_told())
    assert not shown.take_all.isVisibleTo(manager.window)


def test_in_a_field_of_text_the_key_pastes_text(manager: Hands, qtbot: QtBot) -> None:
    copy(EXCEL)
    shown = section(manager, ImportSection)
    field = QLineEdit(shown)
    field.show()
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "欧阳甲" in field.text() and shown.prepared is None and not shown.findChildren(Job)
    field.deleteLater()


def test_what_was_pasted_never_lies_in_a_file(manager: Hands, qtbot: QtBot, tmp_path: Path) -> None:
    """Nothing below the data folder or the folder of temporary files holds the name, nor does what is logged of it."""
    copy("姓名\t联系电话\n慕容测试\t13912340001\n")
    shown = pasted(manager, qtbot)
    assert shown.prepared is not None and len(shown.prepared.good) == 1
    sought = "慕容测试".encode()
    folder = shown.desk.folder
    assert not any(sought in path.read_bytes() for path in folder.rglob("*") if path.is_file())
    assert "慕容" not in repr(PastedTable(sought))
