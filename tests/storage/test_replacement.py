"""Whenever an exchange is cut off, what is found afterwards is the whole old pair or the whole new one."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desk.core.errors import EnvironmentFailure
from desk.storage.replacement import finish, put_in_place

NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
OLD = {"desk.db": b"old", "keys.json": b"old", "desk.db-wal": b"old", "desk.db-shm": b"old", "keys.json.before": b"old"}
NEW = {"desk.db": b"new", "keys.json": b"new"}


def fresh(folder: Path, old: dict[str, bytes]) -> Path:
    folder.mkdir()
    making = folder / "scratch"
    making.mkdir()
    for name, content in old.items():
        (folder / name).write_bytes(content)
    for name, content in NEW.items():
        (making / name).write_bytes(content)
    (folder / "desk.log").write_bytes(b"stays")
    return making


def book_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name.startswith(("desk.db", "keys.json"))}


def killed_at(step: int, making: Path, folder: Path) -> bool:
    """Exchange in a process that ends, without any cleaning up, before its ``step``-th change. Was it killed?"""
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1] != 0
    left = step

    def count(event: str, _args: object) -> None:
        nonlocal left
        if event in ("os.rename", "os.mkdir", "os.rmdir", "os.remove"):
            left -= 1
            if left < 0:
                os._exit(9)

    try:
        sys.addaudithook(count)
        put_in_place(making, folder, NOW)
        os._exit(0)
    except BaseException:
        os._exit(1)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process is copied to be killed")
@pytest.mark.parametrize("old", [OLD, {}])
def test_killed_before_any_of_its_steps_the_old_pair_or_the_new_one_is_there(
    tmp_path: Path, old: dict[str, bytes]
) -> None:
    seen = []
    for step in range(30):
        folder = tmp_path / str(step)
        making = fresh(folder, old)
        killed = killed_at(step, making, folder)
        finish(folder)
        finish(folder)
        found = book_in(folder)
        assert found in (old, NEW), step
        kept = list(folder.glob("replaced-*"))
        assert len(kept) == (1 if old and found == NEW else 0)
        assert all(book_in(aside) == old for aside in kept)
        assert not list(folder.glob("incoming-*")) + list(folder.glob("placing-*"))
        seen.append(found == NEW)
        if not killed:
            break
    assert not killed and seen[0] is False and seen[-1] is True and len(seen) > 4


def test_a_second_exchange_in_the_same_second_keeps_both(tmp_path: Path) -> None:
    making = fresh(tmp_path / "book", OLD)
    assert put_in_place(making, tmp_path / "book", NOW) == tmp_path / "book" / "replaced-20261124-090000"
    again = tmp_path / "book" / "scratch"
    again.mkdir()
    (again / "desk.db").write_bytes(b"newer")
    kept = put_in_place(again, tmp_path / "book", NOW)
    assert kept == tmp_path / "book" / "replaced-20261124-090000-2" and book_in(kept) == NEW


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process is copied in which moving fails")
def test_where_a_file_cannot_be_moved_the_old_book_is_in_its_place_again(tmp_path: Path) -> None:
    """As on Windows, where another program holds one of the files."""
    folder = tmp_path / "book"
    making = fresh(folder, OLD)
    child = os.fork()
    if not child:
        sys.addaudithook(_refuse_keys)
        try:
            put_in_place(making, folder, NOW)
        except EnvironmentFailure:
            os._exit(7)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
    assert book_in(folder) == OLD
    assert sorted(path.name for path in folder.iterdir()) == sorted([*OLD, "desk.log"])
    finish(folder)
    assert book_in(folder) == OLD


def _refuse_keys(event: str, args: tuple[object, ...]) -> None:
    if event == "os.rename" and str(args[0]).endswith("book/keys.json") and "replaced" in str(args[1]):
        raise PermissionError(13, "held by another program")
