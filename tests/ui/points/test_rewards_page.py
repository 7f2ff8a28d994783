"""The page 积分设置: rewards and rules as their forms keep them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desk.books.orders.model import OrderKind
from desk.books.points import earning, queries, rewards
from desk.books.points.model import Reward, RuleBasis
from desk.services.session import Desk
from desk.ui.points.reward_forms import EditPointRule, EditReward
from desk.ui.points.rewards_page import RewardsPage
from tests.support.points import Rewarded, done_order, set_up
from tests.support.points_page import answered, in_sight, press
from tests.ui.conftest import say_yes


@pytest.fixture
def there(desk: Desk) -> Rewarded:
    with desk.write() as work:
        return set_up(work, with_rules=False)


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def page(desk: Desk, there: Rewarded, told: list[str], dressed: QApplication, qtbot: QtBot) -> Iterator[RewardsPage]:
    made = RewardsPage(desk)
    qtbot.addWidget(made)
    in_sight(made, told)
    qtbot.waitUntil(made.isActiveWindow)
    made.take_focus()
    yield made


def test_a_reward_is_added_with_its_cost_and_changed(page: RewardsPage, desk: Desk) -> None:
    def add(form: EditReward) -> None:
        form.name.setText("雨伞")
        form.points.setText("50")
        form.cost.setText("18.5")
        form.stock.setText("4")
        form.ok.click()

    with answered(EditReward, add):
        press(Qt.Key.Key_F2)
    chosen = page.list.current()
    assert chosen is not None
    assert (chosen.name, chosen.points, chosen.cost, chosen.stock) == ("雨伞", 50, 1850, 4)

    def stop(form: EditReward) -> None:
        form.active.setChecked(False)
        form.ok.click()

    page.list.table.setFocus()
    with answered(EditReward, stop):
        press(Qt.Key.Key_Return)
    with desk.read() as work:
        assert not queries.find_reward(work, chosen.id).active


def test_what_another_changed_meanwhile_stays(page: RewardsPage, desk: Desk, there: Rewarded) -> None:
    page.list.choose(there.oil)

    def act(form: EditReward) -> None:
        with desk.write() as work:
            rewards.edit(work, there.oil, Reward("食用油", 60, 3600, 20))
        form.points.setText("65")
        form.ok.click()

    with answered(EditReward, act):
        page.edit_chosen()
    with desk.read() as work:
        stored = queries.find_reward(work, there.oil)
    assert (stored.points, stored.stock) == (65, 20)


def test_rules_are_taken_added_ended_and_removed(
    page: RewardsPage, desk: Desk, there: Rewarded, told: list[str]
) -> None:
    assert page.presets.isVisible()
    page.presets.click()
    assert [each.points for each in page.rules.model.rows] == [10, 12, 15, 2]
    assert not page.presets.isVisible()

    def add(form: EditPointRule) -> None:
        form.name.setText("维修按次")
        form.basis.choose(RuleBasis.ORDER)
        form.points.setText("6")
        form.kinds[OrderKind.REPAIR.value].setChecked(True)
        form.ok.click()

    with answered(EditPointRule, add):
        press(Qt.Key.Key_F7)
    made = page.rules.current()
    assert made is not None and (made.kinds, made.cap_day, made.last_on) == (("repair",), None, None)
    say_yes([])
    page.end_rule()
    assert told[-1] == "“维修按次”今天为最后一天。"
    say_yes([])
    page.remove_rule()
    assert told[-1] == "“维修按次”已删除。"


def test_a_rule_that_was_used_says_that_it_will_be_replaced(page: RewardsPage, desk: Desk, there: Rewarded) -> None:
    page.take_presets()
    with desk.write() as work:
        earning.settle(work, done_order(work, {there.members[0]: 60}))
    page.load()
    page.rules.table.setFocus()
    page.rules.table.selectRow(0)
    seen: list[str] = []

    def look(form: EditPointRule) -> None:
        seen.extend(each.text() for each in form.findChildren(QLabel))

    with answered(EditPointRule, look):
        press(Qt.Key.Key_Return)
    assert any("原规则截至昨天" in each for each in seen)


def test_a_question_is_asked_before_a_rule_ends(page: RewardsPage, desk: Desk) -> None:
    page.take_presets()
    seen: list[str] = []
    say_yes(seen)
    page.rules.table.selectRow(0)
    page.end_rule()
    assert seen == ["“志愿服务”今天起停用？"]
