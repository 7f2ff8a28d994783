"""Where things lie: the checkout, its environment, and where somebody may write who may not write there."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from desk.installation.messages import Stop

HOME = Path(__file__).resolve().parents[2]
"""The folder of ``run.py``."""
VENV = HOME / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
CONFIG = VENV / "pyvenv.cfg"
WHEELS = HOME / ".wheels"
"""What was downloaded and is not yet installed; gone when set-up is done."""
SCRATCH = HOME / ".scratch"
"""What tests write; gone when they are green."""
REQUIREMENTS = HOME / "requirements"
DEMO = "neighbourhood-desk-demo"


def _config() -> dict[str, str]:
    """What the environment says of the Python it was made with (PEP 405)."""
    try:
        lines = CONFIG.read_text("utf-8").splitlines()
    except OSError:
        return {}
    return {key.strip(): value.strip() for key, _equals, value in (line.partition("=") for line in lines)}


def has_python() -> bool:
    """Is the environment's Python there, and the one of the system that it was made with? (An upgrade may have taken
    it.)
    """
    made_with = _config().get("executable")
    return PYTHON.exists() and (made_with is None or Path(made_with).exists())


def python_version() -> tuple[int, int]:
    """The environment's Python; where there is none, the one that runs now and will make it."""
    parts = _config().get("version", "").split(".") if has_python() else []
    return (int(parts[0]), int(parts[1])) if len(parts) > 1 else sys.version_info[:2]


def site_packages() -> Path:
    """Where the environment keeps its libraries."""
    if os.name == "nt":
        return VENV / "Lib" / "site-packages"
    return VENV / "lib" / "python{}.{}".format(*python_version()) / "site-packages"


def may_write(folder: Path) -> bool:
    """Found out by writing: what a system says of a folder is not always true."""
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def may_change_environment() -> bool:
    """May this account make or update ``.venv``?"""
    return may_write(HOME) and (not VENV.exists() or may_write(VENV))


def demo_folder() -> Path:
    """``demo/`` beside ``run.py``; for whoever may not write there, a folder among their own data. Raises ``Stop``."""
    demo = HOME / "demo"
    if may_write(demo if demo.exists() else HOME):
        return demo
    given = os.environ.get("XDG_DATA_HOME", "")
    try:
        return (Path(given) if Path(given).is_absolute() else Path.home() / ".local" / "share") / DEMO
    except RuntimeError:
        raise Stop("这个账户没有用户文件夹，演示无处存放。", "This account has no home folder for the demo.") from None


def has_screen() -> bool:
    """Linux needs a display server, unless Qt was told to draw elsewhere."""
    given = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in given)
