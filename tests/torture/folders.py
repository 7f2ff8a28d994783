"""The folder is removed, the file unlinked, cut, or another one put in its place while the book is open or between two
days.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import monotonic

from desk.core.errors import DeskError
from desk.services.session import Desk
from desk.storage.store import FILE as BOOK
from tests.torture import ground
from tests.torture.children import Child, Send, anew
from tests.torture.ground import Confirmed
from tests.torture.outcome import Outcome, Place, Row, lost, noticed

Change = Callable[[Path, Place], None]
BOOK_AND_LOG = (BOOK, BOOK + "-wal", BOOK + "-shm")


def remove_folder(book: Path, _place: Place) -> None:
    shutil.rmtree(book, ignore_errors=True)


def move_folder(book: Path, _place: Place) -> None:
    book.rename(book.with_name("moved"))


def swap_folder(book: Path, place: Place) -> None:
    """As a sync tool does that brings its own copy."""
    book.rename(book.with_name("moved"))
    shutil.copytree(place.ground.closed, book)


def unlink_book(book: Path, _place: Place) -> None:
    (book / BOOK).unlink()


def unlink_log(book: Path, _place: Place) -> None:
    (book / (BOOK + "-wal")).unlink()


def swap_book(book: Path, place: Place) -> None:
    """An earlier copy of the file alone, under its name."""
    fresh = book / "fresh"
    shutil.copyfile(place.ground.closed / BOOK, fresh)
    fresh.replace(book / BOOK)


def swap_book_alone(book: Path, place: Place) -> None:
    """An earlier file, and no log."""
    swap_book(book, place)
    for left in BOOK_AND_LOG[1:]:
        (book / left).unlink(missing_ok=True)


def overwrite_book(book: Path, place: Place) -> None:
    """An earlier copy written into the same file, as some sync tools do."""
    with (book / BOOK).open("r+b") as file:
        file.write((place.ground.closed / BOOK).read_bytes())
        file.truncate()


def overwrite_with_another(book: Path, place: Place) -> None:
    """Another centre's book written into the same file; without its key it looks like any bytes."""
    with (book / BOOK).open("r+b") as file:
        file.write(place.dice.randbytes(4096 * 60))
        file.truncate()


def cut_book(book: Path, place: Place) -> None:
    os.truncate(book / BOOK, place.dice.randrange((book / BOOK).stat().st_size))


def cut_log(book: Path, place: Place) -> None:
    log = book / (BOOK + "-wal")
    os.truncate(log, place.dice.randrange(log.stat().st_size or 1))


def empty_book(book: Path, _place: Place) -> None:
    os.truncate(book / BOOK, 0)


def remove_keys(book: Path, _place: Place) -> None:
    for path in book.glob("keys.json*"):
        path.unlink()


def remove_head(book: Path, _place: Place) -> None:
    for path in book.glob(BOOK + "-head"):
        path.unlink()


def while_open(change: Change, place: Place) -> Outcome:
    """Some actions, the change, more actions: whatever is confirmed after it has to be in the book of this folder."""
    book, confirmed = place.ground.copy(place.folder)
    desk = ground.opened(book)
    for n in range(3):
        confirmed.take(ground.act(desk, place.dice, n))
    if place.dice.random() < 0.5:
        desk.store.tidy()
    change(book, place)
    after, told = Confirmed(), ""
    for n in range(3, 6):
        told = told or _try(desk, place, n, after)
    told = told or _close(desk)
    if not book.exists():
        return (
            noticed(told)
            if told and not after.entries | after.numbers
            else lost("confirmed into a folder that is gone")
        )
    confirmed.entries |= after.entries
    confirmed.numbers |= after.numbers
    return ground.judged(book, confirmed, told)


def _try(desk: Desk, place: Place, n: int, after: Confirmed) -> str:
    try:
        after.take(ground.act(desk, place.dice, n))
    except DeskError as error:
        return error.message
    return ""


def _close(desk: Desk) -> str:
    try:
        desk.close()
    except DeskError as error:
        return error.message
    return ""


def at_any_moment(change: Change, place: Place) -> Outcome:
    """A program that writes as fast as it can; the change falls between any two of its steps."""
    book, _confirmed = place.ground.copy(place.folder)

    def work(send: Send) -> None:
        desk = ground.opened(book)
        n = 0
        while True:
            send(f"began\t{monotonic()}")
            line = ground.act(desk, place.dice, n)
            send(line)
            n += 1

    child = Child(work)
    child.hear(2)
    child.listen(monotonic() + place.dice.uniform(0, 0.05))
    change(book, place)
    changed = monotonic()
    child.finish(20)
    if trace := child.said("traceback"):
        return lost(trace)
    return _later_ones(child, changed)


def _later_ones(child: Child, changed: float) -> Outcome:
    """Whatever began after the change and was confirmed is lost; the rest is told by the refusal of the next."""
    began, late = 0.0, []
    for line in child.lines:
        what, _tab, value = line.partition("\t")
        if what == "began":
            began = float(value)
        elif what in ("entry", "number") and began > changed:
            late.append(value)
    told = child.said("told")
    return lost(f"confirmed after the change: {late[:3]}") if late or not told else noticed(told)


def between_days(change: Change, crashed: bool, place: Place) -> Outcome:
    """The same to a book that nobody has open."""
    book, confirmed = place.ground.copy(place.folder, crashed=crashed)
    change(book, place)
    return ground.judged(book, confirmed)


def swap_folder_between_days(place: Place) -> Outcome:
    """The whole folder, with its head and keys, is an earlier one: somebody copied it back."""
    book, _confirmed = place.ground.copy(place.folder)
    desk = ground.opened(book)
    later = Confirmed()
    for n in range(4):
        later.take(ground.act(desk, place.dice, n))
    desk.close()
    swap_folder(book, place)
    return ground.judged(book, later)


def restored_while_open(place: Place) -> Outcome:
    """A backup is brought back while another program has the book open: refused, or that program notices."""
    book, confirmed = place.ground.copy(place.folder)
    desk = ground.opened(book)
    confirmed.take(ground.act(desk, place.dice, 1))
    code, words = anew(book, "restore", str(next(book.glob("backups/*.deskbackup"))))
    if "Traceback" in words:
        return lost(words[-1500:])
    after = Confirmed()
    told = words if code else _try(desk, place, 2, after)
    desk.close()
    if code:
        return ground.judged(book, confirmed, words)
    return noticed(told) if told else lost("confirmed into the folder that was put aside")


def swapped_at_once(place: Place) -> Outcome:
    """Two folders change places and back again between two actions: nothing is gone, nothing may be said to be."""
    book, confirmed = place.ground.copy(place.folder)
    desk = ground.opened(book)
    book.rename(book.with_name("moved"))
    book.with_name("moved").rename(book)
    confirmed.take(ground.act(desk, place.dice, 1))
    desk.close()
    outcome = ground.judged(book, confirmed)
    return outcome if outcome.verdict.value != "noticed" else lost(f"false alarm: {outcome.words}")


def _row(name: str, full: int, short: int, change: Change) -> Row:
    return Row(f"while open: {name}", full, short, partial(while_open, change))


ROWS = (
    _row("the folder removed", 20, 1, remove_folder),
    _row("the folder moved away", 20, 1, move_folder),
    _row("an earlier folder in its place", 20, 1, swap_folder),
    _row("the book unlinked", 20, 1, unlink_book),
    _row("the log unlinked", 20, 1, unlink_log),
    _row("an earlier file in its place", 20, 1, swap_book),
    _row("an earlier copy written into the file", 40, 2, overwrite_book),
    _row("another book written into the file", 40, 2, overwrite_with_another),
    _row("the book cut", 60, 2, cut_book),
    _row("the log cut", 60, 2, cut_log),
    _row("the key file removed", 10, 1, remove_keys),
    Row("while written: the folder removed", 60, 1, partial(at_any_moment, remove_folder)),
    Row("while written: an earlier folder in its place", 60, 1, partial(at_any_moment, swap_folder)),
    Row("while written: an earlier file in its place", 60, 1, partial(at_any_moment, swap_book)),
    Row("while open: moved away and back", 10, 1, swapped_at_once),
    Row("while open: a backup brought back", 20, 1, restored_while_open),
    Row("closed: the book cut", 100, 2, partial(between_days, cut_book, False)),
    Row("closed: the book empty", 10, 1, partial(between_days, empty_book, False)),
    Row("closed: the log cut, after a crash", 100, 3, partial(between_days, cut_log, True)),
    Row("closed: the log removed, after a crash", 10, 1, partial(between_days, unlink_log, True)),
    Row("closed: an earlier file in its place", 10, 1, partial(between_days, swap_book_alone, True)),
    Row("closed: the key file removed", 10, 1, partial(between_days, remove_keys, False)),
    Row("closed: the head file removed", 10, 1, partial(between_days, remove_head, True)),
    Row("closed: the whole folder an earlier one", 10, 1, swap_folder_between_days),
)
