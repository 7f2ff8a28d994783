"""A paper that is one list: title, a line below, and rows or a sentence that there are none."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.pagesizes import A4, landscape
from reportlab.platypus import Flowable

from desk.core.calendar import full_date_words
from desk.core.words import _
from desk.core.work import Work
from desk.reports.kit import imprint, paper
from desk.reports.kit.longtable import LongTable, TableRow, fitted

SIZE = landscape(A4)


def list_page(
    work: Work,
    title: str,
    below: str,
    columns: Sequence[tuple[str, int]],
    rows: Sequence[Sequence[object]],
    empty: str,
    numbers: Sequence[int] = (),
) -> bytes:
    """A4 landscape; ``columns`` are (heading, share of the width), ``numbers`` those that stand right."""
    width = paper.inner_width(SIZE, paper.FORM_MARGINS)
    story: list[Flowable] = [*paper.title(title, below)]
    story.append(
        LongTable(fitted(columns, width, numbers), [TableRow([paper.shown(value) for value in row]) for row in rows], 9)
        if rows
        else paper.paragraph(empty)
    )
    name = _("{title} {day}", title=title, day=full_date_words(work.today))
    return paper.build(story, imprint.of(work), name=name, size=SIZE, margins=paper.FORM_MARGINS)
