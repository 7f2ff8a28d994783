"""What is printed or pasted from the day board: the list for the door, the week of a room, a blank form, free times."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QApplication

from desk.core.words import _
from desk.reports.activities.formats import PaperSize
from desk.ui.shell.page import Page
from desk.ui.widgets import papers

DAYS = 7
"""So many days of free times are copied."""


def door_list(page: Page, day: date) -> None:
    """当日预约名单: who comes on a day, masked, to be ticked. Raises ``Refused``."""
    papers.preview(page, page.desk, "door-list", day, day=day, what=None)


def timetable(page: Page, day: date, size: PaperSize) -> None:
    """场地使用安排: the week of a day, a page for each room. Raises ``Refused``."""
    papers.preview(page, page.desk, "room-timetable", day, day=day, paper=size, room=None)


def blank_form(page: Page) -> None:
    """场地使用申请表, to be filled in by hand. Raises ``Refused``."""
    papers.preview(page, page.desk, "room-form", number=None)


def copy_free_times(page: Page, day: date) -> None:
    """可预约时段 from a day on, onto the clipboard. Raises ``Refused``."""
    with page.desk.read() as work:
        text = papers.text(page.desk, work, "free-times", day=day, days=DAYS, what=None)
    QApplication.clipboard().setText(text)
    page.toast.emit(_("The free times are on the clipboard, ready to paste."), "good")
