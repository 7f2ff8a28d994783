"""Papers from the board, the card and the requests: a preview that can be printed, texts on the clipboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desk.books.bookings import booking
from desk.books.bookings.model import Booking
from desk.demo.tour import Hands
from desk.ui.bookings.board_page import DayBoardPage
from desk.ui.bookings.booking_card import BookingCard
from desk.ui.bookings.requests_page import RequestsPage
from desk.ui.shell.preview import Preview
from tests.support.booking_lists import at_counter, in_hall, set_up
from tests.support.roster_tab import be_active, dialog, in_dialog
from tests.support.tabs import desk_of, reach, told

CTRL = Qt.KeyboardModifier.ControlModifier


def titles(act: Callable[[], object]) -> list[str]:
    """The titles of the previews that an act opens, each closed again."""
    seen: list[str] = []

    def look() -> None:
        seen.append(dialog(Preview).windowTitle())
        dialog(Preview).reject()

    in_dialog(look)
    act()
    return seen


def board(hands: Hands, booked: Booking) -> DayBoardPage:
    """The board of the booking's day, the booking chosen."""
    page = reach(hands, DayBoardPage)
    page.show_booking(booked.id)
    page.list.setFocus()
    return page


def test_ctrl_p_prints_the_slip_of_the_chosen_booking_else_the_list_of_the_day(clerk: Hands, qtbot: QtBot) -> None:
    desk = desk_of(clerk)
    booked = at_counter(desk, set_up(desk), 0)
    page = board(clerk, booked)
    be_active(clerk, qtbot)
    assert titles(lambda: clerk.press(Qt.Key.Key_P, CTRL)) == [f"打印预览：预约单{booked.number}"]
    with desk.write() as work:
        booking.cancel(work, booked.id)
    page.go_to(booked.day)
    page.list.setCurrentRow(-1)
    assert titles(page.papers.slip_or_list) == [f"打印预览：当日预约名单{booked.day}"]


def test_the_menu_offers_what_fits_the_chosen_booking(clerk: Hands) -> None:
    desk = desk_of(clerk)
    there = set_up(desk)
    at_desk, of_hall = at_counter(desk, there, 0), in_hall(desk, there)

    def offered(booked: Booking) -> list[str]:
        page, entries = board(clerk, booked), list[str]()

        def look() -> None:
            menu = QApplication.activePopupWidget()
            assert isinstance(menu, QMenu)
            entries.extend(each.text().partition("\t")[0] for each in menu.actions())
            menu.close()

        QTimer.singleShot(0, look)
        page.papers.button.click()
        return entries

    always = ["当日预约名单", "本周场地使用安排（A4）", "本周场地使用安排（A3）", "场地使用申请表（空白）"]
    texts = ["复制可预约时段", "本月预约一览表（Excel）…"]
    slip = ["预约单（未选时为当日名单）", "复制预约信息"]
    assert offered(at_desk) == [*slip, *always, *texts]
    assert offered(of_hall) == [*slip, "场地使用申请表（已填）", *always, *texts]


def test_messages_are_on_the_clipboard_ready_to_paste(clerk: Hands) -> None:
    desk = desk_of(clerk)
    there = set_up(desk)
    booked = at_counter(desk, there, 0)
    page = board(clerk, booked)
    page.papers.copy_message()
    assert told(clerk) == "预约信息已复制，可粘贴到微信。"
    text = QApplication.clipboard().text()
    assert text.startswith("【预约信息】") and booked.number in text and "周*远" in text and "周明远" not in text
    page.papers.copy_free_times()
    assert told(clerk) == "可预约时段已复制，可粘贴到微信群。"
    assert "【可预约时段】" in QApplication.clipboard().text() and "窗口甲" in QApplication.clipboard().text()


def test_the_timetable_and_the_overview_are_of_the_day_shown(
    clerk: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    desk = desk_of(clerk)
    there = set_up(desk)
    booked = at_counter(desk, there, 0)
    page = board(clerk, booked)
    assert titles(page.papers.timetable) == [f"打印预览：场地使用安排{booked.day}"]
    assert titles(page.papers.large_timetable) == [f"打印预览：场地使用安排{booked.day}"]
    assert titles(page.papers.blank_form) == ["打印预览：场地使用申请表"]
    monkeypatch.setattr("desk.ui.widgets.save_as.ask_path", lambda *_asked, **_more: tmp_path / "预约.xlsx")
    page.papers.save_overview()
    qtbot.waitUntil((tmp_path / "预约.xlsx").exists)
    cells = {cell.value for row in load_workbook(tmp_path / "预约.xlsx")["预约"] for cell in row}
    assert booked.number in cells and "周*远" in cells and "周明远" not in cells


def test_the_card_of_a_booking_prints_its_slip_and_the_form_of_a_room(clerk: Hands) -> None:
    desk = desk_of(clerk)
    there = set_up(desk)
    of_hall, gone = in_hall(desk, there), at_counter(desk, there, 0)
    with desk.write() as work:
        booking.cancel(work, gone.id)
    card = BookingCard(desk, of_hall.id, clerk.window)
    card.show()
    assert titles(card.slip_button.click) == [f"打印预览：预约单{of_hall.number}"]
    assert titles(card.form_button.click) == [f"打印预览：场地使用申请表{of_hall.number}"]
    card.message_button.click()
    assert "太极队" in QApplication.clipboard().text() and "李小明" not in QApplication.clipboard().text()
    card.done(0)
    over = BookingCard(desk, gone.id, clerk.window)
    over.show()
    assert not over.slip_button.isVisible() and not over.message_button.isVisible() and not over.form_button.isVisible()
    over.done(0)


def test_the_leader_prints_the_application_of_the_chosen_request(manager: Hands, qtbot: QtBot) -> None:
    desk = desk_of(manager)
    of_hall = in_hall(desk, set_up(desk))
    page = reach(manager, RequestsPage)
    page.list.choose(of_hall.id)
    page.list.table.setFocus()
    be_active(manager, qtbot)
    assert titles(lambda: manager.press(Qt.Key.Key_P, CTRL)) == [f"打印预览：场地使用申请表{of_hall.number}"]
    assert of_hall.day == desk.clock.today() + timedelta(days=2)
