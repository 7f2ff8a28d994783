"""What interrupted work left goes at the next start; what is ours and in use, or somebody else's, stays."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from desk.services import backups
from desk.services.session import Desk
from desk.services.sign_in import sign_in
from desk.storage import scratch as scratch_of_ours
from tests.conftest import PASSWORD

OLD = time.time() - 2 * 3600


def aged(path: Path) -> Path:
    for each in (*path.rglob("*"), path):
        os.utime(each, (OLD, OLD))
    return path


def scratch(place: Path, name: str) -> Path:
    made = place / name
    made.mkdir(parents=True)
    (made / "desk.db").write_bytes(b"half a copy")
    return made


def test_leftovers_go_at_the_next_sign_in(desk: Desk) -> None:
    backups.back_up(desk)
    desk.close()
    kept, private = desk.folder / "backups", desk.folder / "scratch"
    gone = [aged(scratch(kept, "desk-abc123")), aged(scratch(private, "desk-export"))]
    for folder in (desk.folder / "files" / "ab", kept / "files" / "ab"):
        folder.mkdir(parents=True)
        (folder / "ab12.part").write_bytes(b"half a photo")
        gone.append(aged(folder / "ab12.part"))
    in_use = scratch(kept, "desk-inuse1")
    os.utime(in_use, (OLD, OLD))
    theirs = aged(scratch(kept, "holiday"))
    also = aged(scratch(desk.folder, "desk-papers"))
    photo = desk.folder / "files" / "ab" / ("ab" * 32)
    photo.write_bytes(b"sealed")
    aged(photo)
    sign_in(desk.folder, "管理员", PASSWORD).close()
    assert not any(path.exists() for path in gone)
    assert in_use.exists() and theirs.exists() and also.exists() and photo.exists()


KILLED = """
import os, sys
from pathlib import Path
from desk.storage import files, scratch
folder = Path(sys.argv[1])
with scratch.beside(folder / "backups") as one, scratch.private(folder) as other:
    (one / "desk.db").write_bytes(b"half a copy")
    (folder / "files" / "ab").mkdir(parents=True)
    Path.replace = lambda *_names: os._exit(9)
    files._write(folder / "files" / "ab" / "ab12", b"half a photo")
"""


def test_what_a_killed_program_made_just_now_goes_too_and_what_a_running_one_makes_stays(desk: Desk) -> None:
    backups.back_up(desk)
    desk.close()
    places = [desk.folder / "backups", desk.folder / "scratch", desk.folder / "files" / "ab"]
    killed = subprocess.run([sys.executable, "-c", KILLED, str(desk.folder)], capture_output=True, text=True)
    assert killed.returncode == 9, killed.stderr
    left = [path for place in places for path in place.iterdir() if path.suffix != ".deskbackup"]
    assert len(left) == 3
    with scratch_of_ours.beside(desk.folder / "backups") as ours:
        sign_in(desk.folder, "管理员", PASSWORD).close()
        assert ours.exists() and not any(path.exists() for path in left)


def test_leftovers_on_the_stick_go_with_the_next_backup(desk: Desk, tmp_path: Path) -> None:
    left = aged(scratch(tmp_path / "stick", "desk-abc123"))
    backups.back_up_to(desk, tmp_path / "stick")
    assert not left.exists()
