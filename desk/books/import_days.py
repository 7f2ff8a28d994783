"""Days of a file that is taken in and do not say by themselves how they are read; numbers of which digits are lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from desk.core import days, importing
from desk.core.days import AS_WRITTEN, DayForm, DayQuestion
from desk.core.errors import Invalid, Problem
from desk.core.importing import ImportSpec
from desk.core.sheet_columns import CellKind
from desk.core.spreadsheet import Cell

SAMPLES = 3
"""Doubtful days that are shown where it is asked how they are written."""


class DayDoubts:
    """The days of a file whose writing has to be told, and how they are read once it is."""

    def __init__(self, spec: ImportSpec, form: DayForm, today: date) -> None:
        self._fields, self._codes = spec.of_kind(CellKind.DAY), spec.of_kind(CellKind.CODE)
        self._form, self._today = form, today
        self._lacks: frozenset[str] = frozenset()
        self._samples: dict[str, None] = {}
        self._is_told = form != AS_WRITTEN

    def dated(self, cells: Mapping[str, Cell]) -> Mapping[str, Cell]:
        """The cells with their days written out as far as the form tells. Raises ``Invalid`` for a number that the
        spreadsheet has cut.
        """
        if cut := importing.cut_numbers(cells, self._codes):
            raise Invalid(*cut)
        if not self._is_told:
            return cells
        return {
            name: days.as_told(cell, self._form, self._today) if name in self._fields else cell
            for name, cell in cells.items()
        }

    def note(self, cells: Mapping[str, Cell], problems: Sequence[Problem]) -> None:
        """Of a row that was rejected: which of its days are in doubt."""
        for name in {problem.field for problem in problems} & self._fields:
            cell = days.as_told(cells.get(name), self._form, self._today)
            if lacks := days.lacks_in(cell, self._today):
                self._lacks |= lacks
                self._samples[str(cell)[:20]] = None

    @property
    def question(self) -> DayQuestion | None:
        """What is to be asked, with the first samples; None where every day says enough."""
        return DayQuestion(self._lacks, tuple(self._samples)[:SAMPLES]) if self._lacks else None
