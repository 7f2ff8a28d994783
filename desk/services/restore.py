"""The way back: which backups there are, what one is worth, and putting it in the place of the book.

A backup is opened with the name and password (or the recovery key) of the people in it, never with the book that it
replaces: that one may be damaged. It is checked in the data folder's private place before anything of the present book
is touched.
"""

from __future__ import annotations

from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

from desk.books import attachment_index, audit_queries, staff
from desk.books import centre as centres
from desk.core import name_search
from desk.core.calendar import moment_words
from desk.core.clock import CHINA, Clock, local, moment_of
from desk.core.errors import Damaged, EnvironmentFailure, OtherKeys, Refused
from desk.core.permissions import May, Role
from desk.core.words import _, clauses
from desk.core.work import Actor, Work
from desk.services import access
from desk.services.session import Desk
from desk.storage import (
    backup,
    bundle,
    check,
    copies,
    data_file_id,
    files,
    folder_lock,
    interrupted,
    key_exchange,
    keys,
    migrate,
    rekey,
    replacement,
    scratch,
)
from desk.storage.backup import BackupFile
from desk.storage.files import PhotoStore
from desk.storage.keys import KeyFile
from desk.storage.store import FILE, Store

OFFERED = 3
"""So many of the newest backups are offered: reading each to its end takes a moment."""
DRILL_DAYS = 31


@dataclass(frozen=True)
class BackupProof:
    """What opens a backup: somebody's password, or the recovery key in its place."""

    name: str
    secret: str
    is_recovery_key: bool = False


@dataclass(frozen=True)
class BackupHeld:
    """What a backup holds, found by opening it. ``newest`` is the centre's time of the last thing recorded in it."""

    book: str
    newest: datetime | None
    counts: dict[str, int]
    photos: frozenset[str]

    @property
    def summary(self) -> str:
        """Residents, cases and the last moment in it, as one sentence."""
        newest = moment_words(self.newest) if self.newest else "—"
        return _(
            "{residents} residents, {cases} cases, recorded up to {newest}",
            residents=self.counts["residents"],
            cases=self.counts["cases"],
            newest=newest,
        )


@dataclass
class BackupCandidate:
    """A backup that opened and is sound, lying ready beside the book. ``close`` lets go of it."""

    file: Path
    inside: Path
    key: bytes
    held: BackupHeld
    missing: int
    """Photos that the book refers to and that lie neither with the backup nor in the data folder."""
    kept: ExitStack = field(repr=False)

    @property
    def summary(self) -> str:
        """What the backup holds and whether photos are missing, for the question before it is put in place."""
        lines = [_("{file}: {held}.", file=self.file.name, held=self.held.summary)]
        if self.missing:
            lines.append(missing_words(self.missing))
        return "\n".join(lines)

    def close(self) -> None:
        """Take away what lay ready, and let go of the folder."""
        self.kept.close()


@dataclass(frozen=True)
class RestoreOffer:
    """A backup that is whole as far as one can see without a password."""

    kept: backup.BackupFile

    @property
    def file(self) -> Path:
        """The backup itself."""
        return self.kept.path

    @property
    def label(self) -> str:
        """When it was made and what it says of itself, for the list."""
        made, about = moment_words(self.kept.made), self.kept.about.summary
        return _("{made} ({about})", made=made, about=about) if about else made


def book_in(folder: Path) -> str:
    """The id of the book that a data folder's key slots belong to, damaged or not; empty where that is not known."""
    with suppress(EnvironmentFailure):
        return KeyFile.load(folder).book
    return ""


def is_of_another(theirs: str, book: str) -> bool:
    """Is ``theirs`` the id of another book than ``book``? No where either is not known."""
    return bool(book and theirs) and theirs != book


def offers(folder: Path) -> list[RestoreOffer]:
    """The newest whole backups beside the book, those of another book after all of its own."""
    offers: list[RestoreOffer] = []
    book = book_in(folder)
    for kept in sorted(
        backup.backups_in(folder / backup.FOLDER), key=lambda kept: is_of_another(kept.about.book, book)
    ):
        if len(offers) < OFFERED and bundle.is_whole(kept.path):
            offers.append(RestoreOffer(kept))
    return offers


def missing_words(many: int) -> str:
    """That ``many`` photos are missing, and where they may be."""
    return _(
        "{n} photos are missing. They may be in the folder “files” of the old PC's data folder, or beside the backups "
        "on the USB stick: put that folder beside this backup and bring it back again.",
        n=many,
    )


def last_written(folder: Path) -> str:
    """In words, until when the present book was written to; empty when there is none."""
    times = [path.stat().st_mtime for path in folder.glob(f"{FILE}*")]
    if not times:
        return ""
    last = datetime.fromtimestamp(max(times), CHINA)
    return _("The present book was last written to at {last}.", last=moment_words(last))


def examine(file: Path, folder: Path, proof: BackupProof, clock: Clock | None = None) -> BackupCandidate:
    """Open a backup beside the book in ``folder`` and check all of it; nothing of the book is touched.

    Raises ``Damaged`` for what cannot be relied on, ``EnvironmentFailure`` for a newer program's, ``WrongPassword``,
    ``NotAllowed`` for somebody who may not restore, ``Refused`` while wrong passwords have to wait.
    """
    if file.is_dir():
        raise Refused(_("{file} is a folder. Please name the .deskbackup file in it.", file=file))
    clock = clock or Clock()
    interrupted.finish(folder)
    with ExitStack() as stack:
        inside = stack.enter_context(scratch.private(folder))
        bundle.unpack(file, inside)
        id, key = _unlock(bundle.slots_in(inside), proof, folder, clock)
        held = _looked_at(inside, key, id, file, clock)
        places = [copied for beside in (file.parent, folder / backup.FOLDER) for copied in copies.all_in(beside)]
        missing = files.missing(PhotoStore(folder / FILE, key), places, held.photos)
        return BackupCandidate(file, inside, key, held, len(missing), stack.pop_all())


def put_back(candidate: BackupCandidate, folder: Path, clock: Clock | None = None) -> Path | None:
    """Put an examined backup in the place of the book. The folder with what it replaced; None when there was nothing.

    Raises ``InUse`` while anybody has the book open.
    """
    photos = PhotoStore(folder / FILE, candidate.key)
    try:
        with folder_lock.alone(folder):
            key_exchange.finish_or_forget(folder)
            for beside in (candidate.file.parent, folder / backup.FOLDER):
                for copied in copies.all_in(beside):
                    files.bring(photos, copied, candidate.held.photos)
            return replacement.put_in_place(candidate.inside, folder, (clock or Clock()).now())
    finally:
        candidate.close()


def restore(
    file: Path, folder: Path, proof: BackupProof, clock: Clock | None = None, *, another_book: bool = False
) -> tuple[BackupCandidate, Path | None]:
    """``examine`` and ``put_back`` in one go. Raises ``Refused`` for another centre's backup, unless it is wanted."""
    candidate = examine(file, folder, proof, clock)
    if is_of_another(candidate.held.book, book_in(folder)) and not another_book:
        candidate.close()
        raise Refused(
            _(
                "{file} is the backup of another book, not of the one in {folder}: nothing was changed. "
                "If it is to take its place all the same, add --another-book.",
                file=file.name,
                folder=folder,
            )
        )
    return candidate, put_back(candidate, folder, clock)


def _unlock(slots: KeyFile, proof: BackupProof, folder: Path, clock: Clock) -> tuple[int, bytes]:
    """Guesses at a backup's password count as those at the book's: it is mostly the same one. A right one does not end
    the count, since nobody could be told of it here.
    """
    if proof.is_recovery_key:
        return keys.RECOVERY, slots.recover(proof.secret)
    name = _name_in(slots, proof.name)
    with access.slowed_down(folder, name, clock):
        return slots.unlock(name, proof.secret)


def _name_in(slots: KeyFile, typed: str) -> str:
    """A name of the backup's own people, in full or by its initials, as at sign-in. Raises ``Refused`` when it could be
    several people's.
    """
    name = access.named(slots, typed)
    people = [slot.name for slot in slots.people]
    hits = [name] if name in people or not typed else name_search.fitting(people, typed)
    if len(hits) > 1:
        raise Refused(_("“{typed}” fits {n} people. Please enter the whole name.", typed=typed, n=len(hits)))
    return hits[0] if hits else name


def _looked_at(inside: Path, key: bytes, id: int, file: Path, clock: Clock) -> BackupHeld:
    """Open the unpacked book, bring it to this program's version and count it."""
    store = Store(inside / FILE, key)
    try:
        faults = check.damage(store)
        if not faults:
            with store.reading() as connection:
                bundle.require_not_newer(migrate.version_of(connection) or "")
            migrate.bring_up_to_date(store)
            held = _held(store, id, clock)
            store.tidy()
    except Damaged as damaged:
        faults = [damaged.message]
    finally:
        store.close()
    if faults:
        raise Damaged(
            _("The book in {file} is damaged: it cannot be brought back. Please take another backup.", file=file.name)
        )
    return held


def _held(store: Store, id: int, clock: Clock) -> BackupHeld:
    """What is in an opened book; whoever restores has to be allowed to by that book. Raises ``NotAllowed``,
    ``Refused``.
    """
    with store.reading() as connection:
        work = Work(connection, Actor(id, "", Role.MANAGER), clock.now())
        if id != keys.RECOVERY:
            person = staff.find(work, id)
            if not person.active:
                raise Refused(_("{name} can no longer sign in. Please ask the manager.", name=person.name))
            Work(connection, Actor(id, person.name, person.role), clock.now()).require(May.RESTORE)
        newest = audit_queries.newest_line(work)
        return BackupHeld(
            data_file_id.book_id(connection),
            local(moment_of(newest.at)) if newest else None,
            backup.counted(connection),
            frozenset(attachment_index.names(work)),
        )


@dataclass(frozen=True)
class DrillResult:
    """A backup that was brought back on trial and is sound."""

    file: Path
    days_old: int
    held: BackupHeld
    missing: int

    @property
    def summary(self) -> str:
        """The backup that was tried, its age and what it holds, as the clerk reads it."""
        age = _("{n} days old", n=self.days_old) if self.days_old else _("of today")
        sentence = _(
            "{file}, {age}: opened, checked and sound. {held}.", file=self.file.name, age=age, held=self.held.summary
        )
        return sentence if not self.missing else f"{sentence}\n{missing_words(self.missing)}"


def drill(desk: Desk) -> DrillResult:
    """Bring the newest backup under this book's key back into the private place, check it as the book is checked, and
    note the day.

    Raises ``Refused`` when there is none or what it holds is not right, ``Damaged`` when it cannot be read.
    """
    with desk.read() as work:
        work.require(May.RESTORE)
    tried = _newest_to_try(desk)
    with scratch.private(desk.folder) as inside:
        bundle.unpack(tried.path, inside)
        held = _looked_at(inside, desk.store.key, desk.actor.id, tried.path, desk.clock)
        faults = _problems(Desk(inside, Store(inside / FILE, desk.store.key), desk.actor, desk.clock))
    if faults:
        raise Refused(
            _("{file} opened, but its book is not sound: {what}", file=tried.path.name, what=clauses(faults[:3]))
        )
    missing = files.missing(desk.files, copies.all_in(desk.folder / backup.FOLDER), held.photos)
    with desk.write() as work:
        centres.save_setting(work, "last_drill", desk.clock.today().isoformat())
    return DrillResult(tried.path, (desk.clock.today() - tried.made.date()).days, held, len(missing))


def _newest_to_try(desk: Desk) -> BackupFile:
    """The newest backup under the present key: those from before a change of the key are sound, and open with another
    one.

    A file that is not whole is taken as well, so that its damage is told. Raises ``Refused`` when there is none of
    these.
    """
    id = desk.book_id
    ours = [kept for kept in backup.backups_in(desk.folder / backup.FOLDER) if kept.about.book == id]
    if not ours:
        raise Refused(_("There is no backup of this book yet. Please back up first."))
    for kept in ours:
        if rekey.opens(kept.path, desk.store.key) or not bundle.is_whole(kept.path):
            return kept
    raise Refused(
        _(
            "The backups here were made before the book's key was changed, so they cannot be tried with it. Please "
            "back up now."
        )
    )


def _problems(copy: Desk) -> list[str]:
    from desk.books.invariants import book_problems

    try:
        with copy.read() as work:
            return book_problems(work)
    finally:
        copy.close()


def drill_reminder(desk: Desk) -> str:
    """Words for whoever may restore when no backup was tried for a month; empty else."""
    if not desk.actor.may(May.RESTORE):
        return ""
    with desk.read() as work:
        last = centres.setting(work, "last_drill")
        first = audit_queries.first_moment(work)
    begun = date.fromisoformat(last) if last else local(first).date()
    if desk.clock.today() - begun <= timedelta(days=DRILL_DAYS):
        return ""
    return _(
        "No backup was tried for more than a month. Please press “Try the newest backup” under Settings, Backup and "
        "check."
    )


def way_back(trouble: Damaged | OtherKeys, folder: Path) -> EnvironmentFailure:
    """What the command line says of a book that does not open: why, and the newest backups with the command for
    each.
    """
    ways = [_("{when}: desk restore {file}", when=offer.label, file=offer.file) for offer in offers(folder)] or [
        _("there is no whole backup in {folder}", folder=folder / backup.FOLDER)
    ]
    return EnvironmentFailure(
        _(
            "{what} What was stored after a backup is not in it. {last} Backups that can be brought back: {found}",
            what=trouble.message,
            last=last_written(folder),
            found=clauses(ways),
        )
    )
