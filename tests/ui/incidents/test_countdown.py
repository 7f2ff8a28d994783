"""How late a report or a step is, as somebody says it: by the second at first, by days when days have passed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from desk.ui.incidents.checklist import countdown

DUE = datetime(2026, 9, 15, 7, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("passed", "said"),
    [
        (timedelta(minutes=-2, seconds=-31), "2:31"),
        (timedelta(minutes=5), "超 5:00"),
        (timedelta(hours=23, minutes=59), "超 23:59:00"),
        (timedelta(days=75, hours=5), "超75天"),
    ],
)
def test_how_late_it_is(passed: timedelta, said: str) -> None:
    assert countdown(DUE, DUE + passed) == said
