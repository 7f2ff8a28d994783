"""The open desk: a book, a clock and the signed-in person. Sign-in, hand-over and keys live here."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path

from sqlalchemy import Connection

from desk import access, pictures, private, wrong_clock, wrong_passwords
from desk.books import centre as centres
from desk.books import clock_ahead, continuity, filed, imports, recoveries
from desk.books import staff as people
from desk.books.imports import Prepared
from desk.books.incidents import kept, log, waiting
from desk.books.roles import May, Role
from desk.books.roster import attendance
from desk.books.signatures import Signature
from desk.books.staff import Person
from desk.books.tables import Progress
from desk.books.work import Actor, Work
from desk.clock import Clock
from desk.errors import Invalid, LockedOut, Problem, Refused, Surroundings, WrongPassword
from desk.storage import backup, check, copies, exchange, folder_lock, identity, keys, migrate, place, scratch
from desk.storage.attempts import Attempts, Tries
from desk.storage.files import Files
from desk.storage.folder_lock import Hold
from desk.storage.head import HeadFile
from desk.storage.keys import Cost, KeyFile
from desk.storage.reserve import Reserve
from desk.storage.store import FILE, Store
from desk.words import _


def exists(folder: Path) -> bool:
    """Is there a book in this data folder? A restore, or a change of the key, that was interrupted is brought to its end first."""
    finish_interrupted(folder)
    return keys.is_book(folder)


def finish_interrupted(folder: Path) -> None:
    """Whatever was exchanging the book's files when the power went. Raises ``Surroundings``."""
    place.finish(folder)
    exchange.finish_or_clear(folder)


@dataclass
class Desk:
    """What window and command line work through. ``write`` and ``read`` give the ``Work`` that books take."""

    folder: Path
    store: Store
    actor: Actor
    clock: Clock = field(default_factory=Clock)
    cost: Cost = field(default_factory=Cost)
    occupied: Hold | None = None
    notices: list[str] = field(default_factory=list)
    """What whoever signed in has to be told first: the book is shorter than it was, the key file is not the newest."""
    wrong_before: str = ""
    """What is told once about wrong passwords for whoever signed in or came back just now."""
    unread_lines: str = ""
    locked_out: Callable[[str], None] = field(default=lambda _words: None, compare=False)
    """Told, with words, when the signed-in person may no longer use the book; from whatever thread noticed it."""

    def take_place(self, occupied: Hold) -> None:
        """The data folder is this desk's to work in, as it is everybody's who shares its lock."""
        self.occupied = occupied
        private.prepare(self.folder)

    @contextmanager
    def write(self, *, from_lock_screen: bool = False) -> Iterator[Work]:
        """One transaction: all of the action, or nothing of it. The newest audit line is then kept outside the book too.

        ``from_lock_screen`` is for an emergency, which waits for nobody's rights: it is written whoever sat here last.
        Raises ``LockedOut`` for who may no longer use the book.
        """
        work: Work | None = None
        try:
            with self.store.writing() as connection:
                work = self._work(connection, from_lock_screen)
                yield work
        except BaseException:
            for number in work.key_changes if work else ():
                keys.discard(self.folder, number)
            raise
        for number in work.key_changes:
            keys.settle(self.folder, number)
        if work.audited:
            self.head.note(work.audited[-1])

    @cached_property
    def head(self) -> HeadFile:
        return HeadFile(self.store.path, self.store.key)

    @contextmanager
    def read(self, *, from_lock_screen: bool = False) -> Iterator[Work]:
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
        except Surroundings:
            return True

    def hand_to(self, name: str, password: str) -> None:
        """Another person takes the seat (or the same one comes back from the lock); the book stays open.

        Who takes it is checked in for a duty that runs or begins soon, who leaves a finished duty is checked out.
        """
        name = access.listed(self.folder, name)
        tries = Attempts(self.folder).known_of(name)
        id, _key = access.unlock(self.folder, name, password, self.clock, self.store.key)
        previous, self.actor = self.actor, access.actor_of(self.store, id, self.clock)
        try:
            self._take_over(previous, tries)
        except BaseException:
            self.actor = previous
            raise

    def _take_over(self, previous: Actor, tries: Tries) -> None:
        with self.write() as work:
            self.wrong_before = wrong_passwords.told(work, tries, anew=previous.id != self.actor.id)
            if previous.id != self.actor.id:
                work.audit("session.hand_over", f"staff:{self.actor.id}", after={"from": previous.id})
                attendance.sign_out(replace(work, actor=previous), only_finished=True)
            attendance.sign_in(work)
            self.notices = recoveries.tell(work)

    def confirm(self, name: str, password: str) -> Signature:
        """The signature of somebody who gives their password while another person stays signed in.

        Raises ``WrongPassword``, and ``Refused`` while slowed down or for somebody who can no longer sign in.
        """
        return Signature(access.actor_of(self.store, self._checked(name, password), self.clock).id, self.clock.now())

    def _checked(self, name: str, password: str) -> int:
        """Whose password this is. What was typed wrong before stays known for their next sign-in."""
        name = access.listed(self.folder, name)
        tries = Attempts(self.folder).known_of(name)
        id, _key = access.unlock(self.folder, name, password, self.clock, self.store.key)
        if tries.many:
            with self.write() as work:
                wrong_passwords.keep(work, id, tries, told=False)
        return id

    def add_person(self, name: str, role: Role, password: str, telephone: str = "") -> Person:
        """Staff row and key slot together: the slot counts only once the row is committed."""
        people.check_password(password, name)
        with self.write() as work:
            person = people.add(work, name, role, telephone)
            self._save_slot(work, person, password)
        return person

    def reset_password(self, id: int, password: str) -> None:
        """By a manager for anyone, or by a person for themselves."""
        with self.write() as work:
            if id != self.actor.id:
                work.require(May.EDIT_STAFF)
            person = people.find(work, id)
            people.check_password(password, person.name)
            work.audit("staff.password", f"staff:{id}")
            self._save_slot(work, person, password)

    def change_password(self, present: str, new: str) -> None:
        """One's own password, by whoever knows the present one. Raises ``Invalid`` naming ``old`` or ``password``.

        Guesses count, and are slowed down, as they are at sign-in.
        """
        try:
            self._checked(self.actor.name, present)
        except WrongPassword:
            raise Invalid(Problem("old", _("This is not your present password."))) from None
        except Refused as slowed:
            raise Invalid(Problem("old", slowed.words)) from None
        self.reset_password(self.actor.id, new)

    def take_in(self, prepared: Prepared, path: Path, progress: Progress | None = None) -> int:
        """Store the good rows of a checked table; people with a first password can sign in at once. How many rows."""
        with self.write() as work:
            many = imports.store(work, prepared, path, progress)
            if prepared.kind is imports.Kind.STAFF:
                self._give_first_passwords(work, prepared)
        return many

    def _give_first_passwords(self, work: Work, prepared: Prepared) -> None:
        first = {new.name: new.password for _row, new in prepared.good if new.password}
        for name, given in first.items():
            people.check_password(given, name)
        slots = self.slots(work)
        for person in people.everyone(work):
            if person.name in first:
                given = first[person.name]
                slots = slots.with_slot(person.id, person.name, person.role.value, given, self.store.key, self.cost)
        self.save_slots(work, slots)

    def disable_person(self, id: int) -> None:
        """The slot goes, the person's history stays."""
        if id == self.actor.id:
            raise Refused(_("You cannot disable yourself. Please ask another manager."))
        with self.write() as work:
            people.set_active(work, id, False)
            self.save_slots(work, self.slots(work).without(id))

    def enable_person(self, id: int, password: str) -> None:
        with self.write() as work:
            person = people.set_active(work, id, True)
            people.check_password(password, person.name)
            self._save_slot(work, person, password)

    def change_role(self, id: int, role: Role, read: Role | None = None) -> None:
        with self.write() as work:
            person = people.set_role(work, id, role, read)
            self.save_slots(work, self.slots(work).renamed(id, person.name, role.value))

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
            except Surroundings as trouble:
                warnings.append(_("Not backed up to {folder}: {words}", folder=second, words=trouble.words))
        return made, warnings

    def look_after(self, progress: backup.Progress | None = None) -> tuple[list[str], list[str]]:
        """What is done once a day beside the window: (problems of the file, warnings of the backup).

        A damaged book is not backed up: its copy would in time push the good ones out."""
        damage = check.file_problems(self.store)
        if damage:
            told = _(
                "The book's file is damaged in {n} places. Please stop entering and restore the newest backup.",
                n=len(damage),
            )
            return [told, *damage[:2]], []
        return [], self.back_up(progress)[1]

    def back_up_to(
        self, folder: Path, progress: backup.Progress | None = None, *, by_hand: bool = False
    ) -> tuple[Path, list[str]]:
        """One backup and the photos beside it. The file made, and words about photos that had to be mended."""
        with self.read() as work:
            work.require(May.BACK_UP)
            wanted = filed.names(work)
        made = backup.back_up(self.store, folder, self.clock.now(), progress, by_hand=by_hand)
        return made, backup.copy_photos(self.store, folder, wanted, progress)

    def clock_trouble(self) -> str:
        """Words when this PC's clock stands before the last use of the book, or long after it; empty when it does not."""
        with self.read() as work:
            return wrong_clock.trouble(work, self.folder, self.clock)

    def clock_was_ahead(self, first: datetime, last: datetime) -> list[Path]:
        """Record it, so that cards, backups and the check of the clock no longer wait for that time. Backups set aside.

        Raises ``Invalid``; ``NotAllowed`` for others than a manager.
        """
        with self.write() as work:
            span = clock_ahead.record(work, first, last)
            second = centres.setting(work, "second_backup")
        folders = [self.folder / "backups", *([Path(second)] if second else [])]
        return [moved for folder in folders for moved in wrong_clock.set_backups_aside(folder, span)]

    @property
    def book_id(self) -> str:
        """Which book this is, the same in all its backups."""
        with self.store.reading() as connection:
            return identity.book_id(connection)

    def backed_up_today(self) -> bool:
        return backup.has_one_of(self.store, self.folder / backup.FOLDER, self.clock.today())

    def problems(self) -> list[str]:
        """All that ``desk check`` finds wrong, file first; photos in the book's folder and in those of its backups."""
        from desk.books.check import book_problems

        found = check.file_problems(self.store)
        with self.read() as work:
            found += book_problems(work)
            names, second = sorted(filed.names(work)), centres.setting(work, "second_backup")
        for folder in (self.folder / backup.FOLDER, *([Path(second)] if second else [])):
            found += self.files.problems_of_copies(folder / copies.folder_of(self.store), names)
        return found + self.files.problems(names)

    @cached_property
    def reserve(self) -> Reserve:
        """Where lines of the emergency log go while the book cannot be written."""
        return Reserve(self.store.path, self.store.key)

    def log_line(self, number: str, text: str) -> bool:
        """Write a line of an incident, by its number, after those that wait. False when it waits in the reserve itself.

        Raises ``Invalid`` for what cannot be written at all, ``Surroundings`` when not even the reserve took it.
        """
        self.take_in_reserve()
        try:
            with self.write() as work:
                waiting.write(work, kept.by_number(work, number).id, text)
        except (Surroundings, LockedOut):
            self.reserve.note(waiting.line_for(self.actor, self.clock.now(), number, text))
            return False
        return True

    def add_photo(self, incident_id: int, path: Path, text: str = "") -> int:
        """A photo in the log of an incident, kept beside the book. The entry's number. Raises ``DeskError``."""
        picture = pictures.read(path)
        file, seal = self.files.put(picture.content), hashlib.sha256(picture.content).hexdigest()
        with self.write() as work:
            return log.photo(work, incident_id, file, picture.name, seal, text)

    def take_in_reserve(self) -> str:
        """Bring what waits in the reserve into the log. Words about it; empty when nothing waits or the book is still full.

        What cannot be read is told in ``unread_lines``; its file is set aside and never cleared.
        """
        try:
            lines, unreadable = self.reserve.lines(), self.reserve.unreadable()
            if not lines and not unreadable:
                return ""
            with self.write() as work:
                numbers = waiting.take_in(work, lines, unreadable)
            if unreadable:
                kept_as = self.reserve.set_aside(self.clock.now())
                self.unread_lines = waiting.unread_told(unreadable, kept_as)
            self.reserve.clear()
        except Surroundings:
            return ""
        return waiting.told(numbers) if lines else ""

    def told_unread(self) -> str:
        """Once: words about lines of the reserve that could not be read."""
        told, self.unread_lines = self.unread_lines, ""
        return told

    @property
    def files(self) -> Files:
        """The photos and papers beside the book."""
        return Files(self.store.path, self.store.key)

    def close(self) -> None:
        self.store.close()
        if self.occupied:
            private.leave(self.folder)
            self.occupied.let_go()

    def _save_slot(self, work: Work, person: Person, password: str) -> None:
        slots = self.slots(work).with_slot(
            person.id, person.name, person.role.value, password, self.store.key, self.cost
        )
        self.save_slots(work, slots)

    def slots(self, work: Work) -> KeyFile:
        """The key slots as they are at this moment of a write: what another program committed just now is among them.

        Asked before the one change that a transaction may make: after it, what is prepared is not committed yet."""
        assert not work.key_changes
        keys.settle_or_discard(self.folder, self.store.key, continuity.key_generation(work))
        return KeyFile.load(self.folder)

    def save_slots(self, work: Work, slots: KeyFile) -> None:
        """File and book agree which change was the last: a book that says more means an older file."""
        generation = max(slots.generation, continuity.key_generation(work) + 1)
        slots.at_generation(generation).prepare(self.folder, self.store.key)
        work.key_changes.append(generation)
        continuity.note_key_generation(work, generation)


def sign_in(
    folder: Path,
    name: str,
    password: str,
    clock: Clock | None = None,
    *,
    clock_is_right: wrong_clock.Asked | None = None,
) -> Desk:
    """Open the book. ``clock_is_right`` is asked where the clock is odd, before anything is written; without it nobody is.

    Raises ``WrongPassword``, ``Refused`` while slowed down, ``WrongClock``, ``Damaged``, ``Surroundings``.
    """
    clock = clock or Clock()
    finish_interrupted(folder)
    name = access.listed(folder, name)
    tries = Attempts(folder).known_of(name)
    id, key = access.unlock(folder, name, password, clock)
    occupied = folder_lock.hold(folder)
    store = Store(folder / FILE, key)
    desk = Desk(folder, store, Actor(id, name, Role.CLERK), clock)
    desk.take_place(occupied)
    try:
        odd = wrong_clock.confirmed(store, folder, clock, clock_is_right) if clock_is_right else ""
        if migrate.is_needed(store):
            _migrate_alone(desk)
        desk.actor = access.actor_of(store, id, clock)
        with desk.write() as work:
            slots = _look_at_what_is_there(desk, work)
            desk.wrong_before = wrong_passwords.told(work, tries, anew=True)
            work.audit("session.sign_in", f"staff:{id}", after={"clock_confirmed": odd} if odd else None)
            attendance.sign_in(work)
            desk.notices += recoveries.tell(work)
            if slots.from_before or not (slots.seal or continuity.key_generation(work)):
                desk.save_slots(work, slots)
        desk.head.begin_anew(work.audited[-1])
        desk.reserve.prepare()
        scratch.clean(folder)
    except BaseException:
        desk.close()
        raise
    return desk


def _look_at_what_is_there(desk: Desk, work: Work) -> KeyFile:
    """Before anything else is written: what is missing of the book, and whether its key file is the newest, stands in the audit
    and among ``notices``; of an odd key file every manager is told. The key slots."""
    lost = continuity.lost_since(work, desk.head.newest())
    if lost:
        continuity.note_lost(work, lost)
    slots = desk.slots(work)
    odd = continuity.key_file_words(work, slots, desk.store.key)
    if odd:
        recoveries.note_key_file(work, odd, f"{slots.generation} {slots.seal}")
    desk.notices += filter(None, (continuity.words_of(lost), odd))
    return slots


def _migrate_alone(desk: Desk) -> None:
    """Bring the book to this program's version while nobody else has it open."""
    assert desk.occupied
    desk.occupied.let_go()
    with folder_lock.alone(desk.folder):
        now = desk.clock.now()
        before = partial(backup.before_change, desk.store, now)
        migrate.bring_up_to_date(desk.store, before_change=before)
    desk.occupied = folder_lock.hold(desk.folder)


def reset_with_recovery_key(
    folder: Path,
    recovery_key: str,
    name: str,
    password: str,
    clock: Clock | None = None,
    *,
    clock_is_right: wrong_clock.Asked | None = None,
) -> None:
    """A new password for one person from the paper key, when nobody can sign in any more. It stands in the audit, and every
    manager is told; the manager who signs in next is asked to change the book's key. An odd clock is asked about as at sign-in.
    """
    finish_interrupted(folder)
    people.check_password(password, name)
    occupied = folder_lock.hold(folder)
    try:
        slots = KeyFile.load(folder)
        key = slots.recover(recovery_key)
        slot = next((slot for slot in slots.people if people.is_named(slot.name, name)), None)
        if slot is None:
            raise Invalid(Problem("name", _("{name} is not among the people who may sign in.", name=name)))
    except BaseException:
        occupied.let_go()
        raise
    clock = clock or Clock()
    desk = Desk(folder, Store(folder / FILE, key), Actor(slot.id, slot.name, Role.CLERK), clock, slot.cost, occupied)
    try:
        if clock_is_right:
            wrong_clock.confirmed(desk.store, folder, clock, clock_is_right)
        if migrate.is_needed(desk.store):
            _migrate_alone(desk)
        desk.actor = access.actor_of(desk.store, slot.id, clock)
        with desk.write() as work:
            now = _look_at_what_is_there(desk, work)
            recoveries.note_used(work)
            desk.save_slots(work, now.with_slot(slot.id, slot.name, slot.role, password, key, slot.cost))
    finally:
        desk.close()
