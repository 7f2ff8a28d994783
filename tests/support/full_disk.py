"""A disk that takes no more: every file of this process may be written at its beginning only."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

needs_limits = pytest.mark.skipif(sys.platform == "win32", reason="limits of file sizes are of POSIX systems")
ROOM = 4096
"""Less than a page of the book with its header, more than some lines of the reserve."""


@contextmanager
def full_disk(room: int = ROOM) -> Iterator[None]:
    """Real refusals by the operating system, for the book as for every new file."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
