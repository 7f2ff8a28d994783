"""``desk about`` answers anybody: no data, no password, no screen, any console, any pipe."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from pathlib import Path

import pytest

from desk import __version__
from desk.services import about

COMMAND = [sys.executable, "-m", "desk", "about"]


def surroundings(folder: Path, encoding: str = "utf-8") -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DESK_", "QT_", "DISPLAY"))}
    return {**kept, "DESK_DATA": str(folder), "PYTHONIOENCODING": encoding}


def test_it_says_what_it_is_where_no_data_is(tmp_path: Path) -> None:
    done = subprocess.run(COMMAND, env=surroundings(tmp_path / "none"), capture_output=True, stdin=subprocess.DEVNULL)
    said = done.stdout.decode("utf-8").splitlines()
    assert (done.returncode, done.stderr) == (0, b"")
    assert said[0] == f"邻里中心前台 {__version__}"
    assert said[1] == "许可：Apache-2.0"
    assert f"Python {platform.python_version()}，Qt 6." in said[2] and "SQLite 3." in said[2]
    assert said[3] == f"数据位置：{tmp_path / 'none'}" and not (tmp_path / "none").exists()
    assert Path(said[4].removeprefix("使用说明：")).is_file()


@pytest.mark.parametrize("option", ["--licences", "--licenses"])
def test_the_licences_are_printed_whole(tmp_path: Path, option: str) -> None:
    done = subprocess.run([*COMMAND, option], env=surroundings(tmp_path), capture_output=True, check=True)
    assert done.stdout.decode("utf-8").replace("\r\n", "\n") == about.notices()


@pytest.mark.parametrize("encoding", ["ascii", "gbk"])
def test_a_console_that_cannot_write_everything_gets_the_rest(tmp_path: Path, encoding: str) -> None:
    done = subprocess.run([*COMMAND, "--licences"], env=surroundings(tmp_path, encoding), capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in done.stdout.decode(encoding)


def test_a_reader_may_go_before_the_end(tmp_path: Path) -> None:
    with subprocess.Popen(
        [*COMMAND, "--licences"], env=surroundings(tmp_path), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout is not None and running.stderr is not None
        first = running.stdout.readline()
        running.stdout.close()
        told = running.stderr.read()
    assert first.decode("utf-8").strip() == "第三方软件许可"
    assert (running.returncode, told) == (0, b"")
