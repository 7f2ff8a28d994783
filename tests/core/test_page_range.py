"""Pages as people type them."""

from __future__ import annotations

import pytest

from desk.core.errors import Invalid
from desk.core.page_range import pages_in


@pytest.mark.parametrize(
    ("typed", "pages"),
    [
        ("", [0, 1, 2, 3, 4, 5]),
        ("1-3,5", [0, 1, 2, 4]),
        ("1－3，5", [0, 1, 2, 4]),
        ("3至", [2, 3, 4, 5]),
        ("-2", [0, 1]),
        ("6、1 1", [0, 5]),
    ],
)
def test_pages_are_read_in_any_way_they_are_written(typed: str, pages: list[int]) -> None:
    assert pages_in(typed, 6) == pages


@pytest.mark.parametrize("typed", ["0", "7", "3-2", "一", "1-99", "-", "1--2"])
def test_what_is_no_page_of_the_paper_is_said(typed: str) -> None:
    with pytest.raises(Invalid, match="1至6"):
        pages_in(typed, 6)
