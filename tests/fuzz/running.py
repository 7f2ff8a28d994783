"""Feeds every kind of input, so many of each, and keeps what came of them."""

from __future__ import annotations

import signal
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random
from time import perf_counter
from types import FrameType

LONGEST = 2.0
"""Seconds that one input may take."""


@dataclass(frozen=True)
class Kind:
    """One line of the table. ``feed`` makes an input by dice and gives how many were taken and refused; it raises for
    any other end.
    """

    name: str
    full: int
    short: int
    feed: Callable[[Random], tuple[int, int]]
    warm: Callable[[], object] = lambda: None
    """Makes what all inputs of the kind need, before any time is taken."""


@dataclass
class Result:
    """What one kind came to."""

    name: str
    taken: int = 0
    refused: int = 0
    longest: float = 0.0
    faults: list[str] = field(default_factory=list)

    @property
    def tried(self) -> int:
        return self.taken + self.refused + len(self.faults)


def run(kinds: Sequence[Kind], seed: int, *, short: bool = False, share: float = 1.0) -> list[Result]:
    """All inputs of every kind, or a ``share`` of them. The same seed makes the same inputs."""
    results = []
    for kind in kinds:
        result = Result(kind.name)
        kind.warm()
        many = kind.short if short else max(1, round(kind.full * share))
        number = 0
        while result.tried < many:
            one(kind, seed, number, result)
            number += 1
        results.append(result)
    return results


def one(kind: Kind, seed: int, number: int, result: Result) -> None:
    """The input of this number."""
    began = perf_counter()
    try:
        with _bounded():
            taken, refused = kind.feed(Random(f"{seed} {kind.name} {number}"))
        result.taken += taken
        result.refused += refused
    except Exception:
        result.faults.append(f"{kind.name}, input {number} of seed {seed}: {traceback.format_exc(limit=-4)[-1500:]}")
    took = perf_counter() - began
    result.longest = max(result.longest, took)


@contextmanager
def _bounded() -> Iterator[None]:
    """Inside, what works too long is stopped, where the system has alarms: by processor time, as others use the machine
    too."""
    if not hasattr(signal, "setitimer"):
        yield
        return
    signal.signal(signal.SIGPROF, _too_long)
    signal.setitimer(signal.ITIMER_PROF, LONGEST)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _too_long(_signal: int, _frame: FrameType | None) -> None:
    raise TimeoutError(f"longer than {LONGEST} s")
