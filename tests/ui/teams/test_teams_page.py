"""突击队: who is in which team, found, taken in, changed and let go with the keys alone."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.books.teams import leaving, queries, teams
from desk.books.teams.model import HalfDay
from desk.core.work import Work
from desk.demo.tour import Hands
from desk.ui.orders.tab import OrdersTab
from desk.ui.teams.member_card import MemberCard
from desk.ui.teams.member_forms import AddMember, EditTeam, LeaveTeam
from desk.ui.teams.teams_page import TeamsPage
from tests.support.editing import meanwhile
from tests.support.roster_tab import be_active, dialog, in_dialog
from tests.support.tabs import desk_of, reach, told
from tests.support.teams import joined, resident, two_teams
from tests.support.teams_tab import fill

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def test_a_clerk_reads_the_teams_but_keeps_none(clerk: Hands) -> None:
    page = reach(clerk, TeamsPage)
    assert isinstance(clerk.window.work.current, OrdersTab)  # type: ignore[union-attr]
    assert page.people.model.rows and "****" in page._columns()[-1].says(page.people.model.rows[0])
    assert {command.key for command in page.own_commands} == {"F3", "F6", "Enter", "Ctrl+P", ""}
    page.teams.enter()
    clerk.press(Key.Key_Return)
    assert QApplication.activeModalWidget() is None, "a team's form is for whoever keeps the teams"


def test_a_person_with_a_record_is_taken_in_with_eight_keys(manager: Hands) -> None:
    desk = desk_of(manager)
    with desk.write() as work:
        id = resident(work, "鳌拜堂")
    page = reach(manager, TeamsPage)
    pressed: list[str] = []

    def fill_in(form: AddMember) -> None:
        form.who.setFocus()
        for letter in "abt":
            manager.type(letter)
            pressed.append(letter)
        manager.press(Key.Key_Return)
        assert form.telephone.placeholderText() == "138****0801"
        manager.press(Key.Key_Return, CTRL)

    fill(AddMember, fill_in)
    manager.press(Key.Key_F2)
    assert len(["F2", *pressed, "Enter", "Ctrl+Enter"]) <= 8
    chosen = page.people.current()
    assert chosen is not None and (chosen.name, chosen.resident_id) == ("鳌拜堂", id)
    assert told(manager).startswith("鳌拜堂已加入“海丝先锋第一突击队”，队员号T00")


def test_initials_alone_are_no_name_and_the_letters_press_half_days(manager: Hands) -> None:
    with desk_of(manager).write() as work:
        resident(work, "鳌拜堂")
    page = reach(manager, TeamsPage)

    def fill_in(form: AddMember) -> None:
        form.who.setText("abt")
        form.ok.click()
        assert form.fields["name"].problem == "请从列表中选择，或填写完整姓名。"
        form.who.setText("申屠一鸣")
        form.times.setFocus()
        for key in (Key.Key_Q, Key.Key_G, Key.Key_M, Key.Key_M):
            manager.press(key)
        assert form.times.times == ((0, HalfDay.MORNING), (4, HalfDay.AFTERNOON))
        assert form.times.accessibleDescription() == "周一上午、周五下午"
        form.skills["repair"].setChecked(True)

    fill(AddMember, fill_in)
    page.add()
    chosen = page.people.current()
    assert chosen is not None
    assert (chosen.name, chosen.skills, len(chosen.times)) == ("申屠一鸣", ("repair",), 2)


def test_what_is_looked_for_is_found_in_every_team_and_narrowed_down(manager: Hands) -> None:
    with desk_of(manager).write() as work:
        first, second = two_teams(work)
        joined(work, first, "申屠一鸣", skills=("repair",))
        gone = joined(work, second, "申屠一飞")
        leaving.leave(work, gone.id, work.today, "搬家")
    page = reach(manager, TeamsPage)
    page.teams.choose(second)
    assert page.people.model.rows == [] and "还没有队员" in page.people.empty.sentences
    manager.press(Key.Key_F3)
    manager.type("styf")
    page._show_people()
    assert page.people.model.rows == []
    page.with_left.setChecked(True)
    assert [each.name for each in page.people.model.rows] == ["申屠一飞"]
    page.text.setText(gone.number.lower())
    page._show_people()
    assert [each.id for each in page.people.model.rows] == [gone.id]
    page.text.setText("申屠")
    page.skill.choose("repair")
    assert [each.name for each in page.people.model.rows] == ["申屠一鸣"]


def test_a_team_is_set_up_changed_and_put_away(manager: Hands, qtbot: QtBot) -> None:
    page = reach(manager, TeamsPage)

    def fill_in(form: EditTeam) -> None:
        form.lines["name"].setText("海丝先锋第一突击队")
        form.ok.click()
        assert form.fields["name"].problem == "已有队伍“海丝先锋第一突击队”，请换一个队名。"
        form.lines["name"].setText("夜间应急队")
        form.lines["area"].setText("七组,八组")

    fill(EditTeam, fill_in)
    manager.press(Key.Key_F7)
    chosen = page.teams.current()
    assert chosen is not None and chosen.team is not None and chosen.team.area == "七组、八组"
    team = chosen.team

    def change_form(form: EditTeam) -> None:
        form.lines["branch"].setText("机关党支部")
        meanwhile(manager, lambda work: _rename(work, team.id))

    be_active(manager, qtbot)
    page.teams.enter()
    fill(EditTeam, change_form)
    manager.press(Key.Key_Return)
    with desk_of(manager).read() as work:
        merged = queries.find_team(work, team.id)
    assert (merged.name, merged.branch) == ("夜间突击队", "机关党支部")
    page.retire()
    assert told(manager) == "“夜间突击队”已停派。"
    assert not page.teams.model.rows[-1].is_active, "below those that are sent"


def _rename(work: Work, id: int) -> None:
    team = queries.find_team(work, id)
    teams.edit(work, id, replace(team, name="夜间突击队"), read=team)


def test_somebody_leaves_with_a_reason(manager: Hands) -> None:
    page = reach(manager, TeamsPage)
    page.people.table.selectRow(0)
    member = page.people.current()
    assert member is not None

    def fill_in(form: LeaveTeam) -> None:
        form.ok.click()
        assert form.fields["reason"].problem
        form.reason.setText("外出务工")

    fill(LeaveTeam, fill_in)
    manager.press(Key.Key_F4)
    assert told(manager).splitlines()[0] == f"{member.name}已退队。", "and then what of theirs goes to others"
    assert member.id not in [each.id for each in page.people.model.rows]


def test_the_card_opens_from_elsewhere(clerk: Hands) -> None:
    seen: list[str] = []

    def look() -> None:
        card = dialog(MemberCard)
        seen.append(card.heading.text())
        card.reject()

    in_dialog(look)
    clerk.window.work.open_destination("orders.member", 1)  # type: ignore[union-attr]
    assert seen and seen[0].startswith("T0001")


def test_nobody_is_asked_why_a_member_leaves_when_the_window_is_locked(manager: Hands) -> None:
    page = reach(manager, TeamsPage)
    page.people.enter()
    assert page.people.current() is not None
    asked: list[object] = []
    page._ask = lambda *form: asked.append(form) or False  # type: ignore[method-assign,assignment]
    manager.window.lock()  # type: ignore[union-attr]
    assert asked == []
