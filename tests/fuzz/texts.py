"""Single texts for every reader of them."""

from __future__ import annotations

from random import Random

from desk.core import name_search
from tests.fuzz import making
from tests.fuzz.readers import READERS, Fault, Reader
from tests.fuzz.running import Kind

EACH = 6700


def _kind(reader: Reader) -> Kind:
    def feed(dice: Random) -> tuple[int, int]:
        words = making.text(dice, reader.usual)
        try:
            taken = reader.check(words)
        except Fault as fault:
            raise Fault(f"{fault}: {words[:200]!r}") from None
        return int(taken), int(not taken)

    return Kind(reader.name, EACH, 150, feed, lambda: name_search.initials("林"))


KINDS = tuple(map(_kind, READERS))
