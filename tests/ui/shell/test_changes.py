"""What an action changed is announced once after its commit; whatever in sight shows it reads again, once.

Every tab was once wired by hand to what it might touch, ninety lines of it, and a page whose wire was forgotten showed
what had been so an hour ago.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from threading import Thread
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import event
from sqlcipher3 import dbapi2

from desk.books import catalogue, centre, visits
from desk.books.cases import NewCase
from desk.books.cases.case_queries import CaseFilter
from desk.books.registry import books, nouns_of, underlying
from desk.books.visits import Registration
from desk.core.errors import EnvironmentFailure
from desk.core.month import Month
from desk.core.permissions import May, Role
from desk.core.work import Work
from desk.demo.tour import CTRL, Hands
from desk.services.session import Desk
from desk.ui.cases.ledger import CaseLedgerPage
from desk.ui.roster.assignees import AssigneesPage
from desk.ui.settings.centre_sections import CentreSection
from desk.ui.settings.staff import StaffSection
from desk.ui.settings.tab import SettingsTab
from desk.ui.shell.changes import hub_of
from desk.ui.shell.page import Page
from desk.ui.shell.tabs import TABS
from desk.ui.shell.work_page import WorkPage
from desk.ui.visits.form import DRAFT_AFTER_MS
from desk.ui.visits.registration import RegistrationPage
from tests.support.records import ASKING, ON_A_PAGE, RECORDS
from tests.support.tables_read import tables_read
from tests.support.tabs import desk_of, every_page, reach
from tests.support.visits_tab import somebody

Key = Qt.Key
NOT_FOLLOWED = {RegistrationPage: {"staff", "cases"}, AssigneesPage: set[str](), StaffSection: set[str]()}
"""What a page reads and does not follow. ``staff`` is read in every transaction, for who is signed in, and changes only
in the settings; what a clerk offers most often need not be counted anew after each case.
"""


def pages_in_sight(page: Page) -> Iterator[Page]:
    yield page
    for part in page.parts():
        yield from pages_in_sight(part)


def test_every_page_says_which_books_it_shows(manager: Hands) -> None:
    """The reports count a month in a job; they say that they show every book."""
    wrong = {}
    for where, tab in every_page(manager):
        for page in pages_in_sight(tab):
            with tables_read(desk_of(manager)) as tables:
                page.fill()
            if missing := nouns_of(tables) - page.SHOWS - NOT_FOLLOWED.get(type(page), {"staff"}):
                wrong[where, type(page).__name__] = sorted(missing)
    assert wrong == {}, wrong


READ_BY_THE_MINUTE = {"matching": {"activities", "orders"}}
"""Books that others matter to as well, but not at once: the bar reads everything again each minute."""


def test_what_needs_attention_in_a_book_depends_on_it_and_on_what_all_stand_on(manager: Hands) -> None:
    """The bar asks only the books that changed: a registration costs the counter nothing for the roster."""
    for book in books():
        with tables_read(desk_of(manager)) as tables, desk_of(manager).read() as work:
            list(book.attention(work))
        followed = {book.name, *underlying(), *READ_BY_THE_MINUTE.get(book.name, ())}
        assert nouns_of(tables) <= followed, book.name


@contextmanager
def statements(desk: Desk) -> Iterator[list[str]]:
    """Every statement, past SQLAlchemy too."""
    said: list[str] = []

    def watch(connection: Any, *_pool: object) -> None:
        connection.set_trace_callback(said.append)

    event.listen(desk.store._engine, "checkout", watch)
    yield said
    event.remove(desk.store._engine, "checkout", watch)


def registered(work: Work, person: int) -> str:
    """A case of somebody, as another window or a job stores one; its number."""
    item = catalogue.all_items(work, retired=False)[0]
    return visits.register(work, Registration(person, (NewCase(item.id),))).cases[-1].number


def test_one_registration_is_read_once_wherever_it_shows(clerk: Hands) -> None:
    person = somebody(clerk)
    clerk.press(Key.Key_F2)
    clerk.type(person.id_number[-6:])
    clerk.press(Key.Key_Return)
    clerk.press(Key.Key_Return)
    QTest.qWait(DRAFT_AFTER_MS + 100)
    with statements(desk_of(clerk)) as said:
        clerk.press(Key.Key_Return, CTRL)
        QTest.qWait(50)
    reads = [each for each in said if each.startswith("SELECT")]
    assert said.count("COMMIT") == 1
    assert sum("FROM callbacks" in each for each in reads) == 1, "the bar"
    assert sum(each.startswith("SELECT visits.id, visits.day") for each in reads) == 1, "the queue"
    assert sum(" AS waited," in each for each in reads) == 1, "today in a few numbers"
    assert not [each for each in reads if "FROM duties" in each or "FROM incidents" in each], "nothing else was changed"
    assert len(reads) < 30


def test_what_a_job_stores_stands_in_the_list_in_sight_and_nothing_moves(clerk: Hands, qtbot: QtBot) -> None:
    """The chosen case stays chosen and in sight, the keyboard where it was; a page out of sight reads when shown."""
    cases = reach(clerk, CaseLedgerPage)
    desk = desk_of(clerk)
    QTest.qWait(20)
    cases.show_filter(CaseFilter())
    cases.list.table.selectRow(40)
    cases.list.table.scrollTo(cases.list.model.index(60, 0))
    QTest.qWait(20)
    cases.text.setFocus()
    chosen, top = cases.list.current(), cases.list.table.verticalScrollBar().value()
    assert chosen is not None and top > 0
    numbers: list[str] = []

    def job() -> None:
        with desk.write() as work:
            numbers.append(registered(work, chosen.resident_id))

    before = cases.list.foot.sum.text()
    other = Thread(target=job)
    other.start()
    qtbot.waitUntil(lambda: cases.list.model.rows[0].number in numbers)
    other.join()
    again = cases.list.current()
    assert again is not None and again.id == chosen.id
    assert cases.list.table.verticalScrollBar().value() == top
    assert QApplication.focusWidget() is cases.text
    assert before and clerk.window.work is not None


def test_an_action_in_one_tab_is_on_the_bar_and_in_the_page_shown_next(manager: Hands, qtbot: QtBot) -> None:
    work_page = manager.window.work
    assert work_page is not None
    cases = reach(manager, CaseLedgerPage)
    manager.window.go_to(0)
    with desk_of(manager).write() as work:
        number = registered(work, 1)
    assert number not in {row.number for row in cases.list.model.rows}, "it is out of sight"
    reach(manager, CaseLedgerPage)
    assert number in {row.number for row in cases.list.model.rows}
    settings = reach(manager, SettingsTab)
    section = settings.open(CentreSection)
    assert isinstance(section, CentreSection)
    section.form.lines["name"].setText("改名后的邻里中心")
    section.save()
    assert work_page.bar.centre.toolTip() == "改名后的邻里中心"


@contextmanager
def unreadable(desk: Desk) -> Iterator[None]:
    """The disk answers no more."""

    def fail(*_connection: object) -> None:
        raise dbapi2.OperationalError("disk I/O error")

    event.listen(desk.store._engine, "checkout", fail)
    yield
    event.remove(desk.store._engine, "checkout", fail)


def test_what_could_not_be_read_is_read_when_anything_is_announced(manager: Hands, qtbot: QtBot) -> None:
    """Page and bar took a reading that failed for one that was made, and stayed as they were until F5."""
    work_page = manager.window.work
    assert work_page is not None
    cases, desk = reach(manager, CaseLedgerPage), desk_of(manager)
    QTest.qWait(20)
    with desk.write() as work:
        number = registered(work, 1)
        centre.save(work, replace(centre.get(work), name="改名后的邻里中心"))
    with unreadable(desk), qtbot.capture_exceptions() as failures:
        hub_of(desk).tell()
    assert {kind for kind, *_rest in failures} == {EnvironmentFailure}
    assert number not in {row.number for row in cases.list.model.rows}
    hub_of(desk).hear({"assets"})
    hub_of(desk).tell()
    assert number in {row.number for row in cases.list.model.rows}
    assert work_page.bar.centre.toolTip() == "改名后的邻里中心"


def test_what_is_half_typed_in_the_settings_stays_when_something_else_changes(manager: Hands) -> None:
    section = reach(manager, SettingsTab).open(CentreSection)
    assert isinstance(section, CentreSection)
    section.form.lines["town"].setText("正在输入的镇名")
    with desk_of(manager).write() as work:
        centre.save_settings(work, {"idle_minutes": 17})
    QTest.qWait(20)
    assert section.form.lines["town"].text() == "正在输入的镇名"
    manager.window.read_again()
    assert section.form.lines["town"].text() == "正在输入的镇名"
    section.save()
    with desk_of(manager).read() as work:
        assert centre.get(work).town == "正在输入的镇名"


def test_each_destination_is_declared_by_one_tab_and_opens_it_read_once(
    manager: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    work_page = manager.window.work
    assert work_page is not None
    read: list[str] = []
    read_again = Page._read_again

    def noting(page: Page) -> None:
        read.append(type(page).__name__)
        read_again(page)

    monkeypatch.setattr(Page, "_read_again", noting)
    show = CaseLedgerPage._show
    monkeypatch.setattr(
        CaseLedgerPage, "_show", lambda tab, *what, **how: (read.append("cases"), show(tab, *what, **how))
    )
    names = [name for declared in TABS for name in declared.load().DESTINATIONS]
    assert len(set(names)) == len(names) >= 14
    first = desk_of(manager).clock.today().replace(day=1)
    about = {"cases.list": CaseFilter(), "activities.calendar": Month.of(first)}
    for name in [each for each in names if each not in RECORDS.keys() | ON_A_PAGE | ASKING]:
        manager.window.go_to(0)
        QTest.qWait(20)
        read.clear()
        work_page.open_destination(name, about.get(name, first))
        QTest.qWait(20)
        assert name in work_page.current.DESTINATIONS
        assert len(read) == len(set(read)) >= 1, name
    assert not [name for declared in TABS for name in declared.load().DESTINATIONS if not declared.has(name)]


def test_a_tab_that_takes_a_permission_is_there_for_who_has_it(manager: Hands) -> None:
    """Nobody sees an empty place, and the keys count what is there."""
    desk = desk_of(manager)
    tabs = (TABS[0], replace(TABS[1], may=May.EDIT_CENTRE), TABS[4])
    titles = []
    for role in (Role.MANAGER, Role.CLERK):
        desk.actor = replace(desk.actor, role=role)
        page = WorkPage(desk, tabs)
        titles.append([page.tabs.tabText(at) for at in range(page.tabs.count())])
        page.deleteLater()
    assert titles == [["窗口登记", "预约登记", "活动月历"], ["窗口登记", "活动月历"]]
