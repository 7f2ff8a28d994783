"""会议进行: lines become follow-ups, half lines stay, two who write are told of each other, nothing typed is lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desk.books.follow_ups import queries as follow_ups
from desk.books.follow_ups.model import FollowUpKind, FollowUpState, OwnerKind
from desk.books.matching import queries as matching
from desk.books.matching.model import MatchState, NeedState
from desk.books.meetings import agenda, agenda_queries, holding, people, planning, queries, resolutions
from desk.books.meetings.model import Meeting, MeetingState, NewItem, NewPerson, Presence
from desk.services.session import Desk
from desk.ui.meetings.forms import MatchItem, NameProxy
from desk.ui.meetings.holding_window import HoldingWindow
from desk.ui.meetings.shown import item_columns, people_columns
from tests.conftest import Hands
from tests.support import matching as market
from tests.support.follow_ups import Crew, as_, hire
from tests.support.meetings import called, held
from tests.support.organisations import organisation
from tests.support.roster_tab import dialog, in_dialog


@pytest.fixture
def hands() -> Hands:
    """Only those of the clock: there is no window of the program here."""
    return Hands()


@pytest.fixture
def crew(desk: Desk) -> Crew:
    with desk.write() as work:
        return hire(work)


@pytest.fixture
def meeting(desk: Desk, crew: Crew) -> Meeting:
    with desk.write() as work:
        return held(work, crew, "老旧电线排查", "冬季慰问")


@pytest.fixture
def over(dressed: QApplication, qtbot: QtBot) -> Iterator[QWidget]:
    widget = QWidget()
    widget.resize(1366, 740)
    qtbot.addWidget(widget)
    yield widget


def window_of(desk: Desk, over: QWidget, meeting: Meeting) -> HoldingWindow:
    window = HoldingWindow(desk, over, meeting.id)
    window.show()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    return window


def decide(window: HoldingWindow, line: str) -> None:
    window.line.line.setFocus()
    window.line.line.setText(line)
    window.line.look()
    QTest.keyClick(window.line.line, Qt.Key.Key_Return)


def decided(desk: Desk, meeting: Meeting) -> list[tuple[str, str]]:
    with desk.read() as work:
        return [(each.description, each.owner_name) for each in agenda_queries.resolutions_of(work, meeting.id)]


def test_a_line_is_a_follow_up_at_once_and_what_lacks_something_stays(
    desk: Desk, over: QWidget, meeting: Meeting
) -> None:
    window = window_of(desk, over, meeting)
    decide(window, "排查一至四组电线｜lxf｜12.10")
    assert decided(desk, meeting) == [("排查一至四组电线", "林小芳")]
    assert window.line.line.text() == "", "ready for the next one"
    with desk.read() as work:
        [made] = agenda_queries.resolutions_of(work, meeting.id)
        item = follow_ups.find(work, made.follow_up_id)
        assert (item.kind, item.checker) == (FollowUpKind.MEETING, desk.actor.name)
        assert made.item_id == agenda_queries.stored_items(work, meeting.id)[0].id, "of the item in sight"
    for line, said in (("添置灭火器｜林小芳", "期限"), ("添置灭火器", "责任人"), ("添置灭火器｜林小芳｜昨天", "已过")):
        decide(window, line)
        assert window.line.line.text() == line and said in window.line.preview.text(), line
    assert len(decided(desk, meeting)) == 1
    window.close()


def test_somebody_unknown_is_asked_about_once(desk: Desk, over: QWidget, meeting: Meeting) -> None:
    window = window_of(desk, over, meeting)
    decide(window, "检修路灯｜供电所｜+5工作日")
    assert "再按一次" in window.line.preview.text() and decided(desk, meeting) == []
    QTest.keyClick(window.line.line, Qt.Key.Key_Return)
    assert decided(desk, meeting) == [("检修路灯", "供电所")]
    with desk.read() as work:
        [made] = agenda_queries.resolutions_of(work, meeting.id)
        assert follow_ups.find(work, made.follow_up_id).owner_kind is OwnerKind.OUTSIDE
    window.decided.enter()
    QTest.keyClick(window.decided.list.table, Qt.Key.Key_Delete)
    assert decided(desk, meeting) == [], "taken back"
    with desk.read() as work:
        assert follow_ups.find(work, made.follow_up_id).state is FollowUpState.CLOSED
    window.close()


def test_everybody_is_signed_in_by_one_digit(desk: Desk, over: QWidget, crew: Crew) -> None:
    with desk.write() as work:
        meeting = called(work, crew, "电线排查")
        people.ask(work, meeting.id, NewPerson(name="王院长"))
        meeting = planning.give_notice(work, meeting.id, meeting.version)
        holding.begin(work, meeting.id, meeting.version)
    window = window_of(desk, over, meeting)
    assert window.left.currentIndex() == 1, "with nobody signed in yet it begins there"
    table = window.people.list.table
    window.people.list.enter()
    QTest.keyClick(table, Qt.Key.Key_1)

    def name_proxy() -> None:
        form = dialog(NameProxy)
        form.proxy.setText("吴雅婷")
        form.ok.click()

    in_dialog(name_proxy)
    QTest.keyClick(table, Qt.Key.Key_2)
    QApplication.setActiveWindow(window)
    QTest.keyClick(table, Qt.Key.Key_3)
    with desk.read() as work:
        marks = [(each.presence, each.proxy) for each in queries.people_of(work, meeting.id)]
    assert marks == [(Presence.PRESENT, ""), (Presence.PROXY, "吴雅婷"), (Presence.EXCUSED, "")]
    assert window.shown is not None and "实到2人" in window.shown.attendance
    signed_in = window.people.list.model.columns[-1]
    times = [signed_in.says(each) for each in window.people.list.model.rows]
    assert times == ["09:00", "09:00", ""], "who is excused was never there"
    window.close()


def test_what_was_said_is_stored_by_itself_and_half_a_line_stays(desk: Desk, over: QWidget, meeting: Meeting) -> None:
    window = window_of(desk, over, meeting)
    window.said.setPlainText("各单位同意分两批实施")
    window.line.line.setText("完成第一批｜林")
    window.line.edited.emit()
    window._timer.timeout.emit()
    again = window_of(desk, over, meeting)
    assert again.said.toPlainText() == "各单位同意分两批实施", "though the first window was never closed"
    assert again.line.line.text() == "完成第一批｜林"
    again.said.setPlainText("各单位同意分三批实施")
    again.next_item()
    with desk.read() as work:
        first, second = agenda_queries.stored_items(work, meeting.id)
    assert (first.decision, second.decision) == ("各单位同意分三批实施", "")
    assert again.item.text().startswith("3.")
    for each in (window, again):
        each.close()


def test_what_is_too_long_is_told_and_stays_where_it_was_typed(desk: Desk, over: QWidget, meeting: Meeting) -> None:
    window = window_of(desk, over, meeting)
    long = "各单位同意。" * 400
    window.said.setPlainText(long)
    row = window.agenda.list.table.currentIndex().row()
    window.next_item()
    assert window.problem.text() == "最多2000个字。" and window.agenda.list.table.currentIndex().row() == row
    window.reject()
    assert window.isVisible() and window.said.toPlainText() == long, "nothing of it is cut, nothing lost"
    window.said.setPlainText("\n各单位同意。\n\n")
    window.reject()
    assert not window.isVisible(), "empty lines around it are no difference"
    with desk.read() as work:
        assert agenda_queries.stored_items(work, meeting.id)[0].decision == "各单位同意。"


def test_two_who_write_on_one_item_are_told_and_nothing_is_written_over(
    desk: Desk, over: QWidget, meeting: Meeting, crew: Crew
) -> None:
    window = window_of(desk, over, meeting)
    with desk.write() as work:
        [item, _other] = agenda_queries.stored_items(work, meeting.id)
        agenda.write_down(as_(work, crew.leader), item.id, "暂缓实施", item)
    window.said.setPlainText("同意实施")
    window.keep()
    assert "陈主任" in window.problem.text() and window.said.toPlainText() == "同意实施"
    with desk.read() as work:
        assert agenda_queries.find_item(work, item.id).decision == "暂缓实施"
    window.keep()
    with desk.read() as work:
        assert agenda_queries.find_item(work, item.id).decision == "暂缓实施", "not by itself"
    window.store()
    with desk.read() as work:
        assert agenda_queries.find_item(work, item.id).decision == "同意实施", "Ctrl+S decides"
    window.close()


def test_a_need_is_matched_and_claimed_at_the_table(desk: Desk, over: QWidget, crew: Crew) -> None:
    with desk.write() as work:
        meeting = called(work, crew)
        hospital = organisation(work, "区第二医院").id
        need, _offering = market.pair(work, market.Partners(hospital, hospital, {}))
        agenda.add(work, meeting.id, NewItem(need_id=need.id))
        meeting = planning.give_notice(work, meeting.id, meeting.version)
        holding.begin(work, meeting.id, meeting.version)
    window = window_of(desk, over, meeting)
    window.show_agenda()
    window.agenda.list.table.selectRow(1)
    in_dialog(lambda: dialog(MatchItem).ok.click())
    window.match_item()
    with desk.read() as work:
        [match] = matching.open_matches(work)
        assert (match.need_id, match.state) == (need.id, MatchState.CLAIMED)
        assert matching.find_need(work, need.id).state is NeedState.MATCHED
        assert agenda_queries.stored_items(work, meeting.id)[-1].match_id == match.id
        assert queries.find(work, meeting.id).state is MeetingState.HELD
    assert window.matched.text() == "对接：已认领（区第二医院　免费测血压）"
    assert not window.match.isEnabled(), "there is nothing more to match"
    window.close()


def test_the_partners_word_is_seen_in_the_window_and_asked_for_once(desk: Desk, over: QWidget, crew: Crew) -> None:
    with desk.write() as work:
        meeting = called(work, crew)
        hospital = organisation(work, "区第二医院").id
        match = market.matched(work, market.Partners(hospital, hospital, {}))
        agenda.add(work, meeting.id, NewItem(match_id=match.id))
        meeting = planning.give_notice(work, meeting.id, meeting.version)
        holding.begin(work, meeting.id, meeting.version)
    window = window_of(desk, over, meeting)
    window.show_agenda()
    window.agenda.list.table.selectRow(1)
    assert window.match.isEnabled() and window.matched.text() == "对接：待认领"
    window.match_item()
    assert not window.match.isEnabled() and window.matched.text() == "对接：已认领"
    window.close()


def test_minutes_that_cannot_be_issued_yet_are_not_asked_about(desk: Desk, over: QWidget, meeting: Meeting) -> None:
    window = window_of(desk, over, meeting)
    window.issue_minutes()
    assert window.problem.text().startswith("第2、3项议题还没有记录"), "at once, with no question before it"
    window.close()


def test_the_window_says_which_meeting_goes_on_and_the_agenda_what_was_decided(
    desk: Desk, over: QWidget, crew: Crew
) -> None:
    with desk.write() as work:
        meeting = called(work, crew, "电线")
        meeting = planning.give_notice(work, meeting.id, meeting.version)
        holding.begin(work, meeting.id, meeting.version)
        [topic] = agenda_queries.stored_items(work, meeting.id)
        resolutions.decide(work, meeting.id, "查电线｜林小芳｜+9", topic.id)
    window = window_of(desk, over, meeting)
    for width, said in ((1366, f"{meeting.number}　{meeting.title}"), (910, meeting.number)):
        window.resize(width, 660)
        assert window.heading.text() == said
    minuted = next(each for each in item_columns() if each.name == "记录")
    assert minuted.says(window.agenda.list.model.rows[1]) == "议定1项"
    of = next(each for each in people_columns() if each.name == "单位")
    assert [of.says(each) for each in window.people.list.model.rows] == ["", "本中心"]
    window.close()
