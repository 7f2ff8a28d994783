"""The asset ledger as a clerk keeps it: by keyboard, with words where something is wrong."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desk.books.assets import approvals, lending, queries
from desk.books.assets.lending import LoanRequest
from desk.books.assets.model import AssetCondition, AssetOwner, BorrowerKind, MovementKind
from desk.demo.tour import Hands
from desk.services import data_check
from desk.ui.assets import actions
from desk.ui.assets.actions import ActionContext
from desk.ui.assets.attachments import read_file
from desk.ui.assets.due_list import DuePage
from desk.ui.assets.ledger_list import LedgerPage
from desk.ui.assets.window import CardWindow
from desk.ui.shell.preview import Preview
from desk.ui.widgets.form_dialog import RecordDialog, TextsDialog, ValuesDialog
from tests.support.assets_tab import add, page, tab_of, thing
from tests.support.roster_tab import be_active, dialog, in_dialog
from tests.support.tabs import desk_of, go_to_due, place_of, told
from tests.support.tabs import due as due_of
from tests.ui.conftest import say_no, say_yes

CTRL = Qt.KeyboardModifier.ControlModifier


def test_a_new_card_is_typed_and_found_by_initials(clerk: Hands, qtbot: QtBot) -> None:
    tab = tab_of(clerk)

    def fill() -> None:
        window = dialog(CardWindow)
        form = window.form
        form.name.setText("电子琴")
        assert window.save() is False
        assert form.fields["class_code"].problem == "请选择资产分类。"
        form.kind.setText("wysb")
        form.kind.refresh()
        form.kind._take(0)
        assert (form.kind.text(), form.life.text()) == ("A0245 文艺设备", "5")
        assert form.residual.text() == "0"
        form.owner_kind.choose(AssetOwner.VILLAGE)
        assert form.residual.text() == "5", "what a village owns keeps an expected rest"
        form.residual.setText("4")
        form.owner_kind.choose(AssetOwner.CENTRE)
        assert form.residual.text() == "4", "what was typed stays"
        form.value.setText("1,299.50")
        form.acquired.setText("2030-01-01")
        assert window.save() is False
        assert "尚未到" in form.fields["acquired_on"].problem
        assert form.name.text() == "电子琴"
        form.acquired.setText("2026.5.1")
        QApplication.setActiveWindow(window)
        QTest.keyClick(window, Qt.Key.Key_Return, CTRL)

    in_dialog(fill)
    clerk.press(Qt.Key.Key_F2)
    ledger = tab.page
    assert isinstance(ledger, LedgerPage)
    be_active(clerk, qtbot)
    chosen = ledger.list.current()
    assert chosen is not None and chosen.name == "电子琴", "the new card is chosen"
    assert told(clerk) == f"卡片 {chosen.number} 已保存。"
    clerk.press(Qt.Key.Key_F3)
    clerk.type("dzq")
    qtbot.waitUntil(lambda: [one.name for one in ledger.list.model.rows] == ["电子琴"])
    one = ledger.list.model.rows[0]
    assert (one.value, one.life_months, one.acquired_on.isoformat()) == (129_950, 60, "2026-05-01")
    assert "1张卡片" in ledger.list.foot.sum.text()


def test_a_new_card_that_the_filters_leave_out_is_chosen_all_the_same(clerk: Hands) -> None:
    ledger = page(clerk, LedgerPage)
    ledger.search.setText("zzzz")
    ledger.show_rows()
    id = add(clerk, "备用投影仪").id
    ledger.choose(id)
    chosen = ledger.list.current()
    assert chosen is not None and chosen.id == id and ledger.search.text() == ""


def test_what_can_be_done_depends_on_the_thing(clerk: Hands) -> None:
    ledger = page(clerk, LedgerPage)

    def offered(name: str) -> list[str]:
        ledger.search.setText(name)
        ledger.show_rows()
        menu = ledger.menu()
        return [action.text().split(" ")[-1].rstrip("…") for action in menu.actions()] if menu else []

    assert "出借" in offered("折叠椅") and "领用" not in offered("折叠椅")
    assert "领用" in offered("打印纸") and "出借" not in offered("打印纸")
    assert "维修完成" in offered("挂式空调") and "送修" not in offered("挂式空调")
    ledger.search.setText("")
    ledger.show_rows()
    ledger.list.table.selectAll()
    menu = ledger.menu()
    assert menu is not None
    assert [action.text() for action in menu.actions()] == ["&1 变更地点…", "&2 移交保管人…"]


def test_many_things_change_hands_at_once(clerk: Hands) -> None:
    ledger = page(clerk, LedgerPage)
    ledger.search.setText("台式计算机")
    ledger.show_rows()
    ledger.list.table.selectAll()
    many = ledger.list.chosen()
    assert len(many) == 2

    def fill() -> None:
        asked = dialog(ValuesDialog)
        asked.ok.click()
        assert asked.fields["custodian"].problem == "请填写新的保管人。"
        asked.editors["custodian"].setText("黄志强")
        asked.ok.click()

    in_dialog(fill)
    ledger.do(
        next(act for act in actions.ACTS if act.run is actions.hand_over),
        ActionContext(desk_of(clerk), ledger, tuple(many)),
    )
    assert told(clerk) == "已移交。"
    assert {one.custodian for one in ledger.list.model.rows} == {"黄志强"}


def test_lending_and_taking_back(clerk: Hands) -> None:
    one = thing(clerk, "投影仪")
    desk = desk_of(clerk)
    seen: list[str] = []

    def lend() -> None:
        asked = dialog(ValuesDialog)
        asked.ok.click()
        seen.append(asked.fields["resident"].problem)
        asked.editors["kind"].choose(BorrowerKind.PARTNER)
        assert not asked.editors["resident"].isEnabled()
        asked.editors["borrower"].setText("示例小学")
        asked.editors["contact"].setText("0595-87000002")
        asked.ok.click()

    in_dialog(lend)
    assert actions.lend(ActionContext(desk, clerk.window, (one,)))
    assert seen == ["请选择借用人。"]
    window = CardWindow(desk, clerk.window, one.id)
    window.show()
    assert window.state.text().startswith("出借中 · 1台（出借中1）")

    def back() -> None:
        asked = dialog(ValuesDialog)
        asked.editors["condition"].choose(AssetCondition.REPAIR)
        asked.editors["reason"].setText("灯泡不亮")
        asked.ok.click()

    in_dialog(back)
    window.loans.take_back()
    assert window.state.text().startswith("维修")
    assert "灯泡不亮" in window.history.item(0).text()
    window.loans.take_back()
    assert "已于" in window.problem.text()
    window.done(0)


def test_what_is_overdue_stands_on_the_bar_and_leads_to_its_list(clerk: Hands) -> None:
    assert clerk.window.work is not None
    bar = clerk.window.work.bar
    bar.refresh()
    assert "1笔出借逾期" in due_of(clerk)["assets"].details
    go_to_due(clerk, "assets")
    due = tab_of(clerk).page
    assert isinstance(due, DuePage)
    (late,) = [one for one in due.loans.model.rows if one.days_late(desk_of(clerk).clock.today())]

    def longer() -> None:
        dialog(ValuesDialog).ok.click()

    telephone = due.loans.model.columns[4]
    assert "0595-87000001" in {telephone.says(one) for one in due.loans.model.rows}
    due.loans.table.selectRow(due.loans.model.rows.index(late))
    in_dialog(longer)
    clerk.press(Qt.Key.Key_F4)
    assert told(clerk) == "已续借。"
    assert "逾期" not in due_of(clerk)["assets"].details


def test_a_clerk_asks_and_a_manager_decides(clerk: Hands) -> None:
    one = add(clerk)
    due = page(clerk, DuePage)
    due.show_list(2)
    assert [(made.text(), made.key) for made in due.buttons[2]] == [("申请表…", "Ctrl+P")]
    with desk_of(clerk).write() as work:
        approvals.propose_disposal(work, one.id, MovementKind.SCRAP, 1, "琴键脱落")
    due.load()
    assert due.decisions.model.rows[0].reason == "琴键脱落"
    assert due._group.button(2).text() == "待审批 2"


def test_a_manager_agrees_with_a_paper(manager: Hands) -> None:
    due = page(manager, DuePage)
    due.show_list(2)
    asked = due.decisions.current()
    assert asked.asset.name == "消毒柜"

    def fill() -> None:
        form = dialog(ValuesDialog)
        form.ok.click()
        assert form.fields["paper"].problem == "请填写批准文号。"
        form.editors["paper"].setText("示资〔2026〕9号")
        form.ok.click()

    in_dialog(fill)
    due.decide()
    assert thing(manager, "消毒柜").is_gone
    one = add(manager)
    with desk_of(manager).write() as work:
        approvals.propose_value(work, one.id, 5000, "评估")
    due.load()
    assert due.decisions.current().asset.name == "消毒柜", "what was chosen stays so"
    due.decisions.table.selectRow(0)

    def no() -> None:
        form = dialog(TextsDialog)
        form.lines["answer"].setText("依据不足")
        form.ok.click()

    in_dialog(no)
    due.decline()
    assert thing(manager, "电子琴").value == 0
    assert due.decisions.model.rows[0].answer == "依据不足"


def test_a_correction_needs_its_reason_and_typing_is_not_lost(clerk: Hands) -> None:
    one = add(clerk)
    window = CardWindow(desk_of(clerk), clerk.window, one.id)
    window.show()
    window.form.model.setText("FP-30X")
    assert window.menu() is None and "按 Ctrl+Enter 保存" in window.problem.text()
    assert window.save() is False
    assert window.form.fields["reason"].problem == "请填写更正原因。"
    seen: list[str] = []
    say_no(seen)
    window.reject()
    assert window.isVisible() and len(seen) == 1
    window.form.reason.setText("型号漏填")
    assert window.save()
    assert thing(clerk, "电子琴").model == "FP-30X"


def test_the_card_is_no_higher_than_an_old_screen_at_150_percent(clerk: Hands) -> None:
    window = CardWindow(desk_of(clerk), clerk.window, thing(clerk, "折叠椅").id)
    window.show()
    assert window.minimumSizeHint().height() <= 450 and window.minimumSizeHint().width() <= 870
    window.done(0)


def test_the_lock_keeps_what_was_typed_on_a_card(clerk: Hands, qtbot: QtBot) -> None:
    from tests.ui.conftest import signed_in

    tab = tab_of(clerk)

    def type_and_lock() -> None:
        dialog(CardWindow).form.name.setText("半张卡片")
        clerk.window.lock()

    in_dialog(type_and_lock)
    tab.new_card()
    signed_in(clerk, "林小芳")
    texts: list[str] = []

    def look() -> None:
        window = dialog(CardWindow)
        texts.append(window.form.name.text())
        say_yes([])
        window.reject()

    in_dialog(look)
    tab.new_card()
    assert texts == ["半张卡片"]


def test_photos_and_papers_are_kept_and_bad_ones_are_told(clerk: Hands, tmp_path: Path) -> None:
    Image.new("RGB", (900, 600), "teal").save(tmp_path / "正面.jpg")
    (tmp_path / "发票.pdf").write_bytes(pdf())
    (tmp_path / "坏.pdf").write_bytes(b"%PDF-1.4 broken")
    (tmp_path / "手机.heic").write_bytes(b"\x00\x00\x00\x18ftypheic" + bytes(50))
    with (tmp_path / "大.jpg").open("wb") as big:
        big.truncate(200 * 2**20)
    window = CardWindow(desk_of(clerk), clerk.window, add(clerk).id)
    window.show()
    window.files.add(
        [tmp_path / name for name in ("正面.jpg", "发票.pdf", "坏.pdf", "手机.heic", "大.jpg", "正面.jpg")]
    )
    assert [one.name for one in window.files.files] == ["正面.jpg", "发票.pdf"]
    said = window.problem.text()
    assert "坏.pdf不是有效的 PDF" in said and "HEIC" in said and "60 MB" in said and "已有“正面.jpg”" in said
    assert data_check.problems(desk_of(clerk)) == []
    window.files.list.setCurrentRow(1)
    in_dialog(lambda: dialog(Preview).reject())
    window.files.show_large()
    say_yes([])
    window.files.remove()
    assert [one.name for one in window.files.files] == ["正面.jpg"]
    assert read_file(tmp_path / "发票.pdf")[2] == "发票.pdf"
    window.done(0)


def pdf() -> bytes:
    from desk.reports.kit import paper

    return paper.build([paper.paragraph("发票")], None, name="发票")


def test_what_is_kept_for_an_activity_shows_in_its_window(clerk: Hands) -> None:
    from desk.ui.activities.window import ActivityWindow
    from tests.support import calendar_tab as calendaring

    activity = calendaring.add(clerk)
    with desk_of(clerk).write() as work:
        lending.reserve(work, thing(clerk, "会议音响").id, activity, 1)
    window = ActivityWindow(desk_of(clerk), clerk.window, activity)
    window.show()
    assert "预留物品：会议音响×1" in window.state.text()
    window.done(0)


def test_the_slip_for_a_resident_is_logged(clerk: Hands) -> None:
    from desk.ui.assets.slips import show_slip

    desk = desk_of(clerk)
    with desk.write() as work:
        person = work.rows("SELECT id FROM residents LIMIT 1")[0][0]
        due = work.today + timedelta(days=3)
        loan = lending.lend(work, add_in(work), LoanRequest(1, due, BorrowerKind.RESIDENT, person))
    in_dialog(lambda: dialog(Preview).reject())
    with desk.read() as work:
        one = lending.find(work, loan)
    show_slip(clerk.window, desk, one)
    with desk.read() as work:
        assert work.rows("SELECT resident_id, purpose FROM lookups ORDER BY id DESC LIMIT 1") == [(person, "loan slip")]


def add_in(work: object) -> int:
    from desk.books.assets import cards
    from desk.books.assets.model import AssetCard

    return cards.add(work, AssetCard("手推车", "A0203", work.today))  # type: ignore[arg-type, attr-defined]


def test_classes_are_kept_from_the_settings(manager: Hands) -> None:
    from desk.ui.settings.classes import ClassSection
    from desk.ui.settings.tab import SettingsTab

    manager.window.go_to(place_of("settings"))
    assert manager.window.work is not None
    settings = manager.window.work.page(place_of("settings"))
    assert isinstance(settings, SettingsTab)
    section = settings.open(ClassSection)
    assert isinstance(section, ClassSection)
    section.list.setCurrentRow(next(n for n, one in enumerate(section.tree) if one.code == "A020618"))

    def fill() -> None:
        form = dialog(RecordDialog)
        code, name = (form.editors[each] for each in ("code", "name"))
        assert isinstance(code, QLineEdit) and isinstance(name, QLineEdit) and code.text() == "A020618"
        form.ok.click()
        assert form.fields["code"].problem == "该代码已存在。"
        code.setText("A02061821")
        name.setText("空气净化器")
        form.ok.click()

    in_dialog(fill)
    section.add()
    assert "空气净化器" in [one.name for one in section.tree]
    section.prefix.setText("QG1")
    section.save()
    assert told(manager) == "请填写一至八个字母，如 ZC。"
    section.prefix.setText("QG")
    section.save()
    with desk_of(manager).read() as work:
        assert queries.by_number(work, "ZC000001") is not None
    assert add(manager).number == "QG000001"
