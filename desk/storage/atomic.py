"""What survives a power cut: small files that are replaced whole, the old content or the new, never a part; files and
names on the disk.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path


def replace_content(path: Path, content: bytes, *, durable: bool = True) -> None:
    """Write ``content`` beside ``path`` and put it in its place. ``durable``: on the disk before this returns.

    Raises ``OSError``; then ``path`` is as it was and nothing is left beside it."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        with fresh.open("wb") as file:
            file.write(content)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        fresh.replace(path)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    if durable:
        to_disk(path.parent)


def to_disk(path: Path) -> None:
    """What was written into a file, or a name put into a folder, survives a power cut. (Windows takes care of folders
    by itself.)
    """
    is_folder = path.is_dir()
    if is_folder and sys.platform == "win32":
        return
    opened = os.open(path, os.O_RDONLY if is_folder else os.O_RDWR)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
