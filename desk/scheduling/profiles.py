"""Which numbers of duties one person may have, and which of them go together best: fairness solved by choosing one
line for everybody.

Where loads come in coarse lumps (weekends, holidays, evenings) a model with a number for every person and class is
loose: it deals out half duties. Here everybody gets one of the lines that are near the own target, and only how often
each class is taken in all has to come out right; what that proves is close to what can be had.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

Parts = tuple[int, int, int, int]
"""The load of a duty: points, weekend, holiday, evening (``Load.parts``)."""
MOST_ROOM = 20_000
"""Points off the target by kinds beyond which nobody looks."""
MOST = 2000
"""Lines of one person; more make a choice that takes longer than it is worth."""
MOST_STEPS = 20_000
"""Beginnings of lines looked at for one person, a tenth of a second: where nobody can come near the target, nearly all
lines would be looked at before that is known.
"""


class Profile(NamedTuple):
    """So many duties of each class; by how many points that is off the target, in all and by kinds."""

    duties: tuple[int, ...]
    over: int
    kinds: int


@dataclass(frozen=True)
class Allowed:
    """What a person may have: the target, duties of each class, duties in all, and points off the target."""

    goal: Parts
    least: Sequence[int]
    most: Sequence[int]
    duties: int
    off: int


def profiles(classes: Sequence[Parts], allowed: Allowed, step: int) -> list[Profile]:
    """All lines within ``step`` of the nearest one, the nearest first; none when there is none at all, or too many, or
    finding them takes too many steps.
    """
    steps = iter(range(MOST_STEPS))
    order = sorted(range(len(classes)), key=lambda at: (classes[at][2:0:-1], classes[at][3]), reverse=True)
    room = step
    while room < MOST_ROOM:
        lines = list(islice(_lines(classes, allowed, order, room, steps), MOST + 1))
        if len(lines) > MOST or next(steps, None) is None:
            return []
        if lines:
            nearest = min(each.kinds for each in lines)
            if nearest + step <= room:
                return sorted((each for each in lines if each.kinds <= nearest + step), key=lambda each: each.kinds)
            room = nearest + step
        else:
            room *= 2
    return []


def _lines(
    classes: Sequence[Parts], allowed: Allowed, order: Sequence[int], room: int, steps: Iterator[int]
) -> Iterator[Profile]:
    """Class by class, as long as there are ``steps``.

    A part that no later class adds to has to come near its target: by kinds within ``room`` in all,
    and the points, which come last, within ``allowed.off``.
    """
    last_with = [max((n for n, at in enumerate(order) if classes[at][part]), default=-1) for part in range(4)]
    closing = [[part for part in range(4) if last_with[part] == n] for n in range(len(order))]
    duties = [0] * len(classes)

    def go(n: int, load: Parts, many: int, off: int) -> Iterator[Profile]:
        if n == len(order):
            yield Profile(tuple(duties), abs(load[0] - allowed.goal[0]), off)
            return
        if next(steps, None) is None:
            return
        at = order[n]
        least, most = allowed.least[at], min(allowed.most[at], allowed.duties - many)
        for part, each in enumerate(classes[at]):
            if each:
                reach = room - off if part else allowed.off
                most = min(most, (allowed.goal[part] + reach - load[part]) // each)
                if part in closing[n]:
                    least = max(least, -((reach - allowed.goal[part] + load[part]) // each))
        for more in range(least, most + 1):
            duties[at] = more
            after = _plus(load, classes[at], more)
            further = off + sum(abs(after[part] - allowed.goal[part]) for part in closing[n] if part)
            if further <= room:
                yield from go(n + 1, after, many + more, further)
        duties[at] = 0

    never = [part for part in range(4) if last_with[part] < 0]
    off = sum(abs(allowed.goal[part]) for part in never if part)
    if off <= room and (0 not in never or abs(allowed.goal[0]) <= allowed.off):
        yield from go(0, (0, 0, 0, 0), 0, off)


def _plus(load: Parts, each: Parts, many: int) -> Parts:
    a, b, c, d = (was + many * part for was, part in zip(load, each, strict=True))
    return a, b, c, d
