"""What an action changed is told once, after its commit."""

from __future__ import annotations

import pytest

from desk.books import centre
from desk.books.staff import keep_draft
from desk.core.errors import Invalid
from desk.services.session import Desk


def test_only_what_was_stored_and_can_be_seen_is_announced(desk: Desk) -> None:
    heard: list[frozenset[str]] = []
    desk.announced = heard.append
    with pytest.raises(Invalid), desk.write() as work:
        centre.save_settings(work, {"idle_minutes": 17})
        raise Invalid()
    with desk.write() as work:
        keep_draft(work, "visit", {"typed": "张"})
    with desk.read() as work:
        centre.get(work)
    assert heard == []
    with desk.write() as work:
        centre.save_settings(work, {"idle_minutes": 18})
        centre.save_settings(work, {"idle_minutes": 19})
    assert heard == [frozenset({"centre"})]
