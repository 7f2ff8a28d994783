"""Whatever the window writes into a file goes one way.

Six places once asked for a file each in its own way: one forgot the ending, three wrote in the window's own thread, and
each began in another folder.
"""

from __future__ import annotations

import re
from pathlib import Path

from desk.installation.places import HOME
from tests.support.source import files

UI = Path(HOME) / "desk" / "ui"
WAY_OUT = UI / "widgets" / "save_as.py"
ASKING = re.compile(r"\b(getSaveFileName|getSaveFileUrl|getExistingDirectory|AcceptSave|write_file)\b")


def test_files_are_saved_one_way() -> None:
    own_ways = {
        path.relative_to(UI).as_posix()
        for path in files("desk/ui")
        if path != WAY_OUT and ASKING.search(path.read_text("utf-8"))
    }
    assert own_ways == set(), "save_as asks, writes off the window's thread and tells where"
