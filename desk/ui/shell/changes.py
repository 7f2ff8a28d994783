"""What was changed in the data file, told to whoever shows it: once, after the commit, in the window's thread.

``Desk.write`` announces the books that an action changed, from whatever thread it ran in. The hub remembers when each
book changed last; everything in sight asks whether that is newer than what it shows, and reads again if it is. So a
page that has read again by itself meanwhile does not do so twice, and several actions in a row make one reading.
What other programs write to the same file is not announced here: F5, and turning to a page, read it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from threading import Lock

from PySide6.QtCore import QObject, Qt, Signal

from desk.services.session import Desk

NEVER = -1
"""Before every change: what was read then, or could not be read, is to be read at the next announcement."""


class ChangeHub(QObject):
    """Takes what a desk announces. There is one for each desk, made by ``hub_of``."""

    announced = Signal()
    """Something changed: in the window's thread, when the action that did it is done."""
    _heard = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lock = Lock()
        self._newest: dict[str, int] = {}
        self._told = 0
        self._heard.connect(self.tell, Qt.ConnectionType.QueuedConnection)

    def hear(self, nouns: Iterable[str], /) -> None:
        """These books were changed just now; called in any thread."""
        with self._lock:
            moment = max(self._newest.values(), default=0) + 1
            self._newest.update(dict.fromkeys(nouns, moment))
        self._heard.emit()

    def tell(self) -> None:
        """Tell what was heard since the last time. It comes by itself when an action is done; whoever says in words
        what was done may ask for it first, so that words and lists agree.
        """
        newest = self.newest()
        if newest > self._told:
            self._told = newest
            self.announced.emit()

    def newest(self, nouns: Iterable[str] | None = None) -> int:
        """The moment at which one of these books, or any book, was changed last; 0 for never."""
        with self._lock:
            return max((self._newest.get(noun, 0) for noun in (self._newest if nouns is None else nouns)), default=0)


class Freshness:
    """When a part of the window was read last, and whether what it shows was changed since."""

    def __init__(self, desk: Desk) -> None:
        self.hub = hub_of(desk)
        self._read_at = 0

    def read(self, fill: Callable[[], None]) -> None:
        """Read it. What cannot be read now counts as never read: whatever is announced next, it is tried again."""
        moment, self._read_at = self.hub.newest(), NEVER
        fill()
        self._read_at = moment

    def is_read(self) -> None:
        """It was read just now, in another way."""
        self._read_at = self.hub.newest()

    def is_stale(self, nouns: Iterable[str]) -> bool:
        """Was one of these books changed since?"""
        return self.hub.newest(nouns) > self._read_at


def hub_of(desk: Desk) -> ChangeHub:
    """The hub of this desk, made when the first part of the window asks for it."""
    hub = next((each for each in desk.listeners if isinstance(each, ChangeHub)), None)
    if hub is None:
        hub = ChangeHub()
        desk.listeners.append(hub)
    return hub
