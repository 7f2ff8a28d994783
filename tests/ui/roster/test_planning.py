"""What is seen while a month is planned: nothing flashes up, the clock goes on, and a lock keeps what comes of it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QElapsedTimer, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.core.month import Month
from desk.demo.tour import Hands, let_it_happen
from desk.scheduling.plan import SolvedPlan
from desk.scheduling.problem import RosterProblem
from desk.ui.roster.month import RosterMonthPage
from desk.ui.roster.plan_search import PlanningJob
from desk.ui.widgets import jobs
from desk.ui.widgets.jobs import Job
from tests.conftest import PASSWORD
from tests.support.roster_problems import AFTERNOON, EVENING, LUNCH, MORNING, busy, people_of, slots_of
from tests.support.roster_tab import page_of, tab_of
from tests.support.tabs import told

ALT = Qt.KeyboardModifier.AltModifier
LIVELY_MS = 1000
"""No longer may the window be deaf while a roster is planned, on a slow machine with much else to do. It is 30 ms by
itself.
"""


def long_question() -> RosterProblem:
    return busy(30, 92, (MORNING, AFTERNOON, EVENING, LUNCH), 2)


def on_screen(dialog: PlanningJob) -> bool:
    handle = dialog.windowHandle()
    return handle is not None and handle.isExposed()


def asked(page: RosterMonthPage, ask: RosterProblem, came: list[object]) -> PlanningJob:
    job = PlanningJob(page, ask, came.append, came.append, came.append)
    job.start()
    return job


def test_the_month_is_another_one_before_the_next_key(manager: Hands, qtbot: QtBot) -> None:
    """A key that was held down for a tenth of a second let F6 plan the month before, into the one that came."""
    tab = tab_of(manager)
    tab.show_page(0)
    page = tab.page
    assert isinstance(page, RosterMonthPage)
    before, planned = page.board.month, page.board.assignments
    QTest.keyClick(page.grid, Qt.Key.Key_Right, ALT)
    QTest.keyClick(page.grid, Qt.Key.Key_F6)
    assert page.board.month == before.plus(1) == tab.month_line.month
    qtbot.waitUntil(lambda: "已排好" in told(manager), timeout=30_000)
    assert {Month.of(turn.day) for turn in page.board.assignments} == {before.plus(1)}
    tab.step(-1)
    assert page.board.assignments == planned


def test_what_is_planned_at_once_flashes_nothing_up(manager: Hands, qtbot: QtBot) -> None:
    page, came = page_of(manager, RosterMonthPage), list[object]()
    job, seen = asked(page, RosterProblem(slots_of(3, MORNING), people_of(3)), came), list[bool]()
    assert QApplication.activeModalWidget() is job
    looking = QTimer(job)
    looking.timeout.connect(lambda: seen.append(on_screen(job)))
    looking.start(5)
    qtbot.waitUntil(lambda: bool(came), timeout=30_000)
    assert isinstance(came[0], SolvedPlan) and QApplication.activeModalWidget() is None
    assert not any(seen), "it was there for no longer than somebody takes to read it"


def test_a_long_search_tells_the_time_leaves_the_window_alive_and_ends_by_esc(
    manager: Hands, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown_later = 5 * jobs.SHOW_AFTER_MS  # a click takes long on a busy machine
    monkeypatch.setattr(jobs, "SHOW_AFTER_MS", shown_later)
    page, came = page_of(manager, RosterMonthPage), list[object]()
    month, later = page.board.month, tab_of(manager).month_line.later
    job, gaps, clock = asked(page, long_question(), came), list[int](), set[str]()
    at = later.mapTo(manager.window, later.rect().center())
    QTest.mouseClick(manager.window.windowHandle(), Qt.MouseButton.LeftButton, pos=at)
    assert not on_screen(job) and page.board.month == month, "nothing else can be done already"
    ticks, since = QTimer(job), QElapsedTimer()

    def tick() -> None:
        gaps.append(since.restart())
        clock.add(job.clock.text())

    ticks.timeout.connect(tick)
    since.start()
    ticks.start(10)
    qtbot.waitUntil(lambda: on_screen(job), timeout=10_000)
    qtbot.waitUntil(lambda: "已排出一版" in job.level.text() and len(clock) >= 4, timeout=30_000)
    assert "目前" in job.values.text()
    QTest.keyClick(job, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: bool(came), timeout=10_000)
    plan = came[0]
    assert isinstance(plan, SolvedPlan) and len(plan.assignments) == 92 * 4 * 2
    assert sorted(gaps)[-3] < LIVELY_MS


def test_nothing_comes_up_over_the_lock_and_what_was_found_is_told_after_it(manager: Hands, qtbot: QtBot) -> None:
    page, came = page_of(manager, RosterMonthPage), list[object]()
    job = asked(page, long_question(), came)
    qtbot.waitUntil(lambda: "已排出一版" in job.level.text(), timeout=30_000)
    manager.window.lock()
    qtbot.waitUntil(lambda: not page.findChildren(Job), timeout=20_000)
    let_it_happen()
    assert not manager.window.working and came == [] and QApplication.activeModalWidget() is None
    desk = manager.window.desk
    assert desk is not None
    desk.hand_to("管理员", PASSWORD)
    manager.window.come_back()
    qtbot.waitUntil(lambda: bool(came), timeout=20_000)
    assert isinstance(came[0], SolvedPlan) and QApplication.activeModalWidget() is None
