from __future__ import annotations

import re
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desk import __version__, app
from desk.books import catalogue, centre, residents, staff
from desk.books.assets import queries
from desk.core.days import Century, DayOrder
from desk.core.words import speak
from desk.demo.tour import Hands
from desk.services import about
from desk.services.preferences import Preferences, speak_as_chosen
from desk.services.sign_in import sign_in
from desk.ui.settings.about import AboutSection, Licences
from desk.ui.settings.backup import BackupSection
from desk.ui.settings.catalogue import CatalogueSection, EditItem
from desk.ui.settings.centre_sections import CentreSection, SafetySection
from desk.ui.settings.imports import ImportSection
from desk.ui.settings.look import LookSection, PasswordSection
from desk.ui.settings.staff import AddPerson, StaffSection
from desk.ui.settings.tab import SettingsTab
from desk.ui.shell.theme import colours
from desk.ui.shell.tokens import DARK, LIGHT
from desk.ui.widgets.documents import documents
from desk.ui.widgets.save_as import LastFolder
from tests.conftest import PASSWORD
from tests.support.roster_tab import in_dialog
from tests.support.settings_tab import section
from tests.support.shown_text import held_by
from tests.support.tabs import told
from tests.ui.conftest import jobs_rest


def test_a_table_is_looked_at_before_it_is_taken_in(manager: Hands, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text("姓名,联系电话,血型\n欧阳甲,13912340001,A\n欧阳乙,12,B\n", "utf-8")
    shown = section(manager, ImportSection)
    shown.check(file)
    qtbot.waitUntil(lambda: shown.prepared is not None)
    assert shown.problems.count() == 1 and "第3行，联系电话" in shown.problems.item(0).text()
    assert "未使用的列：血型" in shown.about.text()
    assert not shown.take_all.isVisible() and shown.take_good.isVisible()
    assert not shown.problems.isHidden()
    shown.take_good.click()
    qtbot.waitUntil(lambda: shown.prepared is None)
    assert manager.window.desk is not None
    with manager.window.desk.read() as work:
        assert [hit.name for hit in residents.search(work, "欧阳")] == ["欧阳甲"]
    assert shown.about.text().startswith("已导入1行。未导入的见下方")
    assert "第3行，联系电话" in shown.problems.item(0).text() and not shown.problems.isHidden()
    file.write_text("姓名,联系电话\n欧阳丙,13912340003\n", "utf-8")
    shown.check(file)
    qtbot.waitUntil(lambda: shown.prepared is not None)
    assert shown.problems.isHidden(), "an empty list says nothing"
    qtbot.waitUntil(lambda: jobs_rest(shown))
    shown.take_all.click()
    qtbot.waitUntil(lambda: shown.prepared is None)
    assert shown.about.text() == "已导入1行。" and shown.problems.isHidden()


def test_a_table_is_looked_at_with_the_keyboard_alone(manager: Hands, qtbot: QtBot, tmp_path: Path) -> None:
    """Tab leaves the columns, and a column that was given its meaning keeps the focus while the file is read again."""
    file = tmp_path / "people.csv"
    file.write_text("称呼,电话,血型\n欧阳甲,13912340001,A\n欧阳乙,12,B\n", "utf-8")
    shown = section(manager, ImportSection)
    shown.check(file)
    qtbot.waitUntil(lambda: shown.prepared is not None)
    first = shown.prepared
    shown.mapping.go_to(0)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: shown.prepared is not first)
    assert shown.prepared is not None and shown.prepared.columns["name"] == "称呼"
    assert shown.mapping.chosen_column == 0 and shown.take_good.isVisible()
    for _column in shown.prepared.headers:
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert shown.take_good.hasFocus()


def test_how_the_days_of_a_file_are_written_is_asked_once(manager: Hands, qtbot: QtBot, tmp_path: Path) -> None:
    """Three samples, order and century; answered, the file is read; another file is asked about again."""
    file = tmp_path / "people.csv"
    file.write_text("姓名,出生日期\n欧阳甲,50.1.5\n欧阳乙,51.2.6\n欧阳丙,52.3.7\n欧阳丁,53.4.8\n", "utf-8")
    shown = section(manager, ImportSection)
    shown.check(file)
    qtbot.waitUntil(lambda: shown.prepared is not None)
    assert shown.days.isVisibleTo(shown) and "“50.1.5”、“51.2.6”、“52.3.7”" in shown.days.about.text()
    assert [name for name, field in shown.days.fields.items() if field.isVisibleTo(shown)] == ["order", "century"]
    shown.days.order.choose(DayOrder.YEAR_FIRST)
    shown.days.century.choose(Century.LAST)
    qtbot.waitUntil(lambda: shown.prepared is not None and len(shown.prepared.good) == 4)
    assert shown.prepared is not None and shown.prepared.question is None and shown.days.isVisibleTo(shown)
    assert [one.birth.year for _row, one in shown.prepared.good] == [1950, 1951, 1952, 1953]
    shown.take_all.click()
    qtbot.waitUntil(lambda: shown.prepared is None)
    assert not shown.days.isVisibleTo(shown)
    file.write_text("姓名,出生日期\n欧阳戊,50.1.5\n", "utf-8")
    shown.check(file)
    qtbot.waitUntil(lambda: shown.prepared is not None)
    assert shown.days.isVisibleTo(shown) and len(shown.prepared.rejected) == 1


def test_an_item_is_edited_with_words_beside_the_field_and_retired(manager: Hands) -> None:
    shown = section(manager, CatalogueSection)
    assert "马上办 36项" in shown.counts.text()
    shown.text.setText("glyl")
    shown.text.textEdited.emit("glyl")
    shown.text.setText("gljt")
    shown.text.textEdited.emit("gljt")
    shown.list.table.selectRow(0)
    item = shown.list.current()
    assert item is not None and item.name == "高龄津贴申请" and manager.window.desk is not None
    dialog = EditItem(shown, manager.window.desk, item)
    dialog.days.setText("很快")
    dialog.ok.click()
    assert "0至365" in dialog.fields["promised_days"].problem
    dialog.days.setText("7")
    dialog.fee.setText("12,5")
    dialog.ok.click()
    assert "例如1250或1250.50" in dialog.fields["fee"].problem and dialog.fee.text() == "12,5"
    dialog.fee.setText("1,234.56")
    dialog.ok.click()
    shown.retire()
    with manager.window.desk.read() as work:
        stored = catalogue.find(work, item.id)
        assert (stored.promised_days, stored.fee) == (7, 123456) and not stored.offered_on(work.today)


def test_a_person_is_added_and_can_sign_in(manager: Hands, book: Path) -> None:
    shown = section(manager, StaffSection)
    assert manager.window.desk is not None
    dialog = AddPerson(shown, manager.window.desk)
    dialog.name.setText("林小芳")
    dialog.password.setText("new-person-1")
    dialog.ok.click()
    assert "林小芳" in dialog.fields["name"].problem
    dialog.name.setText("周新")
    dialog.ok.click()
    sign_in(book, "周新", "new-person-1").close()


def test_my_own_password_needs_the_present_one(manager: Hands, book: Path) -> None:
    shown = section(manager, PasswordSection)
    for line, text in ((shown.old, "wrong"), (shown.new, "brand-new-1"), (shown.again, "brand-new-1")):
        line.setText(text)
    shown.save()
    assert shown.fields["old"].problem == "原密码有误，请重新输入。"
    shown.old.setText(PASSWORD)
    shown.save()
    sign_in(book, "管理员", "brand-new-1").close()


def test_people_served_that_are_no_number_are_told_and_stay_typed(manager: Hands) -> None:
    shown = section(manager, CentreSection)
    shown.form.code.setText("SL-02")
    shown.form.population.setText("约七千人")
    shown.save()
    assert "不是整数" in shown.form.fields["population"].problem and shown.form.population.text() == "约七千人"
    shown.form.population.setText("7,012")
    shown.form.code.setText("甲")
    shown.save()
    assert "字母" in shown.form.fields["code"].problem
    shown.form.code.setText("SL-02")
    shown.save()
    assert manager.window.desk is not None
    with manager.window.desk.read() as work:
        kept = centre.get(work)
    assert (kept.code, kept.population, kept.area) == ("SL-02", 7012, 1860)


def test_safety_settings_are_kept(manager: Hands) -> None:
    shown = section(manager, SafetySection)
    shown.idle.setValue(3)
    shown.second.setText("/nowhere/stick")
    shown.save()
    assert manager.window.desk is not None
    with manager.window.desk.read() as work:
        assert (centre.setting(work, "idle_minutes"), centre.setting(work, "second_backup")) == (3, "/nowhere/stick")


def test_the_second_backup_is_chosen_on_the_disk(
    manager: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown, begun = section(manager, SafetySection), list[str]()
    monkeypatch.setattr(LastFolder, "path", None)

    def choose(_parent: object, _title: str, start: str) -> str:
        begun.append(start)
        return str(tmp_path)

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", choose)
    shown.second.setText("/nowhere/stick")
    shown.choose_button.click()
    assert shown.second.text() == str(tmp_path) and begun == [documents()]
    shown.save()
    assert manager.window.desk is not None
    with manager.window.desk.read() as work:
        assert centre.setting(work, "second_backup") == str(tmp_path)


def test_the_dialog_for_files_is_chinese_throughout(manager: Hands, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = QFileDialog(manager.window, "文件", str(tmp_path))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    words = [each.text() for kind in (QLabel, QAbstractButton) for each in dialog.findChildren(kind)]
    assert "位置：" in words and [each for each in words if re.search("[A-Za-z]{3}", each)] == []


def test_what_is_copied_for_whoever_helps_names_nobody(clerk: Hands) -> None:
    shown = section(clerk, AboutSection)
    shown.copy_button.click()
    copied = QApplication.clipboard().text()
    assert f"邻里中心前台 {__version__}" in copied and "数据文件大小" in copied and "屏幕" in copied
    assert clerk.window.desk is not None
    with clerk.window.desk.read() as work:
        names = [person.name for person in staff.everyone(work)]
    assert not any(name in copied for name in names) and str(Path.home()) not in copied


def test_backup_and_check_are_told_and_a_missing_stick_is_a_warning(manager: Hands, qtbot: QtBot) -> None:
    assert manager.window.desk is not None
    with manager.window.desk.write() as work:
        centre.save_setting(work, "second_backup", "/nowhere/stick")
    shown = section(manager, BackupSection)
    before = len(shown.list.model.rows)
    shown.back_up()
    qtbot.waitUntil(lambda: len(shown.list.model.rows) == before + 1)
    assert "/nowhere/stick" in told(manager)
    shown.check()
    qtbot.waitUntil(lambda: told(manager) == "检查完毕，数据完好。")


def test_the_chosen_section_stays_in_sight_when_a_message_comes(manager: Hands) -> None:
    manager.window.resize(910, 493)
    shown = section(manager, BackupSection)
    assert manager.window.work is not None
    entries = manager.window.work.findChild(SettingsTab).list
    shown.toast.emit("第一行\n第二行\n第三行", "bad")
    QTest.qWait(20)
    assert entries.viewport().rect().contains(entries.visualItemRect(entries.currentItem()))


def test_the_books_key_stands_apart_and_is_reached_last(manager: Hands) -> None:
    shown = section(manager, StaffSection)
    assert [shown._signs_in(person) for person in shown.list.model.rows].count("可登录") == len(shown.list.model.rows)
    daily = [each for each in shown.findChildren(QPushButton) if each.parent() is not shown.key_button.parent()][-1]
    assert daily.isEnabled() and daily.focusPolicy() != Qt.FocusPolicy.NoFocus
    assert shown.key_button.y() != daily.y() and shown.key_button.parent() is not daily.parent()
    daily.setFocus()
    QTest.keyClick(daily, Qt.Key.Key_Tab)
    assert shown.key_button.hasFocus()


def test_dark_and_scale_are_remembered(manager: Hands, book: Path) -> None:
    shown = section(manager, LookSection)
    shown.appearance.choose("dark")
    shown.scale.choose(150)
    shown.save()
    assert colours() == DARK and Preferences.load(book) == Preferences(150, "dark")
    shown.appearance.choose("light")
    shown.save()
    assert colours() == LIGHT


def test_the_language_is_chosen_for_the_next_start(manager: Hands, book: Path, dressed: QApplication) -> None:
    shown = section(manager, LookSection)
    told: list[str] = []
    shown.toast.connect(lambda words, _kind: told.append(words))
    shown.language.choose("en")
    shown.save()
    assert told == ["已保存。"] and shown.language.currentText() == "English"
    try:
        speak_as_chosen(book)
        again = app.make_window(book)
        assert "Name or initials" in held_by(again.sign_in)
        again.close()
        again.deleteLater()
    finally:
        speak("zh_CN")


def test_about_names_the_version_the_data_and_qt_and_opens_the_licences(clerk: Hands, book: Path, qtbot: QtBot) -> None:
    """From the list of sections, without a mouse: Tab to the button, Space, Tab to the other button, Esc."""
    shown = section(clerk, AboutSection)
    assert shown.facts.text().startswith(f"邻里中心前台 {__version__}\n") and f"数据位置：{book}" in shown.facts.text()
    assert "Qt（PySide6，LGPL-3.0）" in shown.notice.text()
    clerk.press(Qt.Key.Key_F3)
    clerk.press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is shown.copy_button
    clerk.press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is shown.licences_button
    seen: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, Licences)
        qtbot.waitUntil(lambda: QApplication.focusWidget() is dialog.text)
        assert dialog.text.isReadOnly()
        assert dialog.text.accessibleName() == dialog.windowTitle() == "开源软件许可"
        seen.append(dialog.text.toPlainText())
        QTest.keyClick(dialog.text, Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is dialog.close_button
        QTest.keyClick(dialog.close_button, Qt.Key.Key_Escape)

    in_dialog(look)
    clerk.press(Qt.Key.Key_Space)
    assert seen == [about.notices()] and QApplication.activeModalWidget() is None


def test_the_columns_of_a_ledger_are_shown_and_chosen_by_hand(manager: Hands, qtbot: QtBot, tmp_path: Path) -> None:
    """An unknown header is given its field on screen; the file is read again; the mends are listed."""
    file = tmp_path / "台账.csv"
    file.write_text("编号,东西,购置日期,原值\nG-1,台式电脑,2023-05-01,4500\nG-1,办公桌,不详,300\n", "utf-8")
    shown = section(manager, ImportSection)
    shown.kind.choose("assets")
    assert shown.clean.isVisibleTo(manager.window)
    shown.check(file)
    qtbot.waitUntil(lambda: "缺少这些列" in shown.about.text())
    lacking = shown.prepared
    assert lacking is not None and not lacking.good and not shown.take_all.isVisibleTo(manager.window)
    file.write_text(file.read_text("utf-8").replace("东西", "资产名称").replace("原值", "花了多少"), "utf-8")
    shown.check(file)
    qtbot.waitUntil(lambda: shown.prepared is not lacking)
    table = shown.mapping
    assert [table.horizontalHeaderItem(n).text() for n in range(4)] == ["编号", "资产名称", "购置日期", "花了多少"]
    assert [table.item(1, n).text() for n in range(4)] == ["G-1", "台式电脑", "2023-05-01", "4500"]
    assert table._combos[3].value == ""
    first = shown.prepared
    table._combos[3].choose("original_value")
    qtbot.waitUntil(lambda: shown.prepared is not first)
    assert shown.prepared is not None and shown.prepared.columns["original_value"] == "花了多少"
    assert not shown.take_all.isVisibleTo(manager.window)
    second = shown.prepared
    shown.clean.setChecked(True)
    qtbot.waitUntil(lambda: shown.prepared is not second)
    assert any(shown.problems.item(n).text().startswith("已修正：第3行") for n in range(shown.problems.count()))
    shown.take_all.click()
    qtbot.waitUntil(lambda: shown.prepared is None)
    assert manager.window.desk is not None
    with manager.window.desk.read() as work:
        assert {one.name: one.value for one in queries.page(work, queries.AssetFilter("G-1"))} == {"台式电脑": 450_000}
        assert queries.page(work, queries.AssetFilter("办公桌"))[-1].value == 30_000


def test_sheets_and_likely_doubles_are_chosen_before_anything_is_stored(
    manager: Hands, qtbot: QtBot, tmp_path: Path
) -> None:
    book = Workbook()
    for month in ("1月", "2月"):
        sheet = book.create_sheet(month)
        sheet.append(["姓名", "出生日期"])
        sheet.append(["慕容甲", "2016-05-01"])
        sheet.append(["慕容乙" if month == "1月" else "慕容丙", "2017-05-01"])
    file = tmp_path / "月.xlsx"
    book.save(file)
    shown = section(manager, ImportSection)
    shown.check(file)
    qtbot.waitUntil(lambda: shown.prepared is not None)
    assert shown.sheets.isVisibleTo(manager.window) and shown.sheets.chosen() == ("1月",)
    assert "未导入的工作表：2月" in shown.about.text() and not shown.doubles.isVisibleTo(manager.window)
    first = shown.prepared
    shown.sheets.item(1).setCheckState(Qt.CheckState.Checked)
    qtbot.waitUntil(lambda: shown.prepared is not first)
    assert shown.prepared is not None and shown.prepared.taken_sheets == ("1月", "2月")
    assert shown.problems.item(0).text().startswith("可能重复：工作表“2月”第2行")
    assert shown.doubles.isVisibleTo(manager.window) and "1行" in shown.doubles.text()
    shown.take_all.click()
    qtbot.waitUntil(lambda: shown.prepared is None)
    assert manager.window.desk is not None
    with manager.window.desk.read() as work:
        assert sorted(hit.name for hit in residents.search(work, "慕容")) == ["慕容丙", "慕容乙", "慕容甲"]


def test_a_workbook_that_reaches_too_far_is_told_in_the_window(manager: Hands, qtbot: QtBot, tmp_path: Path) -> None:
    """A file of 4.7 KB aborted the whole program once."""
    book = Workbook()
    book.active.append(["姓名"])
    book.active["XFD1048576"] = 1
    file = tmp_path / "远.xlsx"
    book.save(file)
    shown = section(manager, ImportSection)
    shown.check(file)
    qtbot.waitUntil(lambda: "XFD1048576" in told(manager))
    assert shown.prepared is None and not shown.take_all.isVisibleTo(manager.window)


def test_another_kind_of_table_forgets_what_was_said_of_the_file_before(
    manager: Hands, tmp_path: Path, qtbot: QtBot
) -> None:
    shown = section(manager, ImportSection)
    file = tmp_path / "居民.csv"
    file.write_text("姓名,身份证号\n某某,123\n", "utf-8")
    shown.kind.choose("residents")
    shown.check(file)
    qtbot.waitUntil(lambda: "居民.csv" in shown.about.text())
    shown.kind.choose("services")
    assert "居民.csv" not in shown.about.text() and "xlsx" in shown.about.text()


def test_the_section_in_sight_is_the_chosen_one_from_the_first_on(manager: Hands) -> None:
    manager.press(Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    tab = manager.window.work.current  # type: ignore[union-attr]
    assert isinstance(tab, SettingsTab)
    assert [item.text() for item in tab.list.selectedItems()] == ["我的密码"]
