"""The open desk: a book, a clock and the signed-in person. Sign-in, hand-over and keys live here."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path

from desk import pictures
from desk.books import centre as centres
from desk.books import filed, imports
from desk.books import staff as people
from desk.books.imports import Prepared
from desk.books.incidents import kept, log, waiting
from desk.books.roles import May, Role
from desk.books.roster import attendance
from desk.books.sample import Size
from desk.books.staff import Person
from desk.books.tables import Progress
from desk.books.work import Actor, Work
from desk.clock import Clock, local
from desk.errors import Invalid, Problem, Refused, Surroundings, WrongPassword
from desk.storage import backup, check, contents, files, identity, keys, migrate, place, scratch
from desk.storage.files import Files
from desk.storage.keys import Cost, KeyFile
from desk.storage.reserve import Reserve
from desk.storage.store import FILE, Store
from desk.words import _

FREE_TRIES = 3
LONGEST_WAIT = 60
CLOCK_TOLERANCE = 300
"""Seconds that a clock may be behind the book before it is pointed out."""


def exists(folder: Path) -> bool:
    """Is there a book in this data folder? A restore that was interrupted is brought to its end first."""
    place.finish(folder)
    return keys.is_book(folder)


@dataclass
class Desk:
    """What window and command line work through. ``write`` and ``read`` give the ``Work`` that books take."""

    folder: Path
    store: Store
    actor: Actor
    clock: Clock = field(default_factory=Clock)
    cost: Cost = field(default_factory=Cost)

    @contextmanager
    def write(self) -> Iterator[Work]:
        """One transaction: all of the action, or nothing of it."""
        with self.store.writing() as connection:
            yield Work(connection, self.actor, self.clock.now())

    @contextmanager
    def read(self) -> Iterator[Work]:
        with self.store.reading() as connection:
            yield Work(connection, self.actor, self.clock.now())

    def hand_to(self, name: str, password: str) -> None:
        """Another person takes the seat (or the same one comes back from the lock); the book stays open.

        Who takes it is checked in for a duty that runs or begins soon, who leaves a finished duty is checked out.
        """
        id, _key = _unlock(self.folder, name, password, self.clock)
        previous, self.actor = self.actor, _actor_of(self.store, id, self.clock)
        with self.write() as work:
            if previous.id != self.actor.id:
                work.audit("session.hand_over", f"staff:{id}", after={"from": previous.id})
                attendance.sign_out(work, previous.id, only_finished=True)
            attendance.sign_in(work)

    def confirm(self, name: str, password: str) -> int:
        """The id of somebody who signs with their password while another person stays signed in.

        Raises ``WrongPassword``, and ``Refused`` while slowed down or for somebody who can no longer sign in.
        """
        id, _key = _unlock(self.folder, name, password, self.clock)
        return _actor_of(self.store, id, self.clock).id

    def add_person(self, name: str, role: Role, password: str, telephone: str = "") -> Person:
        """Staff row and key slot together: the slot counts only once the row is committed."""
        keys.check_password(password, name)
        with self.write() as work:
            person = people.add(work, name, role, telephone)
            self._save_slot(person, password)
        return person

    def reset_password(self, id: int, password: str) -> None:
        """By a manager for anyone, or by a person for themselves."""
        with self.write() as work:
            if id != self.actor.id:
                work.require(May.EDIT_STAFF)
            person = people.find(work, id)
            keys.check_password(password, person.name)
            work.audit("staff.password", f"staff:{id}")
            self._save_slot(person, password)

    def change_password(self, present: str, new: str) -> None:
        """One's own password, by whoever knows the present one. Raises ``Invalid`` naming ``old`` or ``password``."""
        try:
            KeyFile.load(self.folder).unlock(self.actor.name, present)
        except WrongPassword:
            raise Invalid(Problem("old", _("This is not your present password."))) from None
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
        slots = KeyFile.load(self.folder)
        for person in people.everyone(work):
            if person.name in first:
                given = first[person.name]
                slots = slots.with_slot(person.id, person.name, person.role.value, given, self.store.key, self.cost)
        slots.save(self.folder)

    def disable_person(self, id: int) -> None:
        """The slot goes, the person's history stays."""
        if id == self.actor.id:
            raise Refused(_("You cannot disable yourself. Please ask another manager."))
        with self.write() as work:
            people.set_active(work, id, False)
            KeyFile.load(self.folder).without(id).save(self.folder)

    def enable_person(self, id: int, password: str) -> None:
        with self.write() as work:
            person = people.set_active(work, id, True)
            keys.check_password(password, person.name)
            self._save_slot(person, password)

    def change_role(self, id: int, role: Role) -> None:
        with self.write() as work:
            person = people.set_role(work, id, role)
            KeyFile.load(self.folder).renamed(id, person.name, role.value).save(self.folder)

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

    def back_up_to(
        self, folder: Path, progress: backup.Progress | None = None, *, by_hand: bool = False
    ) -> tuple[Path, list[str]]:
        """One backup and the photos beside it. The file made, and words about photos that had to be mended."""
        with self.read() as work:
            work.require(May.BACK_UP)
            wanted = filed.names(work)
        made = backup.back_up(self.store, folder, self.clock.now(), progress, by_hand=by_hand)
        return made, backup.copy_photos(self.files, folder, wanted, progress)

    def clock_trouble(self) -> str:
        """Words when this PC's clock stands before the last thing the book knows of; empty when it does not."""
        with self.read() as work:
            rows = work.rows("SELECT max(at) FROM audit WHERE id > (SELECT max(id) FROM audit) - 50")
            behind = rows[0][0] / 1000 - work.now.timestamp() if rows[0][0] else 0
        if behind <= CLOCK_TOLERANCE:
            return ""
        last = local(datetime.fromtimestamp(rows[0][0] / 1000, UTC))
        return _(
            "This PC's clock is behind: the book was last used at {last}. Please check date and time.",
            last=f"{last:%Y-%m-%d %H:%M}",
        )

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
            found += self.files.problems_of_copies(folder / files.FOLDER, names)
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
        except Surroundings:
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
        """Bring what waits in the reserve into the log. Words about it; empty when nothing waits or the book is still full."""
        try:
            lines = self.reserve.lines()
            if not lines:
                return ""
            with self.write() as work:
                numbers = waiting.take_in(work, lines)
            self.reserve.clear()
        except Surroundings:
            return ""
        return waiting.told(numbers)

    @property
    def files(self) -> Files:
        """The photos and papers beside the book."""
        return Files(self.store.path, self.store.key)

    def close(self) -> None:
        self.store.close()

    def _save_slot(self, person: Person, password: str) -> None:
        slots = KeyFile.load(self.folder).with_slot(
            person.id, person.name, person.role.value, password, self.store.key, self.cost
        )
        slots.save(self.folder)


def create(
    folder: Path,
    centre: centres.Centre,
    manager: str,
    password: str,
    clock: Clock | None = None,
    cost: Cost | None = None,
    also: Callable[[Work], object] = lambda _work: None,
) -> tuple[Desk, str]:
    """A new book with one manager and what ``also`` writes. The open desk, and the recovery key, shown this once only.

    Raises ``Refused`` where anything of an earlier book lies in the folder, ``Invalid`` for what was typed wrong.
    """
    with _making(folder, centre, manager, password, clock, cost) as (making, recovery), making.write() as work:
        also(work)
    return _moved(making, folder), recovery


def create_demo(
    folder: Path,
    manager: str,
    password: str,
    size: Size,
    clock: Clock | None = None,
    cost: Cost | None = None,
    progress: Progress | None = None,
) -> Desk:
    """A demo centre with invented people and months of walk-ins; everybody's password is the manager's.

    A failure or ``Cancelled`` leaves no book behind.
    """
    from desk.books import sample

    with _making(folder, sample.CENTRE, manager, password, clock, cost) as (making, _recovery):
        clerks = [making.add_person(name, role, password) for name, role in sample.STAFF if name != manager]
        with making.write() as work:
            for venue in centres.PRESET_VENUES:
                centres.add_venue(work, venue)
            serving = [Actor(p.id, p.name, p.role) for p in clerks if p.role is Role.CLERK]
            sample.fill(work, size, serving, progress)
        making.store.tidy()
    return _moved(making, folder)


@contextmanager
def _making(
    folder: Path, centre: centres.Centre, manager: str, password: str, clock: Clock | None, cost: Cost | None
) -> Iterator[tuple[Desk, str]]:
    """A new book in a place of its own, moved into ``folder`` when all of it is there: what fails or is killed before leaves
    nothing, and takes nothing away that was there."""
    clock, cost = clock or Clock(), cost or Cost()
    place.finish(folder)
    contents.require_none(folder)
    keys.check_password(password, manager)
    key, recovery = keys.new_data_key(), keys.new_recovery_key()
    with scratch.private(folder) as making:
        store = Store(making / FILE, key)
        try:
            migrate.make(store)
            desk = Desk(making, store, Actor(1, manager, Role.MANAGER), clock, cost)
            with desk.write() as work:
                person = people.add(work, manager, Role.MANAGER)
                centres.save(work, centre)
                centres.save_opening_hours(work, centres.WEEK)
                slots = KeyFile().with_slot(keys.RECOVERY, "", "", recovery, key, cost)
                slots.with_slot(person.id, person.name, person.role.value, password, key, cost).save(making)
            desk.actor = Actor(person.id, person.name, person.role)
            yield desk, recovery
        finally:
            store.close()
        contents.require_none(folder)
        place.put_in_place(making, folder, clock.now())


def _moved(made: Desk, folder: Path) -> Desk:
    """The desk over the book that has been put into its place."""
    return Desk(folder, Store(folder / FILE, made.store.key), made.actor, made.clock, made.cost)


def sign_in(folder: Path, name: str, password: str, clock: Clock | None = None) -> Desk:
    """Open the book. Raises ``WrongPassword``, ``Refused`` while slowed down, ``Damaged``, ``Surroundings``."""
    clock = clock or Clock()
    place.finish(folder)
    id, key = _unlock(folder, name, password, clock)
    contents.require_content(folder / FILE)
    store = Store(folder / FILE, key)
    try:
        migrate.bring_up_to_date(store, before_change=lambda: backup.before_change(store, clock.now()))
        desk = Desk(folder, store, _actor_of(store, id, clock), clock)
        with desk.write() as work:
            work.audit("session.sign_in", f"staff:{id}")
            attendance.sign_in(work)
        desk.reserve.prepare()
        scratch.clean(folder)
    except BaseException:
        store.close()
        raise
    return desk


def reset_with_recovery_key(folder: Path, recovery_key: str, name: str, password: str) -> None:
    """A new password for one person from the paper key, when nobody can sign in any more."""
    slots = KeyFile.load(folder)
    key = slots.recover(recovery_key)
    keys.check_password(password, name)
    for slot in slots.people:
        if slot.name == name:
            slots.with_slot(slot.id, slot.name, slot.role, password, key, slot.cost).save(folder)
            return
    raise Invalid(Problem("name", _("{name} is not among the people who may sign in.", name=name)))


def _actor_of(store: Store, id: int, clock: Clock) -> Actor:
    with store.reading() as connection:
        person = people.find(Work(connection, Actor(id, "", Role.CLERK), clock.now()), id)
    if not person.active:
        raise WrongPassword(_("{name} can no longer sign in. Please ask the manager.", name=person.name))
    return Actor(person.id, person.name, person.role)


def _unlock(folder: Path, name: str, password: str, clock: Clock) -> tuple[int, bytes]:
    """Check a password; each wrong one after the third doubles the wait for that name, up to a minute."""
    file = folder / "attempts.json"
    attempts = json.loads(file.read_text("utf-8")) if file.exists() else {}
    count, last = attempts.get(name, (0, ""))
    if count >= FREE_TRIES:
        wait = min(2 ** (count - FREE_TRIES + 1), LONGEST_WAIT)
        left = datetime.fromisoformat(last) + timedelta(seconds=wait) - clock.now()
        if timedelta(0) < left <= timedelta(seconds=wait):
            raise Refused(_("Too many wrong passwords. Please wait {n} seconds.", n=int(left.total_seconds()) + 1))
    try:
        opened = KeyFile.load(folder).unlock(name, password)
    except WrongPassword:
        attempts[name] = (count + 1, clock.now().isoformat())
        file.write_text(json.dumps(attempts), "utf-8")
        raise
    if name in attempts:
        del attempts[name]
        file.write_text(json.dumps(attempts), "utf-8")
    return opened
