"""The card of a zone: what is known, before and after, and what can be done now with one key each."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from desk.books.zones import queries
from desk.books.zones.model import AdjustmentState
from desk.books.zones.sample import FITNESS, PARLOUR
from desk.demo.tour import Hands
from desk.ui.zones.adjust_forms import PutIntoEffect, WithdrawAdjustment
from desk.ui.zones.zone_card import ZoneCard
from desk.ui.zones.zone_forms import ZoneForm
from desk.ui.zones.zones_page import ZonesPage
from tests.support.roster_tab import dialog, in_dialog
from tests.support.tabs import desk_of, reach
from tests.support.teams_tab import fill

CHILDREN = "儿童服务区"


def _on_card(hands: Hands, name: str, act: Callable[[ZoneCard], object]) -> None:
    def careful() -> None:
        card = dialog(ZoneCard)
        QApplication.setActiveWindow(card)
        act(card)
        if card.isVisible():
            card.reject()

    page = reach(hands, ZonesPage)
    with desk_of(hands).read() as work:
        id = next(each.id for each in queries.details(work) if each.name == name)
    in_dialog(careful)
    page.open_zone(id)


def _offered(card: ZoneCard) -> dict[str, QPushButton]:
    places = [card._actions.itemAt(n).widget() for n in range(card._actions.count())]
    return {each.text(): each for each in places if isinstance(each, QPushButton)}


def test_before_and_after_stand_on_the_card_of_an_adjusted_zone(manager: Hands) -> None:
    def look(card: ZoneCard) -> None:
        assert "开放时间：14:00—20:00" in card.facts.text() and "规模：120平方米、座位30个" in card.facts.text()
        assert "数据结论：已改善" in card.compared_about.text() and card.compared.isVisible()
        sides = [group.values for group in card.compared._groups]
        assert [before is None for before, _after in sides] == [False] * 3 + [True] * 3
        assert list(_offered(card)) == ["评估成效…", "修改…", "停用"]
        assert "TZ2026-0" in card.story.item(0).text() and "居民反映下班后已关门" in card.story.item(0).text()

    _on_card(manager, FITNESS, look)


def test_what_is_decided_is_put_into_effect_or_withdrawn_by_a_key(manager: Hands) -> None:
    def reason(form: WithdrawAdjustment) -> None:
        form.remark.setText("课堂排满，不再调整")

    def look(card: ZoneCard) -> None:
        assert list(_offered(card)) == ["实施…", "撤回…", "修改…", "停用"]
        fill(PutIntoEffect, lambda form: form.effective_on.setText("2020-01-01") or form.reject())  # type: ignore[func-returns-value]
        card.story.setFocus()
        manager.press(Qt.Key.Key_N)
        QApplication.setActiveWindow(card)
        card.story.setFocus()
        fill(WithdrawAdjustment, reason)
        manager.press(Qt.Key.Key_W)
        assert list(_offered(card)) == ["调整…", "修改…", "停用"]
        assert "课堂排满，不再调整" in card.story.item(0).text()

    _on_card(manager, CHILDREN, look)
    with desk_of(manager).read() as work:
        assert [each.state for each in queries.adjustments(work) if each.zone == CHILDREN] == [
            AdjustmentState.WITHDRAWN
        ]


def test_a_zone_with_rooms_stays_in_use_and_says_why(manager: Hands) -> None:
    def look(card: ZoneCard) -> None:
        _offered(card)["停用"].click()
        assert "场地在用" in card.problem.text()

    _on_card(manager, "助老服务区", look)


def test_out_of_use_and_again_and_another_name(manager: Hands) -> None:
    def rename(form: ZoneForm) -> None:
        form.name.setText("洽谈区")

    def look(card: ZoneCard) -> None:
        _offered(card)["停用"].click()
        assert card.heading.text() == f"{PARLOUR}（已停用）"
        _offered(card)["恢复使用"].click()
        fill(ZoneForm, rename)
        card.story.setFocus()
        manager.press(Qt.Key.Key_E)
        assert card.heading.text() == "洽谈区"

    _on_card(manager, PARLOUR, look)
