"""The card of a follow-up: numbers masked until somebody asks, its history and photos, and what is offered to whom."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication, QPushButton
from sqlalchemy import func, select

from desk.books.follow_ups import checking, doing, photos, queries
from desk.books.follow_ups.model import Closing, FollowUp, FollowUpOutcome, FollowUpState
from desk.demo.tour import Hands
from desk.models.audit import lookups
from desk.ui.follow_ups import acts
from desk.ui.follow_ups.card import FollowUpCard
from desk.ui.follow_ups.forms import ReopenItem
from desk.ui.follow_ups.page import FollowUpsPage
from desk.ui.shell.preview import Preview
from desk.ui.widgets.form_dialog import TextsDialog
from tests.support.follow_ups import told_to
from tests.support.photos import picture
from tests.support.roster_tab import dialog, in_dialog
from tests.support.tabs import desk_of, reach
from tests.ui.conftest import signed_in


def on_card(hands: Hands, item: FollowUp, act: Callable[[FollowUpCard], object]) -> None:
    """Open the card from the page, by Enter, then this."""
    page = reach(hands, FollowUpsPage)

    def careful() -> None:
        card = dialog(FollowUpCard)
        QApplication.setActiveWindow(card)
        act(card)
        if card.isVisible():
            card.reject()

    assert page.list.choose(("follow_ups", item.id))
    page.list.table.setFocus()
    in_dialog(careful)
    page.open_current()


def offered(card: FollowUpCard) -> dict[str, QPushButton]:
    places = [card._actions.itemAt(n).widget() for n in range(card._actions.count())]
    return {each.text(): each for each in places if isinstance(each, QPushButton)}


def test_each_is_offered_what_is_theirs(hands: Hands) -> None:
    clerk = signed_in(hands, "林小芳")
    desk = desk_of(clerk)
    mine, other = told_to(desk, "林小芳", "陈主任"), told_to(desk, "黄志强", "陈主任")
    seen: list[set[str]] = []
    for item in (mine, other):
        on_card(clerk, item, lambda card: seen.append(set(offered(card))))
    assert seen == [{"开始办理", "报办结…", "申请延期…", "添加备注…"}, {"添加备注…"}]


def test_it_is_taken_on_and_remarked_on_the_card(hands: Hands) -> None:
    clerk = signed_in(hands, "林小芳")
    item = told_to(desk_of(clerk), "林小芳", "陈主任")

    def act(card: FollowUpCard) -> None:
        offered(card)["开始办理"].click()
        assert "办理中" in card.heading.text() and "开始办理" not in offered(card)

        def write() -> None:
            asked = dialog(TextsDialog)
            asked.lines["text"].setText("配件已到，13800001111")
            asked.ok.click()

        in_dialog(write)
        offered(card)["添加备注…"].click()
        last = card.story.item(card.story.count() - 1).text()
        assert "备注　林小芳" in last and "138****1111" in last and "13800001111" not in last

    on_card(clerk, item, act)


def test_numbers_are_shown_when_asked_for_and_the_look_is_logged(hands: Hands) -> None:
    clerk = signed_in(hands, "林小芳")
    desk = desk_of(clerk)
    item = told_to(desk, "林小芳", "陈主任", text="联系13800001111加固井盖")

    def looks() -> int:
        with desk.read() as work:
            return int(work.connection.scalar(select(func.count()).select_from(lookups)) or 0)

    def act(card: FollowUpCard) -> None:
        before = looks()
        assert "138****1111" in card.facts.text()
        card.veil.toggle()
        assert "13800001111" in card.facts.text() and looks() == before + 1
        card.veil.toggle()
        assert "138****1111" in card.facts.text()

    on_card(clerk, item, act)


def test_photos_prove_it_and_stay_once_it_is_reported(hands: Hands, tmp_path: Path) -> None:
    clerk = signed_in(hands, "林小芳")
    desk = desk_of(clerk)
    item = told_to(desk, "林小芳", "陈主任")
    path = picture(tmp_path, "井盖.png", (400, 300))

    def act(card: FollowUpCard) -> None:
        card.gallery.add([path])
        assert card.gallery.list.count() == 1 and card.gallery.add_button.isEnabled()
        card.gallery.add([path])
        assert "照片" in card.problem.text()

    on_card(clerk, item, act)
    assert acts.store_photos(desk, item, [picture(tmp_path, "井盖2.png", (300, 300))]).startswith(item.number)
    with desk.read() as work:
        assert len(photos.proving(work, item.id)) == 2

    def reported(card: FollowUpCard) -> None:
        assert not card.gallery.add_button.isEnabled() and card.gallery.list.count() == 2

    with desk.write() as work:
        doing.finish(work, item.id, item.version, "")
    on_card(clerk, item, reported)


def test_the_checker_reopens_what_was_closed_too_early(hands: Hands) -> None:
    leader = signed_in(hands, "陈主任")
    desk = desk_of(leader)
    item = told_to(desk, "林小芳", "陈主任", done=True)
    with desk.write() as work:
        checking.close(work, item.id, item.version, Closing(FollowUpOutcome.FIXED))
    page = reach(leader, FollowUpsPage)

    def act() -> None:
        card = dialog(FollowUpCard)
        QApplication.setActiveWindow(card)

        def why() -> None:
            form = dialog(ReopenItem)
            form.ok.click()
            assert form.fields["reason"].problem == "请填写原因。"
            form.reason.setPlainText("又松了")
            form.ok.click()

        in_dialog(why)
        offered(card)["重开…"].click()
        assert "待办" in card.heading.text()
        card.reject()

    in_dialog(act)
    page.open_card(item.id)
    with desk.read() as work:
        assert queries.find(work, item.id).state is FollowUpState.OPEN


def test_its_sheet_is_shown_ready_to_print(hands: Hands) -> None:
    clerk = signed_in(hands, "林小芳")
    item = told_to(desk_of(clerk), "林小芳", "陈主任")

    def act(card: FollowUpCard) -> None:
        def look() -> None:
            shown = dialog(Preview)
            assert item.number in shown.windowTitle()
            shown.reject()

        in_dialog(look)
        card.sheet_button.click()

    on_card(clerk, item, act)
