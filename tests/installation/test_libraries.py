"""Does everything load that the window loads, and is what is missing found out and named?"""

import ast
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from desk.installation import libraries, probe
from desk.installation.machine import OLDEST_GLIBC
from desk.installation.places import HOME

linux_only = pytest.mark.skipif(not libraries.LINUX, reason="shared libraries of Linux")


def imported_parts_of_qt() -> set[str]:
    found: set[str] = set()
    for path in (HOME / "desk").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("PySide6."):
                found.add((node.module or "").removeprefix("PySide6."))
            elif isinstance(node, ast.ImportFrom) and node.module == "PySide6":
                found |= {each.name for each in node.names}
    return found


def test_the_probe_loads_just_the_parts_of_qt_that_the_program_imports() -> None:
    asked_in_a_process_of_its_own = {"QtDBus"}
    assert set(probe.MODULES) == imported_parts_of_qt() | asked_in_a_process_of_its_own


def test_everything_loads_here() -> None:
    result = libraries.probed(Path(sys.executable))
    assert result.missing == [] and result.errors == []
    assert all(map(os.path.exists, result.outside))
    assert libraries.missing_sonames() == []


@pytest.fixture
def own_qt(tmp_path: Path) -> Path:
    """A copy of Qt to take things from; the folder it lies in."""
    left_out = shutil.ignore_patterns("qml", "translations", "metatypes", "*.pyi", "libexec", "typesystems", "include")
    shutil.copytree(probe.qt(), tmp_path / "PySide6", ignore=left_out)
    shutil.copytree(probe.qt().parent / "shiboken6", tmp_path / "shiboken6")
    return tmp_path


def probed_in(place: Path) -> dict[str, list[str]]:
    code = "import sys, runpy; sys.path.insert(0, sys.argv[1]); runpy.run_path(sys.argv[2], run_name='__main__')"
    command = [sys.executable, "-c", code, str(place), str(libraries.PROBE)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    told: dict[str, list[str]] = json.loads(done.stdout)
    return told


def rename_needed(file: Path, name: str, other: str) -> None:
    """Make ``file`` need a library of another name, of the same length."""
    content = file.read_bytes()
    assert content.count(name.encode()) >= 1 and len(name) == len(other)
    file.write_bytes(content.replace(name.encode(), other.encode()))


@linux_only
def test_every_missing_library_is_named_at_once(own_qt: Path) -> None:
    """Debian 13 lacked libgssapi_krb5.so.2; only the first missing one was ever told."""
    rename_needed(own_qt / "PySide6/Qt/lib/libQt6Network.so.6", "libgssapi_krb5.so.2", "libgssapi_krb9.so.2")
    rename_needed(own_qt / "PySide6/Qt/lib/libQt6XcbQpa.so.6", "libxcb-cursor.so.0", "libxcb-cursed.so.0")
    assert probed_in(own_qt)["missing"] == ["libgssapi_krb9.so.2", "libxcb-cursed.so.0"]


@linux_only
def test_a_damaged_environment_is_not_taken_for_a_missing_package(own_qt: Path) -> None:
    (own_qt / "PySide6/Qt/lib/libQt6Svg.so.6").unlink()
    told = probed_in(own_qt)
    assert told["missing"] == [] and "libQt6Svg.so.6" in told["errors"][0]


@linux_only
def test_the_oldest_c_library_is_the_one_the_wheels_were_built_for() -> None:
    info = next(probe.qt().parent.glob("pyside6_essentials-*.dist-info"))
    tag = f"manylinux_{OLDEST_GLIBC[0]}_{OLDEST_GLIBC[1]}_"
    assert tag in (info / "WHEEL").read_text("utf-8")


@linux_only
def test_a_window_that_does_not_load_is_told_in_words_by_desk_itself(tmp_path: Path) -> None:
    """``desk`` started without ``run.py``, with a PySide6 that cannot be loaded."""
    broken = tmp_path / "PySide6"
    broken.mkdir()
    (broken / "__init__.py").touch()
    for name in probe.MODULES:
        (broken / f"{name}.abi3.so").write_bytes(b"")
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join((str(tmp_path), str(HOME))),
        "QT_QPA_PLATFORM": "offscreen",
    }
    done = subprocess.run([sys.executable, "-m", "desk"], env=environment, capture_output=True, text=True)
    assert done.returncode == 1 and "窗口组件无法加载" in done.stderr and "Traceback" not in done.stderr
