from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QFrame

from desk.books import residents
from desk.books.cases import CaseState
from desk.books.visits import VisitState
from desk.core.clock import Clock
from desk.demo.tour import CTRL, Hands
from tests.support.visits_tab import newest, somebody, tab
from tests.ui.conftest import after_a_double_click

Key = Qt.Key
CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier


class Counting:
    """Counts the keys pressed beyond what is typed to find somebody."""

    def __init__(self, hands: Hands) -> None:
        self.hands, self.keys = hands, 0

    def press(self, *key: Any) -> None:
        self.keys += 1
        self.hands.press(*key)


def test_a_returning_person_and_a_frequent_item_take_at_most_six_keys(clerk: Hands) -> None:
    person = somebody(clerk)
    count = Counting(clerk)
    count.press(Key.Key_F2)
    clerk.type(person.id_number[-6:])
    count.press(Key.Key_Return)
    count.press(Key.Key_Return)
    count.press(Key.Key_Return, CTRL)
    line = newest(clerk)[0]
    assert line.resident_id == person.id and line.staff == "林小芳"
    assert count.keys <= 6
    assert tab(clerk).form.content() == {}


def test_the_fields_of_the_counter_begin_on_one_line(clerk: Hands) -> None:
    """Those of the person, those of the case, and what is said below the person's name."""
    form = tab(clerk).form
    clerk.press(Key.Key_F2)
    clerk.type(somebody(clerk).id_number[-6:])
    clerk.press(Key.Key_Return)
    parts = [form.person.finder, form.item.finder, form.person.about]
    assert form.person.about.isVisible()
    assert len({part.mapTo(form, QPoint(0, 0)).x() for part in parts}) == 1


def test_a_new_person_is_made_in_the_line_of_typing(clerk: Hands) -> None:
    clerk.press(Key.Key_F2)
    clerk.type("欧阳晓燕 13900001234")
    clerk.press(Key.Key_Return)
    tab(clerk).form.item.finder.setFocus()
    clerk.type("ylbxcb")
    clerk.press(Key.Key_Return)
    clerk.press(Key.Key_Return, CTRL)
    assert newest(clerk)[0].name == "欧**燕"
    assert clerk.window.desk is not None
    with clerk.window.desk.read() as work:
        assert [hit.telephone for hit in residents.search(work, "oyxy")] == ["139****1234"]


def test_what_is_pasted_from_word_is_stored_as_text(clerk: Hands) -> None:
    clerk.press(Key.Key_F2)
    clerk.type("欧阳晓燕 +86 139 0000 1234")
    clerk.press(Key.Key_Return)
    form = tab(clerk).form
    form.person.details.note.setText("门口\x07右转（二楼）\uffff")
    form.person.details.address.setText("示例村\x0b１２号\ud83d")
    form.item.finder.setFocus()
    clerk.type("ylbxcb")
    clerk.press(Key.Key_Return)
    clerk.press(Key.Key_Return, CTRL)
    assert clerk.window.desk is not None
    with clerk.window.desk.read() as work:
        [hit] = residents.search(work, "欧　阳晓燕")
        stored = residents.find(work, hit.id)
    assert (stored.telephone, stored.address, stored.note) == ("13900001234", "示例村 １２号", "门口右转（二楼）")


def test_a_wrong_number_gets_words_beside_its_field_and_nothing_is_lost(clerk: Hands) -> None:
    before = newest(clerk)[0].number
    clerk.press(Key.Key_F2)
    clerk.type("周小波 350599198002300017")
    clerk.press(Key.Key_Return)
    tab(clerk).form.item.finder.setFocus()
    clerk.press(Key.Key_Return)
    clerk.press(Key.Key_Return, CTRL)
    details = tab(clerk).form.person.details
    assert "19800230" in details.fields["id_number"].problem
    assert details.number.text() == "350599198002300017" and details.name.text() == "周小波"
    assert QApplication.focusWidget() is details.number
    assert newest(clerk)[0].number == before


def test_saving_with_nothing_chosen_says_what_is_missing(clerk: Hands) -> None:
    clerk.press(Key.Key_F2)
    clerk.press(Key.Key_Return, CTRL)
    form = tab(clerk).form
    assert form.person.field.problem == "请选择办事群众，或新登记一位。"
    assert form.item.fields["service"].problem == "请选择服务事项。"


def test_a_missing_paper_suggests_the_one_time_notice(clerk: Hands) -> None:
    clerk.press(Key.Key_F2)
    clerk.type(somebody(clerk).id_number[-6:])
    clerk.press(Key.Key_Return)
    clerk.type("高龄津贴")
    clerk.press(Key.Key_Return)
    item = tab(clerk).form.item
    assert item.outcome.value is CaseState.FORWARDED
    list(item._papers.values())[-1].click()
    assert item.outcome.value is CaseState.PAPERS
    item.finder.setFocus()
    clerk.press(Key.Key_Return)
    assert item.outcome.value is CaseState.PAPERS
    clerk.press(Key.Key_Return, CTRL)
    assert newest(clerk)[0].state is CaseState.PAPERS
    assert clerk.window.work is not None and "一次性告知单" in clerk.window.work.toasts.newest


def test_two_items_in_one_visit(clerk: Hands) -> None:
    clerk.press(Key.Key_F2)
    clerk.type(somebody(clerk).id_number[-6:])
    clerk.press(Key.Key_Return)
    clerk.press(Key.Key_Return)
    clerk.press(Key.Key_Return, CTRL_SHIFT)
    clerk.press(Key.Key_2)
    clerk.press(Key.Key_Return, CTRL)
    two = newest(clerk, 2)
    assert two[0].queue == two[1].queue and two[0].service != two[1].service


def test_number_call_hold_and_back(clerk: Hands) -> None:
    queue = tab(clerk).queue
    waiting = queue.waiting
    clerk.press(Key.Key_F4)
    assert queue.waiting == waiting + 1
    clerk.press(Key.Key_F9)
    assert tab(clerk).form.visit is not None
    label = tab(clerk).form.visit.label  # type: ignore[union-attr]
    clerk.press(Key.Key_F6)
    assert queue.counts[VisitState.HOLD].text() == "挂起 1"
    clerk.press(Key.Key_F7)
    assert tab(clerk).form.visit.label == label  # type: ignore[union-attr]
    assert queue.counts[VisitState.HOLD].text() == "挂起 0"


def test_f2_keeps_what_was_half_typed_and_f8_brings_it_back(clerk: Hands) -> None:
    person = somebody(clerk)
    clerk.press(Key.Key_F2)
    clerk.type(person.id_number[-6:])
    clerk.press(Key.Key_Return)
    clerk.type("高龄津贴")
    clerk.press(Key.Key_Return)
    tab(clerk).form.item.remark.setText("明天来取")
    clerk.press(Key.Key_F2)
    assert tab(clerk).form.person.resident is None
    clerk.press(Key.Key_F8)
    form = tab(clerk).form
    assert form.person.resident is not None and form.person.resident.id == person.id
    assert form.item.item is not None and form.item.item.name == "高龄津贴申请"
    assert form.item.remark.text() == "明天来取"


def test_enter_goes_through_the_fields_and_never_saves(clerk: Hands) -> None:
    before = newest(clerk)[0].number
    clerk.press(Key.Key_F2)
    clerk.type("陈阿妹")
    while tab(clerk).form.person.finder.hits and tab(clerk).form.person.finder.hits[0].value.__class__ is int:
        clerk.type("妹")
    clerk.press(Key.Key_Return)
    seen = set()
    for _step in range(8):
        seen.add(QApplication.focusWidget())
        clerk.press(Key.Key_Return)
    assert len(seen) >= 6
    assert newest(clerk)[0].number == before


def test_a_likely_same_person_is_pointed_out_and_taken(clerk: Hands) -> None:
    person = somebody(clerk)
    clerk.press(Key.Key_F2)
    picker = tab(clerk).form.person
    from desk.books.residents import ResidentDetails

    picker.show_new(ResidentDetails(person.name, telephone=person.telephone))
    assert person.name in picker.same.text() and picker.take_same.isVisible()
    picker.take_same.click()
    assert picker.resident is not None and picker.resident.id == person.id


def test_full_details_are_masked_until_asked_for_and_that_is_logged(clerk: Hands) -> None:
    person = somebody(clerk)
    clerk.press(Key.Key_F2)
    clerk.type(person.id_number[-6:])
    clerk.press(Key.Key_Return)
    picker = tab(clerk).form.person
    assert person.id_number not in picker.about.text() and "********" in picker.about.text()
    picker.reveal.click()
    assert person.id_number in picker.about.text()
    after_a_double_click()
    picker.reveal.click()
    assert person.id_number not in picker.about.text(), "the same button masks again"
    assert clerk.window.desk is not None
    with clerk.window.desk.read() as work:
        purposes = [
            row[0] for row in work.rows("SELECT purpose FROM lookups WHERE resident_id = ? ORDER BY id", person.id)
        ]
    assert purposes[-2:] == ["counter", "reveal"]


def test_esc_closes_the_list_and_keeps_what_was_typed(clerk: Hands) -> None:
    clerk.press(Key.Key_F2)
    clerk.type("chen")
    finder = tab(clerk).form.person.finder
    assert finder.hits
    clerk.press(Key.Key_Escape)
    assert finder.hits == [] and finder.text() == "chen"


def test_serving_begins_with_the_first_key_also_for_the_next_person(clerk: Hands) -> None:
    desk = clerk.window.desk
    assert desk is not None
    start = desk.clock.now()
    moments = [start + timedelta(minutes=30)]
    desk.clock = Clock(lambda: moments[-1])
    clerk.press(Key.Key_F2)
    for _person in range(2):
        moments.append(moments[-1] + timedelta(minutes=20))
        clerk.type(somebody(clerk).id_number[-6:])
        moments.append(moments[-1] + timedelta(minutes=4))
        clerk.press(Key.Key_Return)
        clerk.press(Key.Key_Return)
        clerk.press(Key.Key_Return, CTRL)
    with desk.read() as work:
        served = work.rows("SELECT (ended_at - began_at) / 60000 FROM periods ORDER BY id DESC LIMIT 2")
    assert served == [(4,), (4,)]


@pytest.mark.parametrize("size", [(1366, 740), (910, 441)])
def test_the_list_of_items_never_covers_what_is_typed_nor_the_bar(clerk: Hands, size: tuple[int, int]) -> None:
    clerk.window.resize(*size)
    person = somebody(clerk)
    clerk.press(Key.Key_F2)
    clerk.type(person.id_number[-6:])
    clerk.press(Key.Key_Return)
    form, finder = tab(clerk).form, tab(clerk).form.item.finder

    def stands_beside_the_field() -> None:
        [popup] = [
            each for each in clerk.window.findChildren(QFrame) if each.property("role") == "popup" and each.isVisible()
        ]
        field = QRect(finder.mapTo(clerk.window, QPoint(0, 0)), finder.size())
        assert finder.hasFocus() and not popup.geometry().intersects(field)
        assert popup.geometry().top() >= form.mapTo(clerk.window, QPoint(0, 0)).y()
        assert popup.geometry().bottom() < clerk.window.height()

    stands_beside_the_field()
    clerk.press(Key.Key_Return)
    form.save_and_stay()
    stands_beside_the_field()
    form.person.details.setMinimumHeight(form.person.details.height() + 60)
    QApplication.processEvents()
    stands_beside_the_field()
