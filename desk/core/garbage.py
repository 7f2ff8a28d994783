"""Work that makes hundreds of thousands of records, none of which can be garbage yet."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Inside, Python looks for no rings of forgotten objects: among so many new ones each look costs more than the last
    (a fifth of the time of an import). What is forgotten otherwise is freed at once as always.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
