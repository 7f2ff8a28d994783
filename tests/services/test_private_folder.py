"""Nothing in the clear lies about: half-written files are in the data folder's own place, and everything is its owner's
alone.
"""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import tempfile
import zipfile
from datetime import date
from pathlib import Path

import pytest

from desk.books import disclosure, visits
from desk.books.cases import NewCase
from desk.books.catalogue import ServiceItem
from desk.books.visits import Registration
from desk.core.clock import Clock
from desk.core.errors import Cancelled, EnvironmentFailure
from desk.reports.cases import details_workbook
from desk.reports.figures import day_sheet_pdf, day_sheet_workbook
from desk.reports.kit.sheets import write_file
from desk.services.session import Desk
from desk.services.sign_in import sign_in
from desk.storage import private_folder
from tests.books.conftest import items  # noqa: F401  (a fixture)
from tests.conftest import PASSWORD, Hands
from tests.support.extent import LONG
from tests.support.people import id_number, person

posix = pytest.mark.skipif(sys.platform == "win32", reason="there the user's profile keeps others out")
DAY = date(2026, 11, 24)
MANY = 400
TURNS = 20 if LONG else 7
KILLER = """
import os, signal, sys, time
from datetime import date
from pathlib import Path
from desk.services.sign_in import sign_in
from desk.books import disclosure
from desk.reports.cases import details_workbook
folder, target, password, turns = sys.argv[1:]
for turn in range(int(turns)):
    begun, says = os.pipe()
    child = os.fork()
    if not child:
        desk = sign_in(Path(folder), "管理员", password)
        with desk.write() as work:
            logged = disclosure.allow(work, "区里核对", "visits")
        while True:
            with desk.read() as work:
                details_workbook.visits(work, date(2026, 11, 24), date(2026, 11, 24), Path(target), unmasked=logged)
            Path(target).unlink()
            os.write(says, b"begun")
    os.close(says)
    assert os.read(begun, 5) == b"begun"
    os.close(begun)
    time.sleep(0.2 * turn / int(turns))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    Path(target).unlink(missing_ok=True)
    print("killed", flush=True)
    sys.stdin.readline()
"""
"""Exports again and again in a child that is killed after its first one, later in each turn."""


@pytest.fixture
def busy(desk: Desk, items: tuple[ServiceItem, ...]) -> Desk:  # noqa: F811
    """A day of some hundred people with whole ID numbers."""
    with desk.write() as work:
        for serial in range(MANY):
            visits.register(work, Registration(person(serial=serial, telephone=""), (NewCase(items[0].id),)))
    return desk


def clear_files(folder: Path, but: Path) -> list[Path]:
    """Files below a folder, one place left out, in which a whole ID number can be read, inside a workbook too."""
    wanted = id_number(serial=7).encode()
    found = []
    for path in folder.rglob("*"):
        if path.is_file() and but not in path.parents:
            content = path.read_bytes()
            if zipfile.is_zipfile(path):
                with zipfile.ZipFile(path) as packed:
                    content = b"".join(packed.read(name) for name in packed.namelist())
            if wanted in content:
                found.append(path)
    return found


@posix
def test_a_killed_export_leaves_nothing_in_the_clear_and_the_next_start_cleans_up(
    busy: Desk, tmp_path: Path, hands: Hands
) -> None:
    common, chosen, own = tmp_path / "common", tmp_path / "chosen", busy.folder / private_folder.FOLDER
    for folder in (common, chosen):
        folder.mkdir()
    left_behind = 0
    killer = subprocess.Popen(
        [sys.executable, "-c", KILLER, busy.folder, chosen / "a.xlsx", PASSWORD, str(TURNS)],
        env={**os.environ, "TMPDIR": str(common)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert killer.stdout is not None and killer.stdin is not None
    for _turn in range(TURNS):
        assert killer.stdout.readline() == b"killed\n"
        left_behind += len(clear_files(own, own / "none"))
        assert clear_files(tmp_path, own) == []
        assert list(common.iterdir()) == []
        killer.stdin.write(b"\n")
        killer.stdin.flush()
    killer.communicate()
    assert left_behind > 0, "no child was killed while it wrote: this shows nothing"
    sign_in(busy.folder, "管理员", PASSWORD, Clock(hands)).close()
    assert clear_files(own, own / "none") == []


def test_what_a_running_program_makes_is_left_alone_by_another_start(busy: Desk, hands: Hands) -> None:
    with private_folder.becoming(busy.folder.parent / "a.txt") as fresh:
        fresh.write_text("half")
        script = (
            "import sys; from pathlib import Path; from desk.storage import private_folder; "
            "private_folder.prepare(Path(sys.argv[1]))"
        )
        subprocess.run([sys.executable, "-c", script, busy.folder], check=True)
        assert fresh.read_text() == "half"
    assert (busy.folder.parent / "a.txt").read_text() == "half"


def test_a_cancelled_export_leaves_nothing_at_once(busy: Desk, tmp_path: Path) -> None:
    def stop(done: int, _many: int) -> None:
        raise Cancelled

    with busy.write() as work:
        logged = disclosure.allow(work, "区里核对", "visits")
    with busy.read() as work, pytest.raises(Cancelled):
        details_workbook.visits(work, DAY, DAY, tmp_path / "a.xlsx", unmasked=logged, progress=stop)
    assert [
        path
        for path in (busy.folder / private_folder.FOLDER).rglob("*")
        if path.name != private_folder.LOCK and path.is_file()
    ] == []
    assert not (tmp_path / "a.xlsx").exists()


def test_every_workbook_is_made_in_the_private_place(
    busy: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "not there"))
    with busy.read() as work:
        write_file(tmp_path / "day.xlsx", day_sheet_workbook.xlsx(work, DAY))
    assert zipfile.is_zipfile(tmp_path / "day.xlsx")


@posix
def test_books_and_exports_are_their_owners_alone(busy: Desk, tmp_path: Path) -> None:
    def mode(path: Path) -> int:
        return stat.S_IMODE(path.stat().st_mode)

    (busy.folder / "desk.db").chmod(0o644)
    busy.folder.chmod(0o755)
    private_folder.prepare(busy.folder)
    assert private_folder.place() is not None
    assert mode(busy.folder) == mode(busy.folder / private_folder.FOLDER) == 0o700
    assert {mode(path) for path in busy.folder.iterdir() if path.is_file()} == {0o600}
    with busy.read() as work:
        details_workbook.visits(work, DAY, DAY, tmp_path / "a.xlsx")
        write_file(tmp_path / "a.pdf", day_sheet_pdf.pdf(work, DAY))
    assert (mode(tmp_path / "a.xlsx"), mode(tmp_path / "a.pdf")) == (0o600, 0o600)
    environment = {**os.environ, "DESK_DATA": str(busy.folder), "DESK_PASSWORD": PASSWORD}
    command = [sys.executable, "-m", "desk", "backup", str(tmp_path / "stick")]
    subprocess.run(command, env=environment, umask=0o022, check=True, capture_output=True)
    assert mode(tmp_path / "stick") == 0o700
    assert {mode(path) for path in (tmp_path / "stick").rglob("*") if path.is_file()} == {0o600}


def test_a_place_that_cannot_be_written_is_told_in_words_and_nothing_is_left(busy: Desk, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with busy.read() as work, pytest.raises(EnvironmentFailure):
        details_workbook.visits(work, DAY, DAY, tmp_path / "file" / "in it" / "a.xlsx")
    assert list((busy.folder / private_folder.FOLDER).rglob("made*")) == []


def test_the_place_goes_when_the_book_is_closed(busy: Desk) -> None:
    place = private_folder.place()
    assert place is not None and place.is_dir()
    busy.close()
    assert not place.exists()


LATE = """
import os, sys
from pathlib import Path
from desk.storage import private_folder
folder = Path(sys.argv[1])
private_folder.prepare(folder)
private_folder.leave(folder)
late = private_folder.place()
child = os.fork()
if not child:
    sys.exit()
os.waitpid(child, 0)
assert late.is_dir()
"""


@posix
def test_what_is_made_after_the_book_was_closed_goes_when_the_program_ends(tmp_path: Path) -> None:
    """Once, and not when a process ends that was branched off it."""
    subprocess.run([sys.executable, "-W", "error", "-c", LATE, tmp_path], check=True)
    assert [path.name for path in (tmp_path / private_folder.FOLDER).iterdir()] == [private_folder.LOCK]
