"""The page 红色积分: found by typing and by the card, exchanged with four keys, handed out, given back, certified."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.books.points import certificates, earning, entering, queries
from desk.books.points.model import RedemptionState
from desk.services.session import Desk
from desk.ui.points.point_forms import EnterPoints, IssueCertificate, RedeemPoints, VerifyCertificate
from desk.ui.points.points_page import EXCHANGES, PointsPage
from desk.ui.shell.preview import Preview
from desk.ui.widgets.form_dialog import TextsDialog
from tests.support.points import Rewarded, done_order, set_up
from tests.support.points_page import answered, in_sight, press, reason, scan
from tests.ui.conftest import after_a_double_click


@pytest.fixture
def there(desk: Desk) -> Rewarded:
    with desk.write() as work:
        made = set_up(work)
        earning.settle(work, done_order(work, {made.members[0]: 240}))
        entering.carry_over(work, made.members[0], 100, date(2026, 12, 21))
        entering.carry_over(work, made.members[1], 10, date(2027, 6, 1))
    return made


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def page(desk: Desk, there: Rewarded, told: list[str], dressed: QApplication, qtbot: QtBot) -> Iterator[PointsPage]:
    made = PointsPage(desk)
    qtbot.addWidget(made)
    in_sight(made, told)
    qtbot.waitUntil(made.isActiveWindow)
    made.take_focus()
    yield made


def balance(desk: Desk, member: int) -> int:
    with desk.read() as work:
        return queries.find_holder(work, member).balance


def test_a_card_that_is_scanned_shows_points_expiry_and_history_masked(page: PointsPage, there: Rewarded) -> None:
    assert page.line.hasFocus()
    scan("T01-001")
    assert page.list.table.hasFocus() and page.card is not None
    assert page.card.holder.id == there.members[0]
    assert page.view.balance.text() == "140分"
    assert page.view.who.text() == "T01-001，欧**珠，红帆突击队"
    assert page.view.coming.text() == "到期：100分（12月20日）、40分（2027年3月31日）。"
    assert "240分钟" in page.view.served.text()
    assert [each.amount for each in page.history.model.rows] == [100, 40]
    assert page.soon.text() == "即将到期1人"


@pytest.mark.parametrize("typed", ["司马", "t01-002", "0002"])
def test_typing_a_name_number_or_telephone_finds_the_member(page: PointsPage, there: Rewarded, typed: str) -> None:
    scan(typed)
    chosen = page.list.current()
    assert chosen is not None and chosen.id == there.members[1]


def test_who_is_not_there_is_told(page: PointsPage, told: list[str]) -> None:
    scan("T99-001")
    assert told == ["没有符合“T99-001”的队员。"]
    assert page.view.isHidden()


def test_an_exchange_takes_four_keys_and_is_handed_out_with_one(
    page: PointsPage, desk: Desk, there: Rewarded, told: list[str]
) -> None:
    scan("T01-001")
    with answered(RedeemPoints, lambda _form: press(Qt.Key.Key_Return)):
        press(Qt.Key.Key_R)
    assert told == ["H20261124-001 食用油已兑换，扣减60分，待领取。"], "the dearest that can be had was chosen"
    assert page.lists.currentIndex() == EXCHANGES and page.exchanges.table.hasFocus()
    assert page.view.balance.text() == "80分"
    press(Qt.Key.Key_D)
    assert told[-1] == "H20261124-001已领取。"
    [redemption] = page.exchanges.model.rows
    assert redemption.state is RedemptionState.GIVEN


def test_what_is_given_back_asks_why_and_brings_points_and_piece_back(
    page: PointsPage, desk: Desk, there: Rewarded
) -> None:
    scan("T01-001")
    with answered(RedeemPoints, lambda _form: press(Qt.Key.Key_Return)):
        press(Qt.Key.Key_R)
    with answered(TextsDialog, reason("本人放弃")):
        press(Qt.Key.Key_B)
    assert balance(desk, there.members[0]) == 140
    assert page.view.balance.text() == "140分"
    with desk.read() as work:
        assert queries.find_reward(work, there.oil).stock == 3
    press(Qt.Key.Key_D)
    [redemption] = page.exchanges.model.rows
    assert redemption.state is RedemptionState.RETURNED


def test_not_enough_points_is_told_in_the_form(page: PointsPage, desk: Desk, there: Rewarded) -> None:
    scan("T01-002")
    with answered(RedeemPoints, lambda form: form.ok.click()) as said:
        press(Qt.Key.Key_R)
    assert any("积分不足" in each for each in said)
    assert balance(desk, there.members[1]) == 10


def test_points_are_entered_by_rule_or_reason_and_taken_back(
    page: PointsPage, desk: Desk, there: Rewarded, told: list[str]
) -> None:
    scan("T01-002")
    with answered(EnterPoints, lambda form: form.ok.click()):
        press(Qt.Key.Key_F2)
    assert balance(desk, there.members[1]) == 12

    def by_reason(form: EnterPoints) -> None:
        form.rule.choose(None)
        form.points.setText("5")
        form.reason.setPlainText("清洁家园")
        form.ok.click()

    after_a_double_click()
    with answered(EnterPoints, by_reason):
        press(Qt.Key.Key_F2)
    assert balance(desk, there.members[1]) == 17
    page.history.table.selectRow(0)
    with answered(TextsDialog, reason("录错人")):
        page.take_back()
    assert balance(desk, there.members[1]) == 12
    assert told[-1] == "已撤销5分。"


def test_a_certificate_is_given_out_shown_and_verified(page: PointsPage, desk: Desk, there: Rewarded) -> None:
    scan("T01-001")
    seen: list[str] = []

    def see() -> None:
        shown = QApplication.activeModalWidget()
        assert isinstance(shown, Preview)
        seen.append(shown.windowTitle())
        shown.reject()

    def issue(form: IssueCertificate) -> None:
        form.ok.click()
        QTimer.singleShot(0, see)

    with answered(IssueCertificate, issue):
        press(Qt.Key.Key_F7)
    assert seen and "FW2026-0001" in seen[0]
    with desk.read() as work:
        [made] = queries.certificates_of(work, there.members[0])
    answers: list[str] = []

    def verify(form: VerifyCertificate) -> None:
        for typed in ("FW2026-0001", certificates.code_of(made), "FW2026-0002"):
            form.typed.setText(typed)
            form.ok.click()
            answers.append(form.answer.text() or form.fields["number"].problem)

    with answered(VerifyCertificate, verify):
        press(Qt.Key.Key_F8)
    assert [each[:4] for each in answers] == ["真实有效", "真实有效", "未查到该"]
    assert "240分钟" in answers[0] and "欧**珠" in answers[0] and "欧阳明珠" not in answers[0]


def test_those_whose_points_expire_and_those_who_wait_are_one_step_away(page: PointsPage, there: Rewarded) -> None:
    page.show_expiring()
    assert [each.id for each in page.list.model.rows] == [there.members[0]]
    page.show_member(there.members[1])
    with answered(RedeemPoints, lambda form: form.reject()):
        press(Qt.Key.Key_R)
    page.show_member(there.members[0])
    after_a_double_click()
    with answered(RedeemPoints, lambda _form: press(Qt.Key.Key_Return)):
        press(Qt.Key.Key_R)
    page.show_member(there.members[2])
    page.show_waiting()
    chosen = page.exchanges.current()
    assert chosen is not None and chosen.member_id == there.members[0]
