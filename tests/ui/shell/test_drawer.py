"""待办: what wants something, at the right over the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from desk.books.activities import transitions
from desk.core.book import Attention, Concern
from desk.core.clock import Clock, local
from desk.core.tone import Tone
from desk.demo.tour import Hands
from desk.services import due_later
from desk.ui.cases.ledger import CaseLedgerPage
from desk.ui.shell.due_rows import time_words
from desk.ui.shell.work_page import WorkPage
from desk.ui.visits.tab import VisitsTab
from tests.support import activities
from tests.support.controls import places
from tests.support.tabs import desk_of, work_of

LATE = """UPDATE cases SET state = 'in_progress', finished_at = NULL, finished_on = NULL, due_on = :day WHERE id <= 2"""


def rows(work: WorkPage) -> list[str]:
    return [work.drawer.list.item(at).text() for at in range(work.drawer.list.count())]


@pytest.mark.parametrize(("size", "width"), [((1366, 740), 460), ((910, 493), 440)])
def test_f10_opens_it_over_the_page_and_esc_brings_the_focus_back(
    clerk: Hands, size: tuple[int, int], width: int
) -> None:
    clerk.window.resize(*size)
    clerk.press(Qt.Key.Key_F2)
    work, field = work_of(clerk), QApplication.focusWidget()
    before = places(work.tabs)
    clerk.press(Qt.Key.Key_F10)
    panel = work.drawer.panel
    assert work.drawer.isVisible() and panel.width() == width
    assert panel.mapTo(work, panel.rect().topRight()).x() == work.width() - 1
    assert work.drawer.geometry().top() == work.bar.geometry().bottom() + 1
    assert places(work.tabs) == before
    clerk.press(Qt.Key.Key_Escape)
    assert not work.drawer.isVisible() and QApplication.focusWidget() is field
    clerk.press(Qt.Key.Key_F10)
    clerk.press(Qt.Key.Key_F10)
    assert not work.drawer.isVisible() and QApplication.focusWidget() is field


def test_enter_goes_to_the_rows_that_were_counted(clerk: Hands) -> None:
    work = work_of(clerk)
    with desk_of(clerk).write() as writing:
        writing.connection.execute(
            text(LATE),
            {"day": (writing.today - timedelta(days=3)).isoformat()},
        )
    work.bar.refresh()
    clerk.press(Qt.Key.Key_F10)
    keys = [each.key for each in work.drawer.list.lines()]
    for _step in range(keys.index("overdue")):
        clerk.press(Qt.Key.Key_Down)
    chosen = work.drawer.list.chosen
    assert chosen is not None and chosen.key == "overdue"
    clerk.press(Qt.Key.Key_Return)
    assert not work.drawer.isVisible() and isinstance(work.current, VisitsTab)
    page = work.current.page
    assert isinstance(page, CaseLedgerPage) and page.isVisible()
    assert len(page.list.model.rows) == chosen.count > 0
    assert {line.urgency.label for line in page.list.model.rows} == {"已超期"}


def test_the_button_counts_the_records_behind_the_rows(manager: Hands) -> None:
    work = work_of(manager)
    manager.press(Qt.Key.Key_F10)
    lines = work.drawer.list.lines()
    assert sum(each.count for each in lines) == int(work.bar.due_button.form.first.split()[-1]) > 0


def due(key: str, concern: Concern, tone: Tone, leads_to: str = "cases.list") -> Attention:
    return Attention(key, concern, 2, f"{key} 2", key, leads_to, tone)


def headings(hands: Hands, found: Sequence[Attention]) -> list[str]:
    work = work_of(hands)
    work.bar.show_attention(found)
    if not work.drawer.isVisible():
        hands.press(Qt.Key.Key_F10)
    return rows(work)


def test_what_is_late_stands_first_and_an_emergency_before_all_else_in_its_group(clerk: Hands) -> None:
    found = [
        due("将到期", Concern.RESIDENTS, Tone.DUE_SOON),
        due("换班", Concern.STAFFING, Tone.WAITING),
        due("超期", Concern.RESIDENTS, Tone.OVERDUE),
        due("报送", Concern.EMERGENCY, Tone.OVERDUE),
        due("首报", Concern.EMERGENCY, Tone.DUE_SOON),
        due("缺岗", Concern.STAFFING, Tone.DANGER),
    ]
    said = [words.split("　")[0] for words in headings(clerk, found)]
    assert said == [
        *("已逾期", "报送 2", "超期 2"),
        *("今天", "首报 2", "缺岗 2"),
        *("等我处理", "换班 2"),
        *("本周", "将到期 2"),
    ]


def test_what_leads_to_a_tab_that_one_does_not_have_is_left_out(clerk: Hands) -> None:
    work = work_of(clerk)
    said = headings(clerk, [due("别处", Concern.HOUSE, Tone.OVERDUE, "nowhere.list")])
    assert said == [] and work.drawer.empty.isVisible() and work.bar.due_button.form.first == "待办 0"


def test_what_comes_up_while_it_is_open_stands_in_it_and_the_chosen_row_stays(clerk: Hands) -> None:
    work = work_of(clerk)
    one, two = due("超期", Concern.RESIDENTS, Tone.OVERDUE), due("换班", Concern.STAFFING, Tone.WAITING)
    headings(clerk, [one, two])
    clerk.press(Qt.Key.Key_Down)
    headings(clerk, [due("缺岗", Concern.STAFFING, Tone.DANGER), one, two])
    assert work.drawer.list.chosen == two and len(work.drawer.list.lines()) == 3


def test_keys_of_the_page_below_do_not_count_while_it_is_open_but_f12_and_a_tab_do(clerk: Hands) -> None:
    work = work_of(clerk)
    before = len(work.toasts.kept)
    clerk.press(Qt.Key.Key_F10)
    for key in (Qt.Key.Key_F4, Qt.Key.Key_F9, Qt.Key.Key_F2, Qt.Key.Key_Tab):
        clerk.press(key)
    assert QApplication.focusWidget() is work.drawer.list and len(work.toasts.kept) == before
    clerk.press(Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert work.tabs.currentIndex() == 2 and not work.drawer.isVisible()


def test_what_was_told_lately_stands_at_its_foot(clerk: Hands) -> None:
    work = work_of(clerk)
    work.toasts.tell("A012 已保存。")
    work.toasts.tell("没有打印。", "bad")
    clerk.press(Qt.Key.Key_F10)
    assert [words[6:] for words in rows(work)[-2:]] == ["没有打印。", "A012 已保存。"]
    clerk.press(Qt.Key.Key_Escape)
    assert work.drawer.isVisible(), "a message closes first"
    clerk.press(Qt.Key.Key_Escape)
    clerk.press(Qt.Key.Key_Escape)
    assert not work.drawer.isVisible()


def test_a_click_beside_it_closes_it_and_does_nothing_else(clerk: Hands) -> None:
    work = work_of(clerk)
    clerk.press(Qt.Key.Key_F10)
    at = work.drawer.mapFromGlobal(work.tabs.tabBar().mapToGlobal(work.tabs.tabBar().tabRect(1).center()))
    QTest.mouseClick(work.drawer, Qt.MouseButton.LeftButton, pos=at)
    assert not work.drawer.isVisible() and work.tabs.currentIndex() == 0


def test_chips_narrow_it_down_with_the_arrows_and_count_the_same(clerk: Hands) -> None:
    work = work_of(clerk)
    found = [
        due("超期", Concern.RESIDENTS, Tone.OVERDUE, "cases.overdue"),
        due("换班", Concern.STAFFING, Tone.WAITING, "roster.changes"),
        due("报送", Concern.EMERGENCY, Tone.OVERDUE, "incidents.attention"),
    ]
    headings(clerk, found)
    chips = [made.text() for made in work.drawer._buttons if made.isVisible()]
    assert chips == ["全部 6", "我的 2", "办件 2", "应急 2", "其他 2"]
    seen = []
    for _press in range(5):
        clerk.press(Qt.Key.Key_Right)
        seen.append([each.key for each in work.drawer.list.lines()])
    assert seen == [["换班"], ["超期"], ["报送"], ["换班"], ["报送", "超期", "换班"]]
    clerk.press(Qt.Key.Key_Left)
    assert [each.key for each in work.drawer.list.lines()] == ["换班"]
    QTest.mouseClick(work.drawer._buttons[0], Qt.MouseButton.LeftButton)
    assert len(work.drawer.list.lines()) == 3 and QApplication.focusWidget() is work.drawer.list


def test_delete_puts_off_until_tomorrow_but_never_an_emergency(clerk: Hands, qtbot: QtBot) -> None:
    work = work_of(clerk)
    late = due("超期", Concern.RESIDENTS, Tone.OVERDUE, "cases.overdue")
    report = due("报送", Concern.EMERGENCY, Tone.OVERDUE, "incidents.attention")
    headings(clerk, [late, report])
    assert work.drawer.list.chosen == report
    put_off(work, qtbot, 1)
    assert work.toasts.newest == "应急事项不能稍后提醒。" and len(work.drawer.list.lines()) == 2
    clerk.press(Qt.Key.Key_Down)
    put_off(work, qtbot, 1)
    assert work.toasts.newest.startswith("“超期 2”将于") and "08:00" in work.toasts.newest
    assert work.drawer.list.lines() == [report] and work.bar.due_button.form.first == "待办 2"
    work.bar.show_attention([late, report])
    assert work.drawer.list.lines() == [report], "it is not back with the next look"
    day_after = work.desk.clock.now() + timedelta(days=2)
    assert due_later.is_put_off(work.desk, late)
    work.desk = replace(work.desk, clock=Clock(lambda: day_after))
    assert not due_later.is_put_off(work.desk, late)
    with desk_of(clerk).read() as reading:
        (line,) = reading.rows("SELECT subject, after FROM audit WHERE action = 'put_off'")
    assert line[0].startswith("staff:") and "cases.overdue" in str(line[1])


def put_off(work: WorkPage, qtbot: QtBot, choice: int) -> None:
    """Delete on the chosen row, then a line of the menu."""
    QTest.keyClick(work.drawer.list, Qt.Key.Key_Delete)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    for _step in range(choice):
        QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)


NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (NOW + timedelta(minutes=18), "剩18分钟"),
        (NOW - timedelta(minutes=18, seconds=30), "超18分钟"),
        (NOW + timedelta(hours=5), "剩5小时"),
        (NOW - timedelta(days=3), "超3天"),
        (NOW.date(), "今天"),
        (NOW.date() + timedelta(days=3), "剩3天"),
        (NOW.date() - timedelta(days=9), "超9天"),
        (None, ""),
    ],
)
def test_a_tag_says_how_much_time_is_left(moment: date | datetime | None, text: str) -> None:
    assert time_words(moment, NOW) == text


def test_what_is_next_today_stands_on_top(manager: Hands) -> None:
    """At eight in the morning: what takes place, no draft, nothing that is over."""
    work = work_of(manager)
    desk = desk_of(manager)
    eight = local(desk.clock.now()).replace(hour=8, minute=0)
    with desk.write() as writing:
        day, title = writing.today, "南音弹唱雅集"
        ids = [activities.add(writing, None, day=day, begins=begins, ends=begins + 30) for begins in (420, 490)]
        ids.append(activities.add(writing, None, day=day, begins=485, ends=487, title=title))
        activities.add(writing, None, day=day, begins=482, ends=484, title="还是草稿")
        transitions.approve(writing, ids)
    work.bar._desk = replace(desk, clock=Clock(lambda: eight))
    work.bar.refresh()
    manager.press(Qt.Key.Key_F10)
    lines = work.drawer.coming.text().split("\n")
    assert lines == ["今天接下来", f"08:05 {title} · 村口广场", "08:10 健身操 · 村口广场"]
    assert work.drawer.coming.isVisible()
