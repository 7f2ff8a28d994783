"""A miniature of the program, set up for real: two small wheels from a folder, no network, its own ``.venv``."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from desk.installation.places import HOME

BACKEND = """
from pathlib import Path
from zipfile import ZipFile
def build_editable(folder, *_args):
    with ZipFile(Path(folder) / "desk-0-py3-none-any.whl", "w") as wheel:
        wheel.writestr("desk.pth", str(Path.cwd()))
        wheel.writestr("desk-0.dist-info/METADATA", "Metadata-Version: 2.1\\nName: desk\\nVersion: 0\\n")
        wheel.writestr("desk-0.dist-info/WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr("desk-0.dist-info/RECORD", "desk.pth,,\\ndesk-0.dist-info/METADATA,,\\n"
                       "desk-0.dist-info/WHEEL,,\\ndesk-0.dist-info/RECORD,,\\n")
    return "desk-0-py3-none-any.whl"
"""
PROJECT = (
    '[build-system]\nrequires = []\nbuild-backend = "backend"\n'
    'backend-path = ["."]\n[project]\nname = "desk"\nversion = "0"\n'
)
PROBE = 'print(\'{"missing": [], "errors": [], "outside": []}\')\n'
DESK = (
    'import os, sys\nimport segno_like\nprint("desk", *sys.argv[1:], segno_like.VERSION, f"umask {os.umask(0):03o}")\n'
)


class Miniature:
    """A checkout with our ``run.py`` and ``desk/installation``, and a folder of wheels."""

    def __init__(self, home: Path, stick: Path) -> None:
        self.home, self.stick = home, stick
        stick.mkdir()
        (home / "requirements").mkdir(parents=True)
        shutil.copy(HOME / "run.py", home)
        ours = shutil.ignore_patterns("__pycache__", "probe.py")
        shutil.copytree(HOME / "desk" / "installation", home / "desk" / "installation", ignore=ours)
        for name, text in {
            "desk/installation/probe.py": PROBE,
            "desk/__init__.py": "",
            "desk/__main__.py": DESK,
            "desk/core/translations.py": "",
            "pyproject.toml": PROJECT,
            "backend.py": BACKEND,
            "requirements/sizes.txt": "",
            "requirements/system-libraries.txt": "",
        }.items():
            (home / name).parent.mkdir(exist_ok=True)
            (home / name).write_text(text, "utf-8")
        self.locks: dict[str, str] = {}

    def wheel(self, name: str, version: str) -> str:
        """A wheel in the folder; its line for a lock."""
        path = self.stick / f"{name}-{version}-py3-none-any.whl"
        info = f"{name}-{version}.dist-info"
        with ZipFile(path, "w") as wheel:
            wheel.writestr(f"{name}/__init__.py", f"VERSION = {version!r}\n")
            wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
            wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
            record = "".join(
                f"{each},,\n" for each in (f"{name}/__init__.py", f"{info}/METADATA", f"{info}/WHEEL", f"{info}/RECORD")
            )
            wheel.writestr(f"{info}/RECORD", record)
        return f"{name}=={version} --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}\n"

    def lock(self, *lines: str, test: str = "") -> None:
        pip = "pip==0.0 ; sys_platform == 'never'\n"
        for name, more in (("run", ""), ("test", test)):
            (self.home / "requirements" / f"{name}.lock").write_text("".join(lines) + more + pip, "utf-8")

    def run(self, *args: str, offline: bool = True, **env: str) -> subprocess.CompletedProcess[str]:
        """``run.py ARGS``, with no index within reach unless the folder is named."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "DESK_"))}
        environment |= {
            "PIP_INDEX_URL": "http://127.0.0.1:9/",
            "PIP_CONFIG_FILE": os.devnull,
            "PYTHONPATH": "",
            "QT_QPA_PLATFORM": "offscreen",
            **env,
        }
        command = [sys.executable, "run.py", *(["--offline", str(self.stick)] if offline else []), *args]
        return subprocess.run(command, cwd=self.home, env=environment, capture_output=True, text=True, umask=0o077)

    @property
    def site(self) -> Path:
        return next((self.home / ".venv").rglob("site-packages"))


@pytest.fixture
def mini(tmp_path: Path) -> Miniature:
    made = Miniature(tmp_path / "程序 desk", tmp_path / "stick")
    made.lock(made.wheel("segno_like", "1.0"), made.wheel("rich_like", "1.0"))
    return made


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment into which nothing was installed yet, as a set-up leaves it that is cut off there."""
    made = tmp_path_factory.mktemp("empty") / ".venv"
    subprocess.run([sys.executable, "-m", "venv", str(made)], check=True)
    python = made / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    subprocess.run([python, "-m", "compileall", "-q", "-x", r"\.tmpl\.py", str(made)], check=True)
    return made


@pytest.fixture
def begun(mini: Miniature, empty: Path) -> Miniature:
    """With the empty environment: making it and compiling all of pip takes longer than all that comes then."""
    shutil.copytree(empty, mini.home / ".venv", symlinks=True)
    return mini


def fine(done: subprocess.CompletedProcess[str], said: str) -> None:
    assert done.returncode == 0 and said in done.stdout, done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_it_is_set_up_once_opened_without_network_and_mended_wherever_it_was_interrupted(mini: Miniature) -> None:
    """One environment through its whole life, since each takes seconds to make. It serves every account of the PC,
    whatever the umask; what the desk writes keeps the user's own.
    """
    fine(mini.run("one"), "安装完成")
    again = mini.run("two", offline=False)
    fine(again, "desk two 1.0 umask 077")
    assert "正在" not in again.stdout
    assert (mini.site / "segno_like" / "__init__.py").stat().st_mode & 0o444 == 0o444

    half_gone = mini.site / "segno_like"
    shutil.rmtree(half_gone)
    (mini.site / "segno_like-1.0.dist-info" / "RECORD").unlink()
    (mini.home / ".venv" / "desk-set-up.json").unlink()
    fine(mini.run("three"), "desk three 1.0")

    mini.lock(mini.wheel("segno_like", "2.0"), mini.wheel("rich_like", "1.0"))
    waits = mini.run("four", offline=False)
    fine(waits, "desk four 1.0")
    assert "有更新" in waits.stderr and "连不上网络" in waits.stderr and "Retry" not in waits.stderr
    (mini.home / ".wheels").mkdir(exist_ok=True)
    shutil.copy(mini.stick / "segno_like-2.0-py3-none-any.whl", mini.home / ".wheels")
    fine(mini.run("five", offline=False), "desk five 2.0")
    assert not (mini.home / ".wheels").exists()

    mini.lock(mini.wheel("segno_like", "2.0"), test=mini.wheel("rich_like", "1.0"))
    fine(mini.run("six"), "desk six 2.0")
    assert (mini.site / "rich_like").exists()
    mini.lock(mini.wheel("segno_like", "2.1"))
    fine(mini.run("seven"), "desk seven 2.1")
    assert not (mini.site / "rich_like").exists()

    mini.lock(mini.wheel("segno_like", "2.1"), mini.wheel("new_like", "1.0"))
    stopped = mini.run("eight", offline=False)
    assert stopped.returncode == 1 and "连不上网络" in stopped.stderr and "desk" not in stopped.stdout

    mini.home = mini.home.rename(mini.home.with_name("搬家 moved"))
    mini.lock(mini.wheel("segno_like", "2.1"))
    fine(mini.run("nine", offline=False), "desk nine 2.1")


def damage_wheel(mini: Miniature) -> None:
    path = mini.stick / "segno_like-1.0-py3-none-any.whl"
    path.write_bytes(path.read_bytes()[:-1] + b"!")


def no_wheel(mini: Miniature) -> None:
    (mini.stick / "segno_like-1.0-py3-none-any.whl").unlink()


@pytest.mark.parametrize(
    ("spoil", "words"), [(damage_wheel, "与清单不符"), (no_wheel, "缺少 1 个组件：segno-like 1.0")]
)
def test_a_folder_that_is_not_right_is_told_and_nothing_is_taken_for_done(
    begun: Miniature, spoil: Callable[[Miniature], None], words: str
) -> None:
    spoil(begun)
    done = begun.run()
    assert done.returncode == 1 and words in done.stderr and "Traceback" not in done.stderr
    assert (
        not (begun.home / ".venv" / "desk-set-up.json").exists()
        or '"recipes": {}' in (begun.home / ".venv" / "desk-set-up.json").read_text()
    )


def test_a_window_that_does_not_load_is_not_taken_for_set_up(begun: Miniature) -> None:
    probe = begun.home / "desk" / "installation" / "probe.py"
    probe.write_text(PROBE.replace('"errors": []', '"errors": ["libQt6Widgets.so.6"]'), "utf-8")
    for _again in range(2):
        done = begun.run()
        assert done.returncode == 1 and "窗口组件无法加载：libQt6Widgets.so.6" in done.stderr
    probe.write_text(PROBE, "utf-8")
    fine(begun.run("then"), "desk then 1.0")


@pytest.mark.skipif(sys.platform == "win32", reason="there the system itself keeps loaded files")
def test_libraries_are_not_exchanged_under_a_window_that_is_open(begun: Miniature) -> None:
    (begun.home / "desk" / "__main__.py").write_text(
        'import sys\nimport segno_like\nprint("desk", segno_like.VERSION, flush=True)\nsys.stdin.read(1)\n', "utf-8"
    )
    fine(begun.run(), "desk 1.0")
    command = [sys.executable, "run.py"]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": ""}
    window = subprocess.Popen(
        command, cwd=begun.home, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert window.stdout and window.stdout.readline() == "desk 1.0\n"
    begun.lock(begun.wheel("segno_like", "2.0"), begun.wheel("rich_like", "1.0"))
    refused = begun.run()
    window.communicate("x")
    assert refused.returncode == 1 and "正在使用中" in refused.stderr
    fine(begun.run(), "desk 2.0")
