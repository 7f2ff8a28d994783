"""CP-SAT, the solver: the door to it. The flow solver of OR-Tools has its own, ``flow``.

``ortools`` imports pandas for helpers that take and give series of variables. We never call them, so pandas need not be
there: a placeholder stands for it while the solver is imported, and is gone afterwards.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType


class _Placeholder(ModuleType):
    """What the solver asks pandas for while it is imported: two classes, for annotations."""

    class Index:
        """Nothing is one."""

    class Series:
        """Nothing is one."""


@contextmanager
def _pandas_not_needed() -> Iterator[None]:
    """Leaves a pandas alone that somebody has imported already."""
    placeholder = _Placeholder("pandas")
    sys.modules.setdefault("pandas", placeholder)
    try:
        yield
    finally:
        if sys.modules.get("pandas") is placeholder:
            del sys.modules["pandas"]


with _pandas_not_needed():
    from ortools.sat.python import cp_model

__all__ = ["cp_model"]
