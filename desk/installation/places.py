"""Where things lie: the checkout, its environment, and where somebody may write who may not write there."""

from __future__ import annotations

import os
import sys
from pathlib import Path

HOME = Path(__file__).resolve().parents[2]
"""The folder of ``run.py``."""
VENV = HOME / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
WHEELS = HOME / ".wheels"
"""What was downloaded and is not yet installed; gone when set-up is done."""
SCRATCH = HOME / ".scratch"
"""What tests write; gone when they are green."""
REQUIREMENTS = HOME / "requirements"
DEMO = "neighbourhood-desk-demo"


def site_packages() -> Path:
    """Where the environment of this Python keeps its libraries."""
    if os.name == "nt":
        return VENV / "Lib" / "site-packages"
    return VENV / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}" / "site-packages"


def may_write(folder: Path) -> bool:
    return os.access(folder, os.W_OK)


def demo_folder() -> Path:
    """``demo/`` beside ``run.py``; for whoever may not write there, a folder among their own data."""
    demo = HOME / "demo"
    if may_write(demo if demo.exists() else HOME):
        return demo
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / DEMO
