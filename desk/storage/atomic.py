"""Small files that are replaced whole: after a crash there is the old content or the new, never a part."""

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
        sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """A name that was put into ``folder`` survives a power cut. (Windows has no such call and needs none.)"""
    if sys.platform == "win32":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
