"""问题整改: what a clerk writes down, what a leader decides on, the officer's word, and what is only proposed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from desk.books.findings import proposals, queries
from desk.books.findings.model import FindingKind, FindingSeverity, FindingState, FindingView
from desk.books.follow_ups.model import OfficerMeans
from desk.books.orders import placing
from desk.demo.tour import Hands
from desk.services.session import Desk
from desk.ui.findings import acts
from desk.ui.findings.card import FindingCard
from desk.ui.findings.findings_page import FindingsPage
from desk.ui.findings.forms import AcceptFinding, ReportFinding
from desk.ui.follow_ups.forms import CheckAnswer, CheckItem, ReportDone
from desk.ui.follow_ups.page import FollowUpsPage
from desk.ui.matching.need_form import RaiseNeed
from desk.ui.widgets.form_dialog import TextsDialog
from tests.support.findings import accepted, found, mended, officer, zone
from tests.support.follow_ups import crew
from tests.support.orders import set_up, wish
from tests.support.photos import picture
from tests.support.roster_tab import dialog, in_dialog
from tests.support.tabs import desk_of, due, go_to_due, reach, told
from tests.support.teams_tab import fill
from tests.ui.conftest import after_a_double_click, signed_in

Key = Qt.Key


def on_card(page: FindingsPage, id: int, act: object) -> None:
    """Open the card of a finding, then this."""

    def careful() -> None:
        card = dialog(FindingCard)
        QApplication.setActiveWindow(card)
        act(card)  # type: ignore[operator]
        if card.isVisible():
            card.reject()

    in_dialog(careful)
    page.open_card(id)


def offered(card: FindingCard) -> dict[str, QPushButton]:
    places = [card._actions.itemAt(n).widget() for n in range(card._actions.count())]
    return {each.text(): each for each in places if isinstance(each, QPushButton)}


def state_of(desk: Desk, id: int) -> str:
    with desk.read() as work:
        return queries.find_tracked(work, id).state_words


def test_a_clerk_writes_down_what_an_officer_found_and_decides_nothing(hands: Hands) -> None:
    clerk = signed_in(hands, "林小芳")
    desk = desk_of(clerk)
    with desk.write() as work:
        place, who = zone(work), officer(work)
    page = reach(clerk, FindingsPage)

    def fill_in() -> None:
        form = dialog(ReportFinding)
        form.ok.click()
        assert form.fields["description"].problem == "请填写问题内容和位置。"
        form.description.setPlainText("电梯口指示牌字太小")
        form.zone.choose(place)
        form.officer.choose(who)
        form.kind.choose(FindingKind.BLOCKED)
        form.severity.choose(FindingSeverity.URGENT)
        form.ok.click()

    in_dialog(fill_in)
    clerk.press(Key.Key_F2)
    row = page.list.current()
    assert row is not None and row.tracked is not None
    assert (row.text, row.zone, row.kind, row.source, row.state) == (
        "电梯口指示牌字太小",
        "长者食堂",
        "堵点",
        "庄体验",
        "待认定",
    )
    assert told(clerk) == f"{row.number}已登记，待带班领导认定。"
    buttons = {each.text() for each in page.findChildren(QPushButton) if not each.isHidden()}
    assert not {"认定…", "不予认定…"} & buttons, "a clerk is not offered what they may not do"
    page.zone.choose(place)
    page.officer.choose(who)
    QTest.qWait(20)
    assert [each.number for each in page.list.model.rows] == [row.number]
    page.text.setText("坡道")
    page.narrow()
    assert page.list.model.rows == []

    def look(card: FindingCard) -> None:
        assert "来源：体验官（庄体验）" in card.facts.text() and set(offered(card)) == {"列为需求…"}
        fill(RaiseNeed, lambda form: form.kind.choose("order.repair"))
        card.activateWindow()
        clerk.press(Key.Key_L)
        assert set(offered(card)) == set() and "需求：XQ" in card.facts.text(), "once, and the card says which"
        assert card.after is None and card.before.add_button.isEnabled()

    on_card(page, row.tracked.finding.id, look)


def test_a_leader_accepts_by_a_key_and_dismisses_with_a_reason(hands: Hands, tmp_path: Path) -> None:
    leader = signed_in(hands, "陈主任")
    desk = desk_of(leader)
    with desk.write() as work:
        people, who = crew(work), officer(work)
        first, second = found(work, people, who), found(work, people)
    leader.window.work.bar.refresh()  # type: ignore[union-attr]
    assert due(leader)["findings_to_decide"].count >= 2
    go_to_due(leader, "findings_to_decide")
    page = reach(leader, FindingsPage)
    page.show_view(FindingView.TO_DECIDE)
    assert page.list.choose(first.id)
    assert acts.add_pictures(desk, acts.shelf_of(first.id), [picture(tmp_path, "前.png", (300, 200))]) == 1

    def accept() -> None:
        form = dialog(AcceptFinding)
        assert "庄体验" in form.fields["checker"].hint
        form.ok.click()
        assert form.fields["owner"].problem == "请选择或填写责任人。"
        before = form.due_on.day_in("due_on")
        form.severity.choose(FindingSeverity.URGENT)
        assert form.due_on.day_in("due_on") < before, "the day goes with the severity"
        form.owner.setCurrentIndex(form.owner.findText("林小芳"))
        form.ok.click()

    page.list.table.setFocus()
    in_dialog(accept)
    leader.press(Key.Key_A)
    assert told(leader).startswith(f"{first.number}已认定：林小芳整改，期限")
    with desk.read() as work:
        item = queries.find_tracked(work, first.id).item
    assert item is not None and item.officer_id == who and item.urgent

    def reason() -> None:
        form = dialog(TextsDialog)
        form.lines["reason"].setText("属物业公司管理")
        form.ok.click()

    assert page.list.choose(second.id)
    in_dialog(reason)
    page.dismiss()
    assert state_of(desk, second.id) == "不予认定"

    def look(card: FindingCard) -> None:
        assert card.before.list.count() == 1 and card.after is not None and card.after.list.count() == 0
        assert "验收人：体验官庄体验（由陈主任联系）" in card.facts.text()

    on_card(page, first.id, look)


def test_the_officers_word_closes_it_and_the_stead_is_refused_until_its_day(hands: Hands) -> None:
    leader = signed_in(hands, "陈主任")
    desk = desk_of(leader)
    with desk.write() as work:
        people, who = crew(work), officer(work)
        finding = found(work, people, who)
        mended(work, people, accepted(work, people, finding))
    page = reach(leader, FindingsPage)
    page.show_view(FindingView.TO_CHECK)

    def send_back() -> None:
        form = dialog(CheckItem)
        buttons = form.means._group.buttons()
        assert [each.text() for each in buttons if not each.isHidden()] == ["当面", "电话", "微信"]
        assert "起可由带班领导代复核" in form.fields["means"].hint
        form.answer.choose(CheckAnswer.RETURNED)
        form.remark.setPlainText("还是看不清")
        form.ok.click()
        assert form.fields["means"].problem == "请选择体验官庄体验提出意见的方式。"
        form.means.choose(OfficerMeans.TELEPHONE)
        form.ok.click()

    def returned(card: FindingCard) -> None:
        in_dialog(send_back)
        offered(card)["体验官意见…"].click()
        last = card.story.item(card.story.count() - 1).text()
        assert "退回　体验官（电话）　陈主任\n还是看不清" in last and "待办" in card.heading.text()

    on_card(page, finding.id, returned)
    with desk.write() as work:
        item = queries.find_tracked(work, finding.id).item
        assert item is not None and item.returned == 1
        mended(work, people, item, "重新制作")
    page.load()

    def close() -> None:
        form = dialog(CheckItem)
        form.answer.choose(CheckAnswer.FIXED)
        form.means.choose(OfficerMeans.IN_PERSON)
        form.ok.click()

    assert page.list.choose(finding.id)
    in_dialog(close)
    page.check()
    assert state_of(desk, finding.id) == "已销号（已解决）"
    page.show_view(FindingView.CLOSED)
    assert page.list.choose(finding.id)


def test_who_mends_it_does_so_from_the_finding(hands: Hands) -> None:
    clerk = signed_in(hands, "林小芳")
    desk = desk_of(clerk)
    with desk.write() as work:
        people = crew(work)
        finding = found(work, people, officer(work))
        item = accepted(work, people, finding)
    page = reach(clerk, FindingsPage)
    assert page.list.choose(finding.id)
    page.list.table.setFocus()
    clerk.press(Key.Key_N)
    assert state_of(desk, finding.id) == "办理中"

    def report() -> None:
        form = dialog(ReportDone)
        form.report.setPlainText("已更换")
        form.ok.click()

    after_a_double_click()
    assert page.list.choose(finding.id)
    page.list.table.setFocus()
    in_dialog(report)
    clerk.press(Key.Key_N)
    assert told(clerk) == f"{item.number}已报办结，待体验官庄体验验收。"
    follow_ups = reach(clerk, FollowUpsPage)
    assert follow_ups.list.choose(("follow_ups", item.id))
    row = follow_ups.list.current()
    assert row is not None and (row.source_number, row.checker) == (finding.number, "体验官庄体验")
    asked: list[tuple[str, object]] = []
    follow_ups.destination_wanted.disconnect()
    follow_ups.destination_wanted.connect(lambda name, about: asked.append((name, about)))
    follow_ups.open_source()
    assert asked == [("findings.finding", finding.id)]


def test_a_proposal_becomes_a_finding_or_is_dismissed_and_goes(hands: Hands) -> None:
    leader = signed_in(hands, "陈主任")
    desk = desk_of(leader)
    with desk.write() as work:
        ready = set_up(work)
        for n in range(3):
            placing.place(work, wish(ready, n))
    page = reach(leader, FindingsPage)
    page.show_view(FindingView.PROPOSED)
    with desk.read() as work:
        many = len(proposals.proposed(work))
    rows = page.list.model.rows
    assert len(rows) == many >= 2 and all(row.proposal for row in rows)
    one, other = rows[0], rows[1]

    def take_up() -> None:
        form = dialog(ReportFinding)
        assert form.description.toPlainText() == one.text and form.fields["officer"].isHidden()
        form.ok.click()

    page.list.table.setFocus()
    assert page.list.choose(one.id)
    in_dialog(take_up)
    leader.press(Key.Key_Return)
    row = page.list.current()
    assert row is not None and row.tracked is not None and page.view.value is FindingView.TO_DECIDE
    assert row.tracked.finding.state is FindingState.REPORTED

    def reason() -> None:
        form = dialog(TextsDialog)
        form.lines["reason"].setText("当天停电")
        form.ok.click()

    page.show_view(FindingView.PROPOSED)
    assert page.list.choose(other.id)
    in_dialog(reason)
    page.dismiss()
    left = {each.id for each in page.list.model.rows}
    assert not {one.id, other.id} & left and len(left) == many - 2


def test_numbers_on_the_card_are_masked_until_somebody_asks(hands: Hands) -> None:
    clerk = signed_in(hands, "林小芳")
    desk = desk_of(clerk)
    with desk.write() as work:
        finding = found(work, crew(work))
    page = reach(clerk, FindingsPage)

    def look(card: FindingCard) -> None:
        assert "138****1111" in card.facts.text() and "13800001111" not in card.facts.text()
        card.veil.toggle()
        assert "13800001111" in card.facts.text()

    on_card(page, finding.id, look)
    assert all("13800001111" not in each.text for each in page.list.model.rows)
