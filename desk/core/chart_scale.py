"""The scale of a chart: where its lines stand, and how its numbers are said."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from desk.core.figure import Number, Unit
from desk.core.words import P_

STEPS = (1, 2, 2.5, 5, 10)
"""What a line may stand for, times a power of ten."""
LINES = 4
FEN_A_YUAN, FEN_A_WAN = 100, 1_000_000
LARGE = 10_000_000
"""Fen: from here on, money is drawn in 万元."""
WHOLE_PERCENT = 100.0


@dataclass(frozen=True)
class Measure:
    """How the numbers of a chart are read. ``unit`` stands over the axis, of which ``divisor`` of the values make one;
    ``say`` tells a value with its unit. ``whole``: things are counted, and no line stands for half of one.
    """

    unit: str
    say: Callable[[Number], str]
    divisor: int = 1
    whole: bool = True
    most: float = math.inf
    """No line stands above it."""

    @classmethod
    def of(cls, unit: Unit, values: Iterable[Number] = ()) -> Measure:
        """For values of a figure's unit; much money is drawn in 万元."""
        if unit is Unit.FEN:
            if max((value or 0 for value in values), default=0) >= LARGE:
                return cls(P_("unit of a chart", "10,000 yuan"), unit.tell, FEN_A_WAN, whole=False)
            return cls(unit.label, unit.tell, FEN_A_YUAN, whole=False)
        parted = unit in (Unit.PERCENT, Unit.MINUTES, Unit.HOURS)
        return cls(unit.label, unit.tell, 1, not parted, WHOLE_PERCENT if unit is Unit.PERCENT else math.inf)


@dataclass(frozen=True)
class Scale:
    """Four lines above the lowest, ``step`` apart, in the unit of the axis."""

    bottom: float
    step: float

    @property
    def high(self) -> float:
        """From the lowest line to the last."""
        return self.step * LINES

    def marks(self) -> list[str]:
        """What stands at each line, from the lowest up: all with as many places after the point as one needs."""
        values = [round(self.bottom + self.step * line, 4) for line in range(LINES + 1)]
        places = max(len(f"{value:.10g}".partition(".")[2]) for value in values)
        return [f"{value:,.{places}f}" for value in values]

    def part(self, value: float) -> float:
        """How far up a value lies, from 0 to 1."""
        return (value - self.bottom) / self.high


def step_of(most: float, *, whole: bool = True) -> float:
    """What one of four lines stands for, so that the largest value lies below the last. ``whole``: things are counted,
    and no line stands for half of one.
    """
    if most <= 0:
        return 1
    exponent = math.floor(math.log10(most / LINES))
    power = 10.0 ** (max(exponent, 0) if whole else exponent)
    fitting = (step * power for step in (*STEPS, *(10 * step for step in STEPS)))
    return next(step for step in fitting if step * LINES >= most * (1 - 1e-9) and (not whole or step == int(step)))


def from_zero(values: Iterable[float], *, whole: bool = True) -> Scale:
    """For columns, whose height is the value."""
    return Scale(0, step_of(max(values, default=0), whole=whole))


def around(values: Iterable[float], measure: Measure) -> Scale:
    """For lines: from just below the least to just above the largest."""
    known = list(values)
    if not known:
        return Scale(0, 1)
    least, largest = min(known), max(known)
    step = step_of((largest - least) or max(abs(largest) / 10, LINES), whole=measure.whole)
    while True:
        bottom = math.floor(least / step + 1e-9) * step
        if bottom + step * LINES > measure.most:
            bottom = measure.most - step * LINES
        bottom = max(bottom, 0.0) if least >= 0 else bottom
        if bottom <= least + 1e-9 and bottom + step * LINES >= largest - 1e-9:
            return Scale(bottom, step)
        step = step_of(step * LINES * 1.01, whole=measure.whole)
