"""The papers of the day board 打印与导出: slips, lists, timetables, and texts to paste."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QApplication

from desk.books.bookings.model import TO_COME, Booking, ResourceKind
from desk.core.month import Month
from desk.core.words import N_, _
from desk.reports.activities.formats import PaperSize
from desk.reports.kit.declaration import Format, Given
from desk.ui.shell.commands import Command, Commands
from desk.ui.widgets import papers
from desk.ui.widgets.page_papers import PagePapers

if TYPE_CHECKING:
    from desk.ui.bookings.board_page import DayBoardPage


class BoardPapers(PagePapers):
    """What can be printed, saved and copied of the day and the booking chosen on the board."""

    _page: DayBoardPage

    @property
    def _day(self) -> date:
        return self._page.board.day

    @property
    def _chosen(self) -> Booking | None:
        return self._page.list.booking

    def _is_to_come(self) -> bool:
        return (chosen := self._chosen) is not None and chosen.state in TO_COME

    def _is_room(self) -> bool:
        return (chosen := self._chosen) is not None and chosen.kind is ResourceKind.ROOM

    def _has_rooms(self) -> bool:
        return any(each.kind is ResourceKind.ROOM for each in self._page.board.resources)

    def commands(self) -> Commands:
        """All of them; the slip has the key of every paper, the list of the day one of its own: 名单."""
        rooms = self._has_rooms
        return (
            Command("Ctrl+P", N_("Slip of the chosen booking, or the list of the day"), self.slip_or_list),
            Command("", N_("Copy the booking as a message"), self.copy_message, enabled=self._is_to_come),
            Command("", N_("Application for the room, filled in"), self.filled_form, enabled=self._is_room),
            Command("Ctrl+M", N_("List of the day for the door"), self.day_list),
            Command("", N_("Room timetable of the week, A4"), self.timetable, enabled=rooms),
            Command("", N_("Room timetable of the week, A3"), self.large_timetable, enabled=rooms),
            Command("", N_("Application for a room, blank"), self.blank_form),
            Command("", N_("Copy the free times of the week"), self.copy_free_times),
            Command("", N_("Bookings of the month as Excel…"), self.save_overview),
        )

    def slip_or_list(self) -> None:
        """Ctrl+P: the slip of the chosen booking while it is to come, else the list of the day."""
        chosen = self._chosen
        if chosen is None or chosen.state not in TO_COME:
            self.day_list()
            return
        self.preview("booking-slip", chosen.number, number=Given(chosen))

    def copy_message(self) -> None:
        """The chosen booking as a text, ready to paste."""
        if chosen := self._chosen:
            self._copy(_("The message is on the clipboard, ready to paste."), "booking-slip", number=Given(chosen))

    def filled_form(self) -> None:
        """场地使用申请表 of the chosen booking."""
        if chosen := self._chosen:
            self.preview("room-form", chosen.number, number=Given(chosen))

    def blank_form(self) -> None:
        """场地使用申请表 to be filled in by hand."""
        self.preview("room-form")

    def day_list(self) -> None:
        """当日预约名单."""
        self.preview("door-list", self._day, day=self._day)

    def timetable(self) -> None:
        """场地使用安排 of the week, all rooms."""
        self.preview("room-timetable", self._day, day=self._day)

    def large_timetable(self) -> None:
        """The same on A3."""
        self.preview("room-timetable", self._day, day=self._day, paper=PaperSize.A3)

    def copy_free_times(self) -> None:
        """可预约时段 from the day shown on, ready to paste."""
        self._copy(_("The free times are on the clipboard, ready to paste."), "free-times", day=self._day)

    def save_overview(self) -> None:
        """预约一览表 of the month shown."""
        month = Month.of(self._day)
        papers.save(self._page, "bookings", Format.XLSX, month.name, span=Given((month.first, month.last)))

    def _copy(self, sentence: str, identifier: str, **values: Any) -> None:
        def act() -> None:
            with self._page.desk.read() as work:
                QApplication.clipboard().setText(papers.text(self._page.desk, work, identifier, **values))
            self._page.toast.emit(sentence, "good")

        self.attempt(act)
