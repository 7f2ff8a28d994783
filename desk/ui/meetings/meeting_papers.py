"""The papers of a joint meeting: notice, sign-in sheet, minutes; a menu under one button."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QWidget

from desk.books.meetings.model import Meeting
from desk.core.errors import DeskError
from desk.core.words import N_, P_, _
from desk.reports.kit.declaration import Given
from desk.services.session import Desk
from desk.ui.widgets import papers
from desk.ui.widgets.controls import keyed

PAPERS = (
    ("meeting-notice", N_("Notice of the meeting")),
    ("meeting-sign-in", N_("Sign-in sheet")),
    ("meeting", N_("Minutes of the meeting")),
)
"""Each by its identifier, and the msgid of its line."""


class MeetingPapers:
    """For a window over one meeting; the digits choose in the menu. ``tell`` gets why a paper could not be made."""

    def __init__(
        self, window: QWidget, desk: Desk, meeting: Callable[[], Meeting | None], tell: Callable[[str], object]
    ) -> None:
        self._window, self._desk, self._meeting, self._tell = window, desk, meeting, tell
        self.button = keyed(window, P_("joint meeting", "Papers"), self.show_menu, "Ctrl+P", opens_menu=True)

    def menu(self) -> QMenu:
        """Notice, sign-in sheet and minutes."""
        menu = QMenu(self._window)
        for place, (identifier, caption) in enumerate(PAPERS, 1):
            entry = menu.addAction(f"&{place} {_(caption)}")
            entry.triggered.connect(lambda _checked=False, identifier=identifier: self.preview(identifier))
        return menu

    def show_menu(self) -> None:
        """Ctrl+P: under the button."""
        self.menu().exec(self.button.mapToGlobal(self.button.rect().bottomLeft()))

    def preview(self, identifier: str) -> None:
        """Make a paper now and show it."""
        meeting = self._meeting()
        if meeting is None:
            return
        try:
            papers.preview(self._window, self._desk, identifier, meeting.number, number=Given(meeting))
        except DeskError as error:
            self._tell(error.message)
