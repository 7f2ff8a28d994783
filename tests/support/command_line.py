"""The command line as a script calls it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import PASSWORD

Done = subprocess.CompletedProcess[str]


def desk(folder: Path, *args: str, password: str = PASSWORD) -> Done:
    environment = {**os.environ, "DESK_DATA": str(folder), "DESK_PASSWORD": password, "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "desk", *args]
    return subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8")
