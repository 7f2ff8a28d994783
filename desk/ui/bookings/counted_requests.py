"""What was counted in a form as asked for without a place 想约未约上, the last of it to be taken back."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from desk.books.bookings import unmet
from desk.books.bookings.model import NoPlaceReason
from desk.services.session import Desk


class CountedRequests:
    """``undo`` is in sight while there is something to take back."""

    def __init__(self, desk: Desk, undo: QWidget) -> None:
        self._desk, self._undo = desk, undo
        self._ids: list[int] = []
        undo.hide()

    def note(
        self,
        day: date,
        why: NoPlaceReason,
        *,
        resource_id: int | None,
        service_id: int | None,
        begins: int | None,
        people: int,
    ) -> None:
        """Count one, as ``unmet.note`` does."""
        with self._desk.write() as work:
            id = unmet.note(
                work, day, why, resource_id=resource_id, service_id=service_id, begins=begins, people=people
            )
        self._ids.append(id)
        self._undo.show()

    def take_back(self) -> bool:
        """Whoever was counted here last was a slip. Whether there was anybody."""
        if not self._ids:
            return False
        with self._desk.write() as work:
            unmet.take_back(work, self._ids[-1])
        self._ids.pop()
        self._undo.setVisible(bool(self._ids))
        return True
