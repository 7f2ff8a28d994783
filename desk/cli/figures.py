"""``desk figures``: what a period counts, beside others where that is wanted, and the rows behind a single figure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

import typer

from desk.cli import base
from desk.cli.base import app
from desk.core import days
from desk.core.days import NoDay
from desk.core.figure import Figure, FigureKind, FigureRow
from desk.core.period import Period, shown_period
from desk.core.words import _
from desk.core.work import Work

PERIODS = "YYYY-MM, YYYY-Qn, YYYY-Hn, YYYY, YYYY-MM-DD, YYYY-Wnn, YYYY-MM-DD..YYYY-MM-DD"


@app.command("figures")
def of_period(
    period: Annotated[str, typer.Argument(help=PERIODS)],
    rows: Annotated[str, typer.Option("--rows", metavar="CODE", help="The rows behind one of the figures.")] = "",
    *,
    compared: Annotated[
        bool, typer.Option("--compared", help="Beside each the period before and the same a year ago.")
    ] = False,
) -> None:
    """Every figure of a period: its code, name and value, a line each; with --rows what is behind one of them."""
    asked = _period(period)
    with base.opened() as desk, desk.read() as work:
        lines = _rows(work, asked, rows) if rows else _figures(work, asked, compared=compared)
    for line in lines:
        print("\t".join(line))


def _period(given: str) -> Period:
    """Anything but a period is wrong use."""
    try:
        period = shown_period(given)
        days.day_of(period.first)
        days.day_of(period.last)
        return period
    except NoDay as wrong:
        raise typer.BadParameter(wrong.message) from None
    except ValueError:
        sentence = _("“{given}” is no period. Please write one of: {shapes}.", given=given, shapes=PERIODS)
        raise typer.BadParameter(sentence) from None


def _figures(work: Work, period: Period, *, compared: bool) -> list[tuple[str, ...]]:
    from desk.books import figures
    from desk.books.submissions import whole_figures

    spans = [(period.first, period.last)]
    if compared:
        spans += [period.before(work.today), period.year_before(work.today)]
    counted = [whole_figures.plain(whole_figures.counted(work, *span)) for span in spans]
    return [
        (code, (each := figures.find(code)).label, *(each.unit.tell(values[code]) for values in counted))
        for code in counted[0]
    ]


def _rows(work: Work, period: Period, code: str) -> list[tuple[str, ...]]:
    """First the figure and what it is, then a line a row."""
    from desk.books import figures

    figure = figures.find(code)
    behind = figures.rows(work, figure, period.first, period.last)
    head = [(figure.code, figure.label, figure.unit.tell(figure.worth(behind))), (_(figure.definition),)]
    return [*head, *_told(figure, behind)]


def _told(figure: Figure, rows: Iterable[FigureRow]) -> Iterable[tuple[str, ...]]:
    """Day, record, what it is, its state; and what it adds, where that is not one for each."""
    adds = figure.kind is not FigureKind.COUNT
    for row in rows:
        adding = figure.row_amount(row)
        amount = (f"{adding:g}" if isinstance(adding, float) else str(adding),) if adds else ()
        yield (f"{row.day:%Y-%m-%d}", row.subject, row.title, row.state, *amount)
