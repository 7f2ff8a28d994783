"""A need through the window, by the keyboard: heard at the counter, matched, claimed at a joint meeting, an activity
arranged for it that is filled in already, held with its people counted, accepted, and in the partner's year.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desk.books.activities import queries as activities
from desk.books.activities import results, transitions
from desk.books.activities.model import OrganiserKind
from desk.books.activities.results import ActivityResult
from desk.books.invariants import book_problems
from desk.books.matching import delivery_queries, queries
from desk.books.matching.model import Match, MatchState, NeedState
from desk.books.meetings import agenda, holding, people, planning
from desk.books.meetings import queries as meetings
from desk.books.meetings.model import MeetingKind, NewItem, NewPerson, Presence
from desk.books.organisations import overview
from desk.core.work import Work
from desk.demo.tour import CTRL, Hands
from desk.services.session import Desk
from desk.ui.activities.window import ActivityWindow
from desk.ui.matching.forms import NEW_ACTIVITY, LinkDelivery
from desk.ui.matching.matching_page import MatchingPage
from desk.ui.matching.need_form import RaiseNeed
from desk.ui.matching.rows import MatchingView
from desk.ui.meetings.holding_window import HoldingWindow
from tests.support.follow_ups import crew
from tests.support.meetings import new_meeting
from tests.support.tabs import desk_of, reach, told
from tests.support.teams_tab import fill
from tests.ui.conftest import after_a_double_click

Key = Qt.Key


def _raised(manager: Hands, page: MatchingPage) -> int:
    """F2, the words, Ctrl+Enter: the kind is guessed."""

    def type_on(form: RaiseNeed) -> None:
        manager.type("周六能不能给老人量血压")
        form.people.setValue(30)
        manager.press(Key.Key_Return, CTRL)

    fill(RaiseNeed, type_on)
    manager.press(Key.Key_F2)
    assert page.board.need is not None and page.board.need.state is NeedState.NEW
    return page.board.need.id


def _on_the_agenda(work: Work, match: Match) -> int:
    """A meeting that goes on today, with the match as its project."""
    meeting = planning.call(work, new_meeting(work, crew(work), kind=MeetingKind.SPECIAL, title="为老服务专题会"))
    people.ask(work, meeting.id, NewPerson("王医生", match.organisation_id))
    agenda.add(work, meeting.id, NewItem(match_id=match.id))
    meeting = planning.give_notice(work, meeting.id, meeting.version)
    meeting = holding.begin(work, meeting.id, meeting.version)
    people.sign(work, meetings.people_of(work, meeting.id)[0].id, Presence.PRESENT)
    return meeting.id


def _claimed(manager: Hands, desk: Desk, meeting_id: int) -> None:
    """F9 at the table: the partner's word."""
    window = HoldingWindow(desk, manager.window, meeting_id)
    window.show()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    window.show_agenda()
    rows = window.agenda.list.model.rows
    window.agenda.list.table.selectRow(next(at for at, each in enumerate(rows) if each.item.match_id is not None))
    QApplication.setActiveWindow(window)
    after_a_double_click()
    assert window.match.isEnabled()
    manager.press(Key.Key_F9)
    window.close()
    window.deleteLater()


def _when_arranging(page: MatchingPage, act: Callable[[ActivityWindow], None]) -> None:
    """Once the window of the new activity is open, do something with it; it is closed whatever comes of that."""
    looking = QTimer(page)

    def look() -> None:
        window = QApplication.activeModalWidget()
        if isinstance(window, ActivityWindow):
            looking.stop()
            try:
                QApplication.setActiveWindow(window)
                act(window)
            finally:
                if window.isVisible():
                    window.done(0)

    looking.timeout.connect(look)
    looking.start(10)


def _arranged(manager: Hands, page: MatchingPage, match: Match) -> None:
    """N, a new activity, Ctrl+Enter twice: nothing of it is typed."""
    QApplication.setActiveWindow(manager.window)
    page.board.view.choose(MatchingView.MATCHES)
    page.load()
    page.board.matches.choose(match.id)
    page.board.matches.table.setFocus()

    def save(window: ActivityWindow) -> None:
        plan = window.form.plan
        assert (plan.title, plan.organiser) == (match.offering, match.organisation)
        assert (plan.organiser_kind, plan.organisation_id) == (OrganiserKind.PARTNER, match.organisation_id)
        venue = next(each for each in window.form.venues if each.id == plan.venue_id)
        assert plan.capacity is not None and venue.capacity >= plan.capacity
        manager.press(Key.Key_Return, CTRL)
        assert not window.isVisible(), window.problem.text()

    _when_arranging(page, save)
    after_a_double_click()
    fill(LinkDelivery, lambda form: form.activity.choose(NEW_ACTIVITY))
    manager.press(Key.Key_N)


def test_a_need_of_the_counter_is_met_by_a_partner_with_few_keys(manager: Hands) -> None:
    page, desk = reach(manager, MatchingPage), desk_of(manager)
    need_id = _raised(manager, page)
    QApplication.setActiveWindow(manager.window)
    page.board.needs.table.setFocus()
    after_a_double_click()
    manager.press(Key.Key_M)
    assert "已与" in told(manager), (told(manager), page.board.why.text())
    with desk.write() as work:
        [match] = queries.matches_of_need(work, need_id)
        assert match.state is MatchState.PROPOSED
        before = overview.line_of(work, match.organisation_id, work.today.year)
        meeting_id = _on_the_agenda(work, match)
    _claimed(manager, desk, meeting_id)
    with desk.read() as work:
        assert queries.find_match(work, match.id).state is MatchState.CLAIMED
    _arranged(manager, page, match)
    with desk.write() as work:
        assert queries.find_match(work, match.id).state is MatchState.UNDER_WAY, told(manager)
        [delivery] = delivery_queries.of_match(work, match.id)
        activity = activities.find(work, delivery.activity_id or 0)
        assert (activity.day, activity.title) == (work.today, match.offering)
        transitions.approve(work, [activity.id])
        results.save(work, activity.id, ActivityResult(36, "测量血压36人"))
    QApplication.setActiveWindow(manager.window)
    page.load()
    page.board.matches.choose(match.id)
    page.board.matches.table.setFocus()
    after_a_double_click()
    manager.press(Key.Key_N)
    assert told(manager) == f"{match.need_number}已满足：期望30人，实际服务36人。"
    with desk.read() as work:
        assert queries.find_need(work, need_id).state is NeedState.MET
        year = overview.line_of(work, match.organisation_id, work.today.year)
        assert (year.delivered - before.delivered, year.people - before.people) == (1, 36)
        assert list(book_problems(work)) == []
