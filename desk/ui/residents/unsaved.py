"""What is typed on cards of residents and not saved yet: kept while a card is masked, and as a draft while somebody
else sits here.
"""

from __future__ import annotations

from desk.books import staff
from desk.books.residents import ResidentDetails
from desk.core.work import Work
from desk.services.session import Desk
from desk.ui.visits.person_line import details_of, plain

DRAFT = "residents"


class Unsaved:
    """By the resident's id (0 for somebody new): what the book had, and what was typed upon it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._typed: dict[int, tuple[ResidentDetails, ResidentDetails]] = {}
        self._stored = False

    def __contains__(self, id: int) -> bool:
        return id in self._typed

    def keep(self, id: int, read: ResidentDetails, typed: ResidentDetails) -> None:
        """Remember what was typed on a card, and what it was read as; the newest counts as the last touched."""
        self._typed.pop(id, None)
        self._typed[id] = read, typed

    def take(self, id: int) -> tuple[ResidentDetails, ResidentDetails] | None:
        """To go on with it in the fields."""
        return self._typed.pop(id, None)

    def store(self) -> None:
        """Write the draft now; nothing when there is none and was none."""
        if self._typed or self._stored:
            with self._desk.write() as work:
                self._write(work)
            self._stored = bool(self._typed)

    def forget(self, work: Work, id: int) -> None:
        """It is saved in this very action."""
        self._typed.pop(id, None)
        self._write(work)

    def _write(self, work: Work) -> None:
        content = {str(id): [plain(read), plain(typed)] for id, (read, typed) in self._typed.items()}
        staff.keep_draft(work, DRAFT, content)

    def restore(self) -> int | None:
        """Take the draft up again; whose card was typed on last, or None where nothing was left."""
        with self._desk.read() as work:
            content = staff.draft(work, DRAFT)
        self._stored = bool(content)
        self._typed = {int(id): (details_of(read), details_of(typed)) for id, (read, typed) in content.items()}
        return next(reversed(self._typed), None)
