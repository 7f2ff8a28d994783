"""Killed while a book is made or a backup is brought back: the old state, or the new, or words; and the folder stays
usable.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from time import monotonic

from desk.books.centre import Centre
from desk.core.clock import Clock
from desk.core.errors import DeskError
from desk.core.permissions import Role
from desk.services import accounts, new_data_file, session
from tests.torture import ground
from tests.torture.children import Child, Send, command
from tests.torture.ground import CHEAP, MANAGER, PASSWORD
from tests.torture.outcome import Outcome, Place, Row, lost, noticed, unharmed


def killed_while(work: Callable[[Send], None], longest: float, place: Place) -> Child:
    child = Child(work)
    child.listen(monotonic() + place.dice.uniform(0, longest))
    child.kill()
    return child


def begin(folder: Path) -> None:
    desk, _recovery = new_data_file.create(folder, Centre("示例邻里中心", "示例区"), MANAGER, PASSWORD, Clock(), CHEAP)
    desk.close()


def first_start(place: Place) -> Outcome:
    """Afterwards there is a book that opens, or one can be made; at the latest at the second try."""
    folder = place.folder / "book"
    killed_while(lambda _send: begin(folder), 0.6, place)
    told = []
    for _again in range(2):
        try:
            if not session.exists(folder):
                begin(folder)
            ground.opened(folder).close()
        except DeskError as error:
            told.append(error.message)
        else:
            return noticed("; ".join(told)) if told else unharmed()
    return lost(f"this folder cannot be used again: {told}")


def restore(place: Place) -> Outcome:
    """Afterwards the book before or the backup is there; a folder without a book is told, and nothing of either is
    gone.
    """
    book, before = place.ground.copy(place.folder)
    desk = ground.opened(book)
    for n in range(4):
        before.take(ground.act(desk, place.dice, n))
    desk.close()
    backup = str(next(book.glob("backups/*.deskbackup")))
    child = killed_while(lambda send: send(f"code\t{command(book, 'restore', backup)[0]}"), 0.4, place)
    if trace := child.said("traceback"):
        return lost(trace)
    try:
        desk = ground.opened(book)
    except DeskError as error:
        return noticed(error.message)
    desk.close()
    outcomes = [ground.judged(book, state) for state in (before, place.ground.in_closed)]
    return next((outcome for outcome in outcomes if outcome.verdict.value != "lost"), outcomes[0])


def adding_people(place: Place) -> Outcome:
    """Everybody whose adding was confirmed can sign in; who was just being added can, or gets words."""
    book, confirmed = place.ground.copy(place.folder)

    def work(send: Send) -> None:
        desk = ground.opened(book)
        for n in range(10**6):
            send(f"adding\t新人{chr(0x4E00 + n)}")
            accounts.add_person(desk, f"新人{chr(0x4E00 + n)}", Role.CLERK, PASSWORD)
            send(f"added\t新人{chr(0x4E00 + n)}")

    child = Child(work)
    child.hear()
    child.listen(monotonic() + place.dice.uniform(0, 0.25))
    child.kill()
    if trace := child.said("traceback"):
        return lost(trace)
    added = [line.partition("\t")[2] for line in child.lines if line.startswith("added")]
    for name in added:
        ground.opened(book, name).close()
    with suppress(DeskError):
        ground.opened(book, child.said("adding").split("; ")[-1]).close()
    return ground.judged(book, confirmed)


ROWS = (
    Row("killed: adding people", 60, 3, adding_people),
    Row("killed: a first start", 60, 2, first_start),
    Row("killed: bringing a backup back", 100, 2, restore),
)
