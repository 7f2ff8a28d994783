"""The window of a case that somebody else came for, and that was entered afterwards."""

from __future__ import annotations

from datetime import timedelta

from desk.books import cases, catalogue, residents, visits
from desk.books.cases import NewCase
from desk.books.cases.case_queries import CaseFilter
from desk.books.visits import Afterwards, Agent, Channel, Registration
from desk.core.clock import start_of
from desk.demo.tour import Hands
from desk.ui.cases.ledger import CaseLedgerPage
from desk.ui.cases.window import CaseWindow
from tests.support.people import person
from tests.support.tabs import desk_of, reach


def test_the_agent_is_masked_until_asked_for_and_what_was_entered_later_says_so(clerk: Hands) -> None:
    desk = desk_of(clerk)
    with desk.write() as work:
        item = catalogue.all_items(work, retired=False)[0]
        came = start_of(work.today - timedelta(days=1)) + timedelta(hours=9)
        entry = Afterwards(came, came, came + timedelta(minutes=10), "停电")
        who = residents.add(work, person()).id
        agent = Agent("王小明", "子女", "123X")
        registration = Registration(who, (NewCase(item.id),), agent=agent, channel=Channel.TELEPHONE, afterwards=entry)
        case = cases.find(work, visits.register(work, registration).cases[0].id)
    window = CaseWindow(desk, case.id, clerk.window)
    facts = window.facts.text()
    assert "代办人：王*明（子女），证件尾号123X" in facts and "办理渠道：电话" in facts and "补录时间：" in facts
    story = [window.story.item(at).text() for at in range(window.story.count())]
    assert "补录" in story[-1] and story[-1].endswith("停电"), "the history says when and why it was entered"
    window.veil.toggle()
    assert "代办人：王小明（子女）" in window.facts.text()
    ledger = reach(clerk, CaseLedgerPage)
    ledger.show_filter(CaseFilter(text=case.number))
    (row,) = ledger.list.model.rows
    assert any(column.says(row).endswith("（补录）") for column in ledger.list.model.columns)
