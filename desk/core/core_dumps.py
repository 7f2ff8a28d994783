"""A program that ends badly leaves no picture of its memory on the disk: the book's key and people's data are in it."""

from __future__ import annotations

import sys


def no_core_dumps() -> None:
    """For this process and what it starts. Windows writes none unless its owner asks for them."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
