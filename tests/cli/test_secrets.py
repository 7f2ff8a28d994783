"""Passwords on a file descriptor, recovery from the command line, and no memory on the disk."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile

import pytest

from desk.books.centre import Centre
from desk.core.clock import Clock
from desk.core.permissions import Role
from desk.services import accounts, new_data_file
from desk.services.sign_in import sign_in
from tests.conftest import CHEAP, PASSWORD, Hands
from tests.support.command_line import forked

Done = subprocess.CompletedProcess[str]
ON_POSIX = pytest.mark.skipif(sys.platform == "win32", reason="descriptors are inherited by number on POSIX only")
NUMBER = 37
"""Of no other file that a forked command has open."""


def run(folder: Path, *args: str, given: str | None = None, option: bool = True, **more: str) -> Done:
    """``given`` can be read under a number that the command is told by option or environment. It is forked, not begun:
    beginning it takes a second."""
    environment = {**os.environ, "DESK_DATA": str(folder), "PYTHONIOENCODING": "utf-8", **more}
    if not option:
        environment["DESK_PASSWORD_FD"] = str(NUMBER)
    with NamedTemporaryFile() as secrets:
        secrets.write((given or "").encode())
        secrets.flush()
        told = ["--password-fd", str(NUMBER)] if option else []
        return forked(environment, *told, *args, descriptors={NUMBER: Path(secrets.name)})


def begun_with_a_pipe(folder: Path, *args: str, given: str) -> Done:
    """The command as a script begins it, with what it is given in a pipe."""
    reading, writing = os.pipe()
    os.write(writing, given.encode())
    os.close(writing)
    done = subprocess.run(
        [sys.executable, "-m", "desk", "--password-fd", str(reading), *args],
        env={**os.environ, "DESK_DATA": str(folder), "PYTHONIOENCODING": "utf-8", "DESK_PASSWORD": "not this one"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        pass_fds=(reading,),
    )
    os.close(reading)
    return done


@pytest.fixture
def made(tmp_path: Path) -> tuple[Path, str]:
    """A book and its recovery key."""
    folder = tmp_path / "book"
    desk, key = new_data_file.create(folder, Centre("示例邻里中心", "示例区"), "管理员", PASSWORD, cost=CHEAP)
    accounts.add_person(desk, "Li Ming", Role.CLERK, "frontdesk-2")
    desk.close()
    return folder, key


@ON_POSIX
@pytest.mark.parametrize("option", [True, False])
def test_a_password_comes_from_a_descriptor(made: tuple[Path, str], option: bool) -> None:
    folder, _key = made
    done = run(folder, "check", given=PASSWORD + "\n", option=option, DESK_PASSWORD="not this one")
    assert (done.returncode, done.stderr) == (0, "")


@ON_POSIX
def test_a_password_comes_through_a_pipe(made: tuple[Path, str]) -> None:
    folder, _key = made
    done = begun_with_a_pipe(folder, "check", given=PASSWORD + "\n")
    assert (done.returncode, done.stderr) == (0, "")


@ON_POSIX
def test_a_descriptor_that_holds_nothing_is_told(made: tuple[Path, str]) -> None:
    folder, _key = made
    done = run(folder, "check", given="", DESK_PASSWORD=PASSWORD)
    assert done.returncode == 1 and "没有更多内容" in done.stderr
    wrong = forked({**os.environ, "DESK_DATA": str(folder)}, "--password-fd", "987", "check")
    assert (wrong.returncode, wrong.stderr) == (1, "无法读取文件描述符987。\n")


def test_a_descriptor_that_is_no_number_is_told(made: tuple[Path, str], monkeypatch: pytest.MonkeyPatch) -> None:
    from desk.cli import secrets
    from desk.core.errors import Refused

    monkeypatch.setenv("DESK_PASSWORD_FD", "three")
    with pytest.raises(Refused, match="three"):
        secrets.begin(None)


@ON_POSIX
@pytest.mark.parametrize("name", ["管理员", "Li Ming", "liming"])
def test_recovery_from_the_command_line(made: tuple[Path, str], name: str) -> None:
    folder, key = made
    done = run(folder, "recover", name, given=f"{key.lower().replace('-', ' ')}\nbrand-new-1\n")
    assert done.returncode == 0 and "新密码" in done.stdout and done.stderr == ""
    sign_in(folder, name, "brand-new-1").close()
    assert run(folder, "--user", name, "check", given="brand-new-1").returncode == 0


@ON_POSIX
@pytest.mark.parametrize(
    ("given", "name", "words"),
    [
        ("0000-0000\nbrand-new-1\n", "管理员", "有误"),
        ("{key}\nshort\n", "管理员", "8"),
        ("{key}\n", "管理员", "没有更多内容"),
        ("{key}\nbrand-new-1\n", "没有这人", "没有这人"),
    ],
)
def test_recovery_that_cannot_be_is_told_and_changes_nothing(
    made: tuple[Path, str], given: str, name: str, words: str
) -> None:
    folder, key = made
    before = (folder / "keys.json").read_bytes()
    done = run(folder, "recover", name, given=given.replace("{key}", key))
    assert done.returncode == 1 and words in done.stderr and "Traceback" not in done.stderr
    assert (folder / "keys.json").read_bytes() == before


@ON_POSIX
@pytest.mark.parametrize("left", [b"", b"spoilt" * 4096, None])
def test_recovery_of_a_spoilt_book_names_the_backups_and_changes_nothing(
    made: tuple[Path, str], left: bytes | None
) -> None:
    folder, key = made
    kept = run(folder, "backup", str(folder / "backups"), given=PASSWORD + "\n").stdout.strip()
    book = folder / "desk.db"
    book.unlink() if left is None else book.write_bytes(left)
    done = run(folder, "recover", "管理员", given=f"{key}\nbrand-new-1\n")
    assert done.returncode == 1 and f"desk restore {kept}" in done.stderr and len(done.stderr.splitlines()) == 1
    assert (book.read_bytes() if book.exists() else None) == left


@ON_POSIX
def test_recovery_asks_about_an_odd_clock_before_it_writes(tmp_path: Path) -> None:
    ahead = Clock(Hands(datetime.now(UTC) + timedelta(days=3653)))
    folder = tmp_path / "book"
    desk, key = new_data_file.create(folder, Centre("示例邻里中心", "示例区"), "管理员", PASSWORD, ahead, CHEAP)
    desk.close()
    before = (folder / "keys.json").read_bytes()
    done = run(folder, "recover", given=f"{key}\nbrand-new-1\n")
    assert done.returncode == 1 and "--clock-is-right" in done.stderr
    assert (folder / "keys.json").read_bytes() == before
    assert run(folder, "--clock-is-right", "recover", given=f"{key}\nbrand-new-1\n").returncode == 0


@ON_POSIX
def test_nobody_to_ask_is_told(made: tuple[Path, str]) -> None:
    folder, _key = made
    done = forked({**os.environ, "DESK_DATA": str(folder), "DESK_PASSWORD": "brand-new-1"}, "recover")
    assert done.returncode == 1 and "--password-fd" in done.stderr


@ON_POSIX
def test_the_program_leaves_no_picture_of_its_memory() -> None:
    show = (
        "import resource, sys; sys.argv = ['desk', '--help'];"
        "from desk.cli import main\ntry:\n main()\nexcept SystemExit:\n print(resource.getrlimit(resource.RLIMIT_CORE))"
    )
    done = subprocess.run([sys.executable, "-c", show], capture_output=True, text=True, encoding="utf-8")
    assert done.stdout.splitlines()[-1] == "(0, 0)"
