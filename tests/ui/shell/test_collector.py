"""What was closed and forgotten is taken down in the window's thread, however much another thread makes meanwhile."""

from __future__ import annotations

import gc
from collections.abc import Callable
from threading import Thread, current_thread, main_thread

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout

from desk.core import garbage
from desk.ui.shell import collector, loading


class _Ring(QDialog):
    """A dialog that knows somebody who knows it: only a look for rings finds it."""

    def __init__(self, freed_in: list[str]) -> None:
        super().__init__()
        QVBoxLayout(self)
        self.me, self._freed_in = self, freed_in

    def __del__(self) -> None:
        self._freed_in.append("window" if current_thread() is main_thread() else "elsewhere")


def _make_much() -> list[object]:
    """Kept by who asked: what is freed again does not count as new."""
    return [[each] for each in range(200_000)]


def test_rings_are_freed_in_the_windows_thread(dressed: QApplication) -> None:
    freed_in: list[str] = []
    for _closed in range(20):
        _Ring(freed_in)
    kept: list[object] = []
    beside = Thread(target=lambda: kept.extend(_make_much()))
    beside.start()
    beside.join()
    assert freed_in == [] and not gc.isenabled()
    garbage.collect_what_is_due()
    assert freed_in == ["window"] * 20
    assert len(dressed.findChildren(collector.Collector)) == 1


def test_no_look_while_much_is_read_in(dressed: QApplication) -> None:
    freed_in: list[str] = []
    with garbage.uncollected():
        _Ring(freed_in)
        kept = _make_much()
        garbage.collect_what_is_due()
        assert freed_in == []
    garbage.collect_what_is_due()
    assert freed_in == ["window"] and kept


@pytest.mark.parametrize("times", [1, 3])
def test_collecting_often_frees_nothing_twice(dressed: QApplication, times: int) -> None:
    freed_in: list[str] = []
    _Ring(freed_in)
    kept = _make_much()
    for _time in range(times):
        garbage.collect_what_is_due()
    assert freed_in == ["window"] and kept


@pytest.mark.parametrize("load", [loading.load_ahead, loading.load_tabs])
def test_what_is_left_of_a_closed_window_is_not_kept_for_good_by_the_next_one(load: Callable[[], object]) -> None:
    """Every sign-in, and every window, once put whatever lay about beyond the reach of the collector, for as long as
    the program ran; and every window compiled again what was compiled."""
    load()
    kept = gc.get_freeze_count()
    left_over: list[object] = [object() for _n in range(1000)]
    left_over.append(left_over)
    load()
    assert gc.get_freeze_count() == kept
