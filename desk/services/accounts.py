"""The accounts of those who may sign in: a row among the staff and a key slot, changed together in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from desk.books import imports, staff, updates
from desk.books.imports import PreparedImport
from desk.books.staff import Person
from desk.books.updates import PreparedUpdate, UpdateChoice, UpdateCounts
from desk.core.clock import Clock
from desk.core.errors import Invalid, Problem, Refused, WrongPassword
from desk.core.pasted_table import Source
from desk.core.permissions import May, Role
from desk.core.spreadsheet import Progress
from desk.core.words import _
from desk.core.work import Actor, Work
from desk.services import access, clock_check, key_history, key_slots
from desk.services.clock_check import Asked, Watch, WrongClock
from desk.services.migration import migrate_alone
from desk.services.session import Desk
from desk.services.sign_in import look_at_what_is_there
from desk.storage import interrupted, migrate
from desk.storage.keys import KeyFile
from desk.storage.store import FILE, Store


def add_person(desk: Desk, name: str, role: Role, password: str, telephone: str = "") -> Person:
    """Staff row and key slot together: the slot counts only once the row is committed."""
    staff.check_password(password, name)
    with desk.write() as work:
        person = staff.add(work, name, role, telephone)
        _save_slot(desk, work, person, password)
    return person


def reset_password(desk: Desk, id: int, password: str) -> None:
    """By a manager for anyone, or by a person for themselves."""
    with desk.write() as work:
        if id != desk.actor.id:
            work.require(May.EDIT_STAFF)
        person = staff.find(work, id)
        staff.check_password(password, person.name)
        work.audit("staff.password", f"staff:{id}")
        _save_slot(desk, work, person, password)


def change_password(desk: Desk, present: str, new: str) -> None:
    """One's own password, by whoever knows the present one. Raises ``Invalid`` naming ``old`` or ``password``.

    Guesses count, and are slowed down, as they are at sign-in.
    """
    try:
        desk.checked(desk.actor.name, present)
    except WrongPassword:
        raise Invalid(Problem("old", _("This is not your present password."))) from None
    except WrongClock:
        raise
    except Refused as slowed:
        raise Invalid(Problem("old", slowed.message)) from None
    reset_password(desk, desk.actor.id, new)


def take_in(desk: Desk, prepared: PreparedImport, source: Source, progress: Progress | None = None) -> int:
    """Store the good rows of a checked table; people with a first password can sign in at once. How many rows."""
    with desk.write() as work:
        many = imports.store(work, prepared, source, progress)
        if prepared.kind == "staff":
            _give_first_passwords(desk, work, prepared)
    return many


def bring_up_to_date(
    desk: Desk, prepared: PreparedUpdate, chosen: UpdateChoice, source: Source, progress: Progress | None = None
) -> UpdateCounts:
    """Store what was chosen of a compared file; who is disabled with it loses their key slot. How many of each."""
    is_staff = prepared.file.kind == "staff"
    disabled = [prepared.gone[at].id for at in chosen.gone] if is_staff else []
    if desk.actor.id in disabled:
        raise Refused(_("You cannot disable yourself. Please ask another manager."))
    with desk.write() as work:
        counts = updates.store(work, prepared, chosen, source, progress)
        if is_staff and (chosen.new or disabled):
            _give_first_passwords(desk, work, prepared.only(chosen.new), disabled)
    return counts


def _give_first_passwords(desk: Desk, work: Work, prepared: PreparedImport, disabled: Sequence[int] = ()) -> None:
    first = {new.name: new.password for _row, new in prepared.good if new.password}
    for name, given in first.items():
        staff.check_password(given, name)
    slots = key_slots.present(desk, work)
    for person in staff.everyone(work):
        if person.name in first:
            given = first[person.name]
            slots = slots.with_slot(person.id, person.name, person.role.value, given, desk.store.key, desk.cost)
    for id in disabled:
        slots = slots.without(id)
    key_slots.save(desk, work, slots)


def disable_person(desk: Desk, id: int) -> None:
    """The slot goes, the person's history stays."""
    if id == desk.actor.id:
        raise Refused(_("You cannot disable yourself. Please ask another manager."))
    with desk.write() as work:
        staff.set_active(work, id, False)
        key_slots.save(desk, work, key_slots.present(desk, work).without(id))


def enable_person(desk: Desk, id: int, password: str) -> None:
    """Bring somebody back who was disabled, with a new password. Raises ``Invalid`` for a bad one."""
    with desk.write() as work:
        person = staff.set_active(work, id, True)
        staff.check_password(password, person.name)
        _save_slot(desk, work, person, password)


def change_role(desk: Desk, id: int, role: Role, read: Role | None = None) -> None:
    """Give somebody another role; ``read`` is the one the form showed, so that two managers do not overwrite each
    other.
    """
    with desk.write() as work:
        person = staff.set_role(work, id, role, read)
        key_slots.save(desk, work, key_slots.present(desk, work).renamed(id, person.name, role.value))


def _save_slot(desk: Desk, work: Work, person: Person, password: str) -> None:
    slots, role = key_slots.present(desk, work), person.role.value
    slots = slots.with_slot(person.id, person.name, role, password, desk.store.key, desk.cost)
    key_slots.save(desk, work, slots)


def reset_with_recovery_key(
    folder: Path,
    recovery_key: str,
    name: str,
    password: str,
    clock: Clock | None = None,
    *,
    clock_is_right: Asked | None = None,
) -> None:
    """A new password for one person from the paper key, when nobody can sign in any more. It stands in the audit, and
    every manager is told; the manager who signs in next is asked to change the book's key. The clock is asked about as
    at sign-in.
    """
    staff.check_password(password, name)
    occupied = interrupted.hold(folder)
    try:
        slots = KeyFile.load(folder)
        key = slots.recover(recovery_key)
        access.require_ours(folder, key)
        slot = next((slot for slot in slots.people if staff.is_named(slot.name, name)), None)
        if slot is None:
            raise Invalid(Problem("name", _("{name} is not among the people who may sign in.", name=name)))
    except BaseException:
        occupied.let_go()
        raise
    clock = clock or Clock()
    desk = Desk(folder, Store(folder / FILE, key), Actor(slot.id, slot.name, Role.CLERK), clock, slot.cost, occupied)
    try:
        odd = Watch(clock_is_right).confirmed(desk.store, folder, clock)
        if migrate.is_needed(desk.store):
            desk.occupied = migrate_alone(folder, desk.store, desk.occupied, clock.now())
        desk.actor = access.actor_of(desk.store, slot.id, slot.name, clock)
        with desk.write() as work:
            now = look_at_what_is_there(desk, work)
            clock_check.note(work, odd)
            key_history.note_used(work)
            key_slots.save(desk, work, now.with_slot(slot.id, slot.name, slot.role, password, key, slot.cost))
    finally:
        desk.close()
