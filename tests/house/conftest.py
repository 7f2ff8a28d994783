"""What the rules of the house read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support import source


@pytest.fixture(scope="package", autouse=True)
def parsed_only_here() -> Iterator[None]:
    """The whole program as it was parsed is kept while its rules are asked, not while windows are tried."""
    yield
    source.forget()
