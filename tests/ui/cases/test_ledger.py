"""The case ledger filtered by any days, and by what somebody saved under a name."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from desk.books.cases import CaseState, case_queries
from desk.books.cases.case_queries import CaseFilter
from desk.books.visits import Channel
from desk.demo.tour import Hands
from desk.models.cases import cases
from desk.models.visits import visits
from desk.ui.cases.ledger import CaseLedgerPage
from desk.ui.visits.tab import VisitsTab
from desk.ui.widgets.day_span import SpanChoice
from desk.ui.widgets.form_dialog import TextsDialog
from tests.support.roster_tab import dialog, in_dialog
from tests.support.tabs import desk_of, reach, told
from tests.ui.conftest import signed_in


def ledger_of(hands: Hands) -> CaseLedgerPage:
    page = reach(hands, VisitsTab).open(CaseLedgerPage)
    assert isinstance(page, CaseLedgerPage)
    return page


def days(page: CaseLedgerPage) -> set[date]:
    return {date(int(row.number[:4]), int(row.number[4:6]), int(row.number[6:8])) for row in page.list.model.rows}


def test_days_are_today_yesterday_this_week_or_any_two(clerk: Hands, qtbot: QtBot) -> None:
    page, today = ledger_of(clerk), desk_of(clerk).clock.today()
    assert [page.span.choice.itemText(at) for at in range(4)] == ["今日", "昨天", "本周", "近7天"]
    assert not page.span.first.isVisible()
    page.span.choose(SpanChoice.YESTERDAY)
    qtbot.waitUntil(lambda: page.wanted.last == today - timedelta(days=1) == page.wanted.first)
    page.span.choose(SpanChoice.THIS_WEEK)
    qtbot.waitUntil(lambda: page.wanted.first == today - timedelta(days=today.weekday()))
    page.span.choose(SpanChoice.RANGE)
    first, last = today - timedelta(days=40), today - timedelta(days=20)
    page.span.first.setFocus()
    page.span.first.selectAll()
    clerk.type(first.isoformat())
    clerk.press(Qt.Key.Key_Tab)
    page.span.last.selectAll()
    clerk.type(last.isoformat())
    clerk.press(Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: (page.wanted.first, page.wanted.last) == (first, last))
    assert days(page) and all(first <= day <= last for day in days(page))


def save(page: CaseLedgerPage, name: str) -> None:
    def fill() -> None:
        asked = dialog(TextsDialog)
        asked.lines["name"].setText(name)
        asked.try_it()

    in_dialog(fill)
    page.saved.save()


def lines(menu: QMenu) -> list[str]:
    return [entry.text() for entry in menu.actions() if entry.text()]


def test_a_filter_is_saved_under_a_name_for_its_person_and_comes_back(clerk: Hands, qtbot: QtBot) -> None:
    page, today = ledger_of(clerk), desk_of(clerk).clock.today()
    page.state.choose(CaseState.FORWARDED)
    page.span.show_span(today - timedelta(days=30), today - timedelta(days=2))
    page.text.setText("张三")
    save(page, "上月转报")
    assert told(clerk) == "已保存。按 F6 再按数字即可取用。"
    assert "张三" not in str(page.saved.all()), "what was typed is not kept"
    page.clear()
    assert page.wanted.state is None
    menu = page.saved.menu()
    assert lines(menu) == ["&1 上月转报", "保存当前筛选…", "删除"]
    menu.actions()[0].trigger()
    assert page.wanted.state is CaseState.FORWARDED
    assert (page.wanted.first, page.wanted.last) == (today - timedelta(days=30), today - timedelta(days=2))
    assert page.span.first.isVisible()
    page.saved.forget("上月转报")
    assert page.saved.all() == {}


def test_the_list_is_narrowed_to_a_channel_which_is_saved_with_the_rest(clerk: Hands, qtbot: QtBot) -> None:
    page, desk = ledger_of(clerk), desk_of(clerk)
    with desk.write() as work:
        [case] = case_queries.page(work, CaseFilter(), limit=1)
        visit = work.connection.scalars(select(cases.c.visit_id).where(cases.c.id == case.id)).one()
        work.change(visits, visit, {"channel": Channel.HOME_VISIT.value})
        of_visit = set(work.connection.scalars(select(cases.c.number).where(cases.c.visit_id == visit)))
    shown = lambda: {row.number for row in page.list.model.rows}  # noqa: E731
    page.show_filter(CaseFilter())
    assert len(shown()) > len(of_visit)
    page.channel.choose(Channel.HOME_VISIT)
    qtbot.waitUntil(lambda: shown() == of_visit)
    save(page, "上门办的")
    page.clear()
    assert page.channel.currentText() == "全部渠道" and shown() != of_visit
    page.saved.menu().actions()[0].trigger()
    assert page.wanted.channel is Channel.HOME_VISIT and shown() == of_visit
    with desk.read() as work:
        others = case_queries.count(work, CaseFilter(channel=Channel.COUNTER), most=10_000)
        assert others + len(of_visit) == case_queries.count(work, CaseFilter(), most=10_000)


def test_what_one_person_saved_is_not_another_persons(hands: Hands) -> None:
    signed_in(hands, "林小芳")
    save(ledger_of(hands), "我的")
    hands.window.lock()
    signed_in(hands, "管理员")
    assert ledger_of(hands).saved.all() == {}
