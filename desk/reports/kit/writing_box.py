"""A frame to write in by hand, as a form has it for reasons and opinions."""

from __future__ import annotations

from reportlab.lib.units import mm
from reportlab.platypus import Table

from desk.core.words import _
from desk.reports.kit import paper
from desk.reports.kit.flowing import flowing

BESIDE, ABOVE = 6, 3
"""What reportlab leaves around the words of a cell, in points."""


def writing_box(text: str, width: float, high: float, *, signed: bool = False) -> Table:
    """A frame with what is known already, at least ``high`` mm, with room for a signature, seal and date."""
    paragraph, least = paper.paragraph(text), (high - 8 if signed else high) * mm
    fits = paragraph.wrap(width - 2 * BESIDE, 0)[1] + 2 * ABOVE <= least
    rows, heights = [[paragraph]], [least if fits else None]
    if signed:
        line = _("Signature (seal):                         Date:")
        rows.append([paper.paragraph(line, size=9, align=2, colour=paper.GREY)])
        heights.append(8 * mm)
    looks = [("BOX", (0, 0), (-1, -1), 0.6, paper.LINE), ("VALIGN", (0, 0), (-1, 0), "TOP")]
    return flowing(rows, [width], looks, heights=heights)
