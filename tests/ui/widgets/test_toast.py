"""What is told lies over the page: nothing moves for it, and it goes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from desk.books.cases.case_queries import CaseFilter
from desk.demo.tour import Hands
from desk.ui.cases.ledger import CaseLedgerPage
from desk.ui.widgets import toast
from desk.ui.widgets.key_cap import CapButton
from desk.ui.widgets.toast import Toasts
from tests.support.controls import places
from tests.support.tabs import reach, told


def toasts_of(hands: Hands) -> Toasts:
    assert hands.window.work is not None
    return hands.window.work.toasts


@pytest.mark.parametrize("size", [(1366, 740), (910, 493)])
def test_nothing_on_the_page_moves_for_a_message(clerk: Hands, size: tuple[int, int]) -> None:
    clerk.window.resize(*size)
    QTest.qWait(30)
    work = clerk.window.work
    assert work is not None
    before = places(work)
    for kind in ("good", "warning", "bad"):
        work.toasts.tell(f"{kind}：A012 已保存，3 天内办结。", kind)
    QTest.qWait(30)
    now = places(work)
    assert {id: now[id] for id in before} == before
    for each in work.toasts.standing:
        assert each.isVisible() and work.rect().contains(each.geometry())
        assert each.shown.height() >= each.shown.heightForWidth(each.shown.width())
    assert not work.toasts.standing[0].geometry().intersects(work.toasts.standing[1].geometry())


def test_three_clicks_in_a_row_while_a_message_comes_land_on_the_same_tab(clerk: Hands) -> None:
    work = clerk.window.work
    assert work is not None
    bar = work.tabs.tabBar()
    at = bar.mapTo(clerk.window, bar.tabRect(3).center())
    for words in ("A001 已保存。", "", "请先选择一行。"):
        window = clerk.window.windowHandle()
        QTest.mouseClick(window, Qt.MouseButton.LeftButton, pos=at)
        assert work.tabs.currentIndex() == 3
        work.toasts.tell(words, "bad")


def test_good_news_goes_by_itself_and_bad_news_stays(
    clerk: Hands, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(toast, "READ_SECONDS", 0.1)
    toasts = toasts_of(clerk)
    toasts.tell("没有保存：磁盘已满。", "bad")
    qtbot.waitUntil(lambda: toasts.standing[0].is_read)
    assert told(clerk) == "没有保存：磁盘已满。"
    toasts.tell("已保存。")
    assert [each.message.text for each in toasts.standing] == ["已保存。"], "what was read makes room"
    qtbot.waitUntil(lambda: not toasts.standing)


def test_no_more_than_two_stand_and_twenty_are_kept(clerk: Hands) -> None:
    toasts = toasts_of(clerk)
    for n in range(30):
        toasts.tell(f"第 {n} 件已保存。")
    assert [each.message.text for each in toasts.standing] == ["第 28 件已保存。", "第 29 件已保存。"]
    assert len(toasts.kept) == 20 and toasts.kept[-1].text == "第 29 件已保存。"
    clerk.window.lock()
    assert not toasts.kept, "whoever sits down next reads nobody's messages"


def test_esc_closes_a_message_before_it_means_anything_to_the_page(clerk: Hands) -> None:
    page = reach(clerk, CaseLedgerPage)
    page.show_filter(CaseFilter())
    page.text.setFocus()
    clerk.type("三组")
    toasts = toasts_of(clerk)
    toasts.tell("没有打印：打印机不在。", "bad")
    toasts.tell("没有保存。", "bad")
    clerk.press(Qt.Key.Key_Escape)
    assert told(clerk) == "没有打印：打印机不在。" and page.text.text() == "三组"
    clerk.press(Qt.Key.Key_Escape)
    assert told(clerk) == "" and page.text.text() == "三组"
    clerk.press(Qt.Key.Key_Escape)
    assert page.text.text() == ""


def test_an_open_list_closes_before_a_message(clerk: Hands) -> None:
    clerk.press(Qt.Key.Key_F2)
    form = clerk.window.work.page(0).page.form  # type: ignore[union-attr]
    service = form.item.finder
    service.setFocus()
    clerk.type("社保")
    assert service.hits
    toasts_of(clerk).tell("没有打印。", "bad")
    clerk.press(Qt.Key.Key_Escape)
    assert not service.hits and told(clerk) == "没有打印。"
    clerk.press(Qt.Key.Key_Escape)
    assert told(clerk) == "" and QApplication.focusWidget() is service


def test_what_is_taken_back_is_not_kept(clerk: Hands) -> None:
    toasts = toasts_of(clerk)
    toasts.tell("已保存。")
    toasts.tell("")
    assert not toasts.standing and not toasts.kept


@pytest.mark.parametrize("size", [(1366, 698), (910, 441)])
def test_a_message_covers_no_button_of_the_queue(clerk: Hands, size: tuple[int, int]) -> None:
    """取号 and 叫号 lay under it for six seconds, just when the next person is called."""
    clerk.window.setMinimumSize(1, 1)
    clerk.window.resize(*size)
    clerk.press(Qt.Key.Key_F2)
    QTest.qWait(50)
    work = clerk.window.work
    assert work is not None
    for text in ("A012 已保存：办件 202611290001，办理中。按 Ctrl+P 打印受理回执。", "A013 正在等候。"):
        work.toasts.tell(text)
    buttons = [each for each in work.current.findChildren(CapButton) if each.isVisible() and each.key]
    assert {"F4", "F9"} <= {each.key for each in buttons}
    for standing in work.toasts.standing:
        assert work.rect().contains(standing.geometry())
        for each in buttons:
            assert not QRect(each.mapTo(work, QPoint(0, 0)), each.size()).intersects(standing.geometry()), each.text()


@pytest.mark.parametrize("used", [0, 1])
def test_where_one_of_two_fields_is_covered_it_is_not_the_one_that_is_typed_into(qtbot: QtBot, used: int) -> None:
    """备注 lay under the number of whoever came next."""
    page = QWidget()
    page.resize(400, 300)
    fields = (QLineEdit(page), QPlainTextEdit(page))
    for field, top in zip(fields, (0, 150), strict=True):
        field.setGeometry(0, top, 400, 150)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    fields[used].setFocus()
    place = QRect(toast.free_place(page, QSize(300, 60), ()), QSize(300, 60))
    assert place.intersects(fields[1 - used].geometry()) and not place.intersects(fields[used].geometry())


def test_a_message_about_what_f8_takes_back_offers_it_for_ten_seconds(
    clerk: Hands, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(toast, "READ_SECONDS", 0.05)
    clerk.press(Qt.Key.Key_F2)
    form = clerk.window.work.page(0).page.form  # type: ignore[union-attr]
    form.person.finder.setText("买买提·阿卜杜拉")
    clerk.press(Qt.Key.Key_F2)
    (standing,) = toasts_of(clerk).standing
    assert standing.action is not None and standing.message.text.startswith("未完成的登记")
    qtbot.waitUntil(lambda: standing.is_read)
    button = next(each for each in standing.findChildren(CapButton) if each.text() == "取回")
    assert button.key == "F8" and standing.isVisible() and form.person.finder.text() == ""
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert form.person.finder.text() == "买买提·阿卜杜拉" and not toasts_of(clerk).standing
