"""A window over one record keeps up with the book as pages do, and what is typed in it stays.

Four windows once read themselves again each in its own way, after what was done in them and after nothing else.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from desk.books import cases
from desk.books.activities import transitions
from desk.books.assets import attachments, transfers
from desk.books.assets import queries as assets
from desk.books.assets.attachments import AttachmentKind
from desk.books.assets.model import AssetCondition
from desk.books.assets.transfers import MovementNote
from desk.books.cases import CaseState, case_queries
from desk.books.cases.case_queries import CaseFilter
from desk.books.incidents import log
from desk.books.incidents.model import IncidentKind
from desk.books.registry import nouns_of
from desk.core.work import Work
from desk.demo.tour import Hands
from desk.ui.activities.window import ActivityWindow
from desk.ui.assets.window import CardWindow
from desk.ui.cases.window import CaseWindow
from desk.ui.incidents.window import IncidentWindow
from desk.ui.shell.record_window import RecordWindow
from tests.support.calendar_tab import add
from tests.support.tables_read import tables_read
from tests.support.tabs import desk_of
from tests.ui.conftest import say_yes

Opened = tuple[RecordWindow, Callable[[Work], object], Callable[[], str], str]
"""The window, what somebody else does to its record, what it then shows, and the words in it."""


def a_case(hands: Hands) -> Opened:
    with desk_of(hands).read() as work:
        waiting = case_queries.page(work, CaseFilter(open_only=True))
        row = next(row for row in waiting if CaseState.DONE in cases.MOVES[row.state])
    window = CaseWindow(desk_of(hands), row.id, hands.window)
    return window, lambda work: cases.move(work, row.id, CaseState.DONE), window.heading.text, "已办结"


def an_activity(hands: Hands) -> Opened:
    id = add(hands)
    window = ActivityWindow(desk_of(hands), hands.window, id)
    return window, lambda work: transitions.approve(work, [id]), window.state.text, "已审定"


def a_card(hands: Hands) -> Opened:
    with desk_of(hands).read() as work:
        id = next(
            each.id for each in assets.page(work, assets.AssetFilter()) if each.condition is AssetCondition.IN_USE
        )
    window = CardWindow(desk_of(hands), hands.window, id)

    def idle(work: Work) -> None:
        transfers.set_condition(work, [id], AssetCondition.IDLE, MovementNote(reason="暂不用"))

    return window, idle, window.state.text, AssetCondition.IDLE.label


def an_incident(hands: Hands) -> Opened:
    with desk_of(hands).write() as work:
        id = log.open_incident(work, IncidentKind.FIRE, "食堂")
    window = IncidentWindow(desk_of(hands), hands.window, id)
    return window, lambda work: log.set_people(work, id, {"affected": 7}), window.head.about.text, "涉及人数 7"


WINDOWS = (a_case, an_activity, a_card, an_incident)


@pytest.mark.parametrize("opened", WINDOWS)
def test_an_open_window_shows_what_anybody_does_to_its_record(
    manager: Hands, qtbot: QtBot, opened: Callable[[Hands], Opened]
) -> None:
    window, act, shown, words = opened(manager)
    qtbot.addWidget(window)
    window.show()
    assert words not in shown()
    with desk_of(manager).write() as work:
        act(work)
    qtbot.waitUntil(lambda: words in shown())


@pytest.mark.parametrize("opened", WINDOWS)
def test_one_that_was_put_away_comes_back_as_the_book_is(
    manager: Hands, qtbot: QtBot, opened: Callable[[Hands], Opened]
) -> None:
    window, act, shown, words = opened(manager)
    qtbot.addWidget(window)
    window.show()
    window.hide()
    with desk_of(manager).write() as work:
        act(work)
    qtbot.wait(20)
    assert words not in shown()
    window.show()
    assert words in shown()


def test_what_is_typed_stays_when_the_record_is_read_again(manager: Hands, qtbot: QtBot) -> None:
    window, act, shown, words = an_activity(manager)
    assert isinstance(window, ActivityWindow)
    qtbot.addWidget(window)
    window.show()
    window.form.title.setText("太极拳晨练")
    with desk_of(manager).write() as work:
        act(work)
    qtbot.waitUntil(lambda: words in shown())
    assert window.form.title.text() == "太极拳晨练" and window.is_dirty
    say_yes([])
    window.reject()


@pytest.mark.parametrize("opened", WINDOWS)
def test_every_window_says_which_books_it_shows(manager: Hands, opened: Callable[[Hands], Opened]) -> None:
    window = opened(manager)[0]
    with tables_read(desk_of(manager)) as tables:
        window.fill()
    assert nouns_of(tables) - window.SHOWS - {"staff"} == set()


@pytest.mark.parametrize("new", [ActivityWindow, CardWindow])
def test_a_new_record_is_in_no_book_and_is_not_looked_for(
    manager: Hands, qtbot: QtBot, new: type[ActivityWindow | CardWindow]
) -> None:
    window = new(desk_of(manager), manager.window)
    qtbot.addWidget(window)
    window.show()
    title = window.windowTitle()
    add(manager)
    qtbot.wait(20)
    assert window.isVisible() and window.windowTitle() == title


def test_the_chosen_file_of_a_card_stays_chosen_when_the_card_is_read_again(manager: Hands, qtbot: QtBot) -> None:
    window, act, shown, words = a_card(manager)
    assert isinstance(window, CardWindow)
    with desk_of(manager).write() as work:
        for name in ("合同.pdf", "发票.pdf"):
            attachments.add(work, window.id, AttachmentKind.PAPER, name, name, 1)
    window.files.load()
    window.files.list.setCurrentRow(1)
    qtbot.addWidget(window)
    window.show()
    with desk_of(manager).write() as work:
        act(work)
    qtbot.waitUntil(lambda: words in shown())
    assert window.files.list.currentRow() == 1
