"""Signing in 登录: the data file is opened, looked at, and stands as this person's desk."""

from __future__ import annotations

from pathlib import Path

from desk.core.clock import Clock
from desk.core.permissions import Role
from desk.core.work import Actor, Work
from desk.services import access, clock_check, continuity, key_history, key_slots, mended_texts, wrong_passwords
from desk.services.clock_check import Watch
from desk.services.migration import migrate_alone
from desk.services.session import Desk, take_seat
from desk.storage import interrupted, migrate, scratch
from desk.storage.attempts import AttemptCounter, FailedTries
from desk.storage.keys import KeyFile
from desk.storage.store import FILE, Store


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
    ``EnvironmentFailure``."""
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
        _begin(desk, tries, odd)
        desk.reserve.prepare()
        scratch.clean(folder)
    except BaseException:
        desk.close()
        raise
    return desk


def _begin(desk: Desk, tries: FailedTries, odd: str) -> None:
    """The first write of whoever signed in, before anything else is done with the book."""
    with desk.write() as work:
        slots = look_at_what_is_there(desk, work)
        desk.wrong_before = wrong_passwords.warning(work, tries, anew=True)
        after = {"clock_confirmed": odd} if odd else None
        work.audit("session.sign_in", f"staff:{work.actor.id}", after=after)
        take_seat(work)
        desk.notices += [*key_history.tell(work), *mended_texts.tell(work)]
        if continuity.are_to_be_saved(work, slots, key_slots.present(desk, work)):
            key_slots.save(desk, work, slots)
    desk.head.begin_anew(work.audited[-1])


def look_at_what_is_there(desk: Desk, work: Work) -> KeyFile:
    """Before anything else is written: what is missing of the book, and whether its key file is the newest, stands in
    the audit and among ``notices``; of an odd key file every manager is told. The key slots that belong to people of
    this book: the caller stores them.
    """
    lost = continuity.lost_since(work, desk.head.newest())
    if lost:
        continuity.note_lost(work, lost)
    slots = key_slots.present(desk, work)
    odd = continuity.key_file_words(work, slots, desk.store.key)
    if odd:
        key_history.note_key_file(work, odd, f"{slots.generation} {slots.seal}")
    strays = continuity.strays(work, slots)
    stray_words = continuity.stray_words(strays)
    if strays:
        key_history.note_key_file(work, stray_words, f"strays {slots.generation} {slots.seal}")
    desk.notices += filter(None, (continuity.words_of(lost), odd, stray_words))
    return slots.without(*(slot.id for slot in strays)) if strays else slots
