"""How label papers are cut; without a drawing library, so that the command line starts fast."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from desk.core.words import N_, Worded


class LabelLayout(Worded):
    """Rolls for a label printer, and A4 sheets as they are sold."""

    ROLL_50 = "50x30", N_("Roll 50 × 30 mm")
    ROLL_60 = "60x40", N_("Roll 60 × 40 mm")
    A4_21 = "a4-21", N_("A4 sheet, 21 labels 63.5 × 38.1 mm")
    A4_24 = "a4-24", N_("A4 sheet, 24 labels 70 × 37 mm")
    A4_40 = "a4-40", N_("A4 sheet, 40 labels 45.7 × 25.4 mm")
    A4_65 = "a4-65", N_("A4 sheet, 65 labels 38.1 × 21.2 mm")

    @property
    def sheet(self) -> LabelSheet:
        """How this paper is cut."""
        return SHEETS[self]


@dataclass(frozen=True)
class LabelSheet:
    """All in millimetres. ``left`` and ``top`` are the paper's edge to the first label, steps are from label to
    label.
    """

    paper: tuple[float, float]
    label: tuple[float, float]
    columns: int
    rows: int
    left: float
    top: float
    step: tuple[float, float]

    @property
    def many(self) -> int:
        """Labels on one sheet."""
        return self.columns * self.rows

    def pages(self, labels: int, start: int = 1) -> int:
        """How many sheets a number of labels takes from position ``start`` (1 is the first) on."""
        return ceil((labels + start - 1) / self.many)

    def place(self, at: int) -> tuple[float, float]:
        """Left and top edge of the label at a position on its sheet, 0 first, row by row."""
        row, column = divmod(at, self.columns)
        return self.left + column * self.step[0], self.top + row * self.step[1]


def _roll(width: float, height: float) -> LabelSheet:
    return LabelSheet((width, height), (width, height), 1, 1, 0, 0, (width, height))


def _a4(label: tuple[float, float], columns: int, rows: int, gap: float = 0.0) -> LabelSheet:
    """Labels in the middle of the sheet, ``gap`` between the columns."""
    left = (210 - columns * label[0] - (columns - 1) * gap) / 2
    return LabelSheet((210, 297), label, columns, rows, left, (297 - rows * label[1]) / 2, (label[0] + gap, label[1]))


SHEETS = {
    LabelLayout.ROLL_50: _roll(50, 30),
    LabelLayout.ROLL_60: _roll(60, 40),
    LabelLayout.A4_21: _a4((63.5, 38.1), 3, 7, 2.54),
    LabelLayout.A4_24: _a4((70, 37), 3, 8),
    LabelLayout.A4_40: _a4((45.7, 25.4), 4, 10, 2.54),
    LabelLayout.A4_65: _a4((38.1, 21.2), 5, 13, 2.5),
}
