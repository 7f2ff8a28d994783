"""Changing the book's data key: the book, its photos, the key file and the recovery key are made anew; old passwords
end.

Three steps. ``KeyChange`` asks everything that could stand in the way and closes the book; ``prepare`` makes the new
files beside the old ones; ``complete`` decides. Before that everything can be given up, and the old book is as it was:
so the new recovery key is on paper before it is the only one.
"""

from __future__ import annotations

import hmac
import shutil
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from desk.books import attachment_index, staff
from desk.books import centre as centres
from desk.core.errors import Cancelled, EnvironmentFailure, Refused
from desk.core.permissions import May
from desk.core.spreadsheet import Progress
from desk.core.words import _, listed
from desk.services import backups, emergency_reserve, key_history, key_slots
from desk.services.session import Desk
from desk.storage import copies, folder_lock, key_exchange, keys, open_file, rekey
from desk.storage.files import PhotoStore
from desk.storage.keys import KeyFile
from desk.storage.store import FILE, Store


@dataclass(frozen=True)
class Outlook:
    """What a change brings with it, for whoever decides."""

    ended: tuple[str, ...]
    """Who needs a new password afterwards."""
    old: tuple[Path, ...]
    """Backups and replaced books that the present key opens, and with it the present and older passwords."""


def is_due(desk: Desk) -> bool:
    """Was the recovery key used since the last change, and may the signed-in person change it?"""
    with desk.read() as work:
        return work.actor.may(May.EDIT_STAFF) and key_history.is_change_due(work)


def outlook(desk: Desk) -> Outlook:
    """Raises ``NotAllowed`` for who may not change the key."""
    with desk.read() as work:
        work.require(May.EDIT_STAFF)
        second = centres.setting(work, "second_backup")
        people = [person.name for person in staff.everyone(work) if person.active and person.id != work.actor.id]
    return Outlook(tuple(people), tuple(_old_copies(desk.folder, second, desk.store.key)))


def words_of(outlook: Outlook) -> list[str]:
    """What the change does not reach by itself, for whoever decides: one sentence each."""
    sentences = []
    if outlook.ended:
        sentences.append(
            _("{names} need a new password afterwards: set it under Settings, People.", names=listed(outlook.ended))
        )
    if outlook.old:
        sentences.append(
            _("{n} old backups still open with the passwords and the recovery sheet of their time.", n=len(outlook.old))
        )
    return sentences


def _places(folder: Path, second: str) -> list[Path]:
    """Where this book's backups are kept, as far as it is there."""
    return [place for place in (folder / "backups", *([Path(second)] if second else [])) if place.is_dir()]


def _old_copies(folder: Path, second: str, key: bytes) -> list[Path]:
    copies = [path for place in _places(folder, second) for path in rekey.backups_with(place, key)]
    for aside in sorted(folder.glob("replaced-*")):
        with suppress(OSError):
            if rekey.is_encrypted_with(open_file.first_page(aside / FILE, rekey.PAGE), key):
                copies.append(aside)
    return copies


class KeyChange:
    """One change, from the manager's password to the new book in its place. ``close`` in the end, whatever happened.

    Begin and ``close`` in one thread; ``prepare`` and ``complete`` may run in another."""

    def __init__(self, desk: Desk, password: str) -> None:
        """Ask, then close the book for everybody. Raises ``DeskError``; then the desk is open as before."""
        with desk.read() as work:
            work.require(May.EDIT_STAFF)
            self.centre = centres.get(work).name
            self._photos = sorted(attachment_index.names(work))
            self._second = str(centres.setting(work, "second_backup"))
        desk.confirm(desk.actor.name, password)
        _empty_reserve(desk)
        self._amount = rekey.require_room(desk.folder)
        self.folder, self.actor, self.clock = desk.folder, desk.actor, desk.clock
        self._cost, self._password, self._old = desk.cost, password, desk.store.key
        self._new, self.recovery = keys.new_data_key(), keys.new_recovery_key()
        self._old_name = copies.folder_of(desk.store)
        self._decided = False
        self._alone = ExitStack()
        self._take_alone(desk)

    def _take_alone(self, desk: Desk) -> None:
        if desk.occupied:
            desk.occupied.let_go()
        try:
            self._alone.enter_context(folder_lock.alone(desk.folder))
        except EnvironmentFailure:
            desk.occupied = folder_lock.hold(desk.folder) if desk.occupied else None
            raise
        desk.occupied = None
        desk.close()

    def __enter__(self) -> KeyChange:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def prepare(self, progress: Progress | None = None) -> None:
        """Make everything anew beside the old. Raises ``DeskError``, among them ``Cancelled``; nothing is changed by
        then.
        """
        place = key_exchange.begin(self.folder)
        try:
            self._copy(place, progress or (lambda _done, _total: None))
            self._write_slots(place)
        except Cancelled:
            key_exchange.clear(self.folder)
            raise Cancelled(self.state_words) from None
        except BaseException:
            key_exchange.clear(self.folder)
            raise

    def _copy(self, place: Path, progress: Progress) -> None:
        size, total = self._amount.book, self._amount.steps
        book = Store(self.folder / FILE, self._old)
        try:
            rekey.copy_book(book, place, self._new, lambda done, all: progress(size * done // (all or 1), total))
        finally:
            book.close()
        done = 2 * size
        progress(done, total)

        def photo(bytes: int) -> None:
            nonlocal done
            done += bytes
            progress(min(done, total), total)

        old, new = PhotoStore(self.folder / FILE, self._old), PhotoStore(place / FILE, self._new)
        beside = [folder for each in _places(self.folder, self._second) for folder in copies.all_in(each)]
        _require_whole(rekey.copy_photos(old, beside, new, self._photos, photo))
        rekey.bring_missing(self._photos, old, beside, new)

    def _write_slots(self, place: Path) -> None:
        """In the new book: the audit line, whose place outside the book follows, and the key file with its two
        slots.
        """
        before = KeyFile.load(self.folder)
        desk = Desk(place, Store(place / FILE, self._new), self.actor, self.clock, self._cost)
        try:
            with desk.write() as work:
                ended = sum(slot.id != self.actor.id for slot in before.people)
                key_history.note_changed(work, copies.new_name(), ended, len(self._photos))
                person = staff.find(work, self.actor.id)
                slots = KeyFile((), before.generation)
                slots = slots.with_slot(keys.RECOVERY, "", "", self.recovery, self._new, self._cost)
                role, password = person.role.value, self._password
                slots = slots.with_slot(person.id, person.name, role, password, self._new, self._cost)
                key_slots.save(desk, work, slots)
            desk.head.begin_anew(work.audited[-1])
            desk.store.tidy()
        finally:
            desk.close()
        _require_opens(place, self.actor.name, self._password, self.recovery, self._new)

    def complete(self, *, delete_old: bool = False, progress: Progress | None = None) -> list[str]:
        """From here on the new key counts. Then a backup is made under it, and only after that old ones are deleted.

        Warnings about what did not work of that. Raises ``EnvironmentFailure`` when the move itself has to be finished
        later.
        """
        try:
            key_exchange.decide(self.folder)
            self._decided = True
            key_exchange.finish(self.folder)
        except EnvironmentFailure as trouble:
            raise EnvironmentFailure(f"{self.state_words} {trouble.message}") from trouble
        desk = Desk(self.folder, Store(self.folder / FILE, self._new), self.actor, self.clock, self._cost)
        try:
            warnings = backups.back_up(desk, progress)[1]
        except EnvironmentFailure as trouble:
            sentence = _(
                "No backup could be made under the new key, so older ones were kept: {words}", words=trouble.message
            )
            return [sentence]
        finally:
            desk.close()
        return warnings + (self._delete_old() if delete_old else [])

    def _delete_old(self) -> list[str]:
        """Old backups, and the copies of photos that only they need. The one just made has the new key."""
        try:
            for path in _old_copies(self.folder, self._second, self._old):
                if not self._is_backed_up(path.parent):
                    continue
                shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
            self._delete_photos()
        except OSError:
            return [_("Not all old backups could be deleted. Please delete those made before the change by hand.")]
        return []

    def _is_backed_up(self, place: Path) -> bool:
        """Is there a backup under the new key? Where it did not fit, the old ones are all there is."""
        return place == self.folder or bool(list(rekey.backups_with(place, self._new)))

    def _delete_photos(self) -> None:
        ours = rekey.names_in(self.folder / "files")
        for place in filter(self._is_backed_up, _places(self.folder, self._second)):
            for name, path in rekey.names_in(place / self._old_name).items():
                if name in ours:
                    path.unlink()
            for left in sorted((place / self._old_name).glob("??")):
                with suppress(OSError):
                    left.rmdir()
            with suppress(OSError):
                (place / self._old_name).rmdir()

    @property
    def state_words(self) -> str:
        """What holds now for whoever has to sign in, wherever the change was left."""
        is_moving = key_exchange.is_decided(self.folder)
        if not (self._decided or is_moving):
            return _("The change was stopped. The passwords and the recovery sheet of before are still valid.")
        if is_moving:
            return _(
                "The new key counts already; the rest is finished at the next sign-in. "
                "Please sign in with your password; the others get a new one from you."
            )
        return _("The book's key is changed. Please sign in with your password; the others get a new one from you.")

    def close(self) -> None:
        """The folder is free for everybody again; what was made and not decided is thrown away."""
        with suppress(EnvironmentFailure):
            key_exchange.clear(self.folder)
        self._alone.close()


def _empty_reserve(desk: Desk) -> None:
    """What waits there is under the old key. Raises ``Refused`` when it cannot be taken in."""
    emergency_reserve.take_in(desk)
    if waiting := len(desk.reserve.lines()):
        raise Refused(
            _(
                "{n} lines of the emergency log wait and cannot be taken into the book just now. Please mend that "
                "first.",
                n=waiting,
            )
        )


def _require_whole(damaged: list[str]) -> None:
    if damaged:
        shown = listed(name[:12] for name in damaged[:5])
        raise Refused(
            _(
                "{n} photos are damaged here and in the backups ({files}). With the new key nothing of them could be "
                "saved any more. Please put back good copies, or take these files out of the folder “files”, then try "
                "again.",
                n=len(damaged),
                files=shown,
            )
        )


def _require_opens(place: Path, name: str, password: str, recovery: str, key: bytes) -> None:
    """The new key file opens the new book, by password and by paper. Raises ``EnvironmentFailure``."""
    slots = KeyFile.load(place)
    opened = (slots.unlock(name, password)[1], slots.recover(recovery))
    if not all(hmac.compare_digest(each, key) for each in opened):
        raise EnvironmentFailure(_("The book under its new key could not be read back, so nothing was changed."))
