"""What the district compares centres by: code, people served, floor area, and the hours for which a centre was open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from desk.books import centre
from desk.books.centre import days_off
from desk.core.errors import Invalid
from desk.services.session import Desk

GIVEN = {"code": "SL-FT01", "population": 6830, "area": 1860}


def test_what_is_given_is_kept_and_may_be_empty(desk: Desk) -> None:
    with desk.write() as work:
        centre.save(work, replace(centre.get(work), code=" SL-FT01 ", population=6830, area=1860))
        assert {name: getattr(centre.get(work), name) for name in GIVEN} == GIVEN
        centre.save(work, replace(centre.get(work), code="", population=None, area=None))
        assert centre.get(work).population is None and centre.get(work).code == ""


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("code", "示例01", "字母、数字"),
        ("code", "SL 01", "不含空格"),
        ("code", "S" * 21, "20位"),
        ("population", 0, "1至10,000,000"),
        ("population", 10_000_001, "1至10,000,000"),
        ("area", 0, "1至1,000,000"),
        ("area", 1_000_001, "留空"),
    ],
)
def test_what_cannot_be_is_told_at_its_field_and_changes_nothing(desk: Desk, field: str, value: Any, said: str) -> None:
    with desk.read() as work:
        before = centre.get(work)
    with pytest.raises(Invalid) as wrong, desk.write() as work:
        centre.save(work, replace(before, **{field: value}))
    assert [(problem.field, said in problem.message) for problem in wrong.value.problems] == [(field, True)]
    with desk.read() as work:
        assert centre.get(work) == before


def test_open_hours_are_those_of_each_day(desk: Desk) -> None:
    """October 2026 with the National Day, and a make-up Saturday with Monday's hours."""
    first, last = date(2026, 9, 1), date(2026, 10, 31)
    with desk.read() as work:
        days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        minutes = sum(closes - opens for day in days for opens, closes in days_off.open_spans(work, day))
        assert days_off.open_hours(work, first, last) == minutes / 60
        assert days_off.open_hours(work, date(2026, 10, 1), date(2026, 10, 1)) == 0
        assert days_off.open_hours(work, date(2026, 10, 12), date(2026, 10, 12)) == 7
