"""The queue on the left: calling, missing, and being asked about the visit before."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from desk.books import visits
from desk.books.visits import Priority, VisitState
from desk.demo.tour import CTRL, Hands
from desk.ui.widgets.line_list import TAG
from tests.support.shown_text import drawn_on
from tests.support.tabs import told
from tests.support.visits_tab import fill_in, line_up, newest, somebody, tab
from tests.ui.conftest import after_a_double_click, answer_when_asked

Key = Qt.Key


def counted(clerk: Hands) -> list[str]:
    """What stands over the list."""
    return [each.text() for each in tab(clerk).queue.counts.values() if each.isVisible()]


def states(clerk: Hands) -> list[str]:
    assert clerk.window.desk is not None
    with clerk.window.desk.read() as work:
        return [visit.state.label for visit in visits.queue(work)]


def test_calling_twice_asks_what_becomes_of_the_first_visit(clerk: Hands) -> None:
    line_up(clerk, 2)
    clerk.press(Key.Key_F9)
    assert states(clerk) == ["办理中", "等候"]
    after_a_double_click()
    seen: list[str] = []
    answer_when_asked(clerk.window, seen, 3)
    clerk.press(Key.Key_F9)
    assert states(clerk) == ["办理中", "等候"]
    assert seen[0].endswith("办理。叫号之前，这次来访怎么处理？")
    answer_when_asked(clerk.window, seen, 2)
    tab(clerk).queue.call_next()
    assert states(clerk) == ["办理中", "过号"]
    assert counted(clerk) == ["等候 0", "办理中 1", "挂起 0", "过号 1"]


def test_who_was_missed_is_called_again_or_waits_again(clerk: Hands) -> None:
    line_up(clerk, 1)
    queue = tab(clerk).queue
    queue.list.setFocus()
    clerk.press(Key.Key_Delete)
    assert states(clerk) == ["过号"]
    menu = queue.menu_of(queue.list)
    assert menu is not None
    words = [action.text() for action in menu.actions()]
    assert any("重新排队" in each for each in words) and not any("过号" in each for each in words)
    queue.take_back()
    assert states(clerk) == ["等候"]
    queue.miss()
    queue.list.setFocus()
    clerk.press(Key.Key_Return)
    assert states(clerk) == ["办理中"]
    assert tab(clerk).form.visit is not None and tab(clerk).form.visit.state is VisitState.SERVING


def test_the_same_item_pressed_in_twice_is_asked_about(clerk: Hands) -> None:
    seen: list[str] = []
    fill_in(clerk)
    clerk.press(Key.Key_Return, CTRL)
    first = newest(clerk)[0].number
    fill_in(clerk)
    answer_when_asked(clerk.window, seen, 1)
    clerk.press(Key.Key_Return, CTRL)
    assert "再登记一件" in seen[0] and newest(clerk)[0].number == first
    assert tab(clerk).form.content()
    answer_when_asked(clerk.window, seen, 0)
    tab(clerk).form.save()
    assert len(seen) == 2 and newest(clerk)[0].number > first


def line_up_known(clerk: Hands, many: int) -> None:
    """People who are in the book already wait."""
    line_up(clerk, 0)
    person = somebody(clerk)
    assert clerk.window.desk is not None
    with clerk.window.desk.write() as work:
        for _n in range(many):
            visits.take_number(work, resident_id=person.id)
    tab(clerk).queue.load()


def test_the_form_does_not_go_on_naming_who_was_not_there(clerk: Hands) -> None:
    line_up_known(clerk, 1)
    clerk.press(Key.Key_F9)
    form = tab(clerk).form
    assert form.heading.text().startswith("正在办理") and form.person.resident is not None
    tab(clerk).queue.list.setFocus()
    clerk.press(Key.Key_Delete)
    assert states(clerk) == ["过号"] and form.visit is None
    assert form.heading.text() == "新登记" and form.person.resident is None
    assert tab(clerk).queue.list.hasFocus()


def test_a_call_without_anything_typed_leaves_the_shelf_as_it_is(clerk: Hands) -> None:
    line_up_known(clerk, 1)
    form = tab(clerk).form
    form.start()
    clerk.type("半途中")
    clerk.press(Key.Key_F9)
    clerk.press(Key.Key_F6)
    assert form.heading.text() == "新登记"
    clerk.press(Key.Key_F8)
    assert form.person.finder.text() == "半途中"


def test_what_was_typed_for_who_goes_on_hold_is_kept(clerk: Hands) -> None:
    line_up_known(clerk, 1)
    clerk.press(Key.Key_F9)
    form = tab(clerk).form
    form.item.remark.setText("等家人送户口簿")
    clerk.press(Key.Key_F6)
    assert form.item.remark.text() == "" and form.visit is None
    clerk.press(Key.Key_F8)
    assert form.item.remark.text() == "等家人送户口簿"


def test_buttons_of_the_queue_are_grey_while_there_is_nobody_for_them(clerk: Hands) -> None:
    queue = tab(clerk).queue

    def enabled() -> list[bool]:
        return [made.isEnabled() for made in queue.findChildren(QPushButton) if made.text() in ("叫号", "挂起", "恢复")]

    line_up(clerk, 0)
    assert enabled() == [False, False, False]
    clerk.press(Key.Key_F9)
    assert told(clerk) == "现在没有人等候。", "the key says why"
    line_up(clerk, 1)
    assert enabled() == [True, False, False]
    after_a_double_click()
    clerk.press(Key.Key_F9)
    assert enabled() == [False, True, False]
    clerk.press(Key.Key_F6)
    assert enabled() == [False, False, True]


def test_handing_on_and_giving_up_have_keys_to_be_seen_where_there_is_room_for_them(clerk: Hands) -> None:
    line_up(clerk, 1)
    queue = tab(clerk).queue
    shown = lambda: [made.text() for made in queue.keys.findChildren(QPushButton) if made.isVisible()]  # noqa: E731
    clerk.window.resize(1366, 768)
    assert shown() == ["取号", "叫号", "重呼", "过号", "挂起", "恢复", "转交", "弃号"]
    clerk.window.resize(910, 512)
    assert shown() == ["取号", "叫号", "重呼", "过号", "挂起", "恢复"], "three people at least are in sight"
    menu = queue.menu_of(queue.list)
    assert menu is not None and any(action.text().startswith("转交") for action in menu.actions())


def test_a_number_is_called_once_more_and_says_how_often(clerk: Hands) -> None:
    line_up(clerk, 1)
    queue = tab(clerk).queue
    clerk.press(Key.Key_F11)
    assert told(clerk) == "没有叫到的号码，请先叫号。"
    clerk.press(Key.Key_F9)
    after_a_double_click()
    clerk.press(Key.Key_F11)
    number = queue._visits[0].label
    assert told(clerk) == f"{number} 重呼，已叫2次。"
    assert "已叫2次" in "".join(drawn_on(queue.list))
    after_a_double_click()
    queue.list.setFocus()
    clerk.press(Key.Key_Delete)
    assert states(clerk) == ["过号"]
    clerk.press(Key.Key_F11)
    assert states(clerk) == ["办理中"], "who was passed over is called again"


def test_who_was_passed_over_goes_behind_and_comes_back_with_f8_as_typed(clerk: Hands) -> None:
    line_up(clerk, 3)
    clerk.press(Key.Key_F9)
    clerk.type(somebody(clerk).id_number[-6:])
    clerk.press(Key.Key_Return)
    form, queue = tab(clerk).form, tab(clerk).queue
    first = form.visit
    assert first is not None
    queue.list.setFocus()
    clerk.press(Key.Key_Delete)
    assert states(clerk) == ["等候", "等候", "过号"] and form.visit is None
    clerk.press(Key.Key_F8)
    assert states(clerk) == ["办理中", "等候", "等候"]
    assert form.visit is not None and form.visit.id == first.id
    assert form.person.resident is not None and form.person.resident.id == somebody(clerk).id
    assert told(clerk) == f"{first.label} 已恢复为“办理中”。"


def test_a_number_that_was_given_up_comes_back_and_only_the_last_step_is_undone(clerk: Hands) -> None:
    line_up(clerk, 2)
    clerk.press(Key.Key_D, CTRL)
    assert states(clerk) == ["等候"] and "弃号" in told(clerk)
    toasts = clerk.window.work.toasts  # type: ignore[union-attr]
    assert [toast.action.text for toast in toasts.standing if toast.action] == ["撤销"]
    clerk.press(Key.Key_F8)
    assert states(clerk) == ["等候", "等候"]
    assert not any(toast.action for toast in toasts.standing), "what is undone is not offered any more"
    after_a_double_click()
    clerk.press(Key.Key_D, CTRL)
    clerk.press(Key.Key_F4)
    clerk.press(Key.Key_F8)
    assert states(clerk) == ["等候", "等候"], "one was given up, one came since; nothing of that is undone any more"


def test_f8_brings_back_both_who_was_passed_over_and_what_was_typed_for_another(clerk: Hands) -> None:
    line_up(clerk, 2)
    form, queue = tab(clerk).form, tab(clerk).queue
    clerk.press(Key.Key_F9)
    form.item.remark.setText("等家人送户口簿")
    queue.list.setFocus()
    clerk.press(Key.Key_Delete)
    form.person.finder.setFocus()
    clerk.type("半途中")
    clerk.press(Key.Key_F8)
    assert states(clerk) == ["办理中", "等候"] and form.item.remark.text() == "等家人送户口簿"
    after_a_double_click()
    clerk.press(Key.Key_F8)
    assert form.person.finder.text() == "半途中", "F8 was said to bring it back"


def test_f8_brings_back_what_was_typed_last_not_a_number_of_before(clerk: Hands) -> None:
    line_up(clerk, 2)
    tab(clerk).queue.list.setFocus()
    clerk.press(Key.Key_Delete)
    clerk.press(Key.Key_F2)
    clerk.type("半途中")
    clerk.press(Key.Key_F2)
    assert "F8" in told(clerk)
    clerk.press(Key.Key_F8)
    assert states(clerk) == ["等候", "过号"] and tab(clerk).form.person.finder.text() == "半途中"


def lines(clerk: Hands) -> list[str]:
    queue = tab(clerk).queue
    return [queue.list.item(at).text().replace("\n", "｜") for at in range(queue.list.count())]


def test_the_line_says_who_is_next_and_why_and_how_long_the_others_wait(clerk: Hands) -> None:
    line_up(clerk, 2)
    assert clerk.window.desk is not None
    with clerk.window.desk.write() as work:
        visits.take_number(work, Priority.PREGNANT)
    queue = tab(clerk).queue
    queue.load()
    shown = lines(clerk)
    assert "优先：孕妇 · 等候 0分钟" in shown[0] and queue.list.item(0).data(TAG)[0] == "下一位"
    assert "｜约" in shown[1] and shown[1].endswith("等候 0分钟") and "分钟 · 等候" in shown[2]
    assert queue.wait_of_new.text().startswith("新取号约等")
    clerk.press(Key.Key_F9)
    assert "按取号顺序" in lines(clerk)[1] and queue.list.item(1).data(TAG)[0] == "下一位"


def chosen(clerk: Hands) -> str:
    """The number in the line under the cursor."""
    item = tab(clerk).queue.list.currentItem()
    assert item is not None
    return item.text().split("　")[0]


def test_the_cursor_goes_to_who_is_called_and_stays_with_its_person_when_lines_move(clerk: Hands) -> None:
    line_up(clerk, 3)
    queue = tab(clerk).queue
    third = queue._visits[2].label
    queue.list.setFocus()
    clerk.press(Key.Key_End)
    clerk.press(Key.Key_Return)
    assert chosen(clerk) == third, "Delete and Ctrl+T mean who is served, not who moved under the cursor"
    clerk.press(Key.Key_F6)
    queue.list.setCurrentRow(2)
    after_a_double_click()
    clerk.press(Key.Key_F9)
    assert queue._visits[0].state is VisitState.SERVING and chosen(clerk) == queue._visits[0].label
    queue.list.setCurrentRow(2)
    last = chosen(clerk)
    assert clerk.window.desk is not None
    with clerk.window.desk.write() as work:
        visits.take_number(work, Priority.ELDERLY)
    queue.load()
    assert queue._visits[2].label != last and chosen(clerk) == last, "somebody with priority came before"
