"""The scale of a chart: where its lines stand."""

from __future__ import annotations

import math

STEPS = (1, 2, 2.5, 5, 10)
"""What a line may stand for, times a power of ten."""
LINES = 4


def step_of(most: float, *, whole: bool = True) -> float:
    """What one of four lines stands for, so that the largest value lies below the last. ``whole``: things are counted,
    and no line stands for half of one.
    """
    if most <= 0:
        return 1
    power = 10.0 ** math.floor(math.log10(most / LINES))
    fitting = (step * power for step in (*STEPS, *(10 * step for step in STEPS)))
    return next(step for step in fitting if step * LINES >= most and (not whole or step == int(step)))
