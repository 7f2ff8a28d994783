"""需求与服务: raised in a few keys, matched by one, carried out and accepted; nobody does what is not theirs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.books.activities import queries as activities
from desk.books.activities import results, transitions
from desk.books.activities.model import ActivityState
from desk.books.activities.results import ActivityResult
from desk.books.matching import delivery_queries, needs, queries
from desk.books.matching.model import KINDS, MatchState, NeedSource, NeedState
from desk.books.orders import queries as orders
from desk.demo.tour import Hands
from desk.models.activities import activities as activity_table
from desk.models.audit import lookups
from desk.services.session import Desk
from desk.ui.matching.forms import LinkDelivery, MatchingReason
from desk.ui.matching.matching_page import MatchingPage
from desk.ui.matching.need_card import NeedCard
from desk.ui.matching.need_form import RaiseNeed
from desk.ui.matching.plan_window import PlanWindow
from desk.ui.matching.proposed_need import RaiseProposed
from desk.ui.matching.rows import MatchingFilter, MatchingView, kind_choices, match_state
from desk.ui.orders import acts as order_acts
from desk.ui.widgets.form_dialog import TextsDialog
from tests.support.matching import new_need
from tests.support.roster_tab import dialog, in_dialog
from tests.support.tabs import desk_of, reach, told, work_of
from tests.support.teams_tab import fill
from tests.ui.conftest import after_a_double_click

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def waiting(page: MatchingPage) -> list[str]:
    return [row.need.description for row in page.board.needs.model.rows if row.need.state is NeedState.NEW]


def choose(page: MatchingPage, words: str) -> None:
    row = next(each for each in page.board.needs.model.rows if words in each.need.description)
    page.board.needs.choose(row.id)
    page.board.needs.table.setFocus()


def test_a_clerk_raises_a_need_with_three_keys_and_sees_who_offers_it(clerk: Hands) -> None:
    page = reach(clerk, MatchingPage)
    shown: list[str] = []

    def fill_in(form: RaiseNeed) -> None:
        clerk.type("周六能不能给老人量血压，联系13800001111")
        shown.append(form.proposals.text())
        assert form.kind.currentText() == "健康义诊", "guessed by its words"
        clerk.press(Key.Key_Return, CTRL)

    fill(RaiseNeed, fill_in)
    clerk.press(Key.Key_F2)
    assert "免费测血压" in shown[0] and "示例镇卫生院" in shown[0]
    assert told(clerk).endswith("已列入需求清单。")
    chosen = page.board.need
    assert chosen is not None and chosen.state is NeedState.NEW
    assert page.board.offering is not None and page.board.offering.kind is chosen.kind, "what fits is chosen beside it"
    assert page.board.why.text().startswith("匹配度")
    texts = [column.says(row) for column in page.board.needs.model.columns for row in page.board.needs.model.rows]
    assert not any("13800001111" in text for text in texts)
    assert "M" not in {command.key for command in page.own_commands}, "who keeps the partners brings them together"
    clerk.press(Key.Key_M)
    assert page.board.need is not None and page.board.need.state is NeedState.NEW


def test_one_key_matches_and_another_takes_it_back(manager: Hands) -> None:
    page = reach(manager, MatchingPage)
    choose(page, "每周三上午想有医生坐诊")
    manager.press(Key.Key_M)
    assert "已与示例镇卫生院的" in told(manager)
    desk = desk_of(manager)
    with desk.read() as work:
        newest = queries.open_matches(work)[-1]
    assert newest.state is MatchState.PROPOSED
    manager.press(Key.Key_F8)
    with desk.read() as work:
        assert queries.find_match(work, newest.id).state is MatchState.FAILED
        assert queries.find_need(work, newest.need_id).state is NeedState.NEW
    choose(page, "冬至想一起搓汤圆看演出")
    fill(MatchingReason, lambda form: form.reason.setText("居民改了主意"))
    manager.press(Key.Key_X)
    assert told(manager).endswith("现为“已撤下”。")
    QApplication.setActiveWindow(manager.window)
    manager.press(Key.Key_F8)
    assert "冬至想一起搓汤圆看演出" in waiting(page)


def _hold_next(desk: Desk) -> None:
    """The next activity for whoever wants to learn of law: held, with twelve people."""
    with desk.write() as work:
        match = next(each for each in queries.open_matches(work) if each.state is MatchState.UNDER_WAY)
        [delivery] = delivery_queries.of_match(work, match.id)
        activity = activities.find(work, delivery.activity_id or 0)
        if activity.state is ActivityState.DRAFT:
            transitions.approve(work, [activity.id])
        moved = {"day": work.today - timedelta(days=1)}
        work.change(activity_table, activity.id, moved)
        results.save(work, activity.id, ActivityResult(12, "解答宅基地问题"))


def test_a_match_goes_on_by_one_key_until_its_need_is_met(manager: Hands) -> None:
    page = reach(manager, MatchingPage)
    desk = desk_of(manager)
    page.board.view.choose(MatchingView.MATCHES)
    proposed = next(each for each in page.board.matches.model.rows if each.state is MatchState.PROPOSED)
    page.board.matches.choose(proposed.id)
    manager.press(Key.Key_N)
    assert told(manager).startswith("示例镇卫生院已认领")
    linked: list[str] = []

    def link(form: LinkDelivery) -> None:
        linked.append(form.activity.currentText())

    after_a_double_click()
    fill(LinkDelivery, link)
    manager.press(Key.Key_N)
    QApplication.setActiveWindow(manager.window)
    with desk.read() as work:
        now = queries.find_match(work, proposed.id)
    assert now.state is MatchState.UNDER_WAY and "示例镇卫生院" in linked[0]
    for each in page.board.matches.model.rows:
        if each.state is MatchState.UNDER_WAY and each.delivered == 0:
            page.board.matches.choose(each.id)
            page.board.matches.table.setFocus()
            after_a_double_click()
            manager.press(Key.Key_N)
            assert "尚无可计入的落实记录" in told(manager)
            break
    _hold_next(desk)
    page.load()
    ready = next(each for each in page.board.matches.model.rows if each.delivered)
    assert match_state(ready) == "实施中，待验收"
    page.board.matches.choose(ready.id)
    page.board.matches.table.setFocus()
    after_a_double_click()
    manager.press(Key.Key_N)
    assert told(manager).startswith(f"{ready.need_number}已满足")
    with desk.read() as work:
        assert queries.find_need(work, ready.need_id).state is NeedState.MET


def when_open(page: MatchingPage, act: Callable[[PlanWindow], None]) -> None:
    """Once the plan is worked out and shown, do something with it; it is closed whatever comes of that."""
    looking = QTimer(page)

    def look() -> None:
        form = QApplication.activeModalWidget()
        if isinstance(form, PlanWindow):
            looking.stop()
            try:
                act(form)
            finally:
                if form.isVisible():
                    form.reject()

    looking.timeout.connect(look)
    looking.start(20)


def test_the_whole_plan_is_ticked_off_and_made_in_one_go(manager: Hands, qtbot: QtBot) -> None:
    page = reach(manager, MatchingPage)
    before = len(waiting(page))
    whole: list[int] = []

    def tick(form: PlanWindow) -> None:
        QApplication.setActiveWindow(form)
        assert form.bound.text().endswith("已证明没有更好的方案。")
        whole.append(form.list.count())
        form.list.setFocus()
        manager.press(Key.Key_Space)
        whole.append(len(form.ticked()))
        manager.press(Key.Key_Return, CTRL)

    when_open(page, tick)
    page.board.needs.table.setFocus()
    manager.press(Key.Key_W)
    qtbot.waitUntil(lambda: len(whole) == 2 and told(manager).startswith("已匹配"), timeout=20_000)
    all_of_them, ticked = whole
    assert all_of_them >= 2 and ticked == all_of_them - 1
    assert told(manager) == f"已匹配{ticked}项，待单位认领。"
    assert len(waiting(page)) == before - ticked


@pytest.mark.parametrize(
    ("name", "view", "scope"),
    [
        ("matching.over", MatchingView.NEEDS, MatchingFilter.OVER),
        ("matching.silent", MatchingView.MATCHES, MatchingFilter.SILENT),
        ("matching.ending", MatchingView.OFFERINGS, MatchingFilter.ENDING),
    ],
)
def test_what_is_due_leads_to_its_rows(manager: Hands, name: str, view: MatchingView, scope: MatchingFilter) -> None:
    work_of(manager).open_destination(name)
    page = work_of(manager).current.page  # type: ignore[attr-defined]
    assert isinstance(page, MatchingPage)
    assert (page.board.view.value, page.board.scope.value) == (view, scope)
    assert page.board.lists()[0].model.rows, "the demo has one of each"


def test_numbers_in_a_need_show_on_its_card_only_after_a_look_that_is_logged(clerk: Hands) -> None:
    desk = desk_of(clerk)
    with desk.write() as work:
        need = needs.raise_need(work, new_need(description="量血压，联系13800001111"))
    shown: list[str] = []

    def look() -> None:
        card = dialog(NeedCard)
        QApplication.setActiveWindow(card)
        shown.append(card.facts.text())
        clerk.press(Key.Key_F4)
        shown.append(card.facts.text())
        card.reject()

    in_dialog(look)
    work_of(clerk).open_destination("matching.need", need.id)
    assert "13800001111" not in shown[0] and "13800001111" in shown[1]
    with desk.read() as work:
        purposes = work.connection.execute(lookups.select()).all()
    assert any(need.number in row.purpose for row in purposes)


def test_orders_of_one_kind_are_put_on_the_list_or_dismissed_by_a_key(clerk: Hands) -> None:
    page = reach(clerk, MatchingPage)
    first = page.proposal_line.text()
    assert "30天" in first and page.proposal_line.isVisible()
    fill(RaiseProposed, lambda form: form.description.setText("想请人定期上门修水电"))
    page.board.needs.table.setFocus()
    clerk.press(Key.Key_O)
    chosen = page.board.need
    assert chosen is not None and (chosen.source, chosen.description) == (NeedSource.ORDER, "想请人定期上门修水电")
    assert chosen.kind.label in first
    assert (second := page.proposal_line.text()) != first

    def dismiss() -> None:
        form = dialog(RaiseProposed)
        fill(TextsDialog, lambda asked: asked.lines["reason"].setText("队伍忙得过来"))
        form.dismiss()

    in_dialog(dismiss)
    page.raise_proposed()
    assert told(clerk) == "本月不再提示。" and page.proposal_line.text() != second
    with desk_of(clerk).read() as work:
        assert queries.settled_needs(work, work.today)[0].state is NeedState.WITHDRAWN


def test_what_an_order_wishes_for_can_be_put_on_the_list_without_its_telephone(clerk: Hands) -> None:
    desk = desk_of(clerk)
    with desk.read() as work:
        order = orders.board(work)[0]
    fill(RaiseNeed, lambda form: form.people.setValue(6))
    said = order_acts.to_need(clerk.window, desk, order)
    with desk.read() as work:
        [need] = [each for each in queries.open_needs(work) if each.subject == f"orders:{order.id}"]
    assert (need.source, need.kind, need.people) == (NeedSource.ORDER, order.kind, 6)
    assert need.number in said


def test_down_leads_from_the_search_into_the_list_that_leads(manager: Hands) -> None:
    page = reach(manager, MatchingPage)
    lists = {
        MatchingView.NEEDS: page.board.needs,
        MatchingView.OFFERINGS: page.board.offerings,
        MatchingView.MATCHES: page.board.matches,
    }
    for view in (MatchingView.NEEDS, MatchingView.OFFERINGS, MatchingView.MATCHES, MatchingView.NEEDS):
        page.board.view.choose(view)
        page.board.text.setFocus()
        manager.press(Key.Key_Down)
        assert lists[view].table.hasFocus(), view


def test_of_equal_offerings_the_one_named_like_the_need_stands_first(manager: Hands) -> None:
    page = reach(manager, MatchingPage)
    with desk_of(manager).write() as work:
        needs.raise_need(work, new_need(description="周六能不能有人给老人量血压", people=1, audience=""))
    page.load()
    choose(page, "有人给老人量血压")
    rows = [each for each in page.board.offerings.model.rows if each.fit]
    first = [each.offering.title for each in rows if each.fit and each.fit.score == rows[0].fit.score]  # type: ignore[union-attr]
    assert "血压" in first[0], first


def test_no_two_kinds_of_a_box_are_called_alike(clerk: Hands) -> None:
    """其他 is one of activities and one of orders."""
    assert clerk.window.working
    shown = [label for label, _code in kind_choices()]
    assert len(set(shown)) == len(shown) == len(KINDS) and {"其他（活动）", "其他（点单）"} <= set(shown)
