"""Tests lie as the code lies: every room of the program has its room among the tests, and no test room is of nothing.

Fifteen rooms once had none; whoever changed a month's figures found what holds them under cases, visits and services.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.source import ROOT

ELSEWHERE = {
    "models": "tables only: whoever fills them tests them, and tests/storage that they are migrated",
    "storage/migrations": "tests/storage/test_migrations.py",
    "storage/migrations/versions": "tests/storage/test_migrations.py",
}
"""Rooms of the program without a room of their own among the tests, and why."""
OF_THE_WHOLE = frozenset(("bare", "bench", "fuzz", "house", "journeys", "notices", "support", "torture"))
"""What is about the whole program, or helps the others."""


def rooms(root: Path) -> set[str]:
    """The packages below a folder, by their paths in it."""
    return {file.parent.relative_to(root).as_posix() for file in root.rglob("__init__.py")} - {"."}


def test_every_room_has_its_tests() -> None:
    tested = {file.parent.relative_to(ROOT / "tests").as_posix() for file in (ROOT / "tests").rglob("test_*.py")}
    tested |= {parent.as_posix() for room in tested for parent in Path(room).parents}
    assert sorted(rooms(ROOT / "desk") - tested - set(ELSEWHERE)) == []


@pytest.mark.parametrize("room", ELSEWHERE)
def test_what_is_tested_elsewhere_is_a_room(room: str) -> None:
    assert room in rooms(ROOT / "desk") and room not in rooms(ROOT / "tests")


def test_no_room_of_the_tests_is_of_nothing() -> None:
    mirrored = {room for room in rooms(ROOT / "tests") if room.split("/")[0] not in OF_THE_WHOLE}
    assert sorted(mirrored - rooms(ROOT / "desk")) == []
