"""The manager orders the tabs and hides some: keys, window and 待办 follow at once, and the data stays."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desk.books import centre
from desk.core.book import Attention, Concern
from desk.demo.tour import ALT, CTRL, Hands
from desk.ui.assets.tab import AssetsTab
from desk.ui.settings.tab_order import TabOrderSection
from desk.ui.visits.tab import VisitsTab
from tests.support.settings_tab import section
from tests.support.tabs import desk_of, due, told, work_of
from tests.ui.conftest import after_a_double_click, signed_in

Key = Qt.Key
USUAL = [
    "窗口登记",
    "预约登记",
    "点单派单",
    "坐班轮值",
    "活动月历",
    "共建联动",
    "规范提升",
    "资产台账",
    "应急日志",
    "报表",
    "设置",
]


def titles(hands: Hands) -> list[str]:
    tabs = work_of(hands).tabs
    return [tabs.tabText(at) for at in range(tabs.count())]


def choose(shown: TabOrderSection, title: str) -> None:
    at = next(at for at in range(shown.list.count()) if shown.list.item(at).text().startswith(title))
    shown.list.setCurrentRow(at)
    shown.list.setFocus()


def hide(hands: Hands, title: str) -> None:
    """With the keys alone, from the section that is in sight."""
    shown = section(hands, TabOrderSection)
    choose(shown, title)
    hands.press(Key.Key_Space)
    hands.press(Key.Key_Return, CTRL)
    after_a_double_click()


def test_keys_move_and_hide_a_tab_and_the_open_window_follows(manager: Hands) -> None:
    assert titles(manager) == USUAL
    shown = section(manager, TabOrderSection)
    choose(shown, "资产台账")
    for _step in range(6):
        manager.press(Key.Key_Up, ALT)
    assert shown.list.currentItem().text().startswith("资产台账　Ctrl+2")
    choose(shown, "活动月历")
    manager.press(Key.Key_Space)
    manager.press(Key.Key_Return, CTRL)
    assert told(manager) == "已保存。"
    assert titles(manager) == [
        "窗口登记",
        "资产台账",
        *(each for each in USUAL[1:] if each not in ("活动月历", "资产台账")),
    ]
    assert shown.isVisible() and QApplication.focusWidget() is shown.list, "one is where one was"
    captions = work_of(manager).tabs.captions
    assert [captions.digit(at) for at in range(10)] == list("1234567890")
    assert captions.caption(1).title == "资产台账" and "Ctrl+2" in captions.tabToolTip(1)
    manager.press(Key.Key_2, CTRL)
    assert isinstance(work_of(manager).current, AssetsTab)
    manager.press(Key.Key_Minus, CTRL)
    assert isinstance(work_of(manager).current, AssetsTab), "there is no eleventh tab any more"
    with desk_of(manager).read() as work:
        (line,) = work.rows("SELECT count(*) FROM audit WHERE subject = 'settings:hidden_tabs'")
    assert line == (1,)


def test_what_cannot_be_hidden_stays_and_comes_back_by_the_usual_order(manager: Hands) -> None:
    shown = section(manager, TabOrderSection)
    for title in ("窗口登记", "应急日志", "设置"):
        choose(shown, title)
        manager.press(Key.Key_Space)
    assert shown._typed()["hidden_tabs"] == []
    hide(manager, "报表")
    assert "报表" not in titles(manager)
    shown.take_usual()
    manager.press(Key.Key_Return, CTRL)
    assert titles(manager) == USUAL


def test_what_is_hidden_leaves_the_list_of_what_is_to_be_done_and_comes_back_with_its_data(manager: Hands) -> None:
    assert any(each.leads_to.startswith("assets.") for each in due(manager).values())
    hide(manager, "资产台账")
    work_of(manager).bar.refresh()
    assert not [each for each in due(manager).values() if each.leads_to.startswith("assets.")]
    work_of(manager).open_destination("assets.list")
    assert "标签页" in told(manager) and "资产台账" not in titles(manager)
    hide(manager, "资产台账")
    assert titles(manager) == USUAL and any(each.leads_to.startswith("assets.") for each in due(manager).values())


def test_a_label_of_a_hidden_ledger_opens_nothing(manager: Hands) -> None:
    with desk_of(manager).read() as work:
        ((number,),) = work.rows("SELECT number FROM assets ORDER BY id LIMIT 1")
    assert work_of(manager).is_label(number)
    hide(manager, "资产台账")
    assert not work_of(manager).is_label(number)


def test_everybody_has_the_managers_order_from_the_next_sign_in_on(manager: Hands) -> None:
    with desk_of(manager).write() as work:
        order = ["activities", "visits", "roster", "incidents", "figures", "settings"]
        centre.save_settings(work, {"tab_order": order, "hidden_tabs": ["roster", "settings"]})
    signed_in(manager, "林小芳")
    assert titles(manager) == [
        "活动月历",
        "共建联动",
        "规范提升",
        "资产台账",
        "窗口登记",
        "预约登记",
        "点单派单",
        "应急日志",
        "报表",
        "设置",
    ], "a newer tab has a place too"
    assert isinstance(work_of(manager).current, VisitsTab)


def test_a_count_of_a_page_that_the_role_may_not_see_is_not_shown(hands: Hands) -> None:
    signed_in(hands, "林小芳")
    bar = work_of(hands).bar
    bar.show_attention([Attention("late", Concern.PROGRAMME, 1, "十二月月历未发布", "未发布", "activities.calendar")])
    assert bar.due == []
