"""The small book that every trial starts from, actions on it, and the judgement whether all that was confirmed is
there.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from PIL import Image

from desk.books import visits
from desk.books.centre import Centre
from desk.books.incidents import log
from desk.books.incidents.model import IncidentKind
from desk.core.clock import Clock
from desk.core.errors import DeskError, WrongPassword
from desk.core.permissions import Role
from desk.services import accounts, backups, data_check, new_data_file
from desk.services.attachments import add_incident_photo
from desk.services.session import Desk
from desk.services.sign_in import sign_in
from desk.storage.keys import ArgonCost, KeyFile
from tests.support.clock_words import clock_words
from tests.torture.outcome import Outcome, lost, noticed, unharmed

MANAGER, CLERK, PASSWORD = "管理员", "林小芳", "frontdesk-1"
CHEAP = ArgonCost(passes=1, memory=64, lanes=1)
PICTURES = "pictures"


@dataclass
class Confirmed:
    """What the program said is stored. A password that was being set when it was killed may hold or not."""

    entries: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)
    passwords: tuple[str, ...] = (PASSWORD,)
    """Of the clerk; one of them has to open the book."""

    def take(self, line: str) -> None:
        """One line that a child sent."""
        what, _tab, value = line.partition("\t")
        match what:
            case "entry":
                self.entries.add(value)
            case "number":
                self.numbers.add(value)
            case "setting":
                self.passwords = (*self.passwords, value)
            case "password":
                self.passwords = (value,)
            case "kept":
                self.passwords = tuple(each for each in self.passwords if each != value)

    def copy(self) -> Confirmed:
        return Confirmed(set(self.entries), set(self.numbers), self.passwords)


@dataclass(frozen=True)
class Ground:
    """``closed`` is a book that was closed well, with a backup; ``crashed`` the same later, as a power cut leaves
    it.
    """

    pictures: Path
    closed: Path
    crashed: Path
    in_closed: Confirmed
    in_crashed: Confirmed

    def copy(self, target: Path, *, crashed: bool = False) -> tuple[Path, Confirmed]:
        """A book for one trial, and what was confirmed in it. The reserve's other place is the trial's own too."""
        source, confirmed = (self.crashed, self.in_crashed) if crashed else (self.closed, self.in_closed)
        tempfile.tempdir = str(target / "tmp")
        (target / "tmp").mkdir(parents=True)
        shutil.copytree(self.pictures, target / PICTURES)
        return Path(shutil.copytree(source, target / "book")), confirmed.copy()


def make(folder: Path) -> Ground:
    """Two templates from one book."""
    book = folder / "made"
    desk, _recovery = new_data_file.create(book, Centre("示例邻里中心", "示例区"), MANAGER, PASSWORD, Clock(), CHEAP)
    accounts.add_person(desk, CLERK, Role.CLERK, PASSWORD)
    accounts.add_person(desk, "王敏", Role.LEADER, PASSWORD)
    confirmed, dice = Confirmed(), Random(16)
    with desk.write() as work:
        log.open_incident(work, IncidentKind.FIRE, "长者食堂")
    draw(folder / PICTURES)
    for n in range(2):
        add_incident_photo(desk, 1, folder / PICTURES / f"{n}.jpg")
    for n in range(12):
        confirmed.take(act(desk, dice, n))
    backups.back_up(desk)
    desk.close()
    shutil.copytree(book, closed := folder / "closed")
    at_close = confirmed.copy()
    desk = opened(book)
    for n in range(12, 52):
        confirmed.take(act(desk, dice, n))
    shutil.copytree(book, crashed := folder / "crashed", ignore=shutil.ignore_patterns("desk.open.*"))
    desk.close()
    return Ground(folder / PICTURES, closed, crashed, at_close, confirmed)


def draw(folder: Path) -> None:
    folder.mkdir()
    for n in range(12):
        Image.new("RGB", (64, 48), f"#{n * 20:02x}40{n * 7:02x}").save(folder / f"{n}.jpg")


def photo(desk: Desk, dice: Random) -> None:
    """One of some pictures into the log."""
    add_incident_photo(desk, 1, desk.folder.parent / PICTURES / f"{dice.randrange(12)}.jpg")


def opened(
    folder: Path,
    name: str = MANAGER,
    password: str = PASSWORD,
    clock: Clock | None = None,
    asked: Callable[[str], bool] | None = None,
) -> Desk:
    """``asked`` answers whether an odd clock is right."""
    desk = sign_in(folder, name, password, clock, clock_is_right=asked)
    desk.cost = CHEAP
    return desk


def act(desk: Desk, dice: Random, n: int) -> str:
    """One confirmed action: a line of the log, or a queue number. What to send."""
    with desk.write() as work:
        if dice.random() < 0.6:
            text = f"第 {n} 条 {dice.randrange(10**9)}"
            log.add(work, 1, text)
            line = f"entry\t{text}"
        else:
            line = f"number\t{_label(visits.take_number(work))}"
    return line


def _label(visit: visits.Visit) -> str:
    return f"{visit.day} {visit.label}"


def missing(desk: Desk, confirmed: Confirmed) -> list[str]:
    """What the program confirmed and does not know any more; numbers that it gave twice."""
    with desk.read() as work:
        entries = {text for (text,) in work.rows("SELECT text FROM incident_entries")}
        rows = work.rows("SELECT day, queue || printf('%03d', number) FROM visits")
    numbers = {f"{day} {label}" for day, label in rows}
    twice = [] if len(numbers) == len(rows) else ["a number given twice"]
    return [*sorted(confirmed.entries - entries), *sorted(confirmed.numbers - numbers), *twice]


def locked_out(folder: Path, confirmed: Confirmed) -> str:
    """Empty when the clerk's slot opens with the password that was confirmed last, or with one that was just being set.

    Past the counter of wrong passwords: here some have to be tried."""
    for password in confirmed.passwords:
        try:
            KeyFile.load(folder).unlock(CLERK, password)
        except WrongPassword:
            continue
        return ""
    return f"{CLERK} cannot sign in"


def judged(
    folder: Path, confirmed: Confirmed, told: str = "", *, refused: str = "", clock: Clock | None = None
) -> Outcome:
    """Open the book as the next one does, check it, and look for everything.

    ``told`` is what was said about the book before and counts as words about a loss; ``refused`` are answers to single
    actions, which do not.
    """
    try:
        desk = opened(folder, clock=clock)
    except DeskError as error:
        return noticed(error.message)
    try:
        words = [*filter(None, [told]), *desk.notices, clock_words(desk), *data_check.problems(desk)]
        gone = missing(desk, confirmed)
    except DeskError as error:
        return noticed(error.message)
    finally:
        desk.close()
    words = list(filter(None, words))
    if not words:
        gone += filter(None, [locked_out(folder, confirmed)])
    if gone and not words:
        return lost(f"gone: {'; '.join(gone[:5])}")
    words += filter(None, [refused])
    return noticed("; ".join(words)) if words else unharmed()


def own_home(folder: Path) -> None:
    """Nothing of a person's machine is touched."""
    for name in ("DESK_DATA", "DESK_USER", "DESK_LANGUAGE"):
        os.environ.pop(name, None)
    os.environ.update(HOME=str(folder), DESK_PASSWORD=PASSWORD, QT_QPA_PLATFORM="offscreen")
