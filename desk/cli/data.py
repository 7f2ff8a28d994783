"""``desk demo``, ``desk import``, ``desk export``: whole tables in and out."""

from __future__ import annotations

from pathlib import Path
from secrets import token_urlsafe
from typing import Annotated

import typer

from desk.books import disclosure, imports, updates
from desk.books.import_check import PreparedImport
from desk.books.sample import SampleSize
from desk.books.updates import PreparedUpdate
from desk.cli import base, choices, secrets, updating
from desk.cli.base import app, day_of, span_of
from desk.cli.progress import progress_bar
from desk.core.days import Century, DayForm, DayOrder
from desk.core.importing import ImportSpec
from desk.core.spreadsheet import SheetChoice
from desk.core.words import _, listed
from desk.services import accounts, new_data_file
from desk.services.session import Desk

exports = typer.Typer(help="Tables out.")
app.add_typer(exports, name="export")


@app.command()
def demo(
    folder: Annotated[Path, typer.Argument(help="The folder to make.")],
    residents: Annotated[int, typer.Option(min=20, max=1_000_000)] = SampleSize.residents,
    months: Annotated[int, typer.Option(min=1, max=240)] = SampleSize.months,
    per_day: Annotated[int, typer.Option(min=0, max=2000)] = SampleSize.per_day,
    seed: Annotated[int, typer.Option()] = SampleSize.seed,
    until: Annotated[str | None, typer.Option(help="The last day, YYYY-MM-DD; today when left out.")] = None,
) -> None:
    """Make a data folder with a demo centre, filled with months of invented walk-ins."""
    size = SampleSize(residents, months, per_day, seed, day_of(until) if until else None)
    given = secrets.given_password()
    password = given or token_urlsafe(9)
    with progress_bar(_("Making the demo centre")) as progress:
        new_data_file.create_demo(folder, base.user(), password, size, progress=progress, handed_in=True).close()
    print(_("The demo centre is in {folder}.", folder=folder))
    if not given:
        print(_("{name} signs in with the password {password}", name=base.user(), password=password))


KINDS = choices.among({spec.kind: (spec.title, spec) for spec in imports.specs()})


Doubles = Annotated[bool, typer.Option("--doubles", help="Also take rows that are probably in the book already.")]
Clean = Annotated[bool, typer.Option("--clean", help="Mend what can be mended, and tell every mend (assets).")]
Sheets = Annotated[list[str] | None, typer.Option(help="A sheet of the workbook; may be given several times.")]
Order = Annotated[DayOrder | None, typer.Option(help="How days like 5/1/27 are written.", **choices.of(DayOrder))]
Years = Annotated[Century | None, typer.Option(help="Which years of two digits are meant.", **choices.of(Century))]
Year = Annotated[int | None, typer.Option(min=1900, max=2200, help="The year of days that name none.")]
Update = Annotated[
    bool, typer.Option("--update", help="Also change what is stored to what the file says; empty cells change nothing.")
]
Gone = Annotated[
    bool, typer.Option("--gone", help="With --update: take out of use what the file leaves out (services, staff).")
]
GoneCount = Annotated[
    int | None, typer.Option(min=1, help="With --gone: how many go out of use; without it, that is asked.")
]


@app.command(name="import")
def take_in(
    spec: Annotated[ImportSpec, typer.Argument(help="What the table holds.", **KINDS)],
    file: Annotated[Path, typer.Argument(help="xlsx or csv.")],
    map: Annotated[list[str] | None, typer.Option(help="FIELD=HEADER, where a header is not recognised.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check only.")] = False,
    skip_bad: Annotated[bool, typer.Option("--skip-bad", help="Take the good rows, leave the bad ones.")] = False,
    clean: Clean = False,
    sheet: Sheets = None,
    all_sheets: Annotated[bool, typer.Option("--all-sheets", help="Every sheet that holds such a table.")] = False,
    doubles: Doubles = False,
    day_order: Order = None,
    century: Years = None,
    year: Year = None,
    update: Update = False,
    gone: Gone = False,
    gone_count: GoneCount = None,
) -> None:
    """Take a table in. Rejected rows and likely doubles are told, and stop it unless --skip-bad leaves them out."""
    sheets, form = SheetChoice(tuple(sheet or ()), all_sheets), DayForm(day_order, century, year)
    reading = imports.Reading(dict(_pair(each) for each in map or []), sheets, form, clean)
    left_out = updating.LeftOut(gone, gone_count)
    updating.require_fitting(spec, left_out, update=update, clean=clean)
    with base.opened() as desk:
        with progress_bar(_("Checking")) as progress, desk.read() as work:
            prepare = updates.prepare if update else imports.prepare
            checked = prepare(work, spec.kind, file, reading, progress)
        prepared = checked.file if isinstance(checked, PreparedUpdate) else checked
        left = len(prepared.rejected) + (0 if doubles else len(prepared.doubles))
        _tell(prepared)
        if isinstance(checked, PreparedUpdate):
            updating.tell(checked)
        if left and not skip_bad:
            typer.echo(_("Nothing was stored: {n} problems.", n=left), err=True)
            raise typer.Exit(2)
        if isinstance(checked, PreparedUpdate):
            updating.store(desk, checked, file, left_out, doubles=doubles, dry_run=dry_run)
        else:
            _take(desk, checked if doubles else checked.without_doubles(), file, dry_run)
    if left:
        raise typer.Exit(2)


def _take(desk: Desk, prepared: PreparedImport, file: Path, dry_run: bool) -> None:
    """Store what was checked, or only say how much it is."""
    if prepared.is_empty:
        print(_("Nothing was stored."))
        return
    if dry_run:
        print(_("{n} rows can be taken in; nothing was stored.", n=len(prepared.good)))
        return
    with progress_bar(_("Storing")) as progress:
        print(_("{n} rows taken in.", n=accounts.take_in(desk, prepared, file, progress)))


def _tell(prepared: PreparedImport) -> None:
    """What was found out about a file, before anything of it is stored; what has to be said of its days comes last."""
    for note in prepared.lines():
        typer.echo(note, err=True)
    for bad in prepared.rejected:
        typer.echo(bad.text, err=True)
    for double in prepared.doubles.values():
        typer.echo(double.text, err=True)
    for mend in prepared.mended:
        typer.echo(_("{words} (mended)", words=mend.text), err=True)
    if asked := prepared.question:
        options = {
            "order": f"--day-order {choices.listed_of(DayOrder)}",
            "century": f"--century {choices.listed_of(Century)}",
            "year": "--year 2026",
        }
        sentence = _(
            "The days of this file, such as {samples}, have several readings. Please say how they are written: "
            "{options}",
            samples=listed(f"“{sample}”" for sample in asked.samples),
            options=" ".join(option for name, option in options.items() if name in asked.lacks),
        )
        typer.echo(sentence, err=True)


def _pair(given: str) -> tuple[str, str]:
    field, equals, header = given.partition("=")
    if not (field and equals and header):
        raise typer.BadParameter(_("Please write FIELD=HEADER, not “{given}”.", given=given))
    return field.strip(), header.strip()


@exports.command()
def visits(
    first: Annotated[str, typer.Option("--from", help="YYYY-MM-DD")],
    last: Annotated[str, typer.Option("--to", help="YYYY-MM-DD")],
    output: Annotated[Path, typer.Option("-o", help="An .xlsx file.")],
    unmasked: Annotated[bool, typer.Option("--unmasked", help="Names and numbers in the clear; logged.")] = False,
    purpose: Annotated[str, typer.Option(help="What the unmasked export is for.")] = "",
) -> None:
    """All cases of a span of days as a workbook."""
    from desk.reports.cases import details_workbook

    base.require_output(output, ".xlsx")
    span = span_of(first, last)
    with base.opened() as desk:
        logged = None
        if unmasked:
            with desk.write() as work:
                logged = disclosure.allow(work, purpose, "visits")
        with progress_bar(_("Writing")) as progress, desk.read() as work:
            many = details_workbook.visits(work, *span, output, unmasked=logged, progress=progress)
    print(_("{n} rows in {file}.", n=many, file=output))
