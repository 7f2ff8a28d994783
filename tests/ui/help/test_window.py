"""F1 opens the help at the page in sight; it is read, searched and left by keys."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desk import app
from desk.core import manual
from desk.demo.tour import Hands
from desk.services import help_progress
from desk.ui.figures.tab import FiguresTab
from desk.ui.help.window import NEWS, HelpWindow
from desk.ui.roster.attendance import AttendancePage
from desk.ui.roster.tab import RosterTab
from tests.support.tabs import desk_of, reach, told
from tests.ui.conftest import signed_in


def help_at(hands: Hands, look: Callable[[HelpWindow], object]) -> None:
    """Press F1, look at what opens, and close it with Esc where it is still open."""
    failed: list[BaseException] = []

    def meet() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, HelpWindow)
        QTest.qWaitForWindowActive(dialog)
        try:
            look(dialog)
        except BaseException as error:
            failed.append(error)
        if dialog.isVisible():
            QTest.keyClick(dialog, Qt.Key.Key_Escape)

    hands.window.activateWindow()
    QTest.qWaitForWindowActive(hands.window)
    QTimer.singleShot(50, meet)
    hands.press(Qt.Key.Key_F1)
    if failed:
        raise failed[0]


def shown(dialog: HelpWindow) -> str:
    return dialog.text.toPlainText().replace("\xa0", "")


def test_f1_opens_the_page_in_sight_and_esc_gives_the_focus_back(clerk: Hands) -> None:
    reach(clerk, RosterTab).open(AttendancePage)
    clerk.press(Qt.Key.Key_F3)
    before = QApplication.focusWidget()
    seen: list[str] = []
    help_at(clerk, lambda dialog: seen.append(shown(dialog)))
    assert seen[0].startswith("签到考勤") and "F2" in seen[0]
    assert QApplication.activeModalWidget() is None
    assert clerk.window.focusWidget() is before


def test_a_clerk_is_not_told_the_keys_of_what_a_clerk_may_not_do(clerk: Hands) -> None:
    keys: list[str] = []

    def look(dialog: HelpWindow) -> None:
        dialog._choose("roster-month")
        keys.append(shown(dialog).partition(manual.KEYS)[2])

    help_at(clerk, look)
    assert "打印预览" in keys[0] and "排本月的班" not in keys[0]


@pytest.mark.parametrize("typed", ["挂起", "gq", " G Q "])
def test_the_help_is_searched_by_characters_and_initials(typed: str) -> None:
    hits = manual.search(typed)
    assert "registration" in [hit.topic.name for hit in hits]


def test_typing_finds_and_enter_goes_to_the_text(clerk: Hands) -> None:
    def look(dialog: HelpWindow) -> None:
        dialog.field.setFocus()
        QTest.keyClicks(dialog.field, "jjb")
        assert dialog.list.currentItem().text() == "交接班"
        assert shown(dialog).startswith("交接班")
        QTest.keyClick(dialog.field, Qt.Key.Key_Return)
        assert dialog.focusWidget() is dialog.text
        dialog.field.setText("没有这样的说法")
        assert dialog.list.item(0).text().startswith("没有找到")
        dialog.field.clear()
        assert dialog.list.count() > len(manual.topics())

    help_at(clerk, look)


@pytest.mark.parametrize("size", [(910, 441), (800, 430), (1366, 740)])
def test_the_help_fits_into_the_window(clerk: Hands, size: tuple[int, int]) -> None:
    def look(dialog: HelpWindow) -> None:
        dialog.resize(*size)
        QTest.qWait(50)
        assert (dialog.width(), dialog.height()) == size, "it needs more room than there is"
        for name in ("registration", manual.FIRST_HOUR):
            dialog._choose(name)
            QTest.qWait(20)
            assert not dialog.text.horizontalScrollBar().isVisible(), name
            assert (dialog.width(), dialog.height()) == size
        assert dialog.first_hour.list.height() > 100

    help_at(clerk, look)


def test_steps_of_the_first_hour_stay_ticked_and_lead_to_their_page(clerk: Hands) -> None:
    def tick(dialog: HelpWindow) -> None:
        dialog._choose(manual.FIRST_HOUR)
        steps = dialog.first_hour.list
        steps.setFocus()
        steps.setCurrentRow(1)
        QTest.keyClick(steps, Qt.Key.Key_Space)
        assert "已完成1步" in dialog.first_hour.progress.text()
        steps.setCurrentRow(10)
        QTest.keyClick(steps, Qt.Key.Key_Return)

    help_at(clerk, tick)
    assert clerk.window.work is not None
    assert isinstance(clerk.window.work.current, FiguresTab), "step 11 is about the reports"
    ticks: list[Qt.CheckState] = []
    help_at(clerk, lambda dialog: ticks.extend(dialog.first_hour.list.item(at).checkState() for at in range(12)))
    assert ticks.count(Qt.CheckState.Checked) == 1 and ticks[1] is Qt.CheckState.Checked


def test_what_is_new_is_told_once_after_an_update(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first sign-in of somebody tells nothing: to them everything is new."""
    signed_in(hands, "林小芳")
    assert "程序已更新" not in told(hands)
    desk = desk_of(hands)
    before = help_progress.changes()
    help_progress.take_unseen(desk.folder, desk.actor.id, before[3:])
    app.tell_first(hands.window)
    assert "程序已更新，有3处变化" in told(hands)
    texts: list[str] = []

    def look(dialog: HelpWindow) -> None:
        dialog._choose(NEWS)
        texts.append(shown(dialog))

    hands.press(Qt.Key.Key_Escape)
    assert told(hands) == "", "Esc closes it"
    help_at(hands, look)
    assert all(line[:20] in texts[0] for line in before[:3]) and before[5][:20] not in texts[0]
    app.tell_first(hands.window)
    assert "程序已更新" not in told(hands)


def test_the_log_of_changes_is_read_as_plain_chinese() -> None:
    lines = help_progress.changes("# C\n- **新**：`F1` 有说明，\n  也可打印。\n- English only 好\n")
    assert lines == ["新：F1 有说明，也可打印。"]
