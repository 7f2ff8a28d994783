"""``desk district``: what the centres sent of a period, merged; and the list of centres."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from desk.cli import base
from desk.cli.base import app, day_of
from desk.cli.progress import progress_bar
from desk.core.period import Period
from desk.core.words import P_, _

if TYPE_CHECKING:
    from desk.books.district.report import DistrictReport
    from desk.books.district.returns import Taken
    from desk.services.session import Desk

district = typer.Typer(help="For the district's own PC: the centres' figures, merged.")
app.add_typer(district, name="district")
MERGE = "district-merge"


@district.command()
def merge(
    folder: Annotated[Path, typer.Argument(help="The folder with the centres' workbooks.")],
    period: Annotated[str, typer.Option("--period", help="2026-11, 2026-Q4, 2026-H2 or 2026.")],
    output: Annotated[list[Path], typer.Option("-o", help="An .xlsx or .pdf file; once for each.")],
    received: Annotated[
        str, typer.Option("--received-on", help="YYYY-MM-DD on which they came; today if left out.")
    ] = "",
) -> None:
    """Read every workbook of a folder, say what is odd, keep the figures and write the district's papers.

    Ends with 2 where a file is not merged.
    """
    from desk.books.district import report
    from desk.books.district.model import Light

    asked = report.period_of(period)
    for file in output:
        base.require_output(file, ".xlsx", ".pdf")
    day = day_of(received) if received else None
    with base.opened() as desk:
        taken, merged = _taken(desk, folder, asked, day)
        for line in _lines(taken):
            print(line)
        _write(desk, merged, output)
    if any(each.light is Light.RED for each in taken.files):
        raise typer.Exit(2)


def _taken(desk: Desk, folder: Path, period: Period, day: date | None) -> tuple[Taken, DistrictReport]:
    """Everything is read before anything is kept."""
    from desk.books.district import reading, report, returns

    with desk.read() as work:
        returns.require_over(work, period)
    with progress_bar(_("Reading the centres' workbooks")) as progress:
        files = reading.read_folder(folder, progress)
    with desk.write() as work:
        taken = returns.take_in(work, period, files, day)
        return taken, report.of_period(work, period, taken.files)


def _lines(taken: Taken) -> list[str]:
    """Light, file and sentences of each, then how many of each light."""
    from desk.books.district import judging

    lines = [
        "\t".join([each.light.label, each.file.name, *(reason.sentence for reason in each.reasons)])
        for each in taken.files
        if each.reasons
    ]
    counted = "　".join(f"{light.label} {many}" for light, many in judging.lights(taken.files).items())
    return [*lines, _("{n} files read: {lights}", n=len(taken.files), lights=counted)]


def _write(desk: Desk, merged: DistrictReport, output: list[Path]) -> None:
    from desk.reports import registry
    from desk.reports.kit.declaration import Format, Given
    from desk.reports.kit.sheets import write_file

    for file in output:
        wanted = Format(file.suffix.lower().removeprefix("."))
        with desk.read() as work:
            content = registry.paper(MERGE).make(work, wanted, {"period": Given(merged)}, desk.files)
        write_file(file, content)
        print(_("Written: {file}", file=file))


@district.command()
def centres() -> None:
    """The district's centres, a line each: code, name, group, residents, key, whether it reports."""
    from desk.books.district import queries

    with base.opened() as desk, desk.read() as work:
        everybody = queries.centres(work)
    for each in everybody:
        key = P_("public key", "listed") if each.public_key else P_("public key", "not listed")
        reports = P_("answer", "yes") if each.active else P_("answer", "no")
        people = str(each.population) if each.population else "—"
        print("\t".join([each.code, each.name, each.likeness or "—", people, key, reports]))
