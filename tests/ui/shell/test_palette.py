"""查找 Ctrl+K: whatever somebody looks for is a few letters away, and nothing of the page below is disturbed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QRect, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from desk.books.roster import handover
from desk.books.roster.handover import HandoverNote
from desk.core.permissions import Role
from desk.core.words import _
from desk.demo.tour import Hands
from desk.models.audit import lookups
from desk.ui.activities.tab import ActivitiesTab
from desk.ui.assets.tab import AssetsTab
from desk.ui.assets.window import CardWindow
from desk.ui.cases.window import CaseWindow
from desk.ui.incidents.window import IncidentWindow
from desk.ui.residents.page import ResidentsPage
from desk.ui.roster.handover import HandoverPage
from desk.ui.roster.tab import RosterTab
from desk.ui.settings.backup import BackupSection
from desk.ui.settings.staff import StaffSection
from desk.ui.shell.entries import Entry, Group, entries, is_offered
from desk.ui.shell.paged_tab import PagedTab
from desk.ui.shell.palette import CommandPalette
from desk.ui.shell.palette_search import ROWS
from desk.ui.shell.stand_in import table_of
from desk.ui.shell.tabs import TABS
from tests.conftest import PASSWORD
from tests.support.tabs import work_of

CTRL = Qt.KeyboardModifier.ControlModifier


def opened(hands: Hands, typed: str = "") -> CommandPalette:
    hands.press(Qt.Key.Key_K, CTRL)
    palette = work_of(hands).command_palette
    assert palette.isVisible() and palette.field.hasFocus()
    if typed:
        hands.type(typed)
    return palette


def said(palette: CommandPalette, group: Group | None = None) -> list[str]:
    return [row.text for row in palette.list.rows() if isinstance(row, Entry) and group in (None, row.group)]


def take(hands: Hands, palette: CommandPalette, words: str) -> None:
    """Choose a row by the arrows, and Enter."""
    for _step in range(said(palette).index(words)):
        hands.press(Qt.Key.Key_Down)
    assert palette.list.chosen is not None and palette.list.chosen.text == words
    hands.press(Qt.Key.Key_Return)
    QTest.qWait(10)


def looked_at(hands: Hands) -> int:
    assert hands.window.desk is not None
    with hands.window.desk.read() as work:
        return int(work.rows(f"SELECT count(*) FROM {lookups.name}")[0][0])


def test_initials_lead_to_a_tab_and_pinyin_to_a_page(clerk: Hands) -> None:
    palette = opened(clerk, "zctz")
    assert said(palette)[0] == "资产台账"
    clerk.press(Qt.Key.Key_Return)
    QTest.qWait(10)
    tab = work_of(clerk).current
    assert not palette.isVisible() and isinstance(tab, AssetsTab) and tab.isAncestorOf(QApplication.focusWidget())
    palette = opened(clerk, "jiaojieban")
    assert said(palette)[0] == "坐班轮值 › 交接班"
    clerk.press(Qt.Key.Key_Return)
    QTest.qWait(10)
    roster = work_of(clerk).current
    assert isinstance(roster, RosterTab) and isinstance(roster.page, HandoverPage)


def test_esc_brings_the_focus_back_to_what_was_being_typed(clerk: Hands) -> None:
    clerk.press(Qt.Key.Key_F2)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    clerk.type("chen")
    palette = opened(clerk, "bj")
    clerk.press(Qt.Key.Key_Escape)
    assert not palette.isVisible() and QApplication.focusWidget() is field and field.text() == "chen"
    opened(clerk)
    clerk.press(Qt.Key.Key_K, CTRL)
    assert not palette.isVisible() and QApplication.focusWidget() is field


class DeletesToTheEnd(QLineEdit):
    """A field as Qt's is on Linux: Ctrl+K is an editing key there, which no shortcut gets."""

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.accept()
            return True
        return super().event(event)


def test_a_field_that_knows_ctrl_k_itself_neither_loses_its_text_nor_keeps_the_key(clerk: Hands) -> None:
    field = DeletesToTheEnd("已经写好的一行", work_of(clerk))
    field.show()
    field.setFocus()
    field.setCursorPosition(2)
    QTest.keyClick(clerk.window.windowHandle(), Qt.Key.Key_K, CTRL)
    QTest.qWait(10)
    assert work_of(clerk).command_palette.isVisible() and field.text() == "已经写好的一行"


def test_it_never_opens_over_a_dialog_nor_while_the_window_is_locked(clerk: Hands) -> None:
    seen: list[bool] = []

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        QTest.keyClick(box, Qt.Key.Key_K, CTRL)
        QTest.qWait(10)
        seen.append(work_of(clerk).command_palette.isVisible())
        box.reject()

    QTimer.singleShot(0, press)
    QMessageBox(QMessageBox.Icon.Question, "", "?", parent=clerk.window).exec()
    clerk.press(Qt.Key.Key_L, CTRL)
    clerk.press(Qt.Key.Key_K, CTRL)
    assert seen == [False] and not work_of(clerk).command_palette.isVisible()


def test_the_lock_closes_it(clerk: Hands) -> None:
    palette = opened(clerk, "chen")
    clerk.press(Qt.Key.Key_L, CTRL)
    assert not clerk.window.working and palette.isHidden()


def test_a_composition_of_the_input_method_keeps_its_keys(clerk: Hands) -> None:
    palette = opened(clerk)
    before = said(palette)
    QApplication.sendEvent(palette.field, QInputMethodEvent("zi chan", []))
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Escape):
        QTest.keyClick(palette.field, key)
    QTest.qWait(10)
    assert palette.isVisible() and said(palette) == before and palette.list.current_row == 1
    commit = QInputMethodEvent()
    commit.setCommitString("资产")
    QApplication.sendEvent(palette.field, commit)
    assert said(palette)[0] == "资产台账"
    clerk.press(Qt.Key.Key_Escape)
    assert not palette.isVisible()


def test_keys_of_the_page_below_do_not_count_meanwhile_and_those_of_the_window_do(clerk: Hands) -> None:
    work = work_of(clerk)
    palette = opened(clerk)
    clerk.press(Qt.Key.Key_F9)
    clerk.press(Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    clerk.press(Qt.Key.Key_Tab)
    assert palette.isVisible() and palette.field.hasFocus() and not work.toasts.standing
    clerk.press(Qt.Key.Key_2, CTRL)
    assert not palette.isVisible() and work.tabs.currentIndex() == 1
    clerk.press(Qt.Key.Key_F10)
    clerk.press(Qt.Key.Key_K, CTRL)
    assert palette.isVisible() and not work.drawer.isVisible()


@pytest.mark.parametrize(("size", "top"), [((1366, 740), 60), ((910, 493), 40), ((800, 480), 27)])
def test_eight_rows_stand_over_the_page_and_nothing_of_it_moves(clerk: Hands, size: tuple[int, int], top: int) -> None:
    clerk.window.resize(*size)
    QTest.qWait(100)
    work = work_of(clerk)

    def places() -> dict[int, QRect]:
        return {id(each): each.geometry() for each in work.tabs.findChildren(QWidget) if each.isVisible()}

    before = places()
    palette = opened(clerk, "zc")
    panel = palette.panel.geometry()
    assert panel.width() == 620 and abs(panel.center().x() - work.width() / 2) <= 1
    assert panel.top() == top and panel.bottom() < work.height() and places() == before
    assert len(said(palette)) == ROWS and {row for row in palette.list.rows() if isinstance(row, Group)} == {
        Group.GO,
        Group.DO,
        Group.OPEN,
    }
    assert palette.list.wanted_height <= palette.list.viewport().height()
    palette.field.setText("zzzzqq")
    assert palette.panel.geometry().top() == top


def test_people_are_found_from_two_letters_on_masked_and_opened_masked(clerk: Hands) -> None:
    palette = opened(clerk, "c")
    assert said(palette, Group.OPEN) == []
    clerk.type("hen")
    people = said(palette, Group.OPEN)
    assert people and all("*" in name for name in people)
    before = looked_at(clerk)
    take(clerk, palette, people[0])
    tab = work_of(clerk).current.parts()[0]
    assert isinstance(tab, ResidentsPage) and tab.shown is not None and tab.shown.name == people[0]
    assert tab.details.isHidden() and looked_at(clerk) == before
    clerk.press(Qt.Key.Key_F4)
    assert not tab.details.isHidden() and looked_at(clerk) == before + 1


@pytest.mark.parametrize(
    ("numbers", "kind"),
    [
        ("SELECT number FROM cases ORDER BY id DESC LIMIT 1", CaseWindow),
        ("SELECT lower(number) FROM assets ORDER BY id LIMIT 1", CardWindow),
        ("SELECT replace(number, '-', '') FROM incidents ORDER BY id DESC LIMIT 1", IncidentWindow),
    ],
)
def test_a_number_opens_its_record(clerk: Hands, numbers: str, kind: type[QDialog]) -> None:
    assert clerk.window.desk is not None
    with clerk.window.desk.read() as work:
        number = work.rows(numbers)[0][0]
    palette = opened(clerk, number)
    assert len(said(palette, Group.OPEN)) == 1
    seen: list[QWidget] = []
    looking = QTimer(clerk.window)

    def look() -> None:
        if (dialog := QApplication.activeModalWidget()) is not None:
            looking.stop()
            seen.append(dialog)
            clerk.window._close_dialogs()

    looking.timeout.connect(look)
    looking.start(20)
    for _step in range(len(said(palette)) - 1):
        clerk.press(Qt.Key.Key_Down)
    clerk.press(Qt.Key.Key_Return)
    QTest.qWait(10)
    assert [type(each) for each in seen] == [kind]


def test_what_was_written_is_found_and_leads_to_where_it_stands(manager: Hands, qtbot: QtBot) -> None:
    desk = manager.window.desk
    assert desk is not None
    with desk.write() as work:
        id = handover.sign(work, HandoverNote(100, "无", "三楼灯管需要更换"), desk.confirm("林小芳", PASSWORD))
        case_id, person = work.rows("SELECT c.id, r.name FROM cases c JOIN residents r ON r.id = c.resident_id")[0]
        cursor = work.connection.connection.cursor()
        cursor.execute("UPDATE cases SET remark = ? WHERE id = ?", (f"{person}家灯管坏了，电话13905950001", case_id))
    palette = opened(manager, "灯管")
    qtbot.waitUntil(lambda: len(said(palette, Group.TEXT)) == 2)
    remark, note = said(palette, Group.TEXT)
    assert note == "三楼灯管需要更换"
    assert "家灯管坏了" in remark and person not in remark and "13905950001" not in remark
    take(manager, palette, note)
    roster = work_of(manager).current
    assert isinstance(roster, RosterTab) and isinstance(roster.page, HandoverPage)
    chosen = roster.page.list.current()
    assert chosen is not None and chosen.id == id


def test_a_hand_over_of_long_ago_is_brought_into_the_list(manager: Hands) -> None:
    desk = manager.window.desk
    assert desk is not None
    with desk.write() as work:
        ids = [
            handover.sign(work, HandoverNote(n, "无", f"第{n}次"), desk.confirm("林小芳", PASSWORD)) for n in range(65)
        ]
    work_of(manager).open_destination("roster.handover", ids[0])
    roster = work_of(manager).current
    assert isinstance(roster, RosterTab) and isinstance(roster.page, HandoverPage)
    chosen = roster.page.list.current()
    assert chosen is not None and chosen.note == "第0次"


def test_only_what_the_role_may_see_and_do_is_there(clerk: Hands) -> None:
    title = _(StaffSection.TITLE)
    palette = opened(clerk, title)
    assert f"设置 › {title}" not in said(palette)
    clerk.press(Qt.Key.Key_Escape)
    assert f"设置 › {_(BackupSection.TITLE)}" in said(opened(clerk, "bf"))


def test_a_manager_goes_to_a_section_of_the_settings(manager: Hands) -> None:
    palette = opened(manager, "bf")
    take(manager, palette, "设置 › 备份与检查")
    assert type(work_of(manager).current.parts()[0]) is BackupSection


def test_an_act_is_done_on_its_page_and_what_cannot_be_done_is_told(manager: Hands) -> None:
    work = work_of(manager)
    take(manager, opened(manager, "新登记居民"), "新登记居民")
    tab = work.current.parts()[0]
    assert isinstance(tab, ResidentsPage) and not tab.details.isHidden()
    announcing = _("Copy and mark as announced")
    take(manager, opened(manager, announcing), announcing)
    assert isinstance(work.current, ActivitiesTab) and work.toasts.newest.startswith("现在不能办理")


def test_what_somebody_uses_stands_first_for_them_and_for_nobody_else(manager: Hands) -> None:
    take(manager, opened(manager, "应急日志"), "应急日志")
    for _time in range(2):
        take(manager, opened(manager, "盘点"), "资产台账 › 盘点")
    assert said(opened(manager))[:2] == ["资产台账 › 盘点", "应急日志"]
    manager.press(Qt.Key.Key_Escape)
    palette = opened(manager, "zc")
    assert said(palette)[:2] == ["资产台账 › 盘点", "资产台账"]
    manager.press(Qt.Key.Key_Escape)
    assert manager.window.desk is not None
    kept = (manager.window.desk.folder / "palette.json").read_text("utf-8")
    assert "StocktakePage" in kept and "盘点" not in kept


def test_nobody_nothing_fits_says_so(clerk: Hands) -> None:
    palette = opened(clerk, "zzzzqq")
    assert palette.nothing.isVisible() and not palette.list.isVisible()
    clerk.press(Qt.Key.Key_Return)
    assert palette.isVisible()


def test_the_block_of_the_bar_opens_it(clerk: Hands) -> None:
    work = work_of(clerk)
    bar = work.bar
    assert bar.find_button.form.cap == "Ctrl+K"
    assert bar.find_button.geometry().right() < bar.due_button.geometry().left()
    bar.find_button.click()
    assert work.command_palette.isVisible()


class Everywhere:
    """Somebody who goes wherever the palette leads."""

    def open_page(self, place: int, kind: object = None) -> None:
        """Nowhere, here."""

    def perform(self, place: int, kind: object, at: int) -> None:
        """Nothing, here."""


@pytest.mark.parametrize("role", list(Role))
def test_every_act_of_the_palette_stands_at_its_place_in_the_table_of_the_page(manager: Hands, role: Role) -> None:
    """The tables are read from the classes; here each page is made, and has the same."""
    desk = manager.window.desk
    assert desk is not None
    actor = replace(desk.actor, role=role)
    for declared in TABS:
        tab = work_of(manager)._tab(declared.load())
        kinds = declared.load().places(actor)
        for kind in kinds or (type(tab), *tab.PARTS):
            if kinds:
                tab.turn_to(kind)
            page = next(each for each in (tab, *tab.parts()) if type(each) is kind)
            for at, command in enumerate(table_of(kind)):
                if is_offered(command, actor):
                    real = page.command(at)
                    assert (real.key, real.purpose, real.may) == (command.key, command.purpose, command.may)
                    assert is_offered(real, actor), f"{kind.__name__}: {_(real.purpose)}"
        assert isinstance(tab, PagedTab) == declared.load().PAGE_KEYS
    made = entries(Everywhere(), TABS, actor, ())
    assert len({entry.key for entry in made}) == len(made) > 60
