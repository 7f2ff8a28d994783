"""Reports of the demo centre: what the page 上报 shows to somebody who looks at the program for the first time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from desk.books import submissions
from desk.books.invariants import book_problems
from desk.books.submissions import attention
from desk.core.clock import Clock
from desk.services import demo_reports
from desk.services.session import Desk
from tests.support.demo import ELEVEN, THREE_MONTHS, lived


@pytest.fixture
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    yield from lived(tmp_path_factory, THREE_MONTHS, Clock(lambda: ELEVEN))


def test_one_report_is_received_and_the_last_month_is_to_be_handed_in(demo: Desk) -> None:
    demo_reports.put(demo)
    with demo.read() as work:
        sent = {each.period: each.state.label for each in submissions.all_reports(work)}
        assert sent in ({"2026-09": "已上报"}, {"2026-09": "已上报", "2026-08": "区级已收"})
        assert [each.period.name for each in attention.owed(work) if each.period.kind.value == "month"] == ["2026-10"]
        assert list(book_problems(work)) == []
