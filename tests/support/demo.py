"""A centre that has lived a while, as the demo makes it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import pytest

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


def lived(folders: pytest.TempPathFactory, size: SampleSize = SMALL, clock: Clock | None = None) -> Iterator[Desk]:
    """For a fixture: the open desk of such a centre, closed afterwards. By default it has lived up to today."""
    folder = shutil.copytree(made_once(folders, size, clock), folders.mktemp("demo") / "book")
    opened = sign_in(folder, "管理员", PASSWORD, clock)
    yield opened
    opened.close()


def made_once(folders: pytest.TempPathFactory, size: SampleSize, clock: Clock | None = None) -> Path:
    """The folder of such a centre, to be copied: made by the first test of this run that wants one, in whatever
    process. Two that begin at once both make it, and one of the two is kept. What is late there was shown to everybody
    once."""
    all_workers = folders.getbasetemp().parent if "PYTEST_XDIST_WORKER" in os.environ else folders.getbasetemp()
    lived_until = clock.now().isoformat() if clock else f"{Clock().today()}"
    folder = all_workers / f"demo-{sha256(f'{size} {lived_until}'.encode()).hexdigest()[:16]}"
    if not folder.exists():
        making = folders.mktemp("making") / "book"
        desk = create_demo(making, "管理员", PASSWORD, size, clock, CHEAP)
        with desk.read() as work:
            first_look.note(making, [person.id for person in staff.everyone(work)], desk.clock.today())
        desk.close()
        with suppress(OSError):
            making.rename(folder)
    return folder


class TakenBack(Exception):
    """The end of a trial."""


def trial_in(desk: Desk) -> Iterator[Work]:
    """For a fixture: one action that is taken back as a whole afterwards."""
    with suppress(TakenBack), desk.write() as work:
        yield work
        raise TakenBack
