"""功能区: rounds, low zones, adjustments and the heat table with the keys alone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desk.books.follow_ups import queries as follow_ups
from desk.books.zones import queries, rounds
from desk.books.zones.model import AdjustmentState
from desk.books.zones.sample import FITNESS, PARLOUR
from desk.demo.tour import Hands
from desk.ui.zones.adjust_forms import AdjustZone, Conclude
from desk.ui.zones.round_form import RoundForm
from desk.ui.zones.zone_card import ZoneCard
from desk.ui.zones.zone_forms import ZoneForm
from desk.ui.zones.zone_rows import HeatBy, ZoneRow, ZoneSpan
from desk.ui.zones.zones_page import ZonesPage
from tests.support.roster_tab import dialog, in_dialog
from tests.support.tabs import desk_of, reach, told, work_of
from tests.support.teams_tab import fill
from tests.support.zones import carrying

Key = Qt.Key


def choose(page: ZonesPage, zone: str) -> ZoneRow:
    """The row of a zone, chosen: which low one stands first depends on the months that the demo has lived."""
    place = next(at for at, row in enumerate(page.zones.model.rows) if row.shown.zone.name == zone)
    page.zones.table.selectRow(place)
    chosen = page.zones.current()
    assert chosen is not None
    return chosen


def test_a_round_of_three_zones_takes_seven_keys(clerk: Hands) -> None:
    page = reach(clerk, ZonesPage)
    assert {command.key for command in page.own_commands} == {"F2", "F3", "F6", "Enter", "Ctrl+P", ""}
    pressed = ["F2"]

    def walk() -> None:
        form = dialog(RoundForm)
        QApplication.setActiveWindow(form)
        for key in "9", "7", "2":
            clerk.type(key)
            clerk.press(Key.Key_Return)
            pressed.extend((key, "Enter"))
        assert not form.isVisible(), "the last Enter stores the round"

    in_dialog(walk)
    clerk.press(Key.Key_F2)
    assert len(pressed) == 7 and told(clerk) == "已登记3个功能区。"
    with desk_of(clerk).read() as work:
        hour = max(each.hour for each in queries.counts_of_day(work, work.today))
        people = [each.people for each in queries.counts_of_day(work, work.today) if each.hour == hour]
        assert people == [9, 7, 2]


def test_a_letter_goes_to_its_zone_and_the_same_hour_is_corrected(clerk: Hands) -> None:
    with desk_of(clerk).write() as work:
        first = rounds.counted_zones(work)[0]
        rounds.count(work, first.id, 5)
    reach(clerk, ZonesPage)

    def walk() -> None:
        form = dialog(RoundForm)
        QApplication.setActiveWindow(form)
        lines = list(form.lines.values())
        assert lines[0].text() == "5" and lines[0].selectedText() == "5", "what was counted is there to be corrected"
        clerk.type("c")
        assert lines[2].hasFocus() and lines[2].text() == ""
        clerk.type("a8")
        clerk.press(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    in_dialog(walk)
    clerk.press(Key.Key_F2)
    with desk_of(clerk).read() as work:
        assert [(each.zone_id, each.people) for each in queries.counts_of_day(work, work.today)][-1] == (first.id, 8)


def test_a_low_zone_stands_first_and_is_adjusted_with_a_follow_up(manager: Hands) -> None:
    with desk_of(manager).write() as work:
        clerk = carrying(work).owner
    page = reach(manager, ZonesPage)
    marks = [row.mark for row in page.zones.model.rows]
    assert marks == sorted(marks, key=lambda mark: mark != "低效"), "the low ones stand first"
    low = choose(page, PARLOUR)
    assert low.mark == "低效"
    assert "3个同类功能区中位数" in page.verdict.text()

    def decide(form: AdjustZone) -> None:
        assert form.reason.text() == page.verdict.text(), "the numbers are the reason, to be gone on with"
        manager.type("2")
        form.purpose.setText("商户洽谈、快递代收")
        form.description.setText("添置货架，由志愿者看管")
        form.effective_on.setText("明天")
        form.owner.choose(clerk)

    fill(AdjustZone, decide)
    page.zones.enter()
    manager.press(Key.Key_A)
    assert told(manager).endswith("已决定，并已列入督办。")
    with desk_of(manager).read() as work:
        made = queries.adjustments(work)[0]
        assert (made.zone, made.purpose, made.state) == (PARLOUR, "商户洽谈、快递代收", AdjustmentState.DECIDED)
        assert made.follow_up_id is not None
        assert follow_ups.find(work, made.follow_up_id).owner_name == clerk.name
    assert next(row for row in page.zones.model.rows if row.id == low.id).mark == "调整中", "in words, too"


def test_n_says_whether_it_helped_once_its_months_are_over(manager: Hands) -> None:
    page = reach(manager, ZonesPage)
    row = next(n for n, each in enumerate(page.adjustments.model.rows) if each.zone == FITNESS)
    page.adjustments.enter()
    page.adjustments.table.selectRow(row)
    assert page._next_words(page.adjustments.model.rows[row]) == "待评估"

    def confirm(form: Conclude) -> None:
        assert form.outcome.value is AdjustmentState.RECOVERED

    fill(Conclude, confirm)
    manager.press(Key.Key_N)
    chosen = page.adjustments.current()
    assert chosen is not None and chosen.state is AdjustmentState.RECOVERED
    assert told(manager) == f"{chosen.number}已评估。"


def test_the_heat_table_is_the_list_in_parts_and_opens_a_zone(manager: Hands) -> None:
    page = reach(manager, ZonesPage)
    page.span.setCurrentIndex(list(ZoneSpan).index(ZoneSpan.THREE))
    people = {row.id: row.shown.people for row in page.zones.model.rows}
    for place in range(len(HeatBy)):
        page.by.setCurrentIndex(place)
        assert {row.id: sum(row.values) for row in page.heat._rows} == people and sum(people.values()) > 0
    opened: list[int] = []

    def look() -> None:
        card = dialog(ZoneCard)
        opened.append(card.zone.id)
        card.reject()

    page.heat.setFocus(Qt.FocusReason.TabFocusReason)
    manager.press(Key.Key_Down)
    wanted = page.heat.zone_of(page.heat.at or 0)
    in_dialog(look)
    manager.press(Key.Key_Return)
    assert opened == [wanted]


def test_a_zone_is_entered_and_becomes_that_of_the_counter(manager: Hands) -> None:
    page = reach(manager, ZonesPage)

    def enter(form: ZoneForm) -> None:
        form.name.setText("新服务区")
        form.hours.setText("上午")
        form.ok.click()
        assert "08:00-21:00" in form.fields["hours"].problem
        form.hours.setText("09:00-12:30")
        form.counter.setChecked(True)

    fill(ZoneForm, enter)
    manager.press(Key.Key_F7)
    chosen = page.zones.current()
    assert chosen is not None and chosen.shown.zone.hours_words == "09:00—12:30"
    assert chosen.shown.people > 0, "the visits are in it now"


def test_what_is_due_leads_to_the_low_zones(manager: Hands) -> None:
    work_of(manager).open_destination("zones.low")
    page = reach(manager, ZonesPage)
    assert page.span.value is ZoneSpan.THREE
    low = page.zones.current()
    assert low is not None and low.mark == "低效"
    assert PARLOUR in [row.shown.zone.name for row in page.zones.model.rows if row.mark == "低效"]


def test_a_clerk_reads_the_card_and_changes_nothing(clerk: Hands) -> None:
    page = reach(clerk, ZonesPage)

    def look() -> None:
        card = dialog(ZoneCard)
        assert card._actions.count() == 0
        card.reject()

    in_dialog(look)
    page.zones.enter()
    clerk.press(Key.Key_Return)
    assert QApplication.activeModalWidget() is None
