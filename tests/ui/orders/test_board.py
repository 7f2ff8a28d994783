"""点单看板: where every order stands, its way by one key each, and what comes back from a group in one line."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desk.books import catalogue, visits
from desk.books.orders import answering, dispatching, doing, placing
from desk.books.orders.model import Order, OrderChannel, OrderKind, OrderState, OrderUrgency
from desk.demo.tour import CTRL, Hands
from desk.ui.orders.board import BoardStage
from desk.ui.orders.board_page import OrderBoardPage
from desk.ui.orders.finish_form import FinishOrder
from desk.ui.orders.forms import AnswerOrder, GiveReason
from desk.ui.orders.order_card import OrderCard
from desk.ui.orders.order_form import OrderForm
from desk.ui.orders.send_form import SendOrder
from desk.ui.visits.registration import RegistrationPage
from tests.support.orders import done, offered, queued, taken, wish
from tests.support.orders_tab import (
    OrderMorning,
    as_manager,
    be_back,
    choose,
    made_by,
    now,
    order_board,
    order_morning,
    over,
)
from tests.support.shown_text import held_by
from tests.support.tabs import desk_of, reach, told, work_of

Key = Qt.Key


@pytest.fixture
def there(clerk: Hands) -> OrderMorning:
    return order_morning(clerk)


def newest(page: OrderBoardPage) -> Order:
    return max(page.board.orders, key=lambda each: each.id)


def test_cards_name_nobody_and_say_how_long_there_is_still_time(clerk: Hands, there: OrderMorning) -> None:
    order = made_by(clerk, there, taken)
    urgent = made_by(clerk, there, offered, who=1, urgency=OrderUrgency.URGENT)
    there.forward(minutes=90)
    page = order_board(clerk)
    shown = page.view.lists[BoardStage.UNDERWAY]
    row = shown.item(shown.ids.index(order.id)).text()
    assert row.splitlines() == ["维修　张*丰", f"{order.number}　三组", "先锋队 林一明"]
    assert page.board.card(order).tag == "余5天" or page.board.card(order).tag.startswith("余")
    assert page.board.card(now(clerk, urgent)).tag == "余30分钟"
    assert "张三丰" not in " ".join(held_by(page)) and "138000" not in " ".join(held_by(page))
    assert page.view.head(BoardStage.DISPATCHED).text().startswith("已派单 ")


def test_arrows_go_from_column_to_column_and_stay_with_an_order(clerk: Hands, there: OrderMorning) -> None:
    made_by(clerk, there, queued)
    sent = made_by(clerk, there, offered, who=1)
    page = order_board(clerk)
    page.view.choose(page.view.lists[BoardStage.TO_DISPATCH].ids[0])
    clerk.press(Key.Key_Right)
    assert page.view.order is not None and page.view.order.state is OrderState.OFFERED
    page.view.choose(sent.id)
    page.load()
    assert page.view.order is not None and page.view.order.id == sent.id
    clerk.press(Key.Key_Left)
    assert page.view.order.state is OrderState.REVIEWED  # type: ignore[union-attr]
    over(OrderCard, lambda card: card.accept(), lambda: clerk.press(Key.Key_Return))


def test_where_columns_do_not_fit_beside_each_other_they_stand_below(clerk: Hands, there: OrderMorning) -> None:
    made_by(clerk, there, queued)
    page = order_board(clerk)
    clerk.window.setMinimumSize(0, 0)
    clerk.window.resize(910, 512)
    QTest.qWait(20)
    first, second = page.view.lists[BoardStage.TO_DISPATCH], page.view.lists[BoardStage.UNDERWAY]
    assert second.mapTo(page.view, QPoint()).y() > first.mapTo(page.view, QPoint()).y()
    assert first.width() > page.view.width() * 0.9
    assert not any(each.isVisible() for each in page._others), "the keys and the menu have them"
    page.view.choose(first.ids[-1])
    first.setFocus()
    clerk.press(Key.Key_Down)
    assert page.view.order is not None and page.view.order.state is not OrderState.REVIEWED
    clerk.press(Key.Key_Up)
    assert page.view.order is not None and page.view.order.id == first.ids[-1]


def test_an_order_from_the_call_to_done_in_few_keys(clerk: Hands, there: OrderMorning) -> None:
    page = order_board(clerk)
    keys: list[str] = []

    def press(key: Qt.Key) -> None:
        keys.append(key.name)
        at = QApplication.focusWidget()
        assert at is not None
        QTest.keyClick(at, key)

    def take_down(form: OrderForm) -> None:
        press(Key.Key_4)
        assert form.who.hasFocus() and form.kind.value is OrderKind.REPAIR
        QTest.keyClicks(form.who, "zsf")
        press(Key.Key_Return)
        assert form.description.hasFocus() and form.place.placeholderText() == "按档案住址"
        form.description.setText("厨房水龙头漏水")
        press(Key.Key_Return)
        assert not form.isVisible(), [form._rest.text(), *(each.problem for each in form.fields.values())]

    over(OrderForm, take_down, lambda: press(Key.Key_F2))
    assert len(keys) <= 8
    order = newest(page)
    assert (order.description, order.place[:5], order.channel) == (
        "厨房水龙头漏水",
        "凤亭村三组",
        OrderChannel.TELEPHONE,
    )
    assert f"{order.number}已点单" in told(clerk) and page.view.order == order

    choose(clerk, page, order)
    clerk.press(Key.Key_S)
    assert now(clerk, order).state is OrderState.REVIEWED and "已受理" in told(clerk)

    def to_the_second(form: SendOrder) -> None:
        second = form._shown[1]
        QTest.keyClick(form.text, Key.Key_Down)
        assert form.people.currentRow() == 1 and second.reasons in form.people.item(1).text()
        form.text.setText(second.team)
        form._show()
        assert all(each.team == second.team for each in form._shown), "typing looks for a team as well"
        QTest.keyClick(form.text, Key.Key_Return)

    choose(clerk, page, order)
    over(SendOrder, to_the_second, lambda: clerk.press(Key.Key_P))
    sent = now(clerk, order)
    assert sent.state is OrderState.OFFERED and sent.member and f"已派给{sent.team} {sent.member}" in told(clerk)

    choose(clerk, page, order)
    over(AnswerOrder, lambda form: QTest.keyClick(form.answer, Key.Key_Return), lambda: clerk.press(Key.Key_D))
    assert now(clerk, order).state is OrderState.TAKEN and told(clerk).endswith(f"{sent.member}接单。")

    choose(clerk, page, order)
    clerk.press(Key.Key_K)
    assert now(clerk, order).state is OrderState.DOING
    there.forward(minutes=45)

    def report(form: FinishOrder) -> None:
        assert [line.text() for line in form.minutes.values()] == ["45"]
        QTest.keyClick(form.report, Key.Key_Return)
        assert form.fields["result"].problem == "请填写办理结果，或添加照片。", "it needs words or a photo"
        form.report.setText("换了垫圈")
        QTest.keyClick(form.report, Key.Key_Return)
        assert not form.isVisible(), [form._rest.text(), *(each.problem for each in form.fields.values())]

    choose(clerk, page, order)
    over(FinishOrder, report, lambda: clerk.press(Key.Key_B))
    finished = now(clerk, order)
    assert (finished.state, finished.minutes) == (OrderState.DONE, 45)
    assert finished.id in page.view.lists[BoardStage.TO_RATE].ids


def test_one_line_from_the_group_says_what_it_will_do_and_does_it(clerk: Hands, there: OrderMorning) -> None:
    order = made_by(clerk, there, offered)
    page = order_board(clerk)
    clerk.press(Key.Key_F6)
    assert page.line.line.hasFocus()
    tail = order.number[-3:]
    QTest.keyClicks(page.line.line, "999")
    assert "没有编号" in page.line.preview.text() or "999" in page.line.preview.text()
    page.line.line.setText(f"{order.number} 不去 有事")
    page.line.look()
    assert page.line.preview.text() == f"按Enter：退回待派单　{order.number}　维修　张*丰　原因：有事"
    clerk.press(Key.Key_Return)
    back = now(clerk, order)
    assert (back.state, back.refused_times) == (OrderState.REVIEWED, 1) and page.line.line.text() == ""
    assert told(clerk) == f"{order.number}未接，退回待派单（第1次）。" and tail


def test_what_nobody_answered_in_time_is_back_when_the_board_is_read(clerk: Hands, there: OrderMorning) -> None:
    order = made_by(clerk, there, offered)
    there.forward(hours=25)
    page = order_board(clerk)
    back = now(clerk, order)
    assert (back.state, back.refused_times) == (OrderState.REVIEWED, 1)
    assert page.board.card(back).lines[2] == "已退回1次"


def test_the_board_goes_on_by_the_clock_while_it_is_in_sight(clerk: Hands, there: OrderMorning) -> None:
    order = made_by(clerk, there, offered)
    page = order_board(clerk)
    page.line.line.setText("维修 3")
    there.forward(hours=23, minutes=30)
    page._minutely.timeout.emit()
    assert page.board.card(now(clerk, order)).tag == "余30分钟"
    there.forward(hours=1)
    page._minutely.timeout.emit()
    assert now(clerk, order).state is OrderState.REVIEWED, "nobody answered in time, and nobody had to press a key"
    assert page.line.line.text() == "维修 3", "what is half typed stays"


def test_the_second_time_it_stands_before_the_leader(clerk: Hands, there: OrderMorning) -> None:
    order = made_by(clerk, there, queued)
    with desk_of(clerk).write() as work:
        leader = as_manager(work)
        for _n in range(2):
            dispatching.offer(leader, order.id, there.ready.team, there.ready.members[0])
            answering.decline(leader, order.id, "没空")
    page = order_board(clerk)
    assert page.board.card(now(clerk, order)).lines[2] == "已退回2次，由带班领导派单"
    choose(clerk, page, order)

    def refused(form: SendOrder) -> None:
        QTest.keyClick(form.text, Key.Key_Return)
        assert form.isVisible() and "由带班领导派单" in form._rest.text()

    over(SendOrder, refused, lambda: clerk.press(Key.Key_P))
    work_of(clerk).open_destination("orders.before_leader")
    assert page.view.order is not None and page.board.needs_leader(page.view.order)


def test_a_team_as_a_whole_with_its_text_on_the_clipboard(clerk: Hands, there: OrderMorning) -> None:
    order = made_by(clerk, there, queued)
    page = order_board(clerk)
    choose(clerk, page, order)

    def whole_team(form: SendOrder) -> None:
        form.text.setText("先锋队")
        form._show()
        at = next(n for n, each in enumerate(form._shown) if each.member_id is None)
        form.people.setCurrentRow(at)
        QTest.keyClick(form.text, Key.Key_F4)

    over(SendOrder, whole_team, lambda: clerk.press(Key.Key_P))
    assert now(clerk, order).member_id is None and now(clerk, order).state is OrderState.OFFERED
    text = QApplication.clipboard().text()
    assert text.startswith(f"【派单】{order.number}　维修") and "张*丰" in text and "张三丰" not in text
    assert f"“{order.number[-3:]}某某接”" in text and "1380000" not in text
    QApplication.clipboard().clear()
    choose(clerk, page, order)
    clerk.press(Key.Key_F4)
    assert QApplication.clipboard().text() == text


def test_taking_back_and_cancelling_ask_why(clerk: Hands, there: OrderMorning) -> None:
    order = made_by(clerk, there, taken)
    page = order_board(clerk)
    choose(clerk, page, order)

    def give(form: GiveReason) -> None:
        QTest.keyClick(form.reason, Key.Key_Return)
        assert form.isVisible() and form.fields["reason"].problem
        form.reason.setText("改派他人")
        QTest.keyClick(form.reason, Key.Key_Return)

    over(GiveReason, give, lambda: clerk.press(Key.Key_F8))
    assert now(clerk, order).state is OrderState.REVIEWED
    choose(clerk, page, order)
    over(GiveReason, give, lambda: clerk.press(Key.Key_Delete))
    assert now(clerk, order).state is OrderState.CANCELLED and page.board.find(order.id) is None


def test_what_is_half_typed_is_there_again(clerk: Hands, there: OrderMorning) -> None:
    page = order_board(clerk)

    def leave(form: OrderForm) -> None:
        QTest.keyClick(form.kind, Key.Key_5)
        form.who.setText("王阿婆")
        form.description.setText("想找人陪着去医院")
        QTest.keyClick(form.description, Key.Key_F7)
        assert form.urgency.value is OrderUrgency.URGENT
        form.reject()

    over(OrderForm, leave, lambda: clerk.press(Key.Key_F2))
    assert told(clerk) == "已填内容已保留，按F2继续填写。"

    def go_on(form: OrderForm) -> None:
        assert (form.who.text(), form.description.text()) == ("王阿婆", "想找人陪着去医院")
        assert form.kind.value is OrderKind.COMPANY and form.urgency.value is OrderUrgency.URGENT
        QTest.keyClick(form.description, Key.Key_Return)
        assert form.fields["telephone"].problem, "nobody could reach them"
        form.place.setText("凤亭村一组8号")
        QTest.keyClick(form.place, Key.Key_Return)

    be_back(clerk)
    over(OrderForm, go_on, lambda: page.new())
    assert newest(page).asker == "王阿婆"
    over(OrderForm, lambda form: _is_empty(form), lambda: page.new())


def _is_empty(form: OrderForm) -> None:
    assert not form.description.text() and not form.who.text()


def test_an_official_matter_leads_to_registration_an_emergency_to_f12(clerk: Hands, there: OrderMorning) -> None:
    page = order_board(clerk)
    with desk_of(clerk).read() as work:
        item = next(each for each in catalogue.all_items(work, retired=False) if each.offered_on(work.today))

    def type_on(form: OrderForm) -> None:
        QTest.keyClick(form.kind, Key.Key_8)
        form._show_resident(there.ready.people[0])
        form.description.setText("家里煤气漏气了")
        form._look_for_hint()
        assert "F12" in form.notice.text() and not form.to_case.isVisible()
        form.description.setText(f"来办{item.name}")
        form._look_for_hint()
        assert item.name in form.notice.text() and form.to_case.isVisible()
        QTest.keyClick(form.description, Key.Key_F4)

    over(OrderForm, type_on, lambda: clerk.press(Key.Key_F2))
    current = work_of(clerk).current
    page_there = current.page  # type: ignore[union-attr]
    assert isinstance(page_there, RegistrationPage)
    assert page_there.form.item.item is not None and page_there.form.item.item.id == item.id
    assert page_there.form.person.resident is not None
    assert page._draft is not None, "nothing typed is lost"


def test_counts_lead_to_the_cards_that_they_count(clerk: Hands, there: OrderMorning) -> None:
    with desk_of(clerk).write() as work:
        placed = placing.place(work, wish(there.ready, 2))
    finished = made_by(clerk, there, done)
    with desk_of(clerk).write() as work:
        doing.complain(work, finished.id, "没有来过")
    page = order_board(clerk)
    work = work_of(clerk)
    work.open_destination("orders.to_review")
    assert page.view.order is not None and page.view.order.state is OrderState.PLACED
    work.open_destination("orders.complaints")
    assert page.view.order is not None and page.view.order.id == finished.id
    assert page.board.card(page.view.order).tag == "投诉"
    assert placed.id in page.view.lists[BoardStage.TO_REVIEW].ids
    there.forward(days=30)
    work.open_destination("orders.overdue")
    assert page.view.order is not None and page.board.is_overdue(page.view.order)
    assert page.board.card(page.view.order).tag.startswith("超")


def test_at_the_counter_the_person_and_the_visit_are_known(clerk: Hands, there: OrderMorning) -> None:
    page = order_board(clerk)
    registration = reach(clerk, RegistrationPage)
    with desk_of(clerk).write() as work:
        visit = visits.call_next(work, None, "") or visits.call(work, visits.take_number(work).id, None, "")
    registration.form.start(visit)
    registration.form.person.show_resident(there.ready.people[0])

    def place(form: OrderForm) -> None:
        assert form.channel.value is OrderChannel.COUNTER and form.who.value == there.ready.people[0]
        QTest.keyClick(form.kind, Key.Key_1)
        assert form.description.hasFocus(), "who asks is known"
        form.description.setText("门口垃圾没人清")
        QTest.keyClick(form.description, Key.Key_Return)

    be_back(clerk)
    over(OrderForm, place, lambda: clerk.press(Key.Key_O, CTRL))
    assert page.isVisible() and newest(page).visit_id == visit.id
    assert newest(page).description == "门口垃圾没人清"
