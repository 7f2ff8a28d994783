"""A disk that takes no more, at any byte: what is refused was not done, and what was confirmed is there."""

from __future__ import annotations

import os
import subprocess
from contextlib import suppress
from pathlib import Path
from random import Random

from desk.core.errors import DeskError
from desk.core.permissions import Role
from desk.services import accounts, backups
from desk.services.session import Desk
from tests.support.full_disk import full_disk
from tests.torture import ground
from tests.torture.children import Child, Send
from tests.torture.ground import CLERK, PASSWORD, Confirmed
from tests.torture.kills import set_password
from tests.torture.outcome import Outcome, Place, Row, lost, unharmed


def busy(desk: Desk, dice: Random, send: Send, times: int) -> None:
    """All that a day does; each is confirmed or refused in words, and what is refused must not have happened."""
    for n in range(times):
        choice, password = dice.randrange(12), f"new-password-{n}"
        try:
            match choice:
                case 0 | 1:
                    set_password(desk, password, send)
                case 2:
                    ground.photo(desk, dice)
                case 3:
                    backups.back_up(desk)
                case _:
                    send(ground.act(desk, dice, n))
        except DeskError as error:
            if choice < 2:
                send(f"kept\t{password}")
            send(f"refused\t{error.message}")


def mistype(folder: Path) -> None:
    """A wrong password on the full disk, then the right one."""
    for password in ("nonsense", PASSWORD):
        with suppress(DeskError):
            ground.opened(folder, CLERK, password).close()


def full_by_limit(place: Place) -> Outcome:
    """Every size of file is refused in turn: 4 KB, the size of the key file, somewhere in the log, just past the
    book.
    """
    book, confirmed = place.ground.copy(place.folder, crashed=place.dice.random() < 0.5)
    sizes = [path.stat().st_size for path in book.iterdir() if path.is_file()]
    most = place.dice.choice(
        (4096, place.dice.choice(sizes) + place.dice.randrange(-200, 200), place.dice.randrange(1, max(sizes)))
    )

    def work(send: Send) -> None:
        desk = ground.opened(book)
        with full_disk(max(most, 1)):
            busy(desk, place.dice, send, 8)
            mistype(book)
        busy(desk, place.dice, send, 2)
        desk.close()

    return _judge(book, confirmed, Child(work), f"files of at most {most} bytes")


def full_by_mount(place: Place) -> Outcome:
    """A small file system of its own, filled to the last bytes (root only)."""
    room = place.folder / "small"
    room.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(room)], check=True)
    try:
        book, confirmed = place.ground.copy(room)
        left = place.dice.choice((0, 4096, 16384, 65536, 262144))

        def work(send: Send) -> None:
            desk = ground.opened(book)
            _fill(room / "filled", left)
            busy(desk, place.dice, send, 12)
            mistype(book)
            desk.close()

        child = Child(work)
        child.finish()
        (room / "filled").unlink(missing_ok=True)
        return _judge(book, confirmed, child, f"{left} bytes left", ended=True)
    finally:
        subprocess.run(["umount", "-l", str(room)], check=True)


def people_refused(place: Place) -> Outcome:
    """Somebody is added or disabled on a full disk: what is refused has not happened, and nobody sees a traceback."""
    book, confirmed = place.ground.copy(place.folder)
    adding, most = place.dice.random() < 0.5, place.dice.choice((4096, 8192, 16384, 65536))

    def work(send: Send) -> None:
        desk = ground.opened(book)
        try:
            with full_disk(most):
                accounts.add_person(desk, "新人", Role.CLERK, PASSWORD) if adding else accounts.disable_person(desk, 2)
        except DeskError as error:
            send(f"refused\t{error.message}")
        desk.close()

    child = Child(work)
    child.finish()
    if trace := child.said("traceback"):
        return lost(trace)
    refused = child.said("refused")
    if not refused:
        return unharmed()
    with suppress(DeskError):
        ground.opened(book, "新人").close()
        return lost("somebody whose adding was refused has signed in")
    gone = ground.locked_out(book, confirmed)
    return lost(gone) if gone else ground.judged(book, confirmed, refused=refused)


def _fill(path: Path, left: int) -> None:
    status = os.statvfs(path.parent)
    with suppress(OSError), path.open("wb", buffering=0) as file:
        for _block in range(max(status.f_bavail - left // status.f_bsize, 0)):
            file.write(b"\0" * status.f_bsize)


def _judge(book: Path, confirmed: Confirmed, child: Child, where: str, *, ended: bool = False) -> Outcome:
    if not ended:
        child.finish()
    for line in child.lines:
        confirmed.take(line)
    if trace := child.said("traceback"):
        return lost(f"{where}: {trace}")
    outcome = ground.judged(book, confirmed, refused=child.said("refused"))
    gone = ground.locked_out(book, confirmed)
    if gone:
        return lost(f"{where}: {gone}; told: {child.said('refused')}")
    return outcome if outcome.verdict.value != "lost" else lost(f"{where}: {outcome.words}")


def may_mount() -> bool:
    """Root in a container may lack the right."""
    if os.name == "nt" or os.geteuid() != 0:
        return False
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder], capture_output=True)
        if made.returncode == 0:
            subprocess.run(["umount", folder], check=True)
    return made.returncode == 0


BY_LIMIT = Row("full disk: file sizes limited", 300, 3, full_by_limit)
BY_MOUNT = Row("full disk: a small file system", 200, 2, full_by_mount)
ROWS = (BY_LIMIT, BY_MOUNT, Row("full disk: adding or disabling people", 60, 2, people_refused))
