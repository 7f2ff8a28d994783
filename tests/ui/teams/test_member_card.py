"""队员卡: the telephone masked until somebody asks, where somebody was, and what can be done now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QApplication, QPushButton

from desk.books.teams import leaving, members, queries
from desk.books.teams.model import Member
from desk.core.permissions import Role
from desk.demo.tour import Hands
from desk.ui.teams.member_card import MemberCard
from desk.ui.teams.member_forms import ComeBack, EditMember, LeaveTeam
from desk.ui.teams.teams_page import TeamsPage
from tests.support.editing import meanwhile
from tests.support.roster_tab import dialog, in_dialog
from tests.support.tabs import desk_of, reach
from tests.support.teams import FIRST, SECOND, as_role, joined, two_teams
from tests.support.teams_tab import fill


def someone(hands: Hands) -> Member:
    with desk_of(hands).write() as own:
        work = as_role(own, Role.MANAGER)
        first, _second = two_teams(work)
        return joined(work, first, "申屠一鸣", telephone="13800001111")


def on_card(hands: Hands, id: int, act: Callable[[MemberCard], object]) -> None:
    def careful() -> None:
        card = dialog(MemberCard)
        QApplication.setActiveWindow(card)
        act(card)
        if card.isVisible():
            card.reject()

    page = reach(hands, TeamsPage)
    in_dialog(careful)
    page.open_member(id)


def offered(card: MemberCard) -> dict[str, QPushButton]:
    places = [card._actions.itemAt(n).widget() for n in range(card._actions.count())]
    return {each.text(): each for each in places if isinstance(each, QPushButton)}


def test_the_telephone_is_masked_until_somebody_looks_which_is_logged(clerk: Hands) -> None:
    member = someone(clerk)

    def look(card: MemberCard) -> None:
        assert "138****1111" in card.facts.text() and member.telephone not in card.facts.text()
        assert offered(card) == {}, "a clerk reads"
        card.veil.toggle()
        assert "13800001111" in card.facts.text()
        card.veil.toggle()
        assert member.telephone not in card.facts.text()

    on_card(clerk, member.id, look)
    with desk_of(clerk).read() as work:
        assert work.rows("SELECT purpose FROM lookups ORDER BY id DESC LIMIT 1") == [(f"队员卡{member.number}",)]


def test_leaving_and_coming_back_stand_on_the_card(manager: Hands) -> None:
    member = someone(manager)

    def leave_form(form: LeaveTeam) -> None:
        form.reason.setText("外出务工")

    def back_form(form: ComeBack) -> None:
        form.team.setCurrentIndex(form.team.findText(SECOND))

    def look(card: MemberCard) -> None:
        assert list(offered(card)) == ["修改…", "退队…"]
        fill(LeaveTeam, leave_form)
        offered(card)["退队…"].click()
        assert "已退队" in card.heading.text() and "外出务工" in card.story.item(0).text()
        fill(ComeBack, back_form)
        offered(card)["归队…"].click()
        assert SECOND in card.heading.text()
        assert [FIRST in card.story.item(0).text(), SECOND in card.story.item(1).text()] == [True, True]
        assert card.story.item(1).text().startswith(f"{member.joined_on}至今")

    on_card(manager, member.id, look)


def test_two_windows_at_one_member_keep_what_each_changed(manager: Hands) -> None:
    member = someone(manager)

    def change_form(form: EditMember) -> None:
        form.abilities.setText("水电")
        meanwhile(manager, lambda work: members.edit(work, replace(member, village_group="三组"), read=member))

    def look(card: MemberCard) -> None:
        fill(EditMember, change_form)
        offered(card)["修改…"].click()
        assert "特长：水电" in card.facts.text() and "村组：三组" in card.facts.text()

    on_card(manager, member.id, look)


def test_the_card_follows_what_somebody_else_does(manager: Hands) -> None:
    member = someone(manager)

    def look(card: MemberCard) -> None:
        with desk_of(manager).write() as work:
            leaving.leave(work, member.id, work.today, "搬家")
        QApplication.processEvents()
        assert "已退队" in card.heading.text()
        with desk_of(manager).read() as work:
            assert not queries.find_member(work, member.id).is_active

    on_card(manager, member.id, look)
