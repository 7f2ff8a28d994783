"""Set-up on a machine that has nothing is tried by ``tests/bare``; here is what needs no machine of its own."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from desk.installation import commands, machine, places, state
from desk.installation.messages import Stop, megabytes
from desk.installation.places import HOME
from desk.installation.state import InstallationState

WAITS = """
import sys
from pathlib import Path
from desk.installation.one_at_a_time import one_at_a_time
with one_at_a_time(Path(sys.argv[1])):
    print("in", flush=True)
    sys.stdin.readline()
"""


def test_set_up_imports_nothing_but_python_itself() -> None:
    """It runs before anything is installed: once an import of a library would have ended the first start."""
    for path in [*(HOME / "desk" / "installation").glob("*.py"), HOME / "run.py", HOME / "desk" / "__init__.py"]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module == "desk":
                continue
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [each.name for each in node.names] if isinstance(node, ast.Import) else []
            for name in names:
                allowed = name.split(".")[0] in sys.stdlib_module_names or name.startswith("desk.installation")
                assert allowed, f"{path.name} imports {name}"


def test_an_old_python_can_read_run_py_and_is_told() -> None:
    source = (HOME / "run.py").read_text("utf-8")
    ast.parse(source, feature_version=(3, 4))
    assert source.startswith("# -*- coding: utf-8 -*-") and 'f"' not in source


def test_the_second_start_waits_for_the_first_and_says_so(tmp_path: Path) -> None:
    command = [sys.executable, "-c", WAITS, str(tmp_path)]
    first = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=HOME, text=True)
    assert first.stdout and first.stdin
    assert first.stdout.readline() == "in\n"
    second = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=HOME, text=True)
    assert second.stdout
    assert "另一个窗口正在安装" in second.stdout.readline()
    first.kill()
    first.wait()
    assert second.stdout.readline() == "in\n"
    second.communicate("go\n")
    first.stdin.close(), first.stdout.close()
    assert second.returncode == 0


@pytest.mark.parametrize(
    "damage", ["", '{"recipes": {"run"', '{"recipes": []}', "[]", "5", '{"recipes": {}, "libraries": 7}']
)
def test_what_stands_in_the_environment_is_remembered_and_a_damaged_note_means_nothing_is_known(
    damage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(state, "FILE", tmp_path / "state.json")
    kept = InstallationState({"run": "abc"}, ["/lib/libEGL.so.1"])
    kept.save()
    assert InstallationState.load() == kept and not kept.fits("run")
    (tmp_path / "state.json").write_text(damage, "utf-8")
    assert InstallationState.load() == InstallationState()


@pytest.mark.parametrize("size", [512_000_000, 899_000_000])
def test_a_pc_with_too_little_memory_is_told(size: int) -> None:
    with pytest.raises(Stop, match=f"本机内存只有 {megabytes(size)}"):
        machine.require_memory(size)
    assert machine.LEAST_MEMORY < 960_000_000, "a PC of one gigabyte will do"
    machine.require_memory(960_000_000)


@pytest.mark.parametrize(("name", "version"), [("glibc", "2.31"), ("", ""), ("musl", "1.2")])
def test_a_system_that_is_too_old_for_the_wheels_is_told_before_anything_is_downloaded(name: str, version: str) -> None:
    with pytest.raises(Stop, match=r"glibc 2\.34"):
        machine.require_c_library(name, version)
    machine.require_c_library("glibc", "2.36")


def test_a_python_for_which_there_are_no_wheels_is_told() -> None:
    with pytest.raises(Stop, match=r"Python 3\.14.*3\.11 至 3\.13"):
        machine.require_python((3, 14))


def test_the_demo_goes_where_one_may_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "HOME", tmp_path / "absent")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "mine"))
    assert places.demo_folder() == tmp_path / "mine" / "neighbourhood-desk-demo"
    monkeypatch.setattr(places, "HOME", tmp_path)
    assert places.demo_folder() == tmp_path / "demo"


@pytest.mark.parametrize("args", [["--offline"], ["download"], ["download", "a", "b"]])
def test_a_folder_that_was_left_out_is_asked_for(args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.main(args) == 1
    assert "请写明文件夹" in capsys.readouterr().err


def test_a_mistyped_folder_is_told_before_anything_else(capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.main(["--offline", "/no/such/stick"]) == 1
    assert "没有找到文件夹 /no/such/stick" in capsys.readouterr().err
