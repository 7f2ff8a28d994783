"""The month grid, driven as a leader would."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QAction, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.books.roster import assignees
from desk.books.roster.assignees import Absence, AbsenceKind
from desk.core.month import Month
from desk.demo.tour import CTRL, Hands
from desk.scheduling.problem import Post
from desk.ui.roster.cell_menu import cell_menu
from desk.ui.roster.dialogs import ChooseAssignee, PublishRoster
from desk.ui.roster.grid import MIME
from desk.ui.roster.month import RosterMonthPage
from desk.ui.roster.plan_search import Contradictions
from tests.support.open_window import when_open
from tests.support.roster_tab import be_active, dialog, in_dialog, next_month, page_of, tab_of
from tests.support.tabs import told


def test_a_month_is_planned_changed_by_hand_undone_and_published(manager: Hands, qtbot: QtBot) -> None:
    page = next_month(manager, qtbot)
    assert "已是最均衡方案" in page.state.text() and "比应值" in page.state.text() and page.board.breaches == []
    planned = page.board.assignments
    page.grid.setFocus()
    turn = min(page.board.assignments)
    row = next(n for n, person in enumerate(page.grid.grid.people) if person.id == turn.person)
    page.grid.setCurrentIndex(page.grid.grid.index(row, 0))
    place = next(n for n, card in enumerate(page.board.used) if card.id == turn.shift)
    manager.type(str(place + 1))
    assert turn not in page.board.assignments
    assert "需要" in page.effect.text() and "→" in page.effect.text()
    assert "处不符合规则" in page.state.text()
    manager.press(Qt.Key.Key_F8)
    assert page.board.assignments == planned and "解决" in page.effect.text()
    manager.press(Qt.Key.Key_F8)
    assert "没有可撤销" in told(manager)
    asked: list[str] = []

    def look_and_go_back() -> None:
        asked.append(dialog(PublishRoster).ok.text())
        QTest.keyClick(dialog(PublishRoster), Qt.Key.Key_Escape)

    in_dialog(look_and_go_back)
    page.publish_button.setFocus()
    QTest.keyClick(page.publish_button, Qt.Key.Key_Return)
    assert asked == ["发布"] and not page.board.roster.published, "the button that has the focus answers Enter"
    be_active(manager, qtbot)
    page.grid.setFocus()
    in_dialog(lambda: dialog(PublishRoster).ok.click())
    manager.press(Qt.Key.Key_Return, CTRL)
    assert page.board.roster.published and not page.publish_button.isVisible()
    assert "坐班轮值表" in QApplication.clipboard().text()
    assert "已发布" in page.state.text()


def test_the_right_button_in_the_grid_offers_what_the_keys_do(manager: Hands, qtbot: QtBot) -> None:
    page = next_month(manager, qtbot)
    planned = page.board.assignments
    turn = min(planned)
    row = next(n for n, person in enumerate(page.grid.grid.people) if person.id == turn.person)
    column = next(n for n, day in enumerate(page.grid.grid.days) if day == turn.day)
    index = page.grid.grid.index(row, column)

    def lines() -> dict[str, QAction]:
        found = {}
        for action in cell_menu(page, index).actions():
            caption, _tab, key = action.text().partition("\t")
            found[key or caption] = action
        return found

    card = page.board.cards[turn.shift]
    offered = lines()
    place = str(page.board.used.index(card) + 1)
    assert offered[place].text().startswith(f"取消：{card.name}")
    assert {"Enter", "P", "Delete"} <= set(offered) and "F8" not in offered, "nothing to undo yet"
    offered[place].trigger()
    assert turn not in page.board.assignments
    index = page.grid.grid.index(row, column)
    assert lines()[place].text().startswith(f"安排：{card.name}")
    lines()["F8"].trigger()
    assert page.board.assignments == planned


def test_a_mark_is_dragged_to_somebody_else_and_the_effect_is_told(manager: Hands, qtbot: QtBot) -> None:
    page = next_month(manager, qtbot)
    grid = page.grid.grid
    clerks = [n for n, person in enumerate(grid.people) if Post.CLERK in person.posts]
    row, column, turn = next(
        (r, c, turn) for r in clerks for c in range(len(grid.days)) for turn in grid.turns_at(grid.index(r, c))
    )
    to = next(r for r in clerks if r != row and not grid.turns_at(grid.index(r, column)))
    content: QMimeData = grid.mimeData([grid.index(row, column)])
    assert content.hasFormat(MIME)
    at = page.grid.visualRect(grid.index(to, column)).center()
    event = QDropEvent(
        QPointF(at), Qt.DropAction.MoveAction, content, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    page.grid.dropEvent(event)
    assert turn not in page.board.assignments
    assert turn._replace(person=grid.people[to].id) in page.board.assignments
    assert "最多相差" in page.effect.text()


def test_enter_asks_who_is_to_have_a_duty_and_says_what_each_would_break(manager: Hands, qtbot: QtBot) -> None:
    page = next_month(manager, qtbot)
    manager.press(Qt.Key.Key_F7)
    assert page.days_down
    grid = page.grid.grid
    column = next(n for n, card in enumerate(grid.cards) if card.post is Post.CLERK)
    row = next(r for r in range(len(grid.days)) if grid.turns_at(grid.index(r, column)))
    page.grid.setCurrentIndex(grid.index(row, column))
    before = set(grid.turns_at(grid.index(row, column)))

    def choose() -> None:
        asked = dialog(ChooseAssignee)
        assert all("最多相差" in asked.list.item(n).text() for n in range(asked.list.count() - 1))
        asked.take()

    in_dialog(choose)
    manager.press(Qt.Key.Key_Return)
    after = set(grid.turns_at(page.grid.currentIndex()))
    assert len(before - after) == 1 and len(after) == len(before)


def test_a_pin_stays_when_the_month_is_planned_again(manager: Hands, qtbot: QtBot) -> None:
    page = next_month(manager, qtbot)
    grid = page.grid.grid
    row, column = next((r, c) for r in range(len(grid.people)) for c in range(20) if grid.turns_at(grid.index(r, c)))
    page.grid.setFocus()
    page.grid.setCurrentIndex(grid.index(row, column))
    turn = grid.turns_at(grid.index(row, column))[0]
    manager.type("p")
    assert [d.assignment for d in page.board.duties if d.pinned] == [turn]
    with manager.window.desk.write() as work:  # type: ignore[union-attr]
        other = next(p for p in grid.people if p.id != turn.person and p.posts)
        day = turn.day + timedelta(days=3)
        assignees.add_absence(work, Absence(other.id, AbsenceKind.LEAVE, day, day))
    page.state.setText("")
    manager.press(Qt.Key.Key_F6)
    qtbot.waitUntil(lambda: page.state.text() != "", timeout=30_000)
    assert turn in page.board.assignments


def test_a_month_that_cannot_be_planned_says_why_and_marks_the_days(manager: Hands, qtbot: QtBot) -> None:
    desk = manager.window.desk
    assert desk is not None
    tab = tab_of(manager)
    tab.show_page(0)
    tab.step(1)
    day = tab.board.month.first + timedelta(days=9)
    with desk.write() as work:
        for taker in assignees.all_assignees(work):
            if Post.LEADER in taker.posts:
                assignees.add_absence(work, Absence(taker.id, AbsenceKind.LEAVE, day, day, reason="开会"))
    seen: list[str] = []

    def read(found: Contradictions) -> None:
        seen.append(found.text.toPlainText())
        found.accept()

    when_open(tab, Contradictions, read)
    manager.press(Qt.Key.Key_F6)
    qtbot.waitUntil(lambda: bool(seen), timeout=30_000)
    page = tab.page
    assert isinstance(page, RosterMonthPage)
    assert f"{day.month}月{day.day}日 带班需要1人，但无人可排：陈主任开会，刘副主任开会。" in seen[0]
    assert "可以放宽" in seen[0]
    assert page.grid.grid.marked == {day} and not page.board.assignments


def test_papers_of_the_month_are_saved_from_the_window(
    manager: Hands, qtbot: QtBot, tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pathlib import Path

    from PySide6.QtWidgets import QFileDialog

    page = page_of(manager, RosterMonthPage)
    for ending, save in (("xlsx", page.save_workbook), ("ics", page.save_calendar)):
        file = Path(str(tmp_path)) / f"值班.{ending}"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, file=file: (str(file), ""))
        save()
        qtbot.waitUntil(lambda file=file: file.exists() and file.name in told(manager))
        assert file.stat().st_size > 1000
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a: str(tmp_path))
    page.save_calendars()
    qtbot.waitUntil(lambda: str(tmp_path) in told(manager) and "ics" not in told(manager))
    assert len(list(Path(str(tmp_path)).glob("*林小芳.ics"))) == 1
    page.copy_notice()
    assert "带班：" in QApplication.clipboard().text()


def test_days_of_the_grid_carry_the_official_marks(manager: Hands) -> None:
    page = page_of(manager, RosterMonthPage)
    page.board.go_to(Month(2026, 10))
    page.show_board()
    header = [page.grid.grid.headerData(n, Qt.Orientation.Horizontal) for n in range(31)]
    assert header[0] == "1\n休" and header[9] == "10\n班" and header[11] == "12\n一"
