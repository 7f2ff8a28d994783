"""Settings are declared once, with what they are until somebody sets them."""

from __future__ import annotations

import pytest

from desk.books import centre
from desk.books.registry import books, settings
from desk.core.setting import Setting
from desk.services.session import Desk


@pytest.mark.parametrize("declared", settings().values(), ids=lambda each: str(each.name))
def test_a_setting_is_its_default_until_it_is_set_and_then_what_was_set(desk: Desk, declared: Setting) -> None:
    with desk.write() as work:
        centre.forget_own(work, declared.name) if declared.own else None
        assert centre.setting(work, declared.name) == declared.default
        store = centre.keep_own if declared.own else centre.save_setting
        other = {int: 7, str: "别的", bool: True, list: ["一"], dict: {"a": 1}}[type(declared.default)]
        store(work, declared.name, other)
        assert centre.setting(work, declared.name) == other


def test_a_default_that_is_changed_by_its_reader_stays_the_default(desk: Desk) -> None:
    with desk.read() as work:
        centre.setting(work, "calendar_channels").append("另一个")
        assert "另一个" not in centre.setting(work, "calendar_channels")


def test_what_is_not_declared_is_no_setting(desk: Desk) -> None:
    with desk.read() as work, pytest.raises(KeyError):
        centre.setting(work, "misspelt")


def test_a_setting_is_declared_by_one_book() -> None:
    declared = [each.name for book in books() for each in book.settings]
    assert len(set(declared)) == len(declared) >= 15
