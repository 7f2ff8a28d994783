"""A demo centre that is read by the tests of several rooms, made once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from desk.books.sample import SampleSize
from desk.core.clock import Clock
from desk.services.session import Desk
from tests.support.demo import lived

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    yield from lived(tmp_path_factory, SampleSize(residents=150, months=3, per_day=14, seed=5), Clock(lambda: NOW))
