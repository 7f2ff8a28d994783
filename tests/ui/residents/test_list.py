"""居民 as a list: everybody masked, filtered by who they are, the card beside it or in its place."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desk.books import residents
from desk.books.residents import Resident, ResidentDetails, ResidentMark
from desk.core import identity
from desk.demo.tour import ALT, Hands
from desk.ui.residents.page import ResidentsPage
from desk.ui.residents.resident_list import Group
from desk.ui.widgets.form_dialog import TextsDialog
from tests.support.roster_tab import dialog, in_dialog
from tests.support.tabs import desk_of, reach
from tests.support.visits_tab import somebody, tab

Key = Qt.Key
WIDE, NARROW = (1366, 740), (910, 493)


@pytest.fixture
def page(clerk: Hands) -> ResidentsPage:
    clerk.window.resize(*WIDE)
    with desk_of(clerk).write() as work:
        residents.add(work, ResidentDetails("欧阳独居", marks=("alone", "low_income"), village_group="九组"))
        residents.add(work, ResidentDetails("欧阳残疾", marks=("disabled",), village_group="九组"))
    clerk.press(Key.Key_3, ALT)
    return reach(clerk, ResidentsPage)


def people(hands: Hands, page: ResidentsPage) -> list[Resident]:
    with desk_of(hands).read() as work:
        return [residents.find(work, row.id) for row in page.list.rows.model.rows]


def test_the_page_opens_with_everybody_masked_and_the_focus_in_the_search(clerk: Hands, page: ResidentsPage) -> None:
    assert QApplication.focusWidget() is page.list.text and page.new_button.isVisible()
    rows = page.list.rows.model.rows
    assert [row.name for row in rows[:2]] == ["欧**疾", "欧**居"] and len(rows) == 100
    assert page.list.rows.foot.sum.text().startswith("共")
    said = "".join(column.says(row) for row in rows for column in page.list.rows.model.columns)
    for person in people(clerk, page):
        assert person.name not in said and (not person.id_number or person.id_number not in said)


@pytest.mark.parametrize("mark", [ResidentMark.ALONE, ResidentMark.DISABLED, ResidentMark.LOW_INCOME])
def test_a_filter_shows_only_those_of_whom_it_is_said(clerk: Hands, page: ResidentsPage, mark: ResidentMark) -> None:
    page.list.group.choose(mark)
    shown = people(clerk, page)
    assert shown and all(mark in person.marks for person in shown)
    with desk_of(clerk).read() as work:
        everybody = list(residents.page(work, residents.ResidentFilter(), limit=10_000))
    assert page.list.rows.foot.sum.text() == f"共{sum(mark in person.marks for person in everybody)}人"


def test_the_old_and_a_village_group_and_a_name_narrow_it_together(clerk: Hands, page: ResidentsPage) -> None:
    today = desk_of(clerk).clock.today()
    page.list.group.choose(Group.ELDERLY)
    old = people(clerk, page)
    assert old and all((person.age(today) or 0) >= identity.ELDERLY for person in old)
    page.list.group.choose(Group.EVERYBODY)
    page.list.village_group.choose("九组")
    assert [row.name for row in page.list.rows.model.rows] == ["欧**疾", "欧**居"]
    page.list.text.setText("oydj")
    page.list.search()
    assert [row.name for row in page.list.rows.model.rows] == ["欧**居"]
    clerk.press(Key.Key_Escape)
    assert page.list.text.text() == "" and len(page.list.rows.model.rows) == 2


def test_beside_the_list_the_card_follows_the_arrows_masked(clerk: Hands, page: ResidentsPage) -> None:
    clerk.press(Key.Key_Down)
    assert page.list.rows.table.hasFocus() and page.card.isVisible() and page.heading.text() == "欧**疾"
    assert [row.name for row in page.list.rows.chosen()] == ["欧**疾"]
    clerk.press(Key.Key_Down)
    assert page.heading.text() == "欧**居" and page.list.rows.table.hasFocus()
    with desk_of(clerk).read() as work:
        assert not list(work.rows("SELECT 1 FROM lookups WHERE purpose = 'card'")), "nobody was looked up"


def test_in_a_narrow_window_enter_opens_the_card_in_place_of_the_list(clerk: Hands, page: ResidentsPage) -> None:
    clerk.window.resize(*NARROW)
    QTest.qWait(30)
    clerk.press(Key.Key_Down)
    clerk.press(Key.Key_Down)
    assert page.list.isVisible() and not page.card.isVisible()
    clerk.press(Key.Key_Return)
    assert not page.list.isVisible() and page.card.isVisible() and page.heading.text() == "欧**居"
    clerk.press(Key.Key_Escape)
    assert page.list.isVisible() and not page.card.isVisible() and page.list.rows.table.hasFocus()
    chosen = page.list.rows.current()
    assert chosen is not None and chosen.name == "欧**居"


def test_last_visit_and_number_of_cases_stand_in_the_row_and_f6_serves(clerk: Hands, page: ResidentsPage) -> None:
    person = somebody(clerk)
    page.list.text.setText(person.id_number[-6:])
    page.list.open_first()
    (row,) = [row for row in page.list.rows.model.rows if row.id == person.id]
    shown = [page.history.item(n).text() for n in range(page.history.count())]
    cases = [text for text in shown if "　预约" not in text]
    assert row.cases == len(cases) or row.cases > 30
    if row.last_case is not None:
        assert cases[0].startswith(f"{row.last_case:%Y-%m-%d}")
    clerk.press(Key.Key_F7)
    form = tab(clerk).form
    assert form.isVisible() and form.person.resident is not None and form.person.resident.id == person.id


def test_what_is_typed_on_a_card_is_not_replaced_by_the_arrows(clerk: Hands, page: ResidentsPage) -> None:
    clerk.press(Key.Key_Down)
    page.veil.lift()
    page.details.note.setText("听力不好")
    page.list.rows.table.setFocus()
    clerk.press(Key.Key_Down)
    assert page.details.isVisible() and page.details.note.text() == "听力不好"
    with desk_of(clerk).write() as work:
        shown = residents.find(work, page._id)
        residents.edit(work, shown.id, replace(shown, village_group="八组"), read=shown)
    QTest.qWait(20)
    assert page.details.note.text() == "听力不好"


def test_a_filter_is_saved_and_comes_back_by_f6_and_its_digit(clerk: Hands, page: ResidentsPage, qtbot: QtBot) -> None:
    page.list.group.choose(ResidentMark.DISABLED)
    page.list.village_group.choose("九组")

    def name_it() -> None:
        asked = dialog(TextsDialog)
        asked.lines["name"].setText("九组残疾人")
        asked.try_it()

    in_dialog(name_it)
    page.saved.save()
    page.list.group.choose(Group.EVERYBODY)
    page.list.village_group.choose("")
    assert len(page.list.rows.model.rows) > 1
    seen: list[str] = []

    def press_one() -> None:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        seen.extend(entry.text() for entry in menu.actions() if entry.text())
        QTest.keyClick(menu, Key.Key_1)

    clerk.window.activateWindow()
    qtbot.waitUntil(clerk.window.isActiveWindow)
    QTimer.singleShot(100, press_one)
    clerk.press(Key.Key_F6)
    assert seen == ["&1 九组残疾人", "保存当前筛选…", "删除"]
    assert [person.name for person in people(clerk, page)] == ["欧阳残疾"]
    assert page.list.filter().mark is ResidentMark.DISABLED and page.list.filter().village_group == "九组"
