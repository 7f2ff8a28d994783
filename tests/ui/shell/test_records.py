"""A record that something leads to opens over its own tab, which has been read by then: no empty list behind it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from desk.demo.tour import Hands
from desk.ui.shell.page import Page
from tests.support.records import RECORDS
from tests.support.tabs import desk_of


@pytest.mark.parametrize("name", RECORDS)
def test_a_record_opens_over_its_own_tab(manager: Hands, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    work_page, (table, kind) = manager.window.work, RECORDS[name]
    assert work_page is not None
    with desk_of(manager).read() as work:
        id = work.connection.scalars(select(table.c.id).order_by(table.c.id)).first()
    read: list[Page] = []
    read_again = Page._read_again
    monkeypatch.setattr(Page, "_read_again", lambda page: (read.append(page), read_again(page)))
    seen: list[bool] = []

    def look() -> None:
        over = QApplication.activeModalWidget()
        if isinstance(over, kind):
            looking.stop()
            tab = work_page.current
            seen.append(name in tab.DESTINATIONS and any(page is tab or tab.isAncestorOf(page) for page in read))
            over.reject()

    looking = QTimer(manager.window)
    looking.timeout.connect(look)
    looking.start(20)
    work_page.open_destination(name, id)
    assert seen == [True]
