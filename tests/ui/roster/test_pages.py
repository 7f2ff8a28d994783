"""The other pages of the roster: attendance, changes, hand-over, people, shifts, year."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from desk.books.roster import assignees, attendance, changes, handover, months, queries, shifts
from desk.books.roster.changes import RosterChangeState
from desk.core.month import Month
from desk.demo.tour import CTRL, Hands
from desk.scheduling.problem import LoadKind
from desk.ui.roster.assignees import AddAbsence, AssigneesPage, EditAssignee
from desk.ui.roster.attendance import AttendancePage, PutRight
from desk.ui.roster.changes import AskChange, ChangesPage
from desk.ui.roster.handover import HandoverPage
from desk.ui.roster.month import RosterMonthPage
from desk.ui.roster.shifts import EditRules, EditShift, ShiftsPage
from desk.ui.roster.year import YearPage
from tests.conftest import PASSWORD
from tests.support.controls import inside_another_control
from tests.support.roster_tab import dialog, in_dialog, next_month, on_duty_today, page_of, tab_of
from tests.support.tabs import desk_of, due, go_to_due, told
from tests.ui.conftest import after_a_double_click, signed_in


def test_signing_in_and_out_by_key_and_on_the_bar(hands: Hands) -> None:
    signed_in(hands, "管理员")
    id = on_duty_today(hands, "林小芳")
    bar = hands.window.work.bar  # type: ignore[union-attr]
    bar.refresh()
    assert "缺岗" in due(hands)["not_there"].text
    go_to_due(hands, "not_there")
    assert isinstance(tab_of(hands).page, AttendancePage)
    hands.window.hand_over()
    signed_in(hands, "林小芳")
    desk = hands.window.desk
    assert desk is not None
    with desk.read() as work:
        assert queries.find_duty(work, id).came_at is not None
        assert "林小芳" in [each.name for each in attendance.on_duty(work)]
    page = page_of(hands, AttendancePage)
    assert "林小芳（全天值守" in page.now.text()
    hands.press(Qt.Key.Key_F4)
    assert told(hands) == "已签退。"
    after_a_double_click()
    hands.press(Qt.Key.Key_F4)
    assert "没有已签到" in told(hands)


def test_times_are_put_right_with_words_beside_the_field(manager: Hands) -> None:
    on_duty_today(manager, "林小芳")
    page = page_of(manager, AttendancePage)
    row = next(n for n, each in enumerate(page.list.model.rows) if each.shift.name == "全天值守")
    page.list.table.selectRow(row)

    def fill() -> None:
        asked = dialog(PutRight)
        asked.came.setText("25点")
        asked.try_it()
        assert "08:05" in asked.fields["came"]._problem.text() and asked.came.text() == "25点"
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
        months.publish(work, page.board.month)
    hands.window.hand_over()
    signed_in(hands, "林小芳")
    changes_page = page_of(hands, ChangesPage)

    def fill() -> None:
        asked = dialog(AskChange)
        asked.kind.choose(changes.RosterChangeKind.SUBSTITUTION)
        own = [n for n, d in enumerate(asked.duty._values) if Month.of(d.day) == page.board.month]
        asked.duty.setCurrentIndex(own[0])
        asked.try_it()
        assert "事由" in asked.fields["reason"]._problem.text()
        asked.reason.setText("孩子发烧")
        asked.try_it()
        assert not asked.isVisible(), asked._rest.text()

    in_dialog(fill)
    hands.press(Qt.Key.Key_F2)
    change = changes_page.list.model.rows[0]
    assert change.state is RosterChangeState.ASKED and not changes_page.act("Ctrl+Enter")
    hands.window.hand_over()
    signed_in(hands, "陈主任")
    bar = hands.window.work.bar  # type: ignore[union-attr]
    bar.refresh()
    go_to_due(hands, "changes")
    leaders = page_of(hands, ChangesPage)
    leaders.list.table.selectRow(0)
    leaders.approve()
    assert "尚未全部同意" in told(hands)
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
    assert leaders.list.model.rows[0].state is RosterChangeState.AGREED

    def all_the_same() -> None:
        box = QApplication.activeModalWidget()
        if box is not None:
            box.buttons()[0].click()  # type: ignore[attr-defined]

    in_dialog(all_the_same)
    leaders.approve()
    done = leaders.list.model.rows[0]
    assert done.state is RosterChangeState.APPROVED and done.duty.staff_id == done.to_id
    assert done.duty.planned_id == done.from_id
    assert "changes" not in due(hands)


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
    assert "双方" in told(clerk) and page.note.toPlainText() == ""
    desk = clerk.window.desk
    assert desk is not None
    with desk.read() as work:
        newest = handover.recent(work)[0]
        assert (newest.from_name, newest.to_name, newest.cash) == ("林小芳", "黄志强", 40_050)
        assert [point.text for point in handover.open_points(work)] == ["空调漏水", "门锁松动"]


def test_a_clerk_enters_a_wish_and_sees_no_button_of_the_leader(clerk: Hands) -> None:
    page = page_of(clerk, AssigneesPage)

    def fill() -> None:
        asked = dialog(AddAbsence)
        assert [asked.who.itemText(n) for n in range(asked.who.count())] == ["林小芳"]
        assert set(asked.kind._choices) == set(assignees.WISHES)
        asked.reason.setText("同学聚会")
        asked.try_it()

    in_dialog(fill)
    clerk.press(Qt.Key.Key_F2)
    assert any(entry.reason == "同学聚会" for entry in page.absences.model.rows)
    days = page.absences.model.columns[2]
    assert {days.says(each) for each in page.absences.model.rows} == {
        f"{each.first}" if each.first == each.last else f"{each.first}至{each.last}"
        for each in page.absences.model.rows
    }
    assert not page_of(clerk, RosterMonthPage).plan_button.isVisible()
    assert clerk.window.work is not None
    pages = clerk.window.work.current.places(desk_of(clerk).actor)
    assert AssigneesPage in pages and ShiftsPage not in pages


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
    people = page_of(manager, AssigneesPage)

    def person() -> None:
        asked = dialog(EditAssignee)
        asked.share.setText("0")
        asked.try_it()
        assert "1至100" in asked.fields["share"]._problem.text()
        asked.share.setText("50")
        asked.last.setText("改天")
        asked.try_it()
        assert asked.fields["last"]._problem.text()
        asked.last.setText("")
        asked.try_it()

    in_dialog(person)
    people.edit(people.people.model.rows[0])
    assert people.people.model.rows[0].share == 50


def test_the_year_and_every_page_open_and_every_control_has_a_name(manager: Hands) -> None:
    tab = tab_of(manager)
    for place in range(len(tab.pages)):
        tab.show_page(place)
    year = page_of(manager, YearPage)
    assert "林小芳" in year.bars.accessibleDescription()
    nameless = []
    for kind in (QLineEdit, QComboBox, QAbstractButton, QAbstractItemView):
        for widget in tab.findChildren(kind):
            text = widget.text() if isinstance(widget, QAbstractButton) else ""
            if not inside_another_control(widget) and not widget.accessibleName() and not text:
                nameless.append((type(widget).__name__, type(widget.parent()).__name__))
    assert nameless == []
