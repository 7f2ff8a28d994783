"""``desk report``: the papers, as PDF or workbook by the ending of the file's name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from desk.books.activities.queries import ActivityMonth
from desk.books.assets.statistics import GroupBy
from desk.books.incidents.model import IncidentKind
from desk.cli import base
from desk.cli.base import app, day_of, month_of, span_of
from desk.core.errors import Refused
from desk.core.words import _
from desk.core.work import Work
from desk.reports.activities.formats import CalendarStyle, PaperSize, TextLength
from desk.reports.assets.label_sheets import LabelLayout

papers = typer.Typer(help="Papers for the manager and the district.")
app.add_typer(papers, name="report")


class Wall(StrEnum):
    """Paper for the wall."""

    A3 = "A3"
    A4 = "A4"


Output = Annotated[Path, typer.Option("-o", help="A .pdf or .xlsx file.")]


@papers.command()
def day(date: Annotated[str, typer.Argument(help="YYYY-MM-DD")], output: Output) -> None:
    """The day sheet."""
    from desk.reports.figures import day_sheet_pdf, day_sheet_workbook

    asked = day_of(date)
    _write(
        output,
        {
            ".pdf": lambda work: day_sheet_pdf.pdf(work, asked),
            ".xlsx": lambda work: day_sheet_workbook.xlsx(work, asked),
        },
    )


@papers.command()
def month(month: Annotated[str, typer.Argument(help="YYYY-MM")], output: Output) -> None:
    """The month's report."""
    from desk.reports.figures import month_pdf as paper
    from desk.reports.figures import month_workbook

    asked = month_of(month)
    _write(
        output, {".pdf": lambda work: paper.pdf(work, *asked), ".xlsx": lambda work: month_workbook.xlsx(work, *asked)}
    )


@papers.command()
def roster(
    month: Annotated[str, typer.Argument(help="YYYY-MM")],
    output: Annotated[Path, typer.Option("-o", help="A .pdf, .xlsx or .ics file.")],
    person: Annotated[str, typer.Option(help="Only this person's duties (.ics).")] = "",
) -> None:
    """The duty roster: for the wall, for the district with attendance, or as a calendar."""
    from desk.reports.roster import roster_ics, roster_pdf, roster_workbook

    asked = month_of(month)
    if person and output.suffix.lower() != ".ics":
        raise typer.BadParameter(_("--person goes with an .ics file only."))
    _write(
        output,
        {
            ".pdf": lambda work: roster_pdf.pdf(work, *asked),
            ".xlsx": lambda work: roster_workbook.xlsx(work, *asked),
            ".ics": lambda work: roster_ics.ics(work, *asked, person),
        },
    )


@papers.command()
def calendar(
    month: Annotated[str, typer.Argument(help="YYYY-MM")],
    output: Annotated[Path, typer.Option("-o", help="A .pdf, .png, .ics, .txt or .xlsx file.")],
    paper: Annotated[PaperSize, typer.Option(help="The size of the paper (.pdf).")] = PaperSize.A4,
    style: Annotated[CalendarStyle, typer.Option(help="A month grid or a list (.pdf, .png).")] = CalendarStyle.GRID,
    length: Annotated[TextLength, typer.Option(help="How much the text tells (.txt).")] = TextLength.MEDIUM,
) -> None:
    """The activity calendar: for the wall, as a picture, as text, as a calendar, for the district."""
    from desk.reports.activities import calendar_ics, calendar_pdf, calendar_png, calendar_text, calendar_workbook

    asked = ActivityMonth(*month_of(month))
    _write(
        output,
        {
            ".pdf": lambda work: calendar_pdf.pdf(work, asked, paper, style),
            ".png": lambda work: calendar_png.png(work, asked, style),
            ".ics": lambda work: calendar_ics.ics(work, asked),
            ".txt": lambda work: calendar_text.text(work, asked, length).encode(),
            ".xlsx": lambda work: calendar_workbook.xlsx(work, asked),
        },
    )


@papers.command()
def assets(
    output: Output,
    by: Annotated[GroupBy, typer.Option(help="What the list is grouped by.")] = GroupBy.CLASS,
    at: Annotated[str, typer.Option(help="On which day, YYYY-MM-DD; today when left out.")] = "",
) -> None:
    """The asset ledger with sums, on any day."""
    from desk.reports.assets import asset_list_pdf, asset_list_workbook

    asked = day_of(at) if at else None
    _write(
        output,
        {
            ".pdf": lambda work: asset_list_pdf.pdf(work, by, asked or work.today),
            ".xlsx": lambda work: asset_list_workbook.xlsx(work, by, asked or work.today),
        },
    )


@papers.command(name="asset-changes")
def asset_changes(
    first: Annotated[str, typer.Option("--from", help="YYYY-MM-DD")],
    last: Annotated[str, typer.Option("--to", help="YYYY-MM-DD")],
    output: Output,
) -> None:
    """What came and went in a span: start + in - out = end."""
    from desk.reports.assets import changes_pdf, changes_workbook

    span = span_of(first, last)
    _write(
        output,
        {".pdf": lambda work: changes_pdf.pdf(work, *span), ".xlsx": lambda work: changes_workbook.xlsx(work, *span)},
    )


@papers.command()
def stocktake(
    id: Annotated[int, typer.Argument(help="Its number: 1 is the first one.")],
    output: Output,
) -> None:
    """The result of a stocktake."""
    from desk.reports.assets import stocktake_pdf, stocktake_workbook

    _write(
        output,
        {".pdf": lambda work: stocktake_pdf.pdf(work, id), ".xlsx": lambda work: stocktake_workbook.xlsx(work, id)},
    )


@papers.command(name="asset-card")
def asset_card(
    number: Annotated[str, typer.Argument(help="The number on its label.")],
    output: Annotated[Path, typer.Option("-o", help="A .pdf file.")],
) -> None:
    """One thing's card with photos and history."""
    from desk.reports.assets import card
    from desk.reports.kit.sheets import write_file

    base.require_suffix(output, ".pdf")
    with base.opened() as desk, desk.read() as work:
        write_file(output, card.pdf(work, card.by_number(work, number).id, desk.files))
    print(_("Written: {file}", file=output))


@papers.command()
def labels(
    output: Annotated[Path, typer.Option("-o", help="A .pdf file.")],
    new: Annotated[
        bool, typer.Option("--new", help="Only what has no label yet; they count as labelled then.")
    ] = False,
    sheet: Annotated[LabelLayout, typer.Option(help="The label paper.")] = LabelLayout.A4_21,
    start: Annotated[int, typer.Option(help="The first free position of the first sheet.", min=1)] = 1,
) -> None:
    """Labels with a code to scan, at true size."""
    from desk.books.assets import labels as kept_labels
    from desk.books.assets import queries
    from desk.reports.assets import labels as paper
    from desk.reports.kit.sheets import write_file

    base.require_suffix(output, ".pdf")
    with base.opened() as desk, desk.write() as work:
        things = kept_labels.without(work) if new else queries.page(work, queries.AssetFilter())
        write_file(output, paper.pdf(work, things, sheet, start))
        if new:
            kept_labels.record(work, things)
    print(_("Written: {file}", file=output))
    if new:
        print(_("{n} labels; recorded as printed.", n=len(things)))


@papers.command()
def incident(
    number: Annotated[str, typer.Argument(help="Its number, like 2026-003.")],
    output: Annotated[Path, typer.Option("-o", help="A .pdf or .json file.")],
) -> None:
    """One incident: to be read, or with its chain to be checked."""
    from desk.books.incidents import queries as incident_queries
    from desk.reports.incidents import incident_json, incident_pdf
    from desk.reports.kit.sheets import write_file

    base.require_suffix(output, ".pdf", ".json")
    with base.opened() as desk, desk.read() as work:
        id = incident_queries.by_number(work, number).id
        as_pdf = output.suffix.lower() == ".pdf"
        write_file(output, incident_pdf.pdf(work, id, desk.files) if as_pdf else incident_json.json_file(work, id))
    print(_("Written: {file}", file=output))


@papers.command()
def incidents(
    first: Annotated[str, typer.Option("--from", help="YYYY-MM-DD")],
    last: Annotated[str, typer.Option("--to", help="YYYY-MM-DD")],
    output: Output,
) -> None:
    """Incidents and drills of a span."""
    from desk.reports.incidents import incident_list_pdf, incident_list_workbook

    span = span_of(first, last)
    _write(
        output,
        {
            ".pdf": lambda work: incident_list_pdf.pdf(work, *span),
            ".xlsx": lambda work: incident_list_workbook.xlsx(work, *span),
        },
    )


@papers.command()
def contacts(output: Annotated[Path, typer.Option("-o", help="A .pdf file.")]) -> None:
    """The card with everybody to call in an emergency."""
    from desk.reports.incidents import contact_card

    _write(output, {".pdf": contact_card.pdf})


@papers.command()
def plan(
    kind: Annotated[IncidentKind, typer.Argument(help="For which kind of incident.")],
    output: Annotated[Path, typer.Option("-o", help="A .pdf file.")],
    paper: Annotated[Wall, typer.Option("--paper", help="How large.")] = Wall.A3,
) -> None:
    """An emergency plan for the wall."""
    from desk.books.incidents import plans
    from desk.reports.incidents import wall_plan

    def make(work: Work) -> bytes:
        found = plans.current(work, kind)
        if found is None:
            raise Refused(_("There is no plan for “{kind}”.", kind=kind.label))
        return wall_plan.pdf(work, found, paper.value)

    _write(output, {".pdf": make})


@papers.command()
def drills(
    year: Annotated[int, typer.Argument(help="YYYY", min=2000, max=2100)],
    output: Annotated[Path, typer.Option("-o", help="A .pdf file.")],
) -> None:
    """The year's drill plan, with what is overdue."""
    from desk.reports.incidents import drill_year

    _write(output, {".pdf": lambda work: drill_year.pdf(work, year)})


def _write(output: Path, makers: Mapping[str, Callable[[Work], bytes]]) -> None:
    from desk.reports.kit.sheets import write_file

    base.require_suffix(output, *makers)
    with base.opened() as desk, desk.read() as work:
        write_file(output, makers[output.suffix.lower()](work))
    print(_("Written: {file}", file=output))
