"""A list of a span of days on paper: A4 landscape, in a long table, with its sums in a sentence and lines to sign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reportlab.lib.pagesizes import A4, landscape
from reportlab.platypus import Flowable, Spacer

from desk.core.calendar import full_date_words
from desk.core.words import _
from desk.core.work import Work
from desk.reports.kit import imprint, paper
from desk.reports.kit.longtable import LongTable, TableRow, fitted

PAGE = landscape(A4)
SIZE = 9


@dataclass(frozen=True)
class SpanList:
    """``columns`` are headings with their shares of the width, ``numbers`` the places of those that hold numbers;
    ``sums`` stands below the table, ``nothing`` in its place where there are no rows.
    """

    title: str
    columns: Sequence[tuple[str, int]]
    numbers: Sequence[int]
    rows: Sequence[TableRow]
    sums: str
    nothing: str


def pdf(work: Work, shown: SpanList, first: date, last: date) -> bytes:
    """The list of these days, in the language of the record."""
    width = paper.inner_width(PAGE, paper.FORM_MARGINS)
    mark, span = imprint.of(work), f"{full_date_words(first)}—{full_date_words(last)}"
    table = LongTable(fitted(shown.columns, width, shown.numbers), list(shown.rows), SIZE)
    story: list[Flowable] = [
        *paper.title(shown.title, f"{mark.centre}　{span}"),
        table if shown.rows else paper.paragraph(shown.nothing),
        Spacer(1, 8),
        paper.paragraph(shown.sums, size=10.5),
        Spacer(1, 8),
        *paper.signatures(_("Made by"), _("Leader in charge"), _("Date"), width=width),
    ]
    return paper.build(story, mark, name=f"{shown.title} {span}", size=PAGE, margins=paper.FORM_MARGINS)
