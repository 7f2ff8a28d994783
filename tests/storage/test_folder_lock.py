"""Who has the book open: only the lock decides, and a note says no more than fits into a sentence."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from desk.storage import folder_lock
from desk.storage.folder_lock import NOTES, InUse, alone, elsewhere, hold

ODD_NOTES = {
    "a number too large": json.dumps({"pid": 10**30, "user": "x", "host": "h"}),
    "infinity": '{"pid": Infinity, "user": "x", "host": "h"}',
    "deep": "[" * 900,
    "deep and long": "[" * 100_000,
    "no text": json.dumps({"pid": 1, "user": {"k": 1}, "host": ["h"]}),
    "empty": "",
    "garbage": "\x00\xff",
}


@pytest.mark.parametrize("content", ODD_NOTES.values(), ids=ODD_NOTES)
def test_what_is_no_note_is_passed_over(tmp_path: Path, content: str) -> None:
    mine = hold(tmp_path)
    (tmp_path / f"{NOTES}.99.0").write_text(content, "utf-8")
    assert elsewhere(tmp_path, mine) == ""
    mine.let_go()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no named pipes in folders")
def test_a_pipe_in_place_of_a_note_holds_nobody_up(tmp_path: Path) -> None:
    mine = hold(tmp_path)
    os.mkfifo(tmp_path / f"{NOTES}.99.0")
    assert elsewhere(tmp_path, mine) == ""
    mine.let_go()


def test_a_long_name_with_control_characters_stays_one_short_line(tmp_path: Path) -> None:
    mine = hold(tmp_path)
    note = {"pid": 7, "user": "x", "host": "前台\n\x1b[31m" + "长" * 100}
    (tmp_path / f"{NOTES}.99.0").write_text(json.dumps(note), "utf-8")
    said = elsewhere(tmp_path, mine)
    assert "前台" in said and len(said) < 80 and said.isprintable()
    mine.let_go()


def test_notes_of_programs_that_were_killed_hold_nobody_up(tmp_path: Path) -> None:
    note = tmp_path / f"{NOTES}.99.0"
    note.write_text(json.dumps({"pid": 7, "user": "x", "host": "旧电脑"}), "utf-8")
    assert elsewhere(tmp_path) == "", "the lock is free, whatever the note says"
    with alone(tmp_path):
        assert not note.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="there only the lock tells who is gone")
def test_the_note_of_a_killed_program_goes_when_the_book_is_opened_next(tmp_path: Path) -> None:
    waits = "import sys, time; from pathlib import Path; from desk.storage.folder_lock import hold"
    waits += "; held = hold(Path(sys.argv[1])); print(flush=True); time.sleep(60)"
    children = []
    for _each in range(2):
        child = subprocess.Popen([sys.executable, "-c", waits, str(tmp_path)], stdout=subprocess.PIPE)
        assert child.stdout is not None and child.stdout.readline()
        children.append(child)
    killed, running = children
    killed.kill()
    killed.communicate()
    mine = hold(tmp_path)
    left = {path.name for path in tmp_path.glob(f"{NOTES}.*")}
    assert left == {f"{NOTES}.{running.pid}.0", mine._note.name}
    running.kill()
    running.communicate()
    mine.let_go()
    hold(tmp_path).let_go()
    assert not [*tmp_path.glob(f"{NOTES}.*")], "with the lock free, nobody is left whose note it is"


def test_whoever_holds_the_folder_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder_lock, "WAIT_SECONDS", 0.1)
    theirs = hold(tmp_path)
    assert elsewhere(tmp_path) == "本机的另一个窗口"
    with pytest.raises(InUse, match="本机的另一个窗口"), alone(tmp_path):
        pass
    theirs.let_go()
