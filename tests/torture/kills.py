"""Programs killed with SIGKILL at random moments: through the desk, from the command line, and the window."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from random import Random
from time import monotonic

from desk.services import accounts, backups
from desk.services.session import Desk
from tests.torture import ground
from tests.torture.children import Child, Send, command
from tests.torture.ground import CLERK, MANAGER, PASSWORD, Confirmed
from tests.torture.outcome import Outcome, Place, Row, lost


def through_the_desk(folder: Path, dice: Random, send: Send) -> None:
    """Action after action; now and then a new password for the clerk, a photo, a backup."""
    desk = ground.opened(folder)
    n = 0
    while True:
        n += 1
        match dice.randrange(20):
            case 0 | 1:
                set_password(desk, f"new-password-{n}", send)
            case 2:
                ground.photo(desk, dice)
            case 3:
                backups.back_up(desk)
            case _:
                send(ground.act(desk, dice, n))


def set_password(desk: Desk, password: str, send: Send) -> None:
    with desk.read() as work:
        id = work.rows("SELECT id FROM staff WHERE name = ?", CLERK)[0][0]
    send(f"setting\t{password}")
    accounts.reset_password(desk, int(id), password)
    send(f"password\t{password}")


def from_the_command_line(folder: Path, dice: Random, send: Send) -> None:
    """One command after the other; each opens the book, writes, and closes it."""
    desk = ground.opened(folder)
    with desk.read() as work:
        number = work.rows("SELECT number FROM incidents")[0][0]
    desk.close()
    n = 0
    while True:
        text = f"命令 {n} {dice.randrange(10**9)}"
        code, words = command(folder, "incident", "add", number, text)
        if code:
            raise AssertionError(words)
        send(f"entry\t{text}")
        n += 1


def in_the_window(folder: Path, dice: Random, send: Send) -> None:
    """F4 again and again: each number that the window says is waiting has been given."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    from desk import app

    app.application(folder)
    window = app.make_window(folder)
    window.show()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    window.sign_in.name.setText(MANAGER)
    window.sign_in.password.setText(PASSWORD)
    window.sign_in.try_it()
    assert window.work and window.desk, "not signed in"
    today = window.desk.clock.today()
    window.go_to(0)
    while True:
        window.work.toasts.tell("")
        QTest.keyClick(window, Qt.Key.Key_F4)
        QTest.qWait(1)
        if number := re.match(r"[A-Z]\d+", window.work.toasts.newest):
            send(f"number\t{today} {number[0]}")


WRITERS = {"desk": through_the_desk, "command line": from_the_command_line, "window": in_the_window}
LONGEST = {"desk": 0.3, "command line": 0.4, "window": 0.3}


def killed(writer: str, place: Place) -> Outcome:
    """One program, killed once or twice in its first moments or after its first confirmed action."""
    book, confirmed = place.ground.copy(place.folder)
    for _round in range(place.dice.choice((1, 1, 2))):
        trouble = kill_once(writer, book, place.dice, confirmed)
        if trouble:
            return lost(trouble)
    return ground.judged(book, confirmed)


def kill_once(writer: str, book: Path, dice: Random, confirmed: Confirmed) -> str:
    """The traceback where there was one before the kill."""
    child = Child(partial(WRITERS[writer], book, Random(dice.random())))
    if dice.random() < 0.85:
        child.hear()
    child.listen(monotonic() + dice.uniform(0, LONGEST[writer]))
    child.kill()
    for line in child.lines:
        confirmed.take(line)
    return child.said("traceback") or child.said("told")


ROWS = (
    Row("killed: a program that acts through the desk", 600, 4, partial(killed, "desk")),
    Row("killed: commands of the command line", 250, 2, partial(killed, "command line")),
    Row("killed: the window", 150, 1, partial(killed, "window")),
)
