"""By keyboard alone: Tab and the arrows lead to everything that can be used, it is seen where one is, and heard."""

from __future__ import annotations

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desk.demo.tour import Hands
from tests.support.dialogs import DIALOGS
from tests.support.forms import Ground
from tests.support.tab_walk import controls, is_nameless, is_on_the_way, out_of_reach, told, unseen_focus
from tests.support.tabs import every_page

BY_A_KEY_OF_THE_PAGE = {"StartIncident": "演练", "AddMember": "HalfWeek", "EditMember": "HalfWeek"}
"""Ticked by F8, whose cap stands beside it, while the focus stays where the keys of the kinds are heard; half days by
the letters on them, once Tab has led to the week.
"""


def test_tab_leads_to_everything_on_every_page_and_shows_where_one_is(manager: Hands) -> None:
    wrong, looks = [], set()
    for where, page in every_page(manager):
        QTest.qWait(5)
        page.take_focus()
        found = controls(page)
        assert found, where
        wrong += [f"{where}: {each} has no name" for each in map(told, filter(is_nameless, found))]
        wrong += [f"{where}: no key leads to {each}" for each in out_of_reach(page)]
        for each in filter(is_on_the_way, found):
            look = (type(each), each.property("role"))
            if look not in looks and each.isVisible():
                looks.add(look)
                wrong += [f"{where}: {problem}" for problem in [unseen_focus(each)] if problem]
    assert not wrong, "\n".join(wrong)
    assert len(looks) > 15


def test_tab_leads_to_everything_in_every_dialog(manager: Hands, qtbot: QtBot) -> None:
    ground, wrong = Ground(manager.window), []
    for kind, makers in DIALOGS.items():
        shown = makers[0](manager.window, ground)
        shown.show()
        shown.activateWindow()
        qtbot.waitUntil(shown.isActiveWindow)
        wrong += [f"{kind.__name__}: {told(each)} has no name" for each in controls(shown) if is_nameless(each)]
        by_itself = BY_A_KEY_OF_THE_PAGE.get(kind.__name__, "-")
        wrong += [f"{kind.__name__}: no key leads to {each}" for each in out_of_reach(shown) if by_itself not in each]
        shown.hide()
        shown.deleteLater()
    assert not wrong, "\n".join(wrong)
