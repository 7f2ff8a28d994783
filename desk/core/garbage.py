"""When Python looks for rings of forgotten objects (its garbage collector), and in which thread."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = 10
"""Going over everything takes a tenth of a second and more. Python does it when a quarter of all is new, which cannot
be asked for; so often the young ones have to be gone through before.
"""
_filling: list[object] = []
"""One for each piece of work that makes more records than a look is worth."""


@contextmanager
def uncollected() -> Iterator[None]:
    """Inside, Python looks for no rings of forgotten objects: among so many new ones each look costs more than the last
    (a fifth of the time of an import). What is forgotten otherwise is freed at once as always.
    """
    was, mark = gc.isenabled(), object()
    gc.disable()
    _filling.append(mark)
    try:
        yield
    finally:
        _filling.remove(mark)
        if was:
            gc.enable()


def collect_what_is_due() -> None:
    """What Python would do by itself while it makes objects: look through the young ones when there are many new, and
    now and then through the older. Nothing while work is going on that is ``uncollected``.
    """
    if _filling:
        return
    (young, older, oldest), counts = gc.get_threshold(), gc.get_count()
    limits = (young, older, oldest * SELDOM)
    due = [generation for generation in range(3) if limits[generation] and counts[generation] > limits[generation]]
    if due and due[0] == 0:
        gc.collect(max(due))


def keep_for_good() -> None:
    """What has been loaded by now (modules, classes, compiled statements) stays until the program ends, so no look goes
    over it again: a look at everything took a tenth of a second after the start.
    """
    gc.freeze()
