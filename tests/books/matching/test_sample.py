"""What the demo tells of needs and offerings, however long the demo's centre has lived."""

from __future__ import annotations

from datetime import date

from desk.books.matching import rules, sample
from desk.core.book import SampleLife


def test_the_promises_of_a_centre_of_ten_years_have_a_term_that_may_be() -> None:
    """Ten years of books are what is measured; a term of ten years is refused."""
    life = SampleLife(7, date(2016, 12, 1), date(2026, 11, 25), (), ())
    begins = sample._begins(life)
    assert life.first < begins
    assert all(life.until + each.ends_in * sample.DAY - begins <= rules.LONGEST_TERM for each in sample.PROMISES)
