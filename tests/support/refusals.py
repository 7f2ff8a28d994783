"""What the book says when it refuses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from desk.core.errors import DeskError


def refused(act: Callable[..., object], *args: Any, **more: Any) -> str:
    """The words with which an action is refused; a failure when it is not."""
    with pytest.raises(DeskError) as caught:
        act(*args, **more)
    return caught.value.message
