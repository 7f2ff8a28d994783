"""The tab of the duty roster, driven as a leader and a clerk would."""

from __future__ import annotations

from datetime import timedelta
from typing import TypeVar

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QComboBox, QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from desk.books import staff
from desk.books.roster import attendance, changes, handover, kept, months, shifts, takers
from desk.books.roster.changes import State
from desk.books.roster.shifts import Card
from desk.books.roster.takers import Absence, Kind
from desk.demo import CTRL, Hands
from desk.models.roster import duties
from desk.planning.terms import LoadKind, Post, Slot
from desk.ui.roster.attending import AttendancePage, PutRight
from desk.ui.roster.changing import AskChange, ChangesPage
from desk.ui.roster.grid import MIME
from desk.ui.roster.handing import HandoverPage
from desk.ui.roster.month import MonthPage
from desk.ui.roster.page import Page
from desk.ui.roster.people import AddAbsence, EditTaker, PeoplePage
from desk.ui.roster.planning import Contradictions
from desk.ui.roster.shifts import EditRules, EditShift, ShiftsPage
from desk.ui.roster.tab import PAGES, RosterTab
from desk.ui.roster.whom import ChooseWhom, Publishing
from desk.ui.roster.yearly import YearPage
from tests.conftest import PASSWORD
from tests.ui.conftest import signed_in
from tests.ui.test_window import inside_another_control

Kind_ = TypeVar("Kind_", bound=Page)
AnyDialog = TypeVar("AnyDialog", bound=QDialog)


def tab_of(hands: Hands) -> RosterTab:
    hands.window.go_to(3)
    assert hands.window.work is not None
    tab = hands.window.work.page(3)
    assert isinstance(tab, RosterTab)
    return tab


def page_of(hands: Hands, kind: type[Kind_]) -> Kind_:
    page = tab_of(hands).open(kind)
    assert isinstance(page, kind)
    return page


def strip(hands: Hands) -> str:
    assert hands.window.work is not None
    return hands.window.work.strip.words.text()


def dialog(kind: type[AnyDialog]) -> AnyDialog:
    found = QApplication.activeModalWidget()
    assert isinstance(found, kind), found
    return found


def in_dialog(act: object) -> None:
    """Do something once the next dialog is open; a dialog never stays open behind a failure."""

    def careful() -> None:
        try:
            act()  # type: ignore[operator]
        except BaseException:
            open_one = QApplication.activeModalWidget()
            if isinstance(open_one, QDialog):
                open_one.reject()
            raise

    QTimer.singleShot(0, careful)


def next_month(hands: Hands, qtbot: QtBot) -> MonthPage:
    """Next month's draft, planned."""
    tab = tab_of(hands)
    tab.show_page(0)
    tab.step(1)
    page = tab.page
    assert isinstance(page, MonthPage)
    hands.press(Qt.Key.Key_F6)
    qtbot.waitUntil(lambda: bool(page.board.turns), timeout=30_000)
    be_active(hands, qtbot)
    return page


def be_active(hands: Hands, qtbot: QtBot) -> None:
    """What a window manager does when a dialog closes; the offscreen platform does not."""
    hands.window.activateWindow()
    qtbot.waitUntil(hands.window.isActiveWindow)


def test_a_month_is_planned_changed_by_hand_undone_and_published(manager: Hands, qtbot: QtBot) -> None:
    page = next_month(manager, qtbot)
    assert "最优" in page.state.text() and page.board.breaches == []
    planned = page.board.turns
    page.grid.setFocus()
    turn = min(page.board.turns)
    row = next(n for n, person in enumerate(page.grid.grid.people) if person.id == turn.person)
    page.grid.setCurrentIndex(page.grid.grid.index(row, 0))
    place = next(n for n, card in enumerate(page.board.used) if card.id == turn.shift)
    manager.type(str(place + 1))
    assert turn not in page.board.turns
    assert "需要" in page.effect.text() and "→" in page.effect.text()
    assert "处不符合规则" in page.state.text()
    manager.press(Qt.Key.Key_F8)
    assert page.board.turns == planned and "解决" in page.effect.text()
    manager.press(Qt.Key.Key_F8)
    assert "没有可撤销" in strip(manager)
    in_dialog(lambda: dialog(Publishing).ok.click())
    manager.press(Qt.Key.Key_Return, CTRL)
    assert page.board.month.published and not page.publish_button.isVisible()
    assert "坐班轮值表" in QApplication.clipboard().text()
    assert "已发布" in page.state.text()


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
    assert turn not in page.board.turns
    assert turn._replace(person=grid.people[to].id) in page.board.turns
    assert "最大偏差" in page.effect.text()


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
        asked = dialog(ChooseWhom)
        assert all("最大偏差" in asked.list.item(n).text() for n in range(asked.list.count() - 1))
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
    assert [d.turn for d in page.board.duties if d.pinned] == [turn]
    with manager.window.desk.write() as work:  # type: ignore[union-attr]
        other = next(p for p in grid.people if p.id != turn.person and p.posts)
        day = turn.day + timedelta(days=3)
        takers.add_absence(work, Absence(other.id, Kind.LEAVE, day, day))
    page.state.setText("")
    manager.press(Qt.Key.Key_F6)
    qtbot.waitUntil(lambda: page.state.text() != "", timeout=30_000)
    assert turn in page.board.turns


def test_a_month_that_cannot_be_planned_says_why_and_marks_the_days(manager: Hands, qtbot: QtBot) -> None:
    desk = manager.window.desk
    assert desk is not None
    tab = tab_of(manager)
    tab.show_page(0)
    tab.step(1)
    day = tab.board.month.first + timedelta(days=9)
    with desk.write() as work:
        for taker in takers.all_takers(work):
            if Post.LEADER in taker.posts:
                takers.add_absence(work, Absence(taker.id, Kind.LEAVE, day, day, reason="开会"))
    seen: list[str] = []

    def read() -> None:
        found = QApplication.activeModalWidget()
        if isinstance(found, Contradictions):
            seen.append(found.text.toPlainText())
            found.accept()
        else:
            QTimer.singleShot(50, read)

    read()
    manager.press(Qt.Key.Key_F6)
    qtbot.waitUntil(lambda: bool(seen), timeout=30_000)
    page = tab.page
    assert isinstance(page, MonthPage)
    assert f"{day.month}月{day.day}日 带班需要1人，但无人可排：陈主任开会，刘副主任开会。" in seen[0]
    assert "可以放宽" in seen[0]
    assert page.grid.grid.marked == {day} and not page.board.turns


def on_duty_today(hands: Hands, name: str, begins: int = 0, ends: int = 1440) -> int:
    """Give somebody a published duty that runs now. Its id."""
    desk = hands.window.desk
    assert desk is not None
    with desk.write() as work:
        card = next((c for c in shifts.all_shifts(work) if c.name == "全天值守"), None)
        id = card.id if card else shifts.add(work, Card("全天值守", begins, ends, frozenset(range(8))))
        person = next(p.id for p in staff.everyone(work) if p.name == name)
        card = next(c for c in shifts.all_shifts(work) if c.id == id)
        row = months.row_of(Slot(work.today, card.shift, 1, 100, LoadKind.WORKDAY), person)
        return work.add(duties, {**row, "planned_id": person})


def test_signing_in_and_out_by_key_and_on_the_bar(hands: Hands) -> None:
    signed_in(hands, "管理员")
    id = on_duty_today(hands, "林小芳")
    bar = hands.window.work.bar  # type: ignore[union-attr]
    bar.refresh()
    assert bar.not_there.isVisible() and "缺岗" in bar.not_there.text()
    bar.not_there.click()
    assert isinstance(tab_of(hands).page, AttendancePage)
    hands.window.hand_over()
    signed_in(hands, "林小芳")
    desk = hands.window.desk
    assert desk is not None
    with desk.read() as work:
        assert kept.find_duty(work, id).came_at is not None
        assert "林小芳" in [each.name for each in attendance.on_duty(work)]
    page = page_of(hands, AttendancePage)
    assert "林小芳（全天值守" in page.now.text()
    hands.press(Qt.Key.Key_F4)
    assert strip(hands) == "已签退。"
    hands.press(Qt.Key.Key_F4)
    assert "没有已签到" in strip(hands)


def test_times_are_put_right_with_words_beside_the_field(manager: Hands) -> None:
    on_duty_today(manager, "林小芳")
    page = page_of(manager, AttendancePage)
    row = next(n for n, each in enumerate(page.list.model.rows) if each.shift.name == "全天值守")
    page.list.table.selectRow(row)

    def fill() -> None:
        asked = dialog(PutRight)
        asked.came.setText("8点")
        asked.try_it()
        assert "08:05" in asked.fields["came"]._problem.text() and asked.came.text() == "8点"
        asked.came.setText("00：00")
        asked.left.setText("")
        asked.try_it()
        assert "原因" in asked.fields["reason"]._problem.text()
        asked.reason.setText("忘记签到")
        asked.try_it()

    in_dialog(fill)
    page.put_right(page.list.model.rows[row])
    (each,) = [each for each in page.list.model.rows if each.shift.name == "全天值守"]
    assert each.duty.came_at is not None and each.duty.note == "忘记签到"


def test_a_substitution_is_asked_by_a_clerk_agreed_by_password_and_approved(hands: Hands, qtbot: QtBot) -> None:
    signed_in(hands, "管理员")
    page = next_month(hands, qtbot)
    desk = hands.window.desk
    assert desk is not None
    with desk.write() as work:
        months.publish(work, page.board.year, page.board.number)
    hands.window.hand_over()
    signed_in(hands, "林小芳")
    changes_page = page_of(hands, ChangesPage)

    def fill() -> None:
        asked = dialog(AskChange)
        asked.kind.choose(changes.Kind.SUBSTITUTION)
        own = [
            n
            for n, d in enumerate(asked.duty._values)
            if (d.day.year, d.day.month) == (page.board.year, page.board.number)
        ]
        asked.duty.setCurrentIndex(own[0])
        asked.try_it()
        assert "事由" in asked.fields["reason"]._problem.text()
        asked.reason.setText("孩子发烧")
        asked.try_it()
        assert not asked.isVisible(), asked._rest.text()

    in_dialog(fill)
    hands.press(Qt.Key.Key_F2)
    change = changes_page.list.model.rows[0]
    assert change.state is State.ASKED and not changes_page.approve_button.isVisible()
    hands.window.hand_over()
    signed_in(hands, "陈主任")
    bar = hands.window.work.bar  # type: ignore[union-attr]
    bar.refresh()
    bar.changes.click()
    leaders = page_of(hands, ChangesPage)
    leaders.list.table.selectRow(0)
    leaders.approve()
    assert "尚未全部同意" in strip(hands)
    leaders.list.table.selectRow(0)

    def sign() -> None:
        asked = QApplication.activeModalWidget()
        asked.password.setText("wrong-password")  # type: ignore[union-attr]
        asked.try_it()  # type: ignore[union-attr]
        assert asked.isVisible() and asked.fields["password"]._problem.text()  # type: ignore[union-attr]
        asked.password.setText(PASSWORD)  # type: ignore[union-attr]
        asked.try_it()  # type: ignore[union-attr]

    in_dialog(sign)
    leaders.agree()
    leaders.list.table.selectRow(0)
    assert leaders.list.model.rows[0].state is State.AGREED

    def all_the_same() -> None:
        box = QApplication.activeModalWidget()
        if box is not None:
            box.buttons()[0].click()  # type: ignore[attr-defined]

    in_dialog(all_the_same)
    leaders.approve()
    done = leaders.list.model.rows[0]
    assert done.state is State.APPROVED and done.duty.staff_id == done.to_id
    assert done.duty.planned_id == done.from_id
    assert not bar.changes.isVisible()


def test_a_handover_keeps_what_was_typed_until_both_have_signed(clerk: Hands) -> None:
    page = page_of(clerk, HandoverPage)
    assert page.cash.text() == "356.00" and len(page._settled) == 1
    clerk.press(Qt.Key.Key_F3)
    page.cash.setText("一百")
    page.note.setPlainText("下午有检查")
    page.fresh.setPlainText("空调漏水\n门锁松动")
    page.to.choose("黄志强")
    page.password.setText("not-the-password")
    clerk.press(Qt.Key.Key_Return, CTRL)
    assert "金额" in page.fields["cash"]._problem.text()
    page.cash.setText("400.50")
    clerk.press(Qt.Key.Key_Return, CTRL)
    assert page.fields["password"]._problem.text() and page.note.toPlainText() == "下午有检查"
    _point, box, line = page._settled[0]
    box.click()
    line.setText("已修好")
    page.password.setText(PASSWORD)
    clerk.press(Qt.Key.Key_Return, CTRL)
    assert "双方" in strip(clerk) and page.note.toPlainText() == ""
    desk = clerk.window.desk
    assert desk is not None
    with desk.read() as work:
        newest = handover.recent(work)[0]
        assert (newest.from_name, newest.to_name, newest.cash) == ("林小芳", "黄志强", 40_050)
        assert [point.words for point in handover.open_points(work)] == ["空调漏水", "门锁松动"]


def test_a_clerk_enters_a_wish_and_sees_no_button_of_the_leader(clerk: Hands) -> None:
    page = page_of(clerk, PeoplePage)

    def fill() -> None:
        asked = dialog(AddAbsence)
        assert [asked.who.itemText(n) for n in range(asked.who.count())] == ["林小芳"]
        assert set(asked.kind._choices) == set(takers.WISHES)
        asked.reason.setText("同学聚会")
        asked.try_it()

    in_dialog(fill)
    clerk.press(Qt.Key.Key_F2)
    assert any(entry.reason == "同学聚会" for entry in page.absences.model.rows)
    assert not page_of(clerk, MonthPage).plan_button.isVisible()
    shown = [
        each for each in page_of(clerk, ShiftsPage).findChildren(QAbstractButton) if each.isVisible() and each.text()
    ]
    assert shown == []


def test_shifts_people_and_rules_say_what_is_wrong_beside_the_field(manager: Hands) -> None:
    page = page_of(manager, ShiftsPage)

    def shift() -> None:
        asked = dialog(EditShift)
        asked.try_it()
        assert "1至12" in asked.fields["name"]._problem.text()
        asked.name.setText("夜间值守")
        asked.begins.setText("22:00")
        asked.ends.setText("06:00")
        asked.needs.setText("两人")
        asked.try_it()
        assert "整数" in asked.fields["needs"]._problem.text()
        asked.needs.setText("1")
        asked.try_it()

    in_dialog(shift)
    manager.press(Qt.Key.Key_F2)
    (card,) = [card for card in page.list.model.rows if card.name == "夜间值守"]
    assert shifts.time_words(card) == "22:00—次日06:00"

    def rules() -> None:
        asked = dialog(EditRules)
        asked.weights[LoadKind.SUNDAY].setText("0")
        asked.try_it()
        assert "0.1至10" in asked.fields["sunday"]._problem.text()
        asked.weights[LoadKind.SUNDAY].setText("2.5")
        asked.try_it()

    in_dialog(rules)
    page.edit_rules()
    people = page_of(manager, PeoplePage)

    def person() -> None:
        asked = dialog(EditTaker)
        asked.share.setText("0")
        asked.try_it()
        assert "1至100" in asked.fields["share"]._problem.text()
        asked.share.setText("50")
        asked.last.setText("明天")
        asked.try_it()
        assert asked.fields["last"]._problem.text()
        asked.last.setText("")
        asked.try_it()

    in_dialog(person)
    people.edit(people.people.model.rows[0])
    assert people.people.model.rows[0].share == 50


def test_the_year_and_every_page_open_and_every_control_has_a_name(manager: Hands) -> None:
    tab = tab_of(manager)
    for kind in PAGES:
        tab.open(kind)
    year = page_of(manager, YearPage)
    assert "林小芳" in year.bars.accessibleDescription()
    nameless = []
    for kind in (QLineEdit, QComboBox, QAbstractButton, QAbstractItemView):
        for widget in tab.findChildren(kind):
            text = widget.text() if isinstance(widget, QAbstractButton) else ""
            if not inside_another_control(widget) and not widget.accessibleName() and not text:
                nameless.append((type(widget).__name__, type(widget.parent()).__name__))
    assert nameless == []


def test_papers_of_the_month_are_saved_from_the_window(
    manager: Hands, qtbot: QtBot, tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pathlib import Path

    from PySide6.QtWidgets import QFileDialog

    page = page_of(manager, MonthPage)
    for ending in ("xlsx", "ics"):
        file = Path(str(tmp_path)) / f"值班.{ending}"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, file=file: (str(file), ""))
        page.save(ending)
        assert file.stat().st_size > 1000
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a: str(tmp_path))
    page.save_calendars()
    assert len(list(Path(str(tmp_path)).glob("*林小芳.ics"))) == 1
    page.copy_notice()
    assert "带班：" in QApplication.clipboard().text()


def test_days_of_the_grid_carry_the_official_marks(manager: Hands) -> None:
    page = page_of(manager, MonthPage)
    page.board.go_to(2026, 10)
    page.show_board()
    header = [page.grid.grid.headerData(n, Qt.Orientation.Horizontal) for n in range(31)]
    assert header[0] == "1\n休" and header[9] == "10\n班" and header[11] == "12\n一"
