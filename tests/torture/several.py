"""Two and six programs on one book at once, some of them killed, some backing up."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from random import Random
from time import monotonic

from desk.core.errors import DeskError
from desk.services import backups
from tests.torture import ground
from tests.torture.children import Child, Send
from tests.torture.outcome import Outcome, Place, Row, lost

SECONDS = 0.5


def writing(book: Path, seed: float, send: Send) -> None:
    """Actions for a moment. A book that is held by another is told in words, and tried again."""
    dice, desk = Random(seed), ground.opened(book)
    end, n = monotonic() + SECONDS, 0
    while monotonic() < end:
        n += 1
        try:
            send(ground.act(desk, dice, n))
            if dice.random() < 0.02:
                backups.back_up(desk)
        except DeskError as error:
            send(f"refused\t{error.message}")
    desk.close()


def at_once(many: int, kill: bool, place: Place) -> Outcome:
    """All that any of them confirmed is there, and no number twice."""
    book, confirmed = place.ground.copy(place.folder)
    children = [Child(partial(writing, book, place.dice.random())) for _n in range(many)]
    if kill:
        children[0].listen(monotonic() + place.dice.uniform(0, 2 * SECONDS))
        children[0].kill()
    for child in children[kill:]:
        child.finish()
    given = [line for child in children for line in child.lines if line.startswith("number")]
    if len(given) != len(set(given)):
        return lost("a number was confirmed twice")
    for child in children:
        for line in child.lines:
            confirmed.take(line)
    if trace := next(filter(None, (child.said("traceback") for child in children)), ""):
        return lost(trace)
    told = "; ".join(dict.fromkeys(filter(None, (child.said("told") for child in children))))
    refused = "; ".join(filter(None, (told, *(child.said("refused") for child in children))))
    return ground.judged(book, confirmed, refused=refused)


ROWS = (
    Row("two programs at once", 60, 1, partial(at_once, 2, False)),
    Row("two programs at once, one killed", 60, 1, partial(at_once, 2, True)),
    Row("six programs at once", 60, 1, partial(at_once, 6, False)),
    Row("six programs at once, one killed", 60, 1, partial(at_once, 6, True)),
)
