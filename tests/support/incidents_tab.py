"""Hands on the tab of the emergency log."""

from __future__ import annotations

from desk.demo.tour import Hands
from desk.ui.incidents.tab import IncidentsTab
from desk.ui.shell.page import Page
from tests.support.tabs import reach


def page_of(hands: Hands, kind: type[Page]) -> Page:
    return reach(hands, IncidentsTab).open(kind)
