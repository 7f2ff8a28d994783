"""``desk report form`` and ``desk report forms``: the district's own forms, filled in for a period."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from desk.cli import base
from desk.cli.district_reports import PERIOD, read_period
from desk.cli.reports import papers
from desk.core.period import PeriodKind
from desk.core.words import _, listed


@papers.command("forms", help="The district's forms that are kept: name, file, periods.")
def forms() -> None:
    """A line for each form in use."""
    from desk.books import report_forms

    with base.opened() as desk, desk.read() as work:
        for form in report_forms.all_forms(work):
            if form.active:
                print("\t".join((form.name, form.file_name, listed(PeriodKind(kind).label for kind in form.kinds))))


@papers.command("form", help="A form of the district, filled in for a period.")
def form(
    name: Annotated[str, typer.Argument(help="The name of the form.")],
    period: Annotated[str, typer.Argument(help=PERIOD)],
    output: Annotated[Path, typer.Option("-o", help="A .xlsx or .docx file, as the form is.")],
) -> None:
    """Write the form's file with the figures of the period in their places."""
    from desk.books import report_forms
    from desk.books.submissions import reporting
    from desk.reports.forms import filling
    from desk.reports.kit.sheets import write_file

    asked = read_period(period)
    with base.opened() as desk, desk.read() as work:
        kept = report_forms.find_named(work, name)
        base.require_output(output, kept.file.value)
        write_file(output, filling.filled(work, kept.id, reporting.counted(work, asked)))
    print(_("Written: {file}", file=output))
