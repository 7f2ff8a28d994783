"""A demo centre that is read by the tests of several rooms, made once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from desk.core.clock import Clock
from desk.services.session import Desk
from tests.support.demo import ELEVEN, THREE_MONTHS, lived


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    yield from lived(tmp_path_factory, THREE_MONTHS, Clock(lambda: ELEVEN))
