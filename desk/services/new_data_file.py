"""A new book: a centre's own, or a demo centre with invented people."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from desk.books import centre as centres
from desk.books import staff
from desk.books.sample import SampleSize
from desk.core.clock import Clock
from desk.core.permissions import Role
from desk.core.spreadsheet import Progress
from desk.core.work import Actor, Work
from desk.services import accounts, continuity, first_steps, key_slots
from desk.services.session import Desk
from desk.storage import contents, folder_lock, interrupted, keys, migrate, replacement, scratch
from desk.storage.keys import ArgonCost, KeyFile
from desk.storage.store import FILE, Store


def create(
    folder: Path,
    centre: centres.Centre,
    manager: str,
    password: str,
    clock: Clock | None = None,
    cost: ArgonCost | None = None,
    also: Callable[[Work], object] = lambda _work: None,
) -> tuple[Desk, str]:
    """A new book with one manager and what ``also`` writes. The open desk, and the recovery key, shown this once only.

    Raises ``Refused`` where anything of an earlier book lies in the folder, ``Invalid`` for what was typed wrong.
    """
    with _making(folder, centre, manager, password, clock, cost) as (making, recovery), making.write() as work:
        first_steps.begin(work)
        also(work)
    return _moved(making, folder), recovery


def create_demo(
    folder: Path,
    manager: str,
    password: str,
    size: SampleSize,
    clock: Clock | None = None,
    cost: ArgonCost | None = None,
    progress: Progress | None = None,
    *,
    handed_in: bool = False,
) -> Desk:
    """A demo centre with invented people and months of walk-ins; everybody's password is the manager's. With
    ``handed_in`` the district has reports of it already, which takes some seconds.

    A failure or ``Cancelled`` leaves no book behind.
    """
    from desk.books import sample
    from desk.services import demo_photos, demo_reports

    with _making(folder, sample.CENTRE, manager, password, clock, cost) as (making, _recovery):
        clerks = [accounts.add_person(making, name, role, password) for name, role in sample.STAFF if name != manager]
        with making.write() as work:
            for venue in centres.PRESET_VENUES:
                centres.add_venue(work, venue)
            serving = [Actor(p.id, p.name, p.role) for p in clerks if p.role is Role.CLERK]
            sample.fill(work, size, serving, progress)
        demo_photos.put(making)
        if handed_in:
            demo_reports.put(making, size.until)
        making.store.tidy()
    return _moved(making, folder)


@contextmanager
def _making(
    folder: Path, centre: centres.Centre, manager: str, password: str, clock: Clock | None, cost: ArgonCost | None
) -> Iterator[tuple[Desk, str]]:
    """A new book in a place of its own, moved into ``folder`` when all of it is there: what fails or is killed before
    leaves nothing, and takes nothing away that was there.
    """
    from desk.books.incidents import contacts
    from desk.books.submissions import signing

    clock, cost = clock or Clock(), cost or ArgonCost()
    interrupted.finish(folder)
    contents.require_none(folder)
    manager = staff.checked_name(manager)
    staff.check_password(password, manager)
    key, recovery = keys.new_data_key(), keys.new_recovery_key()
    with scratch.private(folder) as making:
        desk = Desk(making, Store(making / FILE, key, create=True), Actor(1, manager, Role.MANAGER), clock, cost)
        try:
            migrate.make(desk.store)
            with desk.write() as work:
                person = staff.add(work, manager, Role.MANAGER)
                centres.save(work, centre)
                centres.save_opening_hours(work, centres.WEEK)
                contacts.suggest(work)
                signing.ensure(work)
                slots = KeyFile().with_slot(keys.RECOVERY, "", "", recovery, key, cost)
                slots = slots.with_slot(person.id, person.name, person.role.value, password, key, cost)
                key_slots.save(desk, work, slots)
            desk.actor = Actor(person.id, person.name, person.role)
            yield desk, recovery
        finally:
            desk.close()
        with folder_lock.alone(folder):
            contents.require_none(folder)
            replacement.put_in_place(making, folder, clock.now())


def _moved(made: Desk, folder: Path) -> Desk:
    """The desk over the book that has been put into its place."""
    desk = Desk(folder, Store(folder / FILE, made.store.key), made.actor, made.clock, made.cost)
    desk.take_place(folder_lock.hold(folder))
    with desk.read() as work:
        desk.head.begin_anew(continuity.newest(work))
    return desk
