"""What the counter does beside a walk-in with one matter: numbers with a note, handing on, questions, agents, 补录."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlalchemy import text

from desk.books import cases, visits
from desk.books.visits import Afterwards, Agent, Channel, Visit, VisitState
from desk.demo.tour import CTRL, Hands
from desk.ui.visits.afterwards import EnterAfterwards
from desk.ui.visits.queue_dialogs import HandOn, TakeNumber
from tests.support.roster_tab import in_dialog
from tests.support.tabs import desk_of, told
from tests.support.visits_tab import fill_in, line_up, newest, somebody, tab
from tests.ui.conftest import after_a_double_click

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


def back_at_the_form(clerk: Hands) -> None:
    """Offscreen no window manager gives the window the focus again when a dialog closes."""
    clerk.window.activateWindow()
    tab(clerk).form.person.finder.setFocus()
    after_a_double_click()


def fill_in_person_and_item(clerk: Hands) -> None:
    """As ``fill_in``, in the form that is there."""
    clerk.type(somebody(clerk).id_number[-6:])
    clerk.press(Key.Key_Return)
    clerk.type("ylbxcb")
    clerk.press(Key.Key_Return)


def visit_of_newest(clerk: Hands) -> Visit:
    """The visit of the case that was stored last."""
    assert clerk.window.desk is not None
    with clerk.window.desk.read() as work:
        return visits.find(work, cases.find(work, newest(clerk)[0].id).visit_id)


def test_a_number_with_item_and_note_takes_two_keys_and_both_stand_in_the_form(clerk: Hands) -> None:
    line_up(clerk, 0)

    def fill() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, TakeNumber)
        dialog.item.setFocus()
        QTest.keyClicks(dialog.item, "ylbxcb")
        QTest.keyClick(dialog.item, Key.Key_Return)
        assert dialog.focusWidget() is dialog.note
        dialog.note.setText("坐轮椅，请到1号窗口")
        QTest.keyClick(dialog.note, Key.Key_Return)

    in_dialog(fill)
    clerk.press(Key.Key_F4, SHIFT)
    assert "等候" in told(clerk)
    back_at_the_form(clerk)
    clerk.press(Key.Key_F9)
    form = tab(clerk).form
    assert form.note.isVisible() and form.note.text() == "备注：坐轮椅，请到1号窗口"
    assert form.item.item is not None and form.item.item.name in form.item.finder.text()
    clerk.press(Key.Key_F6)
    assert "F8" not in told(clerk), "what came with the number is not half typed"


def test_an_item_that_is_not_known_is_said_at_its_field(clerk: Hands) -> None:
    assert clerk.window.desk is not None
    dialog = TakeNumber(tab(clerk), clerk.window.desk)
    dialog.item.setText("没有这样的事项")
    dialog.try_it()
    assert dialog.fields["service"].problem == "请选择服务事项。" and dialog.visit is None


def test_who_is_served_is_handed_to_a_colleague_with_a_note(clerk: Hands) -> None:
    line_up(clerk, 0)
    with desk_of(clerk).write() as work:
        came = replace(work, now=work.now - timedelta(minutes=6))
        handed, _second = visits.take_number(came), visits.take_number(came)
    tab(clerk).queue.load()
    clerk.press(Key.Key_F9)

    def fill() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, HandOn) and dialog.to.count()
        dialog.to.setFocus()
        QTest.keyClick(dialog.to, Key.Key_Return)
        assert dialog.isVisible() and dialog.focusWidget() is dialog.note, "Enter once handed over without the note"
        dialog.note.setText("请办理医保转移")
        QTest.keyClick(dialog.note, Key.Key_Return)
        assert not dialog.isVisible()

    in_dialog(fill)
    clerk.press(Key.Key_T, CTRL)
    queue = tab(clerk).queue
    assert "已转交给" in told(clerk) and tab(clerk).form.visit is None
    last = queue.list.item(queue.list.count() - 1).text()
    assert "等候 6分钟 · 0分钟前转交" in last, "from when they came, the hand-over apart"
    colleague = last.split("转交")[1]
    assert told(clerk).endswith(f"已转交给{colleague}。"), "to whom is said"
    with desk_of(clerk).read() as work:
        assert visits.find(work, handed.id).note == "请办理医保转移"
    back_at_the_form(clerk)
    clerk.press(Key.Key_F9)
    clerk.press(Key.Key_F6)
    after_a_double_click()
    clerk.press(Key.Key_F9)
    assert told(clerk) == "现在没有人等候。", "the other one is left to the colleague"


def test_typed_digits_choose_the_number(clerk: Hands) -> None:
    line_up(clerk, 14)
    queue = tab(clerk).queue
    wanted = queue.list.item(11).text().split("　")[0]
    queue.list.setFocus()
    clerk.type(wanted.lstrip("A0"))
    assert queue.list.currentRow() == 11
    queue.list._typed = ""
    clerk.type(queue.list.item(3).text().split("　")[0].lower())
    assert queue.list.currentRow() == 3


def test_a_question_answered_takes_one_key_and_f8_undoes_it(clerk: Hands) -> None:
    line_up(clerk, 1)
    cases_before = newest(clerk)[0].number
    clerk.press(Key.Key_F9)
    clerk.press(Key.Key_F2, SHIFT)
    assert told(clerk).endswith("已记为咨询，按F8撤销。") and tab(clerk).form.visit is None
    assert tab(clerk).queue.list.count() == 0 and newest(clerk)[0].number == cases_before
    clerk.press(Key.Key_F8)
    assert told(clerk).endswith("的咨询已撤销。")
    form = tab(clerk).form
    assert form.visit is not None and form.visit.state is VisitState.SERVING


def test_who_came_for_the_person_is_asked_when_it_is_done_on_behalf_and_kept(clerk: Hands) -> None:
    fill_in(clerk)
    form = tab(clerk).form
    assert not form.details.fields["agent"].isVisible()
    clerk.press(Key.Key_G, CTRL)
    assert form.details.name.hasFocus()
    clerk.type("王小明")
    clerk.press(Key.Key_Return)
    clerk.type("子")
    clerk.press(Key.Key_Return)
    assert form.details.relation.text() == "子女" and form.details.tail.hasFocus()
    clerk.type("12")
    clerk.press(Key.Key_Return, CTRL)
    assert form.details.fields["agent_id_tail"].problem == "请填写证件号码末4位（数字，末位可为X）。"
    form.details.tail.setText("123x")
    clerk.press(Key.Key_Return, CTRL)
    assert visit_of_newest(clerk).agent == Agent("王小明", "子女", "123X")
    assert not form.details.fields["agent"].isVisible() and form.details.agent == Agent()


def test_one_key_changes_how_somebody_came(clerk: Hands) -> None:
    fill_in(clerk)
    form = tab(clerk).form
    assert not form.details.channel.isVisible()
    clerk.press(Key.Key_E, CTRL)
    assert form.details.channel.isVisible() and form.details.channel.value is Channel.TELEPHONE
    clerk.press(Key.Key_E, CTRL)
    clerk.press(Key.Key_Return, CTRL)
    assert visit_of_newest(clerk).channel is Channel.HOME_VISIT and not form.details.channel.isVisible()


def test_another_person_of_the_household_in_the_same_visit(clerk: Hands) -> None:
    first = somebody(clerk)
    clerk.press(Key.Key_J, CTRL)
    assert told(clerk) == "请先登记第一人的事项，再办同一户另一人。"
    after_a_double_click()
    fill_in(clerk)
    clerk.press(Key.Key_J, CTRL)
    form = tab(clerk).form
    one = newest(clerk)[0]
    assert one.resident_id == first.id and form.person.finder.hasFocus() and form.person.resident is None
    clerk.type("欧阳晓燕")
    clerk.press(Key.Key_Return)
    assert form.person.details.telephone.text() == first.telephone
    assert form.person.details.group.text() == first.village_group
    form.item.finder.setFocus()
    clerk.type("ylbxcb")
    clerk.press(Key.Key_Return)
    clerk.press(Key.Key_Return, CTRL)
    other = newest(clerk)[0]
    assert (other.name, other.queue) == ("欧**燕", one.queue) and other.number != one.number
    assert visit_of_newest(clerk).resident_id == first.id


def test_what_is_entered_afterwards_goes_on_in_its_visit_when_the_draft_comes_back(clerk: Hands) -> None:
    """The second matter once opened a second visit of that day after a break: its visit is in no queue."""
    line_up(clerk, 0)
    form, desk = tab(clerk).form, desk_of(clerk)
    first = somebody(clerk)
    came = desk.clock.now() - timedelta(days=1)
    form.entry = Afterwards(came, came, came + timedelta(minutes=9), "停电")
    fill_in_person_and_item(clerk)
    clerk.press(Key.Key_Return, CTRL | SHIFT)
    stored_last = "SELECT visit_id FROM cases ORDER BY id DESC LIMIT 2"
    with desk.read() as work:
        visit = work.rows(stored_last)[0]
    for _time in range(2):
        form._clear()
        assert form.restore_draft(), "kept as soon as the first matter was stored"
        assert form.visit is not None and (form.visit.id,) == visit and form.first == first
    assert form.heading.text().startswith("补录：") and form.person.resident == first
    back_at_the_form(clerk)
    form.item.finder.setFocus()
    clerk.type("shbzk")
    clerk.press(Key.Key_Return)
    clerk.press(Key.Key_Return, CTRL)
    assert form.heading.text() == "新登记", told(clerk)
    with desk.read() as work:
        assert work.rows(stored_last) == [visit, visit]


def test_what_was_served_on_paper_is_entered_for_its_day(clerk: Hands) -> None:
    line_up(clerk, 0)
    answers = {"day": "昨天", "arrived": "9:00", "began": "9:10", "ended": "8:20"}

    def fill() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, EnterAfterwards)
        dialog.day.setText(answers["day"])
        for name in ("arrived", "began", "ended"):
            dialog.times[name].setText(answers[name])
        dialog.reason.setText("停电")
        dialog.ok.click()
        assert dialog.fields["ended"].problem == "结束早于开始办理，请核对时间。"
        dialog.times["ended"].setText("9:20")
        dialog.ok.click()

    in_dialog(fill)
    clerk.press(Key.Key_B, CTRL)
    form = tab(clerk).form
    assert form.heading.text().startswith("补录：") and form.heading.text().endswith(" 09:10—09:20")
    form.keep_draft()
    form.restore_draft()
    assert form.heading.text().startswith("补录："), "the draft knows that it is entered afterwards"
    back_at_the_form(clerk)
    fill_in_person_and_item(clerk)
    clerk.press(Key.Key_Return, CTRL)
    assert form.heading.text() == "新登记", told(clerk)
    assert clerk.window.desk is not None
    with clerk.window.desk.read() as work:
        rows = [v for v in (visits.find(work, n) for n in _newest_ids(clerk)) if v.entered_at]
        assert len(rows) == 1 and rows[0].day < work.today and rows[0].note == "停电"


def _newest_ids(clerk: Hands) -> list[int]:
    assert clerk.window.desk is not None
    with clerk.window.desk.read() as work:
        return list(work.connection.execute(text("SELECT id FROM visits ORDER BY id DESC LIMIT 3")).scalars())
