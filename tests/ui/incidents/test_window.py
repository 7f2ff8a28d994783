"""The window of an incident: steps counted down, reports owed, people and steps picked while writing, photos, the
review.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from desk.books.incidents import log, queries
from desk.books.incidents.checklist import StepMark
from desk.books.incidents.model import EntryKind, IncidentKind, IncidentLevel, IncidentState
from desk.core.clock import Clock as DeskClock
from desk.demo.tour import Hands
from desk.services import data_check
from desk.ui.incidents.entry_dialogs import ReportForm
from desk.ui.incidents.start import BookClosed, LockedCalls, StartIncident
from desk.ui.incidents.tab import IncidentsTab
from desk.ui.incidents.window import IncidentWindow
from desk.ui.shell.preview import Preview
from desk.ui.shell.window import Window
from desk.ui.widgets.form_dialog import TextsDialog
from tests.conftest import Hands as Clock
from tests.support.assets_tab import once_open
from tests.support.form_answers import texts, values
from tests.support.full_disk import full_disk, needs_limits
from tests.support.roster_tab import dialog, in_dialog
from tests.support.tabs import desk_of, due
from tests.ui.conftest import signed_in


@pytest.fixture
def clock() -> Clock:
    """Tuesday nine o'clock, until the test turns it."""
    return Clock()


@pytest.fixture
def burning(manager: Hands, clock: Clock) -> IncidentWindow:
    desk = replace(desk_of(manager), clock=DeskClock(clock))
    with desk.write() as work:
        id = log.open_incident(work, IncidentKind.FIRE, "长者食堂")
    window = IncidentWindow(desk, manager.window, id)
    window.show()
    return window


def kinds(window: IncidentWindow) -> list[str]:
    return [entry.kind.label for entry in window.list.model.rows]


def test_everything_that_can_be_recorded_in_the_window(burning: IncidentWindow) -> None:
    do = burning.recording
    for act, fill in (
        (do.set_level, lambda: values(level=IncidentLevel.THREE, reason="火势蔓延")),
        (do.set_people, lambda: texts(affected="20", injured="1", text="轻伤")),
        (do.report, lambda: values(to="镇应急办")),
        (do.put_right, lambda: values(kind=IncidentKind.GAS, reason="燃气引起")),
        (do.set_state, lambda: values(state=IncidentState.CLOSED, reason="火已扑灭", strike="消防队已处置")),
        (do.review, lambda: values(well="疏散快", badly="阀门难找", decided="贴阀门标识 | 物业 | 2026-12-15")),
    ):
        in_dialog(fill)
        act()
    burning.list.table.clearSelection()
    burning.list.table.setCurrentIndex(QModelIndex())
    assert not burning.menu().actions()[4].isEnabled(), "no entry is chosen that could be corrected"
    burning.list.table.selectRow(1)
    in_dialog(lambda: texts(text="应为二级"))
    burning.correct()
    assert [action.text().split(" ")[0] for action in burning.menu().actions()[:9]] == [f"&{n}" for n in range(1, 10)]
    struck = len(burning.checklist.list.model.rows)
    assert kinds(burning) == [
        "接报登记",
        "级别调整",
        "涉及人员",
        "信息报送",
        "地点或种类更正",
        *["预案步骤"] * struck,
        "状态变更",
        "状态变更",
        "更正记录",
    ]
    assert (burning.head.state.text(), burning.head.level.text()) == ("已复盘", "较大（Ⅲ级）")
    assert "已采取的措施" in burning.list.model.rows[3].text
    in_dialog(lambda: dialog(Preview).reject())
    burning.print()
    burning.done(0)


def left(window: IncidentWindow) -> list[str]:
    """What stands at the right of each step."""
    return [window.checklist.time_of(standing)[0] for standing in window.checklist.list.model.rows]


def test_steps_are_counted_down_and_ticked_with_one_key(burning: IncidentWindow, clock: Clock) -> None:
    model = burning.checklist.list.model
    assert burning.checklist.title.text() == "火灾应急预案（范本）" and burning.checklist.count.text() == "0 / 10"
    assert left(burning)[0] == "剩 1:00"
    clock.forward(seconds=45)
    burning._tick()
    assert (left(burning)[0], left(burning)[8], left(burning)[9]) == ("剩 0:15", "剩 14:15", "")
    table = burning.checklist.list.table
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert burning.list.model.rows[-1].text.startswith("第1步完成：大声呼喊")
    clock.forward(seconds=90)
    burning._tick()
    assert left(burning)[:2] == ["09:00", "超 0:15"] and burning.checklist.count.text() == "1 / 10"
    assert table.currentIndex().row() == 1
    in_dialog(lambda: texts(reason="电源已断"))
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert left(burning)[1] == "不适用"
    table.selectRow(0)
    in_dialog(lambda: texts(reason="勾早了"))
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert model.rows[0].mark is StepMark.OPEN
    burning.done(0)


def test_reports_owed_are_counted_down_and_a_late_one_is_loud(burning: IncidentWindow, clock: Clock) -> None:
    (box,) = burning.head.boxes
    assert box.text == "电话首报 剩 30:00" and box.property("kind") == "due_soon"
    clock.forward(minutes=31)
    burning._tick()
    assert box.text == "电话首报 超 1:00"
    assert (box.property("kind"), burning.report_button.property("role")) == ("overdue", "overdue")

    def look() -> None:
        form = dialog(ReportForm)
        assert "接报时间：2026年11月24日9时00分" in form.text.toPlainText()
        form.stage.setCurrentIndex(1)
        assert "续报，第1次" in form.text.toPlainText()
        form.text.setPlainText("我自己写的")
        form.text.document().setModified(True)
        form.stage.setCurrentIndex(0)
        form.time.setText("上午")
        form.ok.click()
        assert form.fields["time"].problem == "“上午”不是时间，请写成21:05这样。"
        form.time.setText("9:20")
        assert form.text.toPlainText() == "我自己写的"
        form.ok.click()

    in_dialog(look)
    burning.recording.report()
    assert box.text == "电话首报 已报 09:20" and box.property("kind") == "done"
    assert burning.list.model.rows[-1].text == "我自己写的"
    burning.done(0)


def test_at_picks_a_person_and_number_sign_ticks_a_step(burning: IncidentWindow) -> None:
    line = burning.line
    QTest.keyClicks(line, "@hsw")
    assert [hit.value for hit in line.hits] == ["和顺物业夜班经理"]
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert line.text() == "和顺物业夜班经理"
    line.insert(" 已到 ")
    QTest.keyClicks(line, "#2")
    QTest.keyClick(line, Qt.Key.Key_Return)
    QTest.keyClick(line, Qt.Key.Key_Return)
    last = burning.list.model.rows[-1]
    assert (last.kind, last.fields["step"]) == (EntryKind.STEP, 2)
    assert last.text == "第2步完成：广播疏散并引导：弯腰、捂口鼻、走楼梯、不乘电梯、不返回取物。和顺物业夜班经理 已到"
    burning.done(0)


def test_a_time_in_front_is_when_it_happened_one_to_come_is_refused(burning: IncidentWindow, clock: Clock) -> None:
    clock.forward(minutes=40)
    for typed in ("9:05 群众开始撤离", "09：12，#1"):
        burning.line.setText(typed)
        burning.write()
    evacuated, ticked = burning.list.model.rows[-2:]
    assert (
        evacuated.text == "群众开始撤离" and (evacuated.entered_at - evacuated.happened_at).total_seconds() == 35 * 60
    )
    assert (ticked.fields["step"], (ticked.entered_at - ticked.happened_at).total_seconds()) == (1, 28 * 60)
    burning.line.setText("23:30 还没发生")
    burning.write()
    assert (
        burning.problem.text().startswith("以时间开头表示当时发生，这个时间尚未到。")
        and burning.line.text() == "23:30 还没发生"
    )
    clock.forward(hours=15)
    burning.write()
    assert (
        burning.problem.isHidden()
        and (burning.list.model.rows[-1].entered_at - burning.list.model.rows[-1].happened_at).seconds == 70 * 60
    )
    burning.done(0)


def test_what_is_too_long_is_told_and_stays(burning: IncidentWindow) -> None:
    burning.line.setText("长" * 50_000)
    burning.write()
    assert burning.problem.text() == "这条记录有50000字，最多5000字，请分条填写。"
    assert len(burning.line.text()) == 50_000 and len(burning.list.model.rows) == 1
    burning.done(0)


def test_photos_are_entries_and_a_huge_one_is_refused(burning: IncidentWindow, tmp_path: Path) -> None:
    good, huge, text = tmp_path / "现场.jpg", tmp_path / "很大.jpg", tmp_path / "文.jpg"
    Image.effect_noise((600, 400), 60).convert("RGB").save(good)
    with huge.open("wb") as file:
        file.truncate(200 * 2**20)
    text.write_text("不是图片")
    assert burning.recording.add_photos([good], "一楼走廊")
    assert burning.list.model.rows[-1].text == "一楼走廊"
    assert burning.recording.add_photos([good])
    assert burning.list.model.rows[-1].text == "照片：现场.jpg"
    for path, words in ((huge, "60 MB"), (text, "不是图片")):
        burning.recording.add_photos([path])
        assert words in burning.problem.text()
    assert len(burning.list.model.rows) == 3
    shown: list[str] = []
    in_dialog(lambda: (shown.append(dialog(QDialog).windowTitle()), dialog(QDialog).reject()))
    burning.show_photo(burning.list.model.rows[-1])
    assert shown == ["照片：现场.jpg"]
    assert data_check.problems(burning.desk) == []
    burning.done(0)


@needs_limits
def test_the_log_goes_on_while_the_disk_is_full(burning: IncidentWindow, clock: Clock) -> None:
    burning.desk.reserve.prepare()
    with full_disk():
        burning.line.setText("磁盘满了也要写")
        burning.write()
        assert "磁盘满了也要写" in burning.problem.text() and burning.line.text() == ""
        burning.checklist.chosen.emit(1, StepMark.DONE)
    assert len(burning.list.model.rows) == 1
    clock.forward(minutes=2)
    burning.take_in()
    assert [entry.text[:6] for entry in burning.list.model.rows[1:]] == ["磁盘满了也要", "第1步完成："]
    assert burning.incident is not None
    assert burning.problem.text() == f"磁盘已满时写下的内容已补入处置记录：{burning.incident.number}"
    burning.done(0)


def test_f12_before_the_first_sign_in_keeps_the_time(window: Window, hands: Hands, qtbot: QtBot) -> None:
    """The book is closed: numbers are shown, and the incident is opened with that time once somebody has signed in."""
    window.watch(window.windowHandle())
    seen: list[str] = []
    once_open(BookClosed, lambda shown: (seen.append(shown.windowTitle()), shown.accept()))
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_F12)
    qtbot.waitUntil(lambda: len(seen) == 1)
    once_open(BookClosed, lambda shown: (seen.append(shown.windowTitle()), shown.accept()))
    window.sign_in.emergency.click()
    assert seen == ["应急"] * 2
    pressed = DeskClock().now()

    def start(asked: StartIncident) -> None:
        once_open(IncidentWindow, lambda log_window: (seen.append(log_window.head.title.text()), log_window.done(0)))
        for key in "71":
            QTest.keyClick(asked, key)

    once_open(StartIncident, start)
    signed_in(hands, "林小芳")
    qtbot.waitUntil(lambda: len(seen) == 3)
    with desk_of(hands).read() as work:
        one = queries.find(work, work.rows("SELECT max(id) FROM incidents")[0][0])
    assert one.kind is IncidentKind.LIFT and one.heard_at <= pressed <= one.opened_at


def test_f12_on_the_lock_screen_shows_whom_to_call_and_who_it_was_is_asked(clerk: Hands, qtbot: QtBot) -> None:
    window = clerk.window
    window.watch(window.windowHandle())
    window.lock()
    seen: list[str] = []

    def start(asked: StartIncident) -> None:
        once_open(LockedCalls, look)
        for key in "C1":
            QTest.keyClick(asked, key)

    def look(calls: LockedCalls) -> None:
        seen.append(calls.incident.kind.label)
        calls.accept()

    once_open(StartIncident, start)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_F12)
    qtbot.waitUntil(lambda: seen == ["突发疾病"])
    assert not window.working

    def name(form: TextsDialog) -> None:
        seen.append(form.lines["who"].text())
        once_open(
            IncidentWindow, lambda log_window: (seen.append(log_window.list.model.rows[-1].text), log_window.done(0))
        )
        form.ok.click()

    once_open(TextsDialog, name)
    signed_in(clerk, "林小芳")
    qtbot.waitUntil(lambda: len(seen) == 3)
    assert seen[1:] == ["林小芳", "锁屏接报人：林小芳"]
    with desk_of(clerk).read() as work:
        newest = work.rows("SELECT max(id) FROM incidents")[0][0]
        assert [entry.author for entry in queries.entries(work, newest)] == ["锁屏", "林小芳"]
    assert window.work is not None and isinstance(window.work.incidents, IncidentsTab)
    assert due(clerk)["going_on"].text == "处置中 1"


def test_steps_say_who_by_name_where_the_roster_tells(clerk: Hands) -> None:
    from desk.books.incidents.checklist import StepStanding
    from desk.books.incidents.plans import samples
    from desk.ui.incidents.checklist import Checklist
    from tests.conftest import MORNING

    shown = Checklist(DeskClock(Clock()))
    steps = [StepStanding(n, step, MORNING, None) for n, step in enumerate(samples()[IncidentKind.FIRE].steps, 1)]
    shown.show_steps("火灾应急预案", steps, {"带班领导": "陈主任"})
    model = shown.list.model
    assert "在集合点清点人数，缺人立即告诉消防员（带班领导 陈主任）" in model.data(model.index(5, 0))
    assert "切断着火区域电源和燃气（后勤、村电工）" in model.data(model.index(3, 0))


ROOMS = [(1366, 698), (910, 441)]


@pytest.mark.parametrize(("width", "height"), ROOMS)
def test_all_of_it_is_in_sight_and_no_number_is_cut(burning: IncidentWindow, width: int, height: int) -> None:
    """Telephone numbers were cut in a window of 1280: the first digits of a number call nobody."""
    burning.resize(width, height)
    QTest.qWait(50)
    assert (burning.width(), burning.height()) == (width, height)
    for part in (burning.line, burning.act_button, burning.report_button, burning.photo_button, burning.head.boxes[0]):
        assert burning.rect().contains(QRect(part.mapTo(burning, QPoint(0, 0)), part.size())), part
    assert burning.calls.rows
    for each in burning.calls.rows:
        number = each.number
        least = max(number.fontMetrics().horizontalAdvance(line) for line in number.text().split("\n"))
        inside = number.mapTo(burning.calls, number.rect().topRight()).x()
        assert number.width() >= least and inside <= burning.calls.parentWidget().width(), number.text()
        assert number.font().pixelSize() == 20 and number.font().bold()
        assert number.height() >= number.heightForWidth(number.width()), number.text()
    burning.done(0)


def test_the_newest_entry_stands_next_to_the_line(burning: IncidentWindow) -> None:
    burning.resize(*ROOMS[1])
    for n in range(12):
        burning.line.setText(f"第 {n} 批群众撤出，由南门集合，清点人数后报到")
        burning.write()
    QTest.qWait(50)
    table = burning.list.table
    last = table.visualRect(table.model().index(table.model().rowCount() - 1, 0))
    assert table.viewport().rect().contains(last) and burning.list.current() == burning.list.model.rows[-1]
    burning.done(0)


def test_every_key_that_f1_tells_works_in_the_window(burning: IncidentWindow) -> None:
    from desk.ui.incidents.window import KEYS

    works = {each.key().toString() for each in burning.findChildren(QShortcut)}
    assert {key for key, _purpose in KEYS} - works == {"Enter", "Esc"}
    for key, part in (("F6", burning.checklist.list.table), ("F8", burning.list.table), ("F3", burning.line)):
        QTest.keySequence(burning, QKeySequence(key))
        assert QApplication.focusWidget() is part
    burning.done(0)
