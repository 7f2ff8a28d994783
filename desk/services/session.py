"""The open desk: a data file, a clock and the signed-in person; reading, writing, hand-over and signatures.

What else is done with a desk takes it as an argument and has a module of its own: ``sign_in``, ``accounts``,
``key_slots``, ``backups``, ``data_check``, ``emergency_reserve``, ``attachments``, ``clock_correction``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from sqlalchemy import Connection

from desk.books import staff
from desk.books.registry import books, nouns_of
from desk.books.signatures import Signature
from desk.core.clock import Clock
from desk.core.errors import EnvironmentFailure, LockedOut
from desk.core.work import Actor, Listener, Work
from desk.services import access, clock_check, key_history, wrong_passwords
from desk.services.clock_check import Watch
from desk.services.counter_window import CounterWindow
from desk.storage import data_file_id, interrupted, keys, private_folder
from desk.storage.attempts import AttemptCounter, FailedTries
from desk.storage.files import PhotoStore
from desk.storage.folder_lock import Hold
from desk.storage.head import HeadFile
from desk.storage.keys import ArgonCost
from desk.storage.reserve import Reserve
from desk.storage.store import Store


def exists(folder: Path) -> bool:
    """Is there a book in this data folder? A restore or key change that was interrupted is brought to its end first."""
    interrupted.finish(folder)
    return keys.is_book(folder)


@dataclass
class Desk:
    """What window and command line work through. ``write`` and ``read`` give the ``Work`` that books take."""

    folder: Path
    store: Store
    actor: Actor
    clock: Clock = field(default_factory=Clock)
    cost: ArgonCost = field(default_factory=ArgonCost)
    occupied: Hold | None = None
    notices: list[str] = field(default_factory=list)
    """What whoever signed in has to be told first: the book is shorter than it was, the key file is not the newest."""
    wrong_before: str = ""
    """What is told once about wrong passwords for whoever signed in or came back just now."""
    unread_lines: str = ""
    """What is told once about lines of the reserve that could not be read."""
    watch: Watch = field(default_factory=Watch, compare=False)
    """Asks whether the clock is right whenever a password is given."""
    locked_out: Callable[[str], None] = field(default=lambda _words: None, compare=False)
    """Told, with words, when the signed-in person may no longer use the book; from whatever thread noticed it."""
    remarked: Callable[[str], None] = field(default=lambda _words: None, compare=False)
    """Told what an action that is stored remarked, such as what another person's change brought along; any thread."""
    listeners: list[Listener] = field(default_factory=list, compare=False)
    """Who hears once after each commit which books it changed."""
    is_closed: bool = field(default=False, compare=False)
    """Was it closed? Whoever reads by itself now and then, as the public screen does, has to stop."""

    def take_place(self, occupied: Hold) -> None:
        """The data folder is this desk's to work in, as it is everybody's who shares its lock."""
        self.occupied = occupied
        private_folder.prepare(self.folder)

    @contextmanager
    def write(self, *, from_lock_screen: bool = False, quietly: bool = False) -> Iterator[Work]:
        """One transaction: all of the action, or nothing of it. After its commit the newest audit line is kept outside
        the book too, and what it changed is announced.

        ``from_lock_screen`` is for an emergency, which waits for nobody's rights: it is written whoever sat here last.
        ``quietly`` is for what the program remembers for itself and nobody is shown: nothing is announced.
        Raises ``LockedOut`` for who may no longer use the book, and what ``keys.settle_stored`` does after the commit.
        """
        work: Work | None = None
        written: set[str] = set()
        try:
            with self.store.writing(written) as connection:
                work = self._work(connection, from_lock_screen)
                yield work
                if work.audited and not self.head.leads_to(work.audited[0]):
                    raise self.gone_back()
        except BaseException:
            for number in work.key_changes if work else ():
                keys.discard(self.folder, number)
            raise
        try:
            keys.settle_stored(self.folder, work.key_changes)
        finally:
            self._tell_stored(work, frozenset() if quietly else nouns_of(written | work.written))

    def _tell_stored(self, work: Work, nouns: frozenset[str]) -> None:
        """What follows every commit."""
        if work.audited:
            self.head.note(work.audited[-1])
        for sentence in work.remarks:
            self.remarked(sentence)
        for listener in self.listeners if nouns else ():
            listener.hear(nouns)

    def gone_back(self) -> EnvironmentFailure:
        """What this program knows of the book is newer than the book: the next sign-in is to hear of it too. To be
        raised.
        """
        self.head.note_again()
        return self.store.gone_back()

    @cached_property
    def head(self) -> HeadFile:
        """The newest audit line, kept beside the data file."""
        return HeadFile(self.store.path, self.store.key)

    @contextmanager
    def read(self, *, from_lock_screen: bool = False) -> Iterator[Work]:
        """One unchanging view of the book; what is written through it is thrown away. Raises ``LockedOut``."""
        with self.store.reading() as connection:
            yield self._work(connection, from_lock_screen)

    def _work(self, connection: Connection, from_lock_screen: bool) -> Work:
        """With the person's role as it is in this very transaction, not as it was when they signed in."""
        try:
            actor = self.actor if from_lock_screen else staff.present(connection, self.actor)
        except LockedOut as gone:
            self.locked_out(gone.message)
            raise
        return Work(connection, actor, self.clock.now())

    def still_allowed(self) -> bool:
        """Is the signed-in person still somebody who may use the book? ``locked_out`` is told when not.

        True while the book cannot be read: then nothing is known, and nothing can be done either.
        """
        try:
            with self.read():
                return True
        except LockedOut:
            return False
        except EnvironmentFailure:
            return True

    def hand_to(self, name: str, password: str) -> None:
        """Another person takes the seat (or the same one comes back from the lock); the book stays open.

        What that means for the duties of both is the roster's to say, in its ``take_seat``.
        """
        name = access.listed(self.folder, name)
        tries = AttemptCounter(self.folder).known_of(name)
        id, _key = access.unlock(self.folder, name, password, self.clock, self.store.key)
        taking = access.actor_of(self.store, id, name, self.clock)
        odd = self.watch.confirmed(self.store, self.folder, self.clock)
        previous, self.actor = self.actor, taking
        try:
            self._take_over(previous, tries, odd)
        except BaseException:
            self.actor = previous
            raise

    def _take_over(self, previous: Actor, tries: FailedTries, odd: str) -> None:
        with self.write() as work:
            clock_check.note(work, odd)
            self.wrong_before = wrong_passwords.warning(work, tries, anew=previous.id != self.actor.id)
            if previous.id != self.actor.id:
                work.audit("session.hand_over", f"staff:{self.actor.id}", after={"from": previous.id})
            take_seat(work, previous)
            self.notices = key_history.tell(work)

    def confirm(self, name: str, password: str) -> Signature:
        """The signature of somebody who gives their password while another person stays signed in.

        Raises ``WrongPassword``, ``WrongClock``, and ``Refused`` while slowed down or for somebody who can no longer
        sign in.
        """
        id, listed = self.checked(name, password), access.listed(self.folder, name)
        return Signature(access.actor_of(self.store, id, listed, self.clock).id, self.clock.now())

    def checked(self, name: str, password: str) -> int:
        """Whose password this is. What was typed wrong before stays known for their next sign-in."""
        name = access.listed(self.folder, name)
        tries = AttemptCounter(self.folder).known_of(name)
        id, _key = access.unlock(self.folder, name, password, self.clock, self.store.key)
        odd = self.watch.confirmed(self.store, self.folder, self.clock)
        if tries.many or odd:
            with self.write() as work:
                clock_check.note(work, odd)
                wrong_passwords.keep(work, id, tries, is_told=False)
        return id

    @property
    def counter_window(self) -> CounterWindow:
        """The window 窗口 at which this PC stands, with what is heard and printed there, as it was set last."""
        return CounterWindow.load(self.folder)

    @property
    def book_id(self) -> str:
        """Which book this is, the same in all its backups."""
        with self.store.reading() as connection:
            return data_file_id.book_id(connection)

    @cached_property
    def reserve(self) -> Reserve:
        """Where lines of the emergency log go while the book cannot be written."""
        return Reserve(self.store.path, self.store.key)

    @property
    def files(self) -> PhotoStore:
        """The photos and papers beside the book."""
        return PhotoStore(self.store.path, self.store.key)

    def close(self) -> None:
        """Let go of file and folder. Nothing can be read or written afterwards."""
        self.is_closed = True
        self.store.close()
        if self.occupied:
            private_folder.leave(self.folder)
            self.occupied.let_go()


def take_seat(work: Work, previous: Actor | None = None) -> None:
    """What each book does when this person takes the seat, from ``previous`` or nobody: at sign-in and hand-over, and
    when the same person comes back from the lock.
    """
    for book in books():
        book.take_seat(work, previous)
