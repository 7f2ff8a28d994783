"""What every figure means 指标说明, to be laid beside the report: A4 landscape, a group for each book."""

from __future__ import annotations

from reportlab.lib.pagesizes import A4, landscape
from reportlab.platypus import Flowable

from desk.books import centre
from desk.core.words import _, on_record
from desk.core.work import Work
from desk.reports.figures import definitions
from desk.reports.figures.definitions import COLUMNS
from desk.reports.kit import imprint, paper
from desk.reports.kit.longtable import LongTable, TableRow, fitted

SIZE = landscape(A4)
LETTERS = 8.5
"""Points."""


@on_record()
def pdf(work: Work) -> bytes:
    """Every figure with its code, unit, what it counts, of which parts a share is made, and its version."""
    width = paper.inner_width(SIZE, paper.FORM_MARGINS)
    rows: list[TableRow] = []
    for each in definitions.read(work):
        rows.append(TableRow([each.book], group=True))
        rows += [TableRow([paper.shown(cell) for cell in row]) for row in each.rows]
    name = _("Definitions of the figures")
    story: list[Flowable] = [
        *paper.title(name, centre.get(work).name),
        LongTable(fitted(COLUMNS, width), rows, LETTERS),
    ]
    return paper.build(story, imprint.of(work), name=name, size=SIZE, margins=paper.FORM_MARGINS)
