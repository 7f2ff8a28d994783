"""What somebody does often stands first for them, and is forgotten when they do it no more."""

from __future__ import annotations

from pathlib import Path

from desk.services import palette_use


def test_what_is_used_counts_for_whoever_used_it_and_fades(tmp_path: Path) -> None:
    for _time in range(3):
        palette_use.note(tmp_path, 1, "go assets")
    palette_use.note(tmp_path, 1, "go cases")
    mine = palette_use.weights(tmp_path, 1)
    assert mine["go assets"] > mine["go cases"] == 1.0 and palette_use.weights(tmp_path, 2) == {}
    for _time in range(60):
        palette_use.note(tmp_path, 1, "go roster")
    assert set(palette_use.weights(tmp_path, 1)) == {"go roster"}


def test_a_file_that_nobody_can_read_counts_as_none(tmp_path: Path) -> None:
    (tmp_path / palette_use.PALETTE).write_bytes(b"\xff[1")
    assert palette_use.weights(tmp_path, 1) == {}
    palette_use.note(tmp_path, 1, "go assets")
    assert palette_use.weights(tmp_path, 1) == {"go assets": 1.0}
