"""The open desk: a book, a clock and the signed-in person. Sign-in, hand-over and keys live here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path

from sqlalchemy import Connection

from desk.books import attachment_index, clock_ahead
from desk.books import centre as centres
from desk.books import staff as people
from desk.books.incidents import queries, reserve_import
from desk.books.registry import nouns_of
from desk.books.roster import attendance
from desk.books.signatures import Signature
from desk.core.clock import Clock
from desk.core.errors import EnvironmentFailure, LockedOut
from desk.core.permissions import May, Role
from desk.core.words import _
from desk.core.work import Actor, Work
from desk.services import access, clock_check, continuity, key_history, mended_texts, wrong_passwords
from desk.services.clock_check import Watch
from desk.services.migration import migrate_alone
from desk.storage import (
    backup,
    check,
    copies,
    data_file_id,
    interrupted,
    keys,
    migrate,
    private_folder,
    scratch,
)
from desk.storage.attempts import AttemptCounter, FailedTries
from desk.storage.files import PhotoStore
from desk.storage.folder_lock import Hold
from desk.storage.head import HeadFile
from desk.storage.keys import ArgonCost, KeyFile
from desk.storage.reserve import Reserve
from desk.storage.store import FILE, Store


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
    watch: Watch = field(default_factory=Watch, compare=False)
    """Asks whether the clock is right whenever a password is given."""
    locked_out: Callable[[str], None] = field(default=lambda _words: None, compare=False)
    """Told, with words, when the signed-in person may no longer use the book; from whatever thread noticed it."""
    remarked: Callable[[str], None] = field(default=lambda _words: None, compare=False)
    """Told what an action that is stored remarked, such as what another person's change brought along; any thread."""
    announced: Callable[[frozenset[str]], None] = field(default=lambda _nouns: None, compare=False)
    """Told once after each commit which books it changed, by their names; from any thread."""

    def take_place(self, occupied: Hold) -> None:
        """The data folder is this desk's to work in, as it is everybody's who shares its lock."""
        self.occupied = occupied
        private_folder.prepare(self.folder)

    @contextmanager
    def write(self, *, from_lock_screen: bool = False) -> Iterator[Work]:
        """One transaction: all of the action, or nothing of it. After its commit the newest audit line is kept outside
        the book too, and what it changed is announced.

        ``from_lock_screen`` is for an emergency, which waits for nobody's rights: it is written whoever sat here last.
        Raises ``LockedOut`` for who may no longer use the book.
        """
        work: Work | None = None
        written: set[str] = set()
        try:
            with self.store.writing(written) as connection:
                work = self._work(connection, from_lock_screen)
                yield work
                if work.audited and not self.head.leads_to(work.audited[0]):
                    raise self._gone_back()
        except BaseException:
            for number in work.key_changes if work else ():
                keys.discard(self.folder, number)
            raise
        for number in work.key_changes:
            keys.settle(self.folder, number)
        if work.audited:
            self.head.note(work.audited[-1])
        for words in work.remarks:
            self.remarked(words)
        if nouns := nouns_of(written | work.written):
            self.announced(nouns)

    def _gone_back(self) -> EnvironmentFailure:
        """What this program knows of the book is newer than the book: the next sign-in is to hear of it too."""
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
            actor = self.actor if from_lock_screen else people.present(connection, self.actor)
        except LockedOut as gone:
            self.locked_out(gone.words)
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

        Who takes it is checked in for a duty that runs or begins soon, who leaves a finished duty is checked out.
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
            self.wrong_before = wrong_passwords.told(work, tries, anew=previous.id != self.actor.id)
            if previous.id != self.actor.id:
                work.audit("session.hand_over", f"staff:{self.actor.id}", after={"from": previous.id})
                attendance.sign_out(replace(work, actor=previous), only_finished=True)
            attendance.sign_in(work)
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
                wrong_passwords.keep(work, id, tries, told=False)
        return id

    def back_up(self, progress: backup.Progress | None = None, *, by_hand: bool = False) -> tuple[Path, list[str]]:
        """Back up beside the book and to the second folder where one is set.

        The file made, and warnings: a missing USB stick is a warning, never an error.
        """
        with self.read() as work:
            second = centres.setting(work, "second_backup")
        made, warnings = self.back_up_to(self.folder / backup.FOLDER, progress, by_hand=by_hand)
        if second and not Path(second).is_dir():
            warnings.append(_("The second backup folder {folder} is not there; backed up here only.", folder=second))
        elif second:
            try:
                warnings += self.back_up_to(Path(second), by_hand=by_hand)[1]
            except EnvironmentFailure as trouble:
                warnings.append(_("Not backed up to {folder}: {words}", folder=second, words=trouble.words))
        return made, warnings

    def back_up_to(
        self, folder: Path, progress: backup.Progress | None = None, *, by_hand: bool = False
    ) -> tuple[Path, list[str]]:
        """One backup and the photos beside it. The file made, and words about photos that had to be mended."""
        noted = self.head.newest_number()
        with self.read() as work:
            work.require(May.BACK_UP)
            if continuity.newest(work).number < noted:
                raise self._gone_back()
            wanted = attachment_index.names(work)
        made = backup.back_up(self.store, folder, self.clock.now(), progress, by_hand=by_hand)
        return made, backup.copy_photos(self.store, folder, wanted, progress)

    def clock_was_ahead(self, first: datetime, last: datetime) -> list[Path]:
        """Record it, so that cards, backups and the check of the clock no longer wait for that time. Backups set aside.

        Raises ``Invalid``; ``NotAllowed`` for others than a manager.
        """
        with self.write() as work:
            span = clock_ahead.record(work, first, last)
            second = centres.setting(work, "second_backup")
        folders = [self.folder / "backups", *([Path(second)] if second else [])]
        return [moved for folder in folders for moved in clock_check.set_backups_aside(folder, span)]

    @property
    def book_id(self) -> str:
        """Which book this is, the same in all its backups."""
        with self.store.reading() as connection:
            return data_file_id.book_id(connection)

    def backed_up_today(self) -> bool:
        """Does a backup of the centre's day lie in the data folder?"""
        return backup.has_one_of(self.store, self.folder / backup.FOLDER, self.clock.today())

    def problems(self) -> list[str]:
        """All that ``desk check`` finds wrong, file first; photos in the book's folder and in those of its backups."""
        from desk.books.invariants import book_problems

        found = check.file_problems(self.store)
        with self.read() as work:
            found += book_problems(work)
            names, second = sorted(attachment_index.names(work)), centres.setting(work, "second_backup")
        for folder in (self.folder / backup.FOLDER, *([Path(second)] if second else [])):
            found += self.files.problems_of_copies(folder / copies.folder_of(self.store), names)
        return found + self.files.problems(names)

    @cached_property
    def reserve(self) -> Reserve:
        """Where lines of the emergency log go while the book cannot be written."""
        return Reserve(self.store.path, self.store.key)

    def log_line(self, number: str, text: str) -> bool:
        """Write a line of an incident, by its number, after those that wait. False when it waits in the reserve itself.
        Raises ``Invalid`` for what cannot be written at all, ``EnvironmentFailure`` when not even the reserve took it.
        """
        self.take_in_reserve()
        try:
            with self.write() as work:
                reserve_import.write(work, queries.by_number(work, number).id, text)
        except (EnvironmentFailure, LockedOut):
            self.reserve.note(reserve_import.line_for(self.actor, self.clock.now(), number, text))
            return False
        return True

    def take_in_reserve(self) -> str:
        """Bring what waits in the reserve into the log. Words about it; empty when nothing waits or the book is full.

        What cannot be read is told in ``unread_lines``; its file is set aside and never cleared.
        """
        try:
            lines, unreadable = self.reserve.lines(), self.reserve.unreadable()
            if not lines and not unreadable:
                return ""
            with self.write() as work:
                numbers = reserve_import.take_in(work, lines, unreadable)
            if unreadable:
                kept_as = self.reserve.set_aside(self.clock.now())
                self.unread_lines = reserve_import.unread_sentence(unreadable, kept_as)
            self.reserve.clear()
        except EnvironmentFailure:
            return ""
        return reserve_import.taken_in_sentence(numbers) if lines else ""

    def told_unread(self) -> str:
        """Once: words about lines of the reserve that could not be read."""
        told, self.unread_lines = self.unread_lines, ""
        return told

    @property
    def files(self) -> PhotoStore:
        """The photos and papers beside the book."""
        return PhotoStore(self.store.path, self.store.key)

    def close(self) -> None:
        """Let go of file and folder. Nothing can be read or written afterwards."""
        self.store.close()
        if self.occupied:
            private_folder.leave(self.folder)
            self.occupied.let_go()

    def slots(self, work: Work) -> KeyFile:
        """The key slots as they are at this moment of a write: what another program committed just now is among them.

        Asked before the one change that a transaction may make: after it, what is prepared is not committed yet."""
        assert not work.key_changes
        keys.settle_or_discard(self.folder, self.store.key, data_file_id.key_generation(work.connection))
        return KeyFile.load(self.folder)

    def save_slots(self, work: Work, slots: KeyFile) -> None:
        """File and book agree which change was the last: a book that says more means an older file."""
        generation = max(slots.generation, data_file_id.key_generation(work.connection) + 1)
        slots.of_book(data_file_id.book_id(work.connection), generation).prepare(self.folder, self.store.key)
        work.key_changes.append(generation)
        continuity.note_key_generation(work, generation)


def sign_in(
    folder: Path,
    name: str,
    password: str,
    clock: Clock | None = None,
    *,
    clock_is_right: clock_check.Asked | None = None,
) -> Desk:
    """Open the book. ``clock_is_right`` is asked where the clock is odd, before anything is written, now and whenever
    somebody gives a password as long as the book is open; without it nobody is.

    Raises ``WrongPassword``, ``Refused`` while slowed down, ``WrongClock``, ``Damaged``, ``OtherKeys``,
    ``EnvironmentFailure``.
    """
    clock = clock or Clock()
    occupied = interrupted.hold(folder)
    try:
        name = access.listed(folder, name)
        tries = AttemptCounter(folder).known_of(name)
        id, key = access.unlock(folder, name, password, clock)
        access.require_ours(folder, key)
    except BaseException:
        occupied.let_go()
        raise
    desk = Desk(folder, Store(folder / FILE, key), Actor(id, name, Role.CLERK), clock, watch=Watch(clock_is_right))
    desk.take_place(occupied)
    try:
        odd = desk.watch.confirmed(desk.store, folder, clock)
        if migrate.is_needed(desk.store):
            desk.occupied = migrate_alone(folder, desk.store, desk.occupied, clock.now())
        desk.actor = access.actor_of(desk.store, id, name, clock)
        with desk.write() as work:
            slots = look_at_what_is_there(desk, work)
            desk.wrong_before = wrong_passwords.told(work, tries, anew=True)
            work.audit("session.sign_in", f"staff:{id}", after={"clock_confirmed": odd} if odd else None)
            attendance.sign_in(work)
            desk.notices += [*key_history.tell(work), *mended_texts.tell(work)]
            if continuity.are_to_be_saved(work, slots, desk.slots(work)):
                desk.save_slots(work, slots)
        desk.head.begin_anew(work.audited[-1])
        desk.reserve.prepare()
        scratch.clean(folder)
    except BaseException:
        desk.close()
        raise
    return desk


def look_at_what_is_there(desk: Desk, work: Work) -> KeyFile:
    """Before anything else is written: what is missing of the book, and whether its key file is the newest, stands in
    the audit and among ``notices``; of an odd key file every manager is told. The key slots that belong to people of
    this book: the caller stores them.
    """
    lost = continuity.lost_since(work, desk.head.newest())
    if lost:
        continuity.note_lost(work, lost)
    slots = desk.slots(work)
    odd = continuity.key_file_words(work, slots, desk.store.key)
    if odd:
        key_history.note_key_file(work, odd, f"{slots.generation} {slots.seal}")
    strays = continuity.strays(work, slots)
    stray_words = continuity.stray_words(strays)
    if strays:
        key_history.note_key_file(work, stray_words, f"strays {slots.generation} {slots.seal}")
    desk.notices += filter(None, (continuity.words_of(lost), odd, stray_words))
    return slots.without(*(slot.id for slot in strays)) if strays else slots
