"""A real book on disk for every test that wants one. Nothing of a person's machine is touched."""

from __future__ import annotations

import logging
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from desk.books.centre import Centre
from desk.core import garbage
from desk.core.clock import Clock
from desk.services import continuity, new_data_file
from desk.services.session import Desk
from desk.storage import folder_lock
from desk.storage.keys import ArgonCost
from desk.storage.store import FILE, Store
from tests.support import screens

settings.register_profile("desk", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("desk")
"""How fast a machine that others use as well draws its examples says nothing of what is tested."""
os.environ["QT_QPA_PLATFORM"] = "offscreen"
screens.surroundings()

PASSWORD = "frontdesk-1"
CHEAP = ArgonCost(passes=1, memory=64, lanes=1)
MORNING = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
"""Tuesday 24 November 2026, nine o'clock at the centre: a working day."""


@dataclass
class Hands:
    """A clock whose hands the test turns."""

    at: datetime = MORNING

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **step: float) -> None:
        self.at += timedelta(**step)


LONG_ONES = (
    "tests/demo/test_demo.py",
    "tests/reports/kit/test_every_paper.py",
    "tests/installation/test_environment.py",
    "tests/torture/test_short.py",
    "tests/ui/test_every_dialog.py",
    "tests/ui/shell/test_every_size.py",
    "tests/ui/test_english.py",
    "tests/fuzz/test_short.py",
    "tests/storage/test_backup.py",
    "tests/books/test_reckoned.py",
    "tests/ui/shell/test_setup.py",
    "tests/cli/test_commands.py",
    "tests/books/test_figures.py",
    "tests/ui/test_awkward_dialogs.py",
    "tests/ui/test_room_for_words.py",
    "tests/ui/shell/test_keyboard_walk.py",
)
"""Files with a test that takes four seconds and more of a quiet processor, the longest first."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long ones first: as the last one, such a test keeps one worker alone while the other has nothing left."""
    places = {file: place for place, file in enumerate(LONG_ONES)}
    items.sort(key=lambda item: places.get(item.nodeid.partition("::")[0], len(places)))


def pytest_collection_finish() -> None:
    """As in the program, once it has started: no look for garbage goes over all that was loaded (a tenth of the time of
    a test without a window)."""
    garbage.keep_for_good()


@pytest.fixture(autouse=True)
def own_surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("DESK_DATA", "DESK_USER", "DESK_PASSWORD", "DESK_PASSWORD_FD", "DESK_LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))


EXPECTED_LOG: tuple[re.Pattern[str], ...] = ()
"""Warnings of the log that a test may come by, each with its reason."""


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """With screens at every scale beside the first one."""
    return screens.arguments()


class _Kept(logging.Handler):
    """Keeps what is logged as a warning or worse."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(f"{record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def nothing_unexpected_in_the_log() -> Iterator[None]:
    """A warning that nobody expected fails the test in which it came up: it is a fault that somebody will meet later.

    Qt's own warnings are pytest-qt's (``qt_log_level_fail`` in pyproject.toml)."""
    kept = _Kept()
    logging.getLogger().addHandler(kept)
    yield
    logging.getLogger().removeHandler(kept)
    unexpected = [line for line in kept.said if not any(known.search(line) for known in EXPECTED_LOG)]
    assert unexpected == [], f"the log has warnings: {unexpected}"


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever has the data folder open is hardly waited for: where they keep it, two seconds of waiting show nothing
    more."""
    monkeypatch.setattr(folder_lock, "WAIT_SECONDS", 0.1)


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture(scope="session")
def new_book(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The new book that every test's own is a copy of, made once in this process and closed: making one takes ten
    times as long as copying it."""
    made, _recovery = new_data_file.create(
        tmp_path_factory.mktemp("new") / "book",
        Centre("示例邻里中心", "示例区", telephone="0595-12345"),
        "管理员",
        PASSWORD,
        Clock(Hands()),
        CHEAP,
    )
    made.close()
    return made


@pytest.fixture
def desk(new_book: Desk, tmp_path: Path, hands: Hands) -> Iterator[Desk]:
    """A new book, its manager signed in, Tuesday nine o'clock."""
    folder = Path(shutil.copytree(new_book.folder, tmp_path / "book"))
    made = Desk(folder, Store(folder / FILE, new_book.store.key), new_book.actor, Clock(hands), CHEAP)
    made.take_place(folder_lock.hold(folder))
    with made.read() as work:
        made.head.begin_anew(continuity.newest(work))
    yield made
    made.close()
