"""The numbers by which the ledger's cards are known, while a spreadsheet is read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from desk.books.assets import queries
from desk.core.words import _
from desk.core.work import Work


class KnownNumbers:
    """Asset and serial numbers of the ledger, and of the rows read so far."""

    def __init__(self, work: Work) -> None:
        self._serials = dict.fromkeys(queries.serials(work), _("the ledger"))
        self._numbers = queries.numbers(work)

    @contextmanager
    def without(self, number: str, serial: str) -> Iterator[None]:
        """While the row of a card that is there already is read, its own numbers are not taken by another."""
        whose = self._serials.pop(serial, "")
        self._numbers.discard(number)
        try:
            yield
        finally:
            self._numbers.add(number)
            if whose:
                self._serials[serial] = whose
