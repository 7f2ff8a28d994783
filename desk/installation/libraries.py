"""Are the system's libraries there that Qt stands on? Before anything is downloaded, after it, and at every start."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from desk.installation import debian
from desk.installation.messages import Stop
from desk.installation.places import PYTHON, REQUIREMENTS, VENV

LINUX = sys.platform.startswith("linux")
KNOWN = "system-libraries.txt"
PROBE = Path(__file__).with_name("probe.py")
TRY_EACH = """
import ctypes, sys
for name in sys.argv[1:]:
    try:
        ctypes.CDLL(name)
    except OSError:
        print(name)
"""


@dataclass(frozen=True)
class Probed:
    """What ``probe.py`` found: names that are absent, other complaints, paths of what this system brings."""

    missing: list[str]
    errors: list[str]
    outside: list[str]


def required_sonames() -> list[str]:
    """What the locked Qt needs of a system, as its wheels say (``python -m tests.system_libraries --update``)."""
    lines = (REQUIREMENTS / KNOWN).read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def missing_sonames() -> list[str]:
    """Those of ``required_sonames`` that do not load here; tried in a process of its own."""
    if not LINUX:
        return []
    command = [sys.executable, "-c", TRY_EACH, *required_sonames()]
    return subprocess.run(command, capture_output=True, text=True).stdout.split()


def probed(python: Path = PYTHON) -> Probed:
    """Load the window's parts with the environment's Python."""
    done = subprocess.run([python, PROBE], capture_output=True, text=True, errors="replace")
    try:
        return Probed(**json.loads(done.stdout.splitlines()[-1]))
    except (ValueError, TypeError, IndexError):
        return Probed([], [(done.stderr.strip() or f"exit {done.returncode}").splitlines()[-1]], [])


def has_venv() -> bool:
    """Debian's plain ``python3`` can make environments only with one more package."""
    try:
        import ensurepip  # noqa: F401
    except ImportError:
        return False
    return True


def install_packages_for(libraries: Iterable[str], *, with_venv: bool = False) -> None:
    """Install what brings ``libraries``, and the maker of environments. Raises ``Stop`` where that may not be done."""
    if not LINUX:
        raise Stop(
            "这个 Python 不完整（没有 venv 和 pip）。请重新安装完整的 Python。",
            "This Python is not complete (no venv, no pip). Please install a whole one.",
        )
    packages = debian.packages_of(libraries) + ([debian.venv_package()] if with_venv else [])
    if packages:
        debian.install(packages)


def require_all() -> list[str]:
    """Everything of the window loads, after installing what is missing; the paths that have to stay. Raises
    ``Stop``.
    """
    result = probed()
    if result.missing:
        install_packages_for(result.missing)
        result = probed()
    if result.missing or result.errors:
        raise stop_for(result)
    return result.outside


def stop_for(result: Probed) -> Stop:
    """Words for a window that cannot be loaded: one line to type, or what to do with a damaged environment."""
    if result.missing:
        return Stop(*debian.asked_for(), debian.command_for(debian.packages_of(result.missing)))
    what = "；".join(result.errors)
    return Stop(
        f"窗口组件无法加载：{what}。\n请删除文件夹 {VENV}，然后运行 python3 run.py 重新安装；仍不行，"
        "请把上面一行告知管理员。",
        f"The window's parts cannot be loaded: {what}.\nPlease delete {VENV} and run python3 run.py again; "
        "if that does not help, show this line to whoever looks after this PC.",
    )


def load_trouble() -> str:
    """Why the window does not load, for a start without ``run.py``; empty when it does load."""
    result = probed(Path(sys.executable))
    return stop_for(result).text if result.missing or result.errors else ""
