"""A member who leaves with two orders in hand: both are free again, whoever let the member go is told, somebody else is
sent, and whoever comes back has the number on the card.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desk.books.orders import answering, dispatching
from desk.books.orders import queries as orders
from desk.books.orders.model import OrderState
from desk.books.teams import queries as teams
from desk.demo.tour import Hands
from desk.ui.teams.member_card import MemberCard
from desk.ui.teams.member_forms import ComeBack, LeaveTeam
from desk.ui.teams.teams_page import TeamsPage
from tests.support.orders import offered, set_up, taken
from tests.support.roster_tab import dialog, in_dialog
from tests.support.tabs import desk_of, reach
from tests.support.teams_tab import fill

Key = Qt.Key


def test_a_member_leaves_with_two_orders_and_comes_back(manager: Hands) -> None:
    desk = desk_of(manager)
    with desk.write() as work:
        ready = set_up(work)
        in_hand, asked = taken(work, ready), offered(work, ready, who=1)
        leaver = teams.find_member(work, ready.members[0])
    page = reach(manager, TeamsPage)
    page.teams.choose(ready.team)
    page.people.choose(leaver.id)
    seen: list[str] = []

    def leave(form: LeaveTeam) -> None:
        hint = form.fields["reason"].hint
        assert in_hand.number in hint and asked.number in hint, "what comes free is said before"
        form.reason.setText("外出务工")

    page.toast.connect(lambda sentence, _kind: seen.append(sentence))
    fill(LeaveTeam, leave)
    page.people.table.setFocus()
    manager.press(Key.Key_F4)
    QTest.qWait(20)
    with desk.write() as work:
        assert not teams.find_member(work, leaver.id).is_active
        for order in (in_hand, asked):
            free = orders.find(work, order.id)
            assert (free.state, free.member_id, free.team_id) == (OrderState.REVIEWED, None, None)
        assert [each.id for each in orders.open_of_member(work, leaver.id)] == []
        dispatching.offer(work, in_hand.id, ready.team, ready.members[1])
        answering.take(work, in_hand.id, ready.members[1])
    toasts = manager.window.work.toasts  # type: ignore[union-attr]
    told_there = " ".join([*seen, *(each.text for each in toasts.kept)])
    assert in_hand.number in told_there and asked.number in told_there

    def come_back() -> None:
        card = dialog(MemberCard)
        assert "外出务工" in card.story.item(0).text()
        fill(ComeBack, lambda _form: None)
        card._take_back()
        assert card.member.number == leaver.number and card.member.is_active
        card.reject()

    page.with_left.setChecked(True)
    in_dialog(come_back)
    page.open_member(leaver.id)
    with desk.read() as work:
        assert orders.find(work, in_hand.id).member_id == ready.members[1], "it stays with whoever took it meanwhile"
