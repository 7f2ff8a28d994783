"""A stocktake at the shelf: scan, read the answer, put things right at once, sign, close."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desk.books.assets import approvals, queries, stocktake, stocktake_result
from desk.books.assets.stocktake import CountedBy
from desk.books.assets.transfers import AssetPlace
from desk.core.work import Work
from desk.demo.tour import Hands
from desk.ui.assets.stocktake import StocktakePage
from desk.ui.assets.stocktake_dialogs import _Begin
from desk.ui.assets.window import CardWindow
from desk.ui.shell.preview import Preview
from desk.ui.widgets.form_dialog import TextsDialog, ValuesDialog
from tests.conftest import PASSWORD
from tests.support.assets_tab import add, once_open, page, thing
from tests.support.roster_tab import be_active, dialog, in_dialog
from tests.support.signatures import signed
from tests.support.tabs import desk_of, told
from tests.ui.conftest import after_a_double_click

DAYROOM = "日间照料室"


def counting(hands: Hands, qtbot: QtBot) -> StocktakePage:
    """The demo's stocktake of the elderly zone, half done, standing in the day room."""
    shown = page(hands, StocktakePage)
    assert isinstance(shown, StocktakePage)
    be_active(hands, qtbot)
    shown._stand_in(DAYROOM)
    return shown


def scan(hands: Hands, shown: StocktakePage, label: str) -> str:
    """As a scanner does it in the scan line; the answer."""
    hands.press(Qt.Key.Key_F3)
    hands.type(label)
    hands.press(Qt.Key.Key_Return)
    return shown.answer.text()


def test_the_answers_to_scans_and_what_they_ask_for(clerk: Hands, qtbot: QtBot) -> None:
    shown = counting(clerk, qtbot)
    assert "已盘2，应盘7" in shown.facts.text()
    screen = thing(clerk, "液晶电视")
    assert scan(clerk, shown, screen.number.lower()) == f"{screen.number} 液晶电视：已盘到。"
    assert scan(clerk, shown, screen.number).startswith(f"{screen.number} 已盘点：林小芳")
    stranger = add(clerk, "走失的轮椅")
    assert "不在本次清单" in scan(clerk, shown, stranger.number)
    assert not shown.fix_button.isHidden()
    clerk.press(Qt.Key.Key_F4)
    assert thing(clerk, "走失的轮椅").venue == DAYROOM
    assert told(clerk) == f"{stranger.number} 走失的轮椅已移到{DAYROOM}。"
    assert "先记为“有物无账”" in scan(clerk, shown, "X-404")
    assert [shown.rooms.item(n).text() for n in range(3)] == [
        "全部房间　3/7",
        "长者食堂　0/3",
        f"{DAYROOM}　3/4　清单外1",
    ]


def test_an_unknown_label_gets_its_card_at_once(clerk: Hands, qtbot: QtBot) -> None:
    shown = counting(clerk, qtbot)
    scan(clerk, shown, "X-404")

    def fill(window: CardWindow) -> None:
        assert window.form.number.text() == "X-404"
        window.form.name.setText("旧血压计")
        window.form.kind.choose("A0232")
        window.form.value.setText("100")
        assert window.save()

    once_open(CardWindow, fill)
    clerk.press(Qt.Key.Key_F4)
    one = thing(clerk, "旧血压计")
    assert (one.number, one.venue, one.source.label) == ("X-404", DAYROOM, "盘盈")
    be_active(clerk, qtbot)
    after_a_double_click()
    clerk.press(Qt.Key.Key_F4)
    assert told(clerk) == "这里没有需要变更地点或入账的。"


def test_ticking_noting_and_taking_back_by_keyboard(clerk: Hands, qtbot: QtBot) -> None:
    shown = counting(clerk, qtbot)
    shown.only.setCurrentIndex(1)
    assert "护理床" not in [line.name for line in shown.list.model.rows]
    shown.list.table.setFocus()
    shown.list.table.selectRow(next(n for n, line in enumerate(shown.list.model.rows) if line.name == "电子血压计"))
    clerk.press(Qt.Key.Key_Space)
    shown.only.setCurrentIndex(0)

    def note() -> None:
        asked = dialog(ValuesDialog)
        asked.editors["quantity"].setText("-1")
        asked.ok.click()
        assert asked.fields["quantity"].problem == "“-1”小于0，请填0或以上的整数。"
        asked.editors["quantity"].setText("1")
        asked.editors["damaged"].setChecked(True)
        asked.editors["remark"].setText("袖带破损")
        asked.ok.click()

    at = next(n for n, line in enumerate(shown.list.model.rows) if line.name == "电子血压计")
    shown.list.table.selectRow(at)
    in_dialog(note)
    clerk.press(Qt.Key.Key_F6)
    line = shown.list.model.rows[at]
    assert ([each.label for each in line.outcomes], line.marks[0].note) == (["实盘少于账面", "损坏"], "袖带破损")
    be_active(clerk, qtbot)
    shown.list.table.setFocus()
    clerk.press(Qt.Key.Key_Delete)
    assert told(clerk) == "已撤回。"
    shown.list.table.selectRow(next(n for n, each in enumerate(shown.list.model.rows) if each.name == "护理床"))
    clerk.press(Qt.Key.Key_Delete)
    assert told(clerk) == "此项由管理员盘点，只能由其本人撤回。"


def test_ctrl_enter_begins_it_from_any_field(clerk: Hands, qtbot: QtBot) -> None:
    asked = _Begin(clerk.window, desk_of(clerk))
    asked.show()
    asked.activateWindow()
    qtbot.waitUntil(asked.isActiveWindow)
    asked.blind.setFocus()
    QTest.keyClick(asked.blind, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert asked.made is not None and not asked.isVisible()


def test_beginning_signing_and_closing(clerk: Hands, qtbot: QtBot) -> None:
    shown = counting(clerk, qtbot)

    def begin() -> None:
        asked = dialog(_Begin)
        asked.name.setText("椅凳盘点")
        asked.by.choose(CountedBy.CLASS)
        asked.ok.click()
        assert asked.fields["wanted"].problem == "请选择盘点范围。"
        item = next(
            asked.wanted.item(n) for n in range(asked.wanted.count()) if "椅凳类" in asked.wanted.item(n).text()
        )
        item.setCheckState(Qt.CheckState.Checked)
        asked.ok.click()

    in_dialog(begin)
    clerk.press(Qt.Key.Key_F2)
    assert shown.take is not None and shown.take.title == "椅凳盘点"
    be_active(clerk, qtbot)
    for line in list(shown.list.model.rows)[1:]:
        shown._stand_in(line.room)
        scan(clerk, shown, line.number)
    missing = shown._lines[0]
    words: list[str] = []

    def too_early() -> None:
        asked = dialog(TextsDialog)
        asked.ok.click()
        words.append(asked._rest.text())
        asked.reject()

    in_dialog(too_early)
    shown.close_take()
    assert words == ["盘点需两人签字才能结束，现有0人签字。"]

    def sign(name: str, password: str) -> None:
        asked = dialog(ValuesDialog)
        asked.editors["who"].choose(name)
        asked.editors["password"].setText("wrong-one")
        asked.ok.click()
        words.append(asked.fields["password"].problem)
        asked.editors["password"].setText(password)
        asked.ok.click()

    for name in ("林小芳", "黄志强"):
        in_dialog(lambda name=name: sign(name, PASSWORD))
        shown.sign()
    assert words[1:] == ["姓名或密码有误，请重新输入。"] * 2

    in_dialog(lambda: dialog(TextsDialog).ok.click())
    shown.close_take()
    assert told(clerk) == "盘点已结束，1项差异待管理员审批。"
    assert not shown.scan_line.isEnabled()
    with desk_of(clerk).read() as work:
        asked = [one for one in approvals.waiting(work) if one.stocktake_id]
        assert [one.asset.number for one in asked] == [missing.number]
    be_active(clerk, qtbot)
    in_dialog(lambda: dialog(Preview).reject())
    clerk.press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)


def test_two_counters_do_not_see_each_other_while_blind(clerk: Hands, qtbot: QtBot) -> None:
    with desk_of(clerk).write() as work:
        zone = queries.find(work, thing(clerk, "轮椅").id).zone_id
        take = stocktake.begin(work, "盲盘", CountedBy.ZONE, [zone], blind=True)
    shown = counting(clerk, qtbot)
    shown.takes.choose(take)
    shown._stand_in(DAYROOM)
    scan(clerk, shown, thing(clerk, "液晶电视").number)
    shown.only.setCurrentIndex(3)
    assert shown.list.model.rows == []
    assert shown.list.empty.sentences == "双人盲盘结束后才能看到对方的盘点结果。"
    assert "双人盲盘" in shown.facts.text()


def test_the_room_that_is_looked_at_stays_chosen_while_rooms_change_places(clerk: Hands, qtbot: QtBot) -> None:
    shown = counting(clerk, qtbot)
    row = next(n for n in range(shown.rooms.count()) if shown.rooms.item(n).text().startswith(DAYROOM))
    shown.rooms.setCurrentRow(row)
    for name in ("双门冰箱", "消毒柜", "餐桌椅"):
        scan(clerk, shown, thing(clerk, name).number)
    assert shown.rooms.currentItem().text().startswith(DAYROOM)
    assert {line.room for line in shown.list.model.rows} == {DAYROOM, "长者食堂"}


def test_what_two_people_counted_stands_side_by_side(manager: Hands, qtbot: QtBot) -> None:
    from dataclasses import replace

    from desk.core.permissions import Role
    from desk.core.work import Actor

    desk = desk_of(manager)
    with desk.write() as work:
        zone = queries.find(work, thing(manager, "轮椅").id).zone_id
        take = stocktake.begin(work, "盲盘", CountedBy.ZONE, [zone], blind=True)
        people = dict(work.rows("SELECT name, id FROM staff"))
        for name, many in (("林小芳", 1), ("黄志强", 2)):
            mine = replace(work, actor=Actor(people[name], name, Role.CLERK))
            mark = stocktake.scan(mine, take, thing_number(work, "电子血压计"), AssetPlace(zone)).mark
            stocktake.note(mine, take, mark, quantity=many)
        for name in ("林小芳", "黄志强"):
            stocktake.sign(work, take, signed(work, people[name]))
        stocktake_result.close(work, take)
    shown = counting(manager, qtbot)
    shown.takes.choose(take)
    shown.only.setCurrentIndex(3)
    (line,) = shown.list.model.rows
    assert [shown.list.model.columns[n].says(line) for n in (6, 7)] == ["1 / 2", "林小芳 / 黄志强"]


def thing_number(work: Work, name: str) -> str:
    return next(one.number for one in queries.page(work, queries.AssetFilter()) if one.name == name)


def test_the_workbook_is_written_beside_the_window(clerk: Hands, tmp_path: Path, qtbot: QtBot) -> None:
    from desk.reports.assets import stocktake_workbook
    from desk.ui.widgets import save_as

    shown = counting(clerk, qtbot)
    assert shown.take is not None
    id = shown.take.id
    save_as.write(shown, tmp_path / "盘点.xlsx", lambda work: stocktake_workbook.xlsx(work, id))
    qtbot.waitUntil(lambda: "盘点.xlsx" in told(clerk))
    assert (tmp_path / "盘点.xlsx").read_bytes()[:2] == b"PK"
