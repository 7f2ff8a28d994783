"""``desk figures``: what a month counts, and the rows behind a single figure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

import typer

from desk.cli import base
from desk.cli.base import app, month_of
from desk.core.figure import Figure, FigureKind, FigureRow
from desk.core.month import Month
from desk.core.words import _
from desk.core.work import Work


@app.command("figures")
def of_month(
    month: Annotated[str, typer.Argument(help="YYYY-MM")],
    rows: Annotated[str, typer.Option("--rows", metavar="CODE", help="The rows behind one of the figures.")] = "",
) -> None:
    """Every figure of a month: its code, name and value, a line each; with --rows what is behind one of them."""
    asked = month_of(month)
    with base.opened() as desk, desk.read() as work:
        lines = _rows(work, asked, rows) if rows else _figures(work, asked)
    for line in lines:
        print("\t".join(line))


def _figures(work: Work, month: Month) -> list[tuple[str, ...]]:
    from desk.books import figures
    from desk.books.submissions import whole_figures

    values = whole_figures.plain(whole_figures.counted(work, *month.span))
    return [(code, (each := figures.find(code)).label, each.unit.tell(value)) for code, value in values.items()]


def _rows(work: Work, month: Month, code: str) -> list[tuple[str, ...]]:
    """First the figure and what it is, then a line a row."""
    from desk.books import figures

    figure = figures.find(code)
    behind = figures.rows(work, figure, *month.span)
    head = [(figure.code, figure.label, figure.unit.tell(figure.worth(behind))), (_(figure.definition),)]
    return [*head, *_told(figure, behind)]


def _told(figure: Figure, rows: Iterable[FigureRow]) -> Iterable[tuple[str, ...]]:
    """Day, record, what it is, its state; and what it adds, where that is not one for each."""
    adds = figure.kind is not FigureKind.COUNT
    for row in rows:
        amount = (f"{row.amount:g}" if isinstance(row.amount, float) else str(row.amount),) if adds else ()
        yield (f"{row.day:%Y-%m-%d}", row.subject, row.title, row.state, *amount)
