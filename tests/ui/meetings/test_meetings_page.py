"""联席会议: a leader calls one, asks the partners, gives notice; a clerk reads; counts lead to the card."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from desk.books.meetings import agenda_queries, queries
from desk.books.meetings.model import MeetingState, ResolutionView
from desk.demo.tour import Hands
from desk.ui.meetings.forms import CancelMeeting, MeetingForm
from desk.ui.meetings.meeting_card import MeetingCard
from desk.ui.meetings.meetings_page import MeetingsPage
from tests.support.roster_tab import dialog, in_dialog
from tests.support.tabs import desk_of, due, go_to_due, reach
from tests.ui.conftest import after_a_double_click, signed_in


def once_open(kind: type[QDialog], act: Callable[[], object]) -> None:
    """Do something as soon as a dialog of this kind is open, behind whatever closes before it."""
    timer = QTimer(QApplication.instance())

    def look() -> None:
        if isinstance(QApplication.activeModalWidget(), kind):
            timer.stop()
            in_dialog(act)

    timer.timeout.connect(look)
    timer.start(5)


def test_a_leader_calls_a_special_meeting_asks_the_partners_and_gives_notice(hands: Hands) -> None:
    leader = signed_in(hands, "陈主任")
    page = reach(leader, MeetingsPage)
    desk = desk_of(leader)
    seen: dict[str, object] = {}

    def on_card() -> None:
        card = dialog(MeetingCard)
        QApplication.setActiveWindow(card)
        assert card.shown is not None
        seen["number"] = card.shown.meeting.number
        QTest.keyClick(card.people.list, Qt.Key.Key_N)
        assert card.problem.text().endswith("请先添加参会人员。")
        card.people.ask_partners()
        assert card.shown.people, "every partner in force"
        after_a_double_click()
        card.go_on()
        seen["state"] = card.shown.meeting.state
        card.show_section(1)
        seen["first"] = card.agenda.list.model.rows[0].item.text
        card.accept()

    def fill_in() -> None:
        form = dialog(MeetingForm)
        form.ok.click()
        assert "已有联席会议" in form.fields["kind"].problem, "the demo centre has called that of this quarter"
        form.kind.choose(form.kind._choices[1])
        assert "专题" in form.title.text(), "the title follows"
        form.place.setText("")
        form.venue.choose(None)
        after_a_double_click()
        form.ok.click()
        assert form.fields["place"].problem == "请选择场地，或填写会议地点。"
        form.place.setText("三楼会议室")
        after_a_double_click()
        once_open(MeetingCard, on_card)
        form.ok.click()

    in_dialog(fill_in)
    leader.press(Qt.Key.Key_F2)
    assert seen["state"] is MeetingState.NOTIFIED
    with desk.read() as work:
        meeting = next(each for each in queries.not_over(work) if each.number == seen["number"])
        carried = agenda_queries.carried(work)
    assert meeting.where == "三楼会议室"
    assert str(seen["first"]).startswith(carried[0].description[:6]) if carried else "已全部办结" in str(seen["first"])
    row = page.list.current()
    assert row is not None and row.meeting.number == meeting.number, "it is chosen"


def test_the_page_shows_where_everything_stands(hands: Hands) -> None:
    leader = signed_in(hands, "陈主任")
    page = reach(leader, MeetingsPage)
    states = {row.meeting.state for row in page.list.model.rows}
    assert MeetingState.NOTIFIED in states and MeetingState.HELD in states
    quarters = [each.text() for each in page.quarters]
    assert any("已通知" in text or "已召开" in text for text in quarters), quarters
    page.view.choose(ResolutionView.ALL)
    rows = page.decided.model.rows
    with desk_of(leader).read() as work:
        assert {each.id for each in rows} == {
            each.id for each in agenda_queries.resolutions(work, ResolutionView.ALL, work.today.year)
        }
    page.text.setText("没有这样的会议")
    page.text.textEdited.emit("没有这样的会议")
    assert page.list.model.rows == []


def test_a_meeting_is_cancelled_with_a_reason_only(hands: Hands) -> None:
    leader = signed_in(hands, "陈主任")
    page = reach(leader, MeetingsPage)
    row = next(each for each in page.list.model.rows if each.meeting.state is MeetingState.NOTIFIED)

    def on_card() -> None:
        card = dialog(MeetingCard)

        def fill_in() -> None:
            form = dialog(CancelMeeting)
            form.ok.click()
            assert form.fields["reason"].problem
            form.reason.setText("台风")
            after_a_double_click()
            form.ok.click()

        in_dialog(fill_in)
        card.off.click()
        assert card.off.isHidden(), "nothing more can be done with it"
        card.accept()

    once_open(MeetingCard, on_card)
    page.open_card(row.meeting.id)
    with desk_of(leader).read() as work:
        assert queries.find(work, row.meeting.id).state is MeetingState.CANCELLED


def test_minutes_that_are_due_lead_to_the_card(hands: Hands) -> None:
    leader = signed_in(hands, "陈主任")
    assert due(leader)["meeting_minutes"].count == 1
    seen = []

    def on_card() -> None:
        card = dialog(MeetingCard)
        assert card.shown is not None
        seen.append(card.shown.meeting.state)
        card.accept()

    once_open(MeetingCard, on_card)
    go_to_due(leader, "meeting_minutes")
    assert seen == [MeetingState.HELD]


def test_a_clerk_reads_and_is_offered_nothing_to_change(clerk: Hands) -> None:
    page = reach(clerk, MeetingsPage)
    assert [each.key for each in page.commands if each.key in ("F2", "N")] == []
    card = MeetingCard(page.desk, page.list.model.rows[0].id, page)
    shown = [each.text() for each in (card.next, card.change, card.off, card.report, card.issue) if not each.isHidden()]
    assert shown == [] and card.people.partners.isHidden() and card.agenda.more.isHidden()
    telephones = [each.telephone for each in card.people.list.model.rows if each.telephone]
    for row in range(len(card.people.list.model.rows)):
        text = card.people.list.model.index(row, 3).data()
        assert text not in telephones, "masked until F4"
    card.close()
