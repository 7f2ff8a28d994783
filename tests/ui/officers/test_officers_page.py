"""体验官: somebody nominated and appointed, sheets typed without the mouse, and put right on their cards."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from desk.books.officers import queries, visit_queries
from desk.books.officers.averages import zone_averages
from desk.books.officers.model import Officer, OfficerState, OfficerView, OfficerVisit, VisitView, VisitWay
from desk.demo.tour import Hands
from desk.ui.officers.officer_card import OfficerCard
from desk.ui.officers.officer_forms import AppointOfficer, CorrectTerm, LetGoOfficer, NominateOfficer
from desk.ui.officers.officers_page import OfficersPage
from desk.ui.officers.score_table import average_words
from desk.ui.officers.visit_card import VisitCard
from desk.ui.officers.visit_sheet import CorrectVisit, RemarkOnVisit, VisitSheet, WithdrawVisit
from tests.support.officers import hand_in
from tests.support.roster_tab import be_active, dialog, in_dialog
from tests.support.tabs import desk_of, reach, told
from tests.support.teams_tab import fill

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
Card = TypeVar("Card", bound=QDialog)


def all_visits(hands: Hands) -> list[OfficerVisit]:
    with desk_of(hands).read() as work:
        return visit_queries.visits_between(work, work.today - timedelta(days=400), work.today)


def officer_named(hands: Hands, name: str) -> Officer:
    with desk_of(hands).read() as work:
        return next(each for each in queries.all_officers(work) if each.name == name)


def on_card(kind: type[Card], act: Callable[[Card], object]) -> None:
    def careful() -> None:
        card = dialog(kind)
        QApplication.setActiveWindow(card)
        act(card)
        if card.isVisible():
            card.reject()

    in_dialog(careful)


def offered(card: OfficerCard | VisitCard) -> dict[str, QPushButton]:
    places = [card._actions.itemAt(n).widget() for n in range(card._actions.count())]
    return {each.text(): each for each in places if isinstance(each, QPushButton)}


def test_a_clerk_types_a_sheet_of_every_zone_with_a_key_for_each_score_and_two_more(clerk: Hands) -> None:
    page = reach(clerk, OfficersPage)
    assert {command.key for command in page.own_commands} == {"F2", "F3", "F6", "Enter", "Ctrl+P", ""}
    before, pressed = len(all_visits(clerk)), ["F2"]
    page.officers.enter()
    chosen = page.officers.current()
    assert chosen is not None and chosen.officer.state is OfficerState.SERVING

    def type_it(form: VisitSheet) -> None:
        assert form.grid.hasFocus(), "who serves is chosen already, and the keys go to the scores"
        for place in range(form.grid.many):
            clerk.type(str(place % 5 + 1))
            pressed.append(str(place))
        assert len(form.grid.scores) == form.grid.many
        clerk.press(Key.Key_Return, CTRL)
        pressed.append("Ctrl+Enter")

    fill(VisitSheet, type_it)
    clerk.press(Key.Key_F2)
    newest = all_visits(clerk)[0]
    assert len(all_visits(clerk)) == before + 1 and newest.officer_id == chosen.id
    assert len(pressed) == len(newest.scores) + 2
    assert (newest.average, newest.way) == (3.0, VisitWay.RANDOM)
    assert told(clerk) == f"{chosen.officer.name}的体验记录{newest.number}已保存。"
    row = page.visits.current()
    assert row is not None and row.id == newest.id


def test_who_comes_together_has_sheet_after_sheet_and_what_was_found_is_typed_below(clerk: Hands) -> None:
    page = reach(clerk, OfficersPage)
    page.officers.enter()
    names: list[str] = []

    def type_two(form: VisitSheet) -> None:
        form.way.choose(VisitWay.TOGETHER)
        form.day.show_day(desk_of(clerk).clock.today() - timedelta(days=1))  # over whatever the hour is
        form.time.setText("9:30")
        names.append(form.officer.currentText())
        clerk.type("5")
        form.findings.setPlainText("火星 | 堵点 | 没有指引")
        clerk.press(Key.Key_N, CTRL)
        assert "火星" in form.fields["findings"].problem and not form.stored
        form.findings.setPlainText("问" * 501)
        clerk.press(Key.Key_N, CTRL)
        assert "500" in form.fields["findings"].problem and not form.stored, "neither sheet nor finding"
        form.findings.setPlainText(f"{form.grid.zones[0][1][:2]} | 堵点 | 没有指引\n插座没有电")
        clerk.press(Key.Key_N, CTRL)
        assert len(form.stored) == 1 and form.grid.scores == () and form.grid.hasFocus()
        names.append(form.officer.currentText())
        clerk.type("42")
        clerk.press(Key.Key_Return, CTRL)

    fill(VisitSheet, type_two)
    clerk.press(Key.Key_F2)
    second, first = all_visits(clerk)[:2]
    assert [first.officer, second.officer] == names and names[0] != names[1]
    assert {(each.way, each.begins, each.day) for each in (first, second)} == {(VisitWay.TOGETHER, 570, first.day)}
    row = next(each for each in page._came if each.id == first.id)
    assert row.findings == 2


def test_a_leader_nominates_and_appoints_with_the_proposed_letter(manager: Hands, qtbot: QtBot) -> None:
    page = reach(manager, OfficersPage)

    def nominate(form: NominateOfficer) -> None:
        manager.type("申屠一鸣")
        manager.press(Key.Key_Return, CTRL)

    fill(NominateOfficer, nominate)
    manager.press(Key.Key_F7)
    assert told(manager) == "申屠一鸣已登记为拟聘，按F4聘任。"
    seen: list[str] = []

    def appoint(form: AppointOfficer) -> None:
        seen.append(form.letter.text())
        manager.press(Key.Key_Return, CTRL)

    be_active(manager, qtbot)
    fill(AppointOfficer, appoint)
    manager.press(Key.Key_F4)
    officer = officer_named(manager, "申屠一鸣")
    assert (officer.state, officer.letter) == (OfficerState.SERVING, seen[0]) and seen[0] in told(manager)
    row = page.officers.current()
    assert row is not None and row.officer == officer


def test_views_and_the_search_narrow_the_list_and_the_averages_are_those_of_the_sheets(manager: Hands) -> None:
    page = reach(manager, OfficersPage)
    page.show_view(OfficerView.TO_COME)
    with desk_of(manager).read() as work:
        [waiting] = page.officers.model.rows
        assert all(each.is_waited_for for each in page.officers.model.rows)
        averages = zone_averages(work, work.today - timedelta(days=89), work.today)
    page.show_view(OfficerView.ENDING)
    assert [each.officer.name for each in page.officers.model.rows] == ["施美珍"]
    page.show_view(OfficerView.ALL)
    page.text.setText("smz")
    page._show_officers()
    assert [each.officer.name for each in page.officers.model.rows] == ["施美珍"]
    page.only_chosen.setChecked(True)
    assert {each.visit.officer for each in page.visits.model.rows} == {"施美珍"}
    page.pane.choose(VisitView.AVERAGES)
    assert [row.cells[-2:] for row in page.averages.rows] == [
        (average_words(each.whole), str(each.sheets or "—")) for each in averages
    ]
    assert waiting.officer.name == "蒋文海"


def test_the_card_of_an_officer_masks_the_telephone_and_lets_go_with_a_reason(manager: Hands) -> None:
    page, officer = reach(manager, OfficersPage), officer_named(manager, "洪志鹏")

    def look(card: OfficerCard) -> None:
        assert "139****5501" in card.facts.text() and officer.telephone not in card.facts.text()
        card.veil.toggle()
        assert officer.telephone in card.facts.text()
        fill(CorrectTerm, lambda form: form.letter.setText("特聘1号"))
        offered(card)["更正聘期…"].click()
        assert "特聘1号" in card.facts.text() and officer.telephone not in card.facts.text()
        fill(LetGoOfficer, lambda form: form.reason.setText("调往外地"))
        offered(card)["解聘…"].click()
        assert "解聘" in card.heading.text() and set(offered(card)) == {"续聘…", "修改…", "更正聘期…"}
        assert any("调往外地" in card.story.item(n).text() for n in range(card.story.count()))
        assert card.visits.count() == 2

    on_card(OfficerCard, look)
    page.open_officer(officer.id)
    with desk_of(manager).read() as work:
        assert work.rows("SELECT count(*) FROM lookups WHERE purpose LIKE '体验官卡%'") == [(1,)]


def test_a_sheet_is_put_right_on_its_card_until_the_month_is_handed_in(manager: Hands) -> None:
    page, visit = reach(manager, OfficersPage), all_visits(manager)[-1]

    def correct(card: VisitCard) -> None:
        assert len(card.table.rows) == len({each.zone_id for each in visit.scores})
        fill(CorrectVisit, lambda _form: manager.type("1"))
        offered(card)["更正…"].click()
        assert card.visit.scores[0].score == 1 and card.visit.version == 2
        with desk_of(manager).write() as work:
            hand_in(work, card.visit.day)
        card.load()
        fill(RemarkOnVisit, lambda form: form.remark.setText("原件另存"))
        offered(card)["修改备注…"].click()
        assert "原件另存" in card.facts.text()

    on_card(VisitCard, correct)
    page.open_visit(visit.id)


def test_a_sheet_entered_twice_is_withdrawn_on_its_card_by_a_leader(manager: Hands) -> None:
    page, visits = reach(manager, OfficersPage), all_visits(manager)
    with desk_of(manager).read() as work:
        found = visit_queries.findings_by_visit(work)
    twice = next(each for each in visits if each.id not in found)

    def withdraw(card: VisitCard) -> None:
        fill(WithdrawVisit, lambda form: form.reason.setText("重复录入"))
        offered(card)["作废…"].click()
        assert "重复录入" in card.facts.text() and not offered(card), "nothing more is to be done with it"

    on_card(VisitCard, withdraw)
    page.open_visit(twice.id)
    assert twice.id not in {each.id for each in all_visits(manager)}


def test_a_clerk_reads_the_card_and_enters_a_visit_but_decides_nothing(clerk: Hands) -> None:
    page = reach(clerk, OfficersPage)
    seen: list[set[str]] = []
    for name in ("卢志勇", "庄思颖"):
        on_card(OfficerCard, lambda card: seen.append(set(offered(card))))
        page.open_officer(officer_named(clerk, name).id)
    assert seen == [{"录入体验…"}, set()], "who serves, and who is only nominated"
