"""A centre that has lived a while, as the demo makes it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import pytest

from desk.books.sample import SampleSize
from desk.core.clock import Clock
from desk.core.work import Work
from desk.services.new_data_file import create_demo
from desk.services.session import Desk
from tests.conftest import CHEAP, PASSWORD


def lived(folders: pytest.TempPathFactory, size: SampleSize, clock: Clock | None = None) -> Iterator[Desk]:
    """For a fixture: the open desk of such a centre, closed afterwards. By default it has lived up to today."""
    made = create_demo(folders.mktemp("demo") / "book", "管理员", PASSWORD, size, clock, CHEAP)
    yield made
    made.close()


class TakenBack(Exception):
    """The end of a trial."""


def trial_in(desk: Desk) -> Iterator[Work]:
    """For a fixture: one action that is taken back as a whole afterwards."""
    with suppress(TakenBack), desk.write() as work:
        yield work
        raise TakenBack
