"""Updating from a file on the import page: three groups side by side, ticks by Space, one button, all or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from desk.books import catalogue, residents
from desk.books.catalogue import ServiceItem
from desk.demo.tour import Hands
from desk.ui.settings.imports import ImportSection
from desk.ui.settings.update_table import UpdateGroup, UpdateLine, UpdateTable
from desk.ui.widgets.form_dialog import ValuesDialog
from desk.ui.widgets.jobs import Job
from tests.support.form_answers import values
from tests.support.roster_tab import dialog, in_dialog
from tests.support.settings_tab import section
from tests.support.updating import written

HEADS = ("事项编码", "事项名称", "主管部门", "办理方式", "收费")


def items(manager: Hands) -> list[ServiceItem]:
    assert manager.window.desk is not None
    with manager.window.desk.read() as work:
        return catalogue.all_items(work)


def row_of(item: ServiceItem, fee: str = "") -> tuple[str, ...]:
    return item.code, item.name, item.department, item.mode.label, fee


def opened(manager: Hands, qtbot: QtBot, kind: str, file: Path) -> ImportSection:
    shown = section(manager, ImportSection)
    shown.kind.choose(kind)
    shown.changes.mode.choose(True)
    shown.check(file)
    qtbot.waitUntil(lambda: shown.changes.prepared is not None)
    return shown


def says(table: UpdateTable) -> list[tuple[str, ...]]:
    model = table.lines
    return [
        tuple(str(model.data(model.index(row, column)) or "") for column in range(4)) for row in range(model.rowCount())
    ]


def go_to(table: UpdateTable, line: UpdateLine) -> None:
    table.setFocus()
    table.setCurrentIndex(table.lines.index(table.lines.lines.index(line), 0))


def test_what_is_ticked_is_stored_with_one_button(manager: Hands, qtbot: QtBot, tmp_path: Path) -> None:
    before = items(manager)
    first, second, third, *rest = before
    rows = [HEADS, row_of(first, "1234"), row_of(second, "2345"), *map(row_of, rest)]
    rows.append(("XX01", "没见过的事项", "民政局", "就近办", "0"))
    shown = opened(manager, qtbot, "services", written(tmp_path / "区清单.csv", rows))
    table = shown.changes.table
    told = says(table)
    assert told[0][0] == "新增1条，已勾选1条" and told[1][0].endswith("XX01 没见过的事项") and told[1][2] == "尚无"
    assert told[2][0] == "有变化2条，已勾选2条"
    assert told[3] == (f"第2行 {first.code} {first.name}", "收费（元）", f"{first.fee / 100:.2f}", "1234.00")
    assert told[5][0] == "文件里没有1条，已勾选0条" and told[6][3] == "今天起停办"
    assert f"新增1，有变化2，文件里没有1，无变化{len(rest)}，问题0。" in shown.about.text()
    assert not shown.take_all.isVisible() and not shown.take_good.isVisible()
    assert shown.changes.store.text() == "存入勾选的3条"
    painted: list[int] = []
    table.lines.dataChanged.connect(lambda first, last: painted.extend(range(first.row(), last.row() + 1)))
    go_to(table, UpdateLine(UpdateGroup.CHANGED, 1))
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert shown.changes.store.text() == "存入勾选的2条"
    assert painted == [2, 4], "the head of the group and the line that was ticked, and no other"
    go_to(table, UpdateLine(UpdateGroup.GONE))
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert says(table)[5][0] == "文件里没有1条，已勾选1条" and shown.changes.store.text() == "存入勾选的3条"
    asked: list[str] = []
    in_dialog(lambda: answer(asked, 0))
    shown.changes.store.click()
    qtbot.waitUntil(lambda: shown.changes.prepared is None)
    assert f"在用的{len(before)}条中，有1条文件里没有：{third.code} {third.name}。" in asked[0]
    assert shown.about.text() == "已存入：新增1，修改1，停用1。" and not shown.changes.isVisible()
    now = {item.code: item for item in items(manager)}
    assert now[first.code].fee == 123400 and now[second.code] == second and now[third.code].ends_on is not None
    assert "XX01" in now


def answer(asked: list[str], which: int) -> None:
    box = dialog(QMessageBox)
    asked.append(box.text())
    box.buttons()[which].click()


def test_a_list_of_a_part_takes_most_out_of_use_only_with_the_number_typed(
    manager: Hands, qtbot: QtBot, tmp_path: Path
) -> None:
    before = items(manager)
    shown = opened(manager, qtbot, "services", written(tmp_path / "一科清单.csv", [HEADS, row_of(before[0])]))
    go_to(shown.changes.table, UpdateLine(UpdateGroup.GONE))
    QTest.keyClick(shown.changes.table, Qt.Key.Key_Space)
    many = len(before) - 1

    def go_back() -> None:
        form = dialog(ValuesDialog)
        text = "".join(each.text() for each in form.findChildren(QLabel))
        assert f"有{many}条文件里没有" in text and "已超过三分之一" in text and before[1].name in text
        form.ok.click()
        assert form.fields["many"].problem == f"请输入{many}，或返回。"
        form.reject()

    in_dialog(go_back)
    shown.changes.store.click()
    assert items(manager) == before and shown.changes.prepared is not None
    in_dialog(lambda: values(many=str(many)))
    shown.changes.store.click()
    qtbot.waitUntil(lambda: shown.changes.prepared is None)
    assert [item.code for item in items(manager) if item.ends_on is None] == [before[0].code]


def test_a_change_in_between_gets_words_and_stores_nothing(manager: Hands, qtbot: QtBot, tmp_path: Path) -> None:
    first, second, *_rest = items(manager)
    file = written(tmp_path / "区清单.csv", [HEADS, row_of(first, "1234"), row_of(second, "2345")])
    shown = opened(manager, qtbot, "services", file)
    assert manager.window.desk is not None
    with manager.window.desk.write() as work:
        catalogue.retire(work, first.id, work.today)
    said: list[str] = []
    shown.toast.connect(lambda words, _kind: said.append(words))
    shown.changes.store.click()
    qtbot.waitUntil(lambda: bool(said))
    assert "在核对之后已被修改" in said[0] and shown.changes.prepared is not None
    assert [item.fee for item in items(manager)[:2]] == [first.fee, second.fee]


def test_residents_are_shown_masked_and_what_is_gone_cannot_be_ticked(
    manager: Hands, qtbot: QtBot, tmp_path: Path
) -> None:
    assert manager.window.desk is not None
    with manager.window.desk.read() as work:
        one = next(residents.find(work, id) for id in range(1, 50) if residents.find(work, id).id_number)
    rows = (("姓名", "身份证号", "联系电话"), (one.name, one.id_number, "13912345678"))
    shown = opened(manager, qtbot, "residents", written(tmp_path / "名册.csv", rows))
    table = shown.changes.table
    text = "".join("".join(line) for line in says(table))
    assert one.id_number not in text and "139****5678" in text
    go_to(table, next(line for line in table.lines.lines if line.group is UpdateGroup.GONE and line.is_head))
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert table.lines.chosen().gone == frozenset() and "只提示" in says(table)[-1][3]


def test_the_mode_is_offered_where_it_is_known_and_reads_the_file_again(
    manager: Hands, qtbot: QtBot, tmp_path: Path
) -> None:
    first, *_rest = items(manager)
    shown = section(manager, ImportSection)
    shown.kind.choose("activities")
    assert not shown.changes.field.isVisible()
    shown.kind.choose("services")
    assert shown.changes.field.isVisible()
    shown.check(written(tmp_path / "清单.csv", [HEADS, row_of(first, "1234")]))
    qtbot.waitUntil(lambda: shown.prepared is not None)
    assert shown.problems.count() == 1 and "台账中已有" in shown.problems.item(0).text()
    shown.changes.mode.choose(True)
    qtbot.waitUntil(lambda: shown.changes.prepared is not None)
    assert shown.problems.count() == 0 and len(says(shown.changes.table)) == 2 + len(_rest) + 1
    shown.changes.mode.choose(False)
    qtbot.waitUntil(lambda: shown.changes.prepared is None and shown.problems.count() == 1)


@pytest.mark.parametrize("size", [(1366, 740), (910, 493)])
def test_the_comparison_fits_a_small_screen(
    manager: Hands, qtbot: QtBot, tmp_path: Path, size: tuple[int, int]
) -> None:
    manager.window.resize(*size)
    rows = [("资产编号", "资产名称", "规格型号"), *((f"ZC{n:06d}", "某物", "新") for n in range(1, 20))]
    shown = opened(manager, qtbot, "assets", written(tmp_path / "台账.csv", rows))
    QTest.qWait(50)
    table, store = shown.changes.table, shown.changes.store
    assert shown.clean.isVisible() and not shown.mapping.isVisible()
    inside = shown.clean.parentWidget()
    assert inside.width() <= inside.parentWidget().width(), "nothing reaches out to the right"
    assert store.isVisible() and store.visibleRegion().boundingRect().size() == store.size()
    assert table.visibleRegion().boundingRect().height() >= 180
    assert shown.about.visibleRegion().boundingRect().height() >= 40, "the summary stays in sight"
    assert table.columnViewportPosition(3) + 100 < table.viewport().width()
    shown.changes.columns.click()
    qtbot.waitUntil(lambda: shown.mapping.visibleRegion().boundingRect().height() >= 90)


def test_a_check_that_ends_after_another_kind_was_chosen_shows_nothing_of_the_first(
    manager: Hands, qtbot: QtBot, tmp_path: Path
) -> None:
    shown = section(manager, ImportSection)
    shown.kind.choose("services")
    file = written(tmp_path / "区清单.csv", [HEADS, ("XX01", "没见过的事项", "民政局", "就近办", "0")])
    shown.check(file)
    with qtbot.waitSignal(shown.findChildren(Job)[-1].succeeded):
        shown.kind.choose("residents")
    assert shown.prepared is None and not shown.take_all.isVisibleTo(shown) and "XX01" not in shown.about.text()
    shown.kind.choose("services")
    shown.check(file)
    qtbot.waitUntil(lambda: shown.prepared is not None)
