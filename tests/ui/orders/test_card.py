"""The card of an order: what became of it, and everything that can be done with it as it stands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from desk.books.follow_ups import queries as follow_ups
from desk.books.follow_ups import source_queries
from desk.books.orders import doing, queries
from desk.books.orders.model import Complaint, Order, OrderState
from desk.demo.tour import Hands
from desk.ui.orders import acts
from desk.ui.orders.forms import ComplaintVerdict, GiveReason, JudgeComplaint, Turned, TurnIntoFollowUp, TurnOrder
from desk.ui.orders.order_card import OrderCard
from desk.ui.shell.preview import Preview
from tests.support.orders import done, offered, queued, taken
from tests.support.orders_tab import OrderMorning, made_by, now, order_board, order_morning, over
from tests.support.photos import picture
from tests.support.tabs import desk_of

Key = Qt.Key


@pytest.fixture
def there(manager: Hands) -> OrderMorning:
    return order_morning(manager)


def card_of(hands: Hands, order: Order) -> OrderCard:
    return OrderCard(desk_of(hands), order.id, order_board(hands))


def buttons(card: OrderCard) -> list[QPushButton]:
    holder = card._actions.itemAt(0).widget()
    assert holder is not None
    return holder.findChildren(QPushButton)


def captions(card: OrderCard) -> list[str]:
    return [each.text() for each in buttons(card)]


def give(reason: str) -> Callable[[GiveReason], None]:
    def act(form: GiveReason) -> None:
        form.reason.setText(reason)
        QTest.keyClick(form.reason, Key.Key_Return)

    return act


def press(card: OrderCard, caption: str) -> None:
    next(each for each in buttons(card) if each.text() == caption).click()


def test_it_offers_what_the_state_allows_the_next_step_first(manager: Hands, there: OrderMorning) -> None:
    card = card_of(manager, made_by(manager, there, queued))
    assert captions(card) == ["派单…", "协助单位…", "转办…", "转督办…", "列为需求…", "不予受理…", "取消点单…", "备注…"]
    assert captions(card_of(manager, made_by(manager, there, offered, who=1)))[0] == "登记答复…"
    assert captions(card_of(manager, made_by(manager, there, taken, who=2)))[:2] == ["开始办理", "办结…"]
    assert "张*丰　138****0000" in card.facts.text() and "张三丰" not in card.facts.text()


def test_the_person_is_shown_on_demand(manager: Hands, there: OrderMorning) -> None:
    order = made_by(manager, there, queued, told_by="李四娘")
    card = card_of(manager, order)
    assert "李*娘" in card.facts.text()
    card.veil.toggle()
    assert "张三丰　13800000000" in card.facts.text() and "李四娘" in card.facts.text()
    card.veil.toggle()
    assert "张三丰" not in card.facts.text()


def test_it_becomes_a_follow_up_and_both_know_of_it(manager: Hands, there: OrderMorning) -> None:
    order = made_by(manager, there, queued)
    card = card_of(manager, order)

    def fill(form: TurnIntoFollowUp) -> None:
        assert form.description.text() == order.description
        form.owner.setCurrentIndex(form.owner.count() - 2)
        form.ok.click()
        assert not form.isVisible(), [form._rest.text(), *(each.problem for each in form.fields.values())]

    over(TurnIntoFollowUp, fill, lambda: press(card, "转督办…"))
    turned = now(manager, order)
    with desk_of(manager).read() as work:
        [item] = [each for each in follow_ups.not_closed(work) if each.subject == f"orders:{order.id}"]
        assert source_queries.sources(work, [item])[item.id].number == order.number
    assert turned.state is OrderState.TURNED and turned.became == f"follow_ups:{item.id}"
    assert "转办去向：督办" in card.facts.text()


def test_it_is_turned_over_to_the_hotline_or_a_case(manager: Hands, there: OrderMorning) -> None:
    first, second = made_by(manager, there, queued), made_by(manager, there, queued, who=1)

    def hotline(form: TurnOrder) -> None:
        form.reason.setText("路面塌陷，归市政")
        form.ok.click()

    over(TurnOrder, hotline, lambda: press(card_of(manager, first), "转办…"))
    assert now(manager, first).became == "12345"
    with desk_of(manager).read() as work:
        number = work.rows("SELECT number FROM cases ORDER BY id LIMIT 1")[0][0]

    def case(form: TurnOrder) -> None:
        form.into.choose(Turned.CASE)
        form.reason.setText("已登记办件")
        form.number.setText("2000")
        form.ok.click()
        assert form.fields["became"].problem == "没有这个编号的办件。"
        form.number.setText(number)
        form.ok.click()

    over(TurnOrder, case, lambda: press(card_of(manager, second), "转办…"))
    assert now(manager, second).became.startswith("cases:")


def test_a_complaint_is_noted_and_judged(manager: Hands, there: OrderMorning) -> None:
    order = made_by(manager, there, done)
    card = card_of(manager, order)
    over(GiveReason, give("没有来过"), lambda: press(card, "登记投诉…"))
    assert now(manager, order).complaint is Complaint.MADE and "认定投诉…" in captions(card)

    def judge(form: JudgeComplaint) -> None:
        form.verdict.choose(ComplaintVerdict.DISMISSED)
        form.reason.setText("有照片为证")
        form.ok.click()

    over(JudgeComplaint, judge, lambda: press(card, "认定投诉…"))
    assert now(manager, order).complaint is Complaint.DISMISSED
    assert "投诉：投诉不属实" in card.facts.text()


def test_remarks_refusals_and_history(manager: Hands, there: OrderMorning) -> None:
    order = made_by(manager, there, queued)
    card = card_of(manager, order)
    over(GiveReason, give("已电话说明"), lambda: press(card, "备注…"))
    over(GiveReason, give("属于经营服务"), lambda: press(card, "不予受理…"))
    lines = [card.story.item(at).text() for at in range(card.story.count())]
    assert [line.split("　")[1] for line in lines] == [
        "已点单",
        "待派单",
        "待派单",
        "不予受理\n属于经营服务".split("\n")[0],
    ]
    assert now(manager, order).state is OrderState.REFUSED and captions(card) == ["备注…"]


def test_photos_are_added_while_it_is_done(manager: Hands, there: OrderMorning, tmp_path: Path) -> None:
    order = made_by(manager, there, taken)
    card = card_of(manager, order)
    photo = picture(tmp_path, "水管.png")
    card.gallery.add([photo])
    assert [each.name for each in card.gallery.photos] == ["水管.png"], card.problem.text()
    with desk_of(manager).write() as work:
        there.forward(minutes=5)
    with desk_of(manager).write() as work:
        finished = doing.finish(work, order.id, "", {there.ready.members[0]: 5})
        assert queries.people_of(work, order.id)[0].minutes == 5
    assert finished.state is OrderState.DONE
    assert not acts.fits(desk_of(manager), finished, acts.finish)


def test_printing_the_sheet_is_a_look_and_is_logged(manager: Hands, there: OrderMorning) -> None:
    order = made_by(manager, there, taken)
    card = card_of(manager, order)
    over(Preview, lambda shown: shown.reject(), card.print)
    with desk_of(manager).read() as work:
        purpose = work.rows("SELECT purpose FROM lookups ORDER BY id DESC LIMIT 1")[0][0]
    assert purpose == f"打印派单{order.number}" and not card.problem.text()
