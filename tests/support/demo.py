"""A centre that has lived a while, as the demo makes it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from filelock import FileLock

from desk.books import staff
from desk.books.sample import SampleSize
from desk.core.clock import Clock
from desk.core.work import Work
from desk.services import first_look
from desk.services.new_data_file import create_demo
from desk.services.session import Desk
from desk.services.sign_in import sign_in
from tests.conftest import CHEAP, PASSWORD

SMALL = SampleSize(residents=60, months=2, per_day=6)
"""Something in every book, and no more."""
SMALL_QUARTER = SampleSize(residents=60, months=3, per_day=6)
"""The same for as long as figures are compared over."""
ELEVEN = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
"""Up to when the centres have lived that several files read: Tuesday, eleven o'clock."""
THREE_MONTHS = SampleSize(residents=150, months=3, per_day=14, seed=5)
"""Enough in each of three months that every figure has something to count."""


def lived(folders: pytest.TempPathFactory, size: SampleSize = SMALL, clock: Clock | None = None) -> Iterator[Desk]:
    """For a fixture: the open desk of such a centre, closed afterwards. By default it has lived up to today."""
    folder = shutil.copytree(made_once(folders, size, clock), folders.mktemp("demo") / "book")
    opened = sign_in(folder, "管理员", PASSWORD, clock)
    yield opened
    opened.close()


def made_once(folders: pytest.TempPathFactory, size: SampleSize, clock: Clock | None = None) -> Path:
    """The folder of such a centre, to be copied: made by the first test of this run that wants one, in whatever
    process; another that wants it meanwhile waits. What is late there was shown to everybody once."""
    lived_until = clock.now().isoformat() if clock else f"{Clock().today()}"
    name = f"demo-{sha256(f'{size} {lived_until}'.encode()).hexdigest()[:16]}"

    def make(folder: Path) -> None:
        desk = create_demo(folder, "管理员", PASSWORD, size, clock, CHEAP)
        with desk.read() as work:
            first_look.note(folder, [person.id for person in staff.everyone(work)], desk.clock.today())
        desk.close()

    return once(folders, name, make)


def once(folders: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """A folder that all processes of this run share, made by the first that asks for it; it is to be read only."""
    all_workers = folders.getbasetemp().parent if "PYTEST_XDIST_WORKER" in os.environ else folders.getbasetemp()
    folder = all_workers / name
    with FileLock(all_workers / f"{name}.lock"):
        if not folder.exists():
            making = folders.mktemp("making") / name
            make(making)
            making.rename(folder)
    return folder


class TakenBack(Exception):
    """The end of a trial."""


def trial_in(desk: Desk) -> Iterator[Work]:
    """For a fixture: one action that is taken back as a whole afterwards."""
    with suppress(TakenBack), desk.write() as work:
        yield work
        raise TakenBack
