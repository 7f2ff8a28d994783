"""The key is being changed and the program is killed: afterwards everything is old or everything is new."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from time import monotonic

import pytest

from desk.services import backups, data_check
from desk.services.key_change import KeyChange
from desk.services.session import Desk
from desk.services.sign_in import sign_in
from desk.storage import key_exchange
from desk.storage.keys import KeyFile
from tests.conftest import CHEAP, PASSWORD
from tests.support.extent import LONG
from tests.support.key_change import kept, old_files_left

__all__ = ["kept"]


def in_a_child(folder: Path, act: Callable[[], object], work: Callable[[], None]) -> int:
    """Do something in a process of its own, in which ``act`` decides at each file operation. How it ended: 0, or by a
    signal.
    """
    child = os.fork()
    if child == 0:  # pragma: no cover
        try:
            hooked(folder, act)
            work()
            os._exit(0)
        finally:
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def change_in(folder: Path, desk: Desk) -> None:
    opened = sign_in(folder, "管理员", PASSWORD, desk.clock)
    opened.cost = CHEAP
    with KeyChange(opened, PASSWORD) as change:
        change.prepare()
        change.complete(delete_old=True)


def hooked(folder: Path, act: Callable[[], object]) -> None:
    """Tell ``act`` of every operation on a file of the data folder, before it happens."""
    events = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "shutil.rmtree", "os.listdir", "os.scandir"}
    prefix = str(folder)

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if (event in events and arguments and str(arguments[0]).startswith(prefix)) or event in {
            "os.remove",
            "os.rmdir",
        }:
            act()

    sys.addaudithook(hook)


def killing(at: int) -> Callable[[], None]:
    seen = 0

    def act() -> None:
        nonlocal seen
        seen += 1
        if seen == at:
            os.kill(os.getpid(), signal.SIGKILL)

    return act


def require_old_or_new(folder: Path, old: bytes, slots: KeyFile, clock: object) -> bool:
    """All old or all new, sound, with its photos. Is it the new one?"""
    opened = sign_in(folder, "管理员", PASSWORD, clock)  # type: ignore[arg-type]
    new = opened.store.key != old
    assert data_check.problems(opened) == [] and opened.notices == [] and not (folder / key_exchange.FOLDER).exists()
    with opened.read() as work:
        assert bool(work.rows("SELECT 1 FROM audit WHERE action = 'book.key_changed'")) == new
    people = [slot.id for slot in KeyFile.load(folder).people]
    assert people == ([1] if new else [1, 2])
    if new:
        assert not old_files_left(folder, old, slots)
    opened.close()
    return new


@pytest.fixture
def template(kept: Desk, tmp_path: Path) -> Iterator[tuple[Path, bytes, KeyFile]]:
    backups.back_up(kept)
    kept.store.tidy()
    slots = KeyFile.load(kept.folder)
    kept.close()
    yield kept.folder, kept.store.key, slots


needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a forked process")


@needs_fork
def test_killed_at_any_file_operation_it_is_all_old_or_all_new(
    template: tuple[Path, bytes, KeyFile], tmp_path: Path, desk: Desk
) -> None:
    made, old, slots = template
    operations = counted(made, tmp_path / "counted", desk)
    outcomes = [
        killed_then_opened(made, tmp_path / f"k{at}", desk, old, slots, at)
        for at in range(1, operations, max(operations // (48 if LONG else 12), 1))
    ]
    assert len(outcomes) >= 11 and {True, False} == set(outcomes)


def counted(made: Path, folder: Path, desk: Desk) -> int:
    """How many file operations a change of the key takes."""
    shutil.copytree(made, folder)
    tally = folder.with_suffix(".tally")
    writing = os.open(tally, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    assert in_a_child(folder, lambda: os.write(writing, b"."), lambda: change_in(folder, desk)) == 0
    os.close(writing)
    return tally.stat().st_size


def killed_then_opened(made: Path, folder: Path, desk: Desk, old: bytes, slots: KeyFile, at: int) -> bool:
    shutil.copytree(made, folder)
    assert in_a_child(folder, killing(at), lambda: change_in(folder, desk)) == -signal.SIGKILL
    new = require_old_or_new(folder, old, slots, desk.clock)
    shutil.rmtree(folder)
    return new


@needs_fork
def test_killed_at_any_moment_also_inside_the_encryption(
    template: tuple[Path, bytes, KeyFile], tmp_path: Path, desk: Desk
) -> None:
    """By the clock: what SQLCipher does to its files is no operation that Python sees."""
    made, old, slots = template
    shutil.copytree(made, tmp_path / "timed")
    began = monotonic()
    assert in_a_child(tmp_path / "timed", lambda: None, lambda: change_in(tmp_path / "timed", desk)) == 0
    took = monotonic() - began
    parts = 12 if LONG else 6
    for part in range(parts):
        folder = Path(shutil.copytree(made, tmp_path / f"t{part}"))
        after = took * (part + 1) / (parts + 1)
        how = in_a_child(folder, lambda: None, partial(change_under_a_timer, after, folder, desk))
        assert how in (0, -signal.SIGALRM)
        require_old_or_new(folder, old, slots, desk.clock)


def change_under_a_timer(after: float, folder: Path, desk: Desk) -> None:
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, after)
    change_in(folder, desk)


@needs_fork
def test_the_move_itself_is_killed_and_finished_by_the_next_start_again_and_again(
    template: tuple[Path, bytes, KeyFile], tmp_path: Path, desk: Desk
) -> None:
    """Also the finishing is killed, at every operation of it."""
    made, old, slots = template
    opened = sign_in(made, "管理员", PASSWORD, desk.clock)
    opened.cost = CHEAP
    with KeyChange(opened, PASSWORD) as change:
        change.prepare()
        key_exchange.decide(made)
        shutil.copytree(made, tmp_path / "decided", ignore=shutil.ignore_patterns("desk.lock*", "desk.open*"))
    for first in range(1, 26, 1 if LONG else 3):
        folder = Path(shutil.copytree(tmp_path / "decided", tmp_path / f"f{first}"))
        for at in (first, 2, 3):
            in_a_child(folder, killing(at), partial(key_exchange.finish_or_clear, folder))
        assert require_old_or_new(folder, old, slots, desk.clock)
        shutil.rmtree(folder)
