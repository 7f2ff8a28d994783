"""The ten-year book (30,000 residents, half a million cases), made once a run, and the table of what was measured."""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from statistics import median

import pytest

from desk.books.sample import SampleSize
from desk.services import new_data_file, session
from desk.services.session import Desk
from desk.services.sign_in import sign_in
from desk.storage.keys import ArgonCost

PASSWORD = "bench-desk-1"
UNTIL = date(2026, 11, 24)
TEN_YEARS = SampleSize(residents=30_000, months=120, per_day=170, seed=7, until=UNTIL)
HALF_YEAR = SampleSize(residents=3_000, months=6, per_day=35, seed=7, until=UNTIL)


@dataclass
class Table:
    """What was measured, printed at the end."""

    rows: list[tuple[str, str, str, str]] = field(default_factory=list)

    def add(self, what: str, ours: str, bare: str = "", ratio: float | None = None, goal: str = "") -> None:
        told = "" if ratio is None else f"{ratio:.2f}" + (f" (goal {goal})" if goal else "")
        self.rows.append((what, ours, bare, told))


@pytest.fixture(scope="session")
def table() -> Iterator[Table]:
    made = Table()
    yield made
    print(f"\n\n{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}\n")
    for row in (("what", "ours", "bare", "ratio"), ("---",) * 4, *made.rows):
        print("| " + " | ".join(row) + " |")


def _book(folder: Path, size: SampleSize) -> Iterator[Desk]:
    made = new_data_file.create_demo(folder, "管理员", PASSWORD, size, cost=ArgonCost())
    yield made
    made.close()


@pytest.fixture(scope="session")
def big(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Ten years: about 500,000 cases."""
    kept = os.environ.get("DESK_BENCH_BOOK")
    if kept and session.exists(Path(kept)):
        opened = sign_in(Path(kept), "管理员", PASSWORD)
        yield opened
        opened.close()
        return
    yield from _book(Path(kept) if kept else tmp_path_factory.mktemp("big") / "book", TEN_YEARS)


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Half a year: about 5,000 cases."""
    yield from _book(tmp_path_factory.mktemp("small") / "book", HALF_YEAR)


def took(act: Callable[[], object], times: int = 7) -> float:
    """Seconds of an action, the median of several runs."""
    spent = []
    for _n in range(times):
        began = time.perf_counter()
        act()
        spent.append(time.perf_counter() - began)
    return median(spent)


def worked(act: Callable[[], object]) -> float:
    """Seconds of processor time of an action, in this process and in those that it began and that have ended."""
    before = os.times()
    act()
    return sum(after - was for after, was in zip(os.times()[:4], before[:4], strict=True))
