"""A desk of its own: the page stands by itself over a small book, without the demo's window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.books.centre import Centre
from desk.core.clock import Clock
from desk.services import new_data_file
from desk.services.session import Desk
from tests.conftest import CHEAP, MORNING, PASSWORD


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Tuesday nine o'clock, the manager signed in."""
    about = Centre("示例邻里中心", "示例区", telephone="0595-12345")
    made, _recovery = new_data_file.create(tmp_path / "own", about, "管理员", PASSWORD, Clock(lambda: MORNING), CHEAP)
    yield made
    made.close()
