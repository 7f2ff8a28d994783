"""All trials of all kinds, on two processes, as many as the time allows; what came of them."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from random import Random
from time import monotonic
from types import FrameType

from tests.torture import clocks, disks, flips, folders, ground, kills, making, several, slots, telling
from tests.torture.ground import Ground
from tests.torture.known import GAPS, Gap
from tests.torture.outcome import Outcome, Place, Row, Verdict, lost

ROWS: tuple[Row, ...] = (
    *kills.ROWS,
    *making.ROWS,
    *flips.ROWS,
    *disks.ROWS,
    *folders.ROWS,
    *several.ROWS,
    *slots.ROWS,
    *clocks.ROWS,
    *telling.ROWS,
)
CORES = 2
LONGEST_TRIAL = 90
"""Seconds after which a trial counts as lost: it never ended."""


@dataclass
class Result:
    """What one row came to."""

    row: Row
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    losses: list[tuple[int, str]] = field(default_factory=list)
    """Number of the trial, and what was lost."""

    @property
    def tried(self) -> int:
        return self.verdicts.total()

    @property
    def lost(self) -> int:
        return self.verdicts[Verdict.LOST]


def run(rows: list[Row], seed: int, *, short: bool = False, minutes: float = 20) -> list[Result]:
    """All trials of the form, spread evenly over the rows, so that a run that is cut off has tried every row. A trial
    mostly waits: the short form, which every run of the tests waits for, tries more of them at once.
    """
    rows = [row for row in rows if row is not disks.BY_MOUNT or disks.may_mount()]
    results = {row.name: Result(row) for row in rows}
    end = monotonic() + 60 * minutes
    at_once = (3 if short else 1) * CORES
    with tempfile.TemporaryDirectory(prefix="desk-torture-") as scratch:
        folder = Path(scratch)
        ground.own_home(folder)
        (folder / "templates").mkdir()
        made = ground.make(folder / "templates")
        with ProcessPoolExecutor(at_once, get_context("fork"), _quiet) as pool:
            running: dict[Future[Outcome], tuple[Row, int]] = {}
            for row, number in _in_turn(rows, short):
                if monotonic() > end:
                    break
                running[pool.submit(attempt, row.name, number, seed, made, folder)] = row, number
                if len(running) > 2 * at_once:
                    _collect(running, results)
            while running:
                _collect(running, results)
    return list(results.values())


def _quiet() -> None:
    """SQLCipher writes about damaged pages to where errors go; here they are wanted."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())


def _in_turn(rows: list[Row], short: bool) -> Iterator[tuple[Row, int]]:
    places = [
        ((number + 0.5) / many, row, number)
        for row in rows
        for many in [row.short if short else row.full]
        for number in range(many)
    ]
    for _share, row, number in sorted(places, key=lambda place: (place[0], place[1].name)):
        yield row, number


def _collect(running: dict[Future[Outcome], tuple[Row, int]], results: dict[str, Result]) -> None:
    done, _rest = wait(running, return_when=FIRST_COMPLETED)
    for future in done:
        row, number = running.pop(future)
        outcome = future.result()
        result = results[row.name]
        result.verdicts[outcome.verdict] += 1
        if outcome.verdict is Verdict.LOST:
            result.losses.append((number, outcome.words))


def attempt(name: str, number: int, seed: int, made: Ground, scratch: Path) -> Outcome:
    """One trial in a folder of its own. What it raises is a traceback that somebody would have seen."""
    row = next(row for row in ROWS if row.name == name)
    folder = Path(tempfile.mkdtemp(prefix="trial-", dir=scratch))
    before = tempfile.tempdir
    signal.signal(signal.SIGALRM, _too_long)
    signal.alarm(LONGEST_TRIAL)
    try:
        return row.trial(Place(made, folder, Random(f"{seed} {name} {number}")))
    except Exception:
        return lost(traceback.format_exc()[-2500:])
    finally:
        signal.alarm(0)
        tempfile.tempdir = before
        shutil.rmtree(folder, ignore_errors=True)


def _too_long(_signal: int, _frame: FrameType | None) -> None:
    raise TimeoutError("the trial never ended")


def wrong(results: list[Result], gaps: tuple[Gap, ...] = GAPS) -> list[str]:
    """What makes a run fail: losses that nobody knows of, and known ones that do not occur any more."""
    names = {row.name for row in ROWS}
    found = [f"no such row: {gap.row}" for gap in gaps if gap.row not in names]
    for result in results:
        known = [gap for gap in gaps if gap.row == result.row.name]
        unknown = [loss for loss in result.losses if not any(gap.words in loss[1] for gap in known)]
        if unknown:
            number, words = unknown[0]
            found.append(f"{result.row.name}: {len(unknown)} of {result.tried} lost; trial {number}: {words}")
        for gap in known:
            if result.tried >= gap.after and not any(gap.words in words for _number, words in result.losses):
                found.append(f"{gap.row}: known as a gap ({gap.why}), but not seen in {result.tried} trials")
    return found


def alone(name: str, number: int, seed: int) -> Outcome:
    """One trial again, in this process."""
    with tempfile.TemporaryDirectory(prefix="desk-torture-") as scratch:
        folder = Path(scratch)
        ground.own_home(folder)
        (folder / "templates").mkdir()
        return attempt(name, number, seed, ground.make(folder / "templates"), folder)
