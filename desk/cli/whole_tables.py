"""``desk import-template`` and ``desk export KIND``: a kind of table to be filled in, and the same table filled."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from desk.books import disclosure, imports
from desk.cli import base
from desk.cli.base import app
from desk.cli.data import KINDS, exports
from desk.cli.progress import progress_bar
from desk.core.importing import ImportSpec
from desk.core.words import _, in_record_language

ENDING = ".xlsx"


@app.command()
def import_template(
    spec: Annotated[ImportSpec, typer.Argument(help="What the table holds.", **KINDS)],
    output: Annotated[Path, typer.Option("-o", help="An .xlsx file.")],
) -> None:
    """A workbook to be filled in and taken in: headings, notes, drop-down lists."""
    from desk.reports import whole_table
    from desk.reports.kit.sheets import write_file

    base.require_output(output, ENDING)
    with base.opened() as desk, desk.read() as work:
        write_file(output, whole_table.template(work, spec.kind))
    print(_("Written: {file}", file=output))


def _whole(spec: ImportSpec) -> Callable[..., None]:
    """The command that exports one kind of table."""

    def export(
        output: Annotated[Path, typer.Option("-o", help="An .xlsx file.")],
        purpose: Annotated[str, typer.Option(help="What people in the clear are for; logged.")] = "",
    ) -> None:
        from desk.reports import whole_table

        base.require_output(output, ENDING)
        with base.opened() as desk:
            logged = None
            if spec.personal:
                with desk.write() as work:
                    logged = disclosure.allow(work, purpose, spec.kind)
            with progress_bar(_("Writing")) as progress, desk.read() as work:
                many = whole_table.export(work, spec.kind, output, logged=logged, progress=progress)
        print(_("{n} rows in {file}.", n=many, file=output))

    return export


for _spec in imports.specs():
    _about = f"Everything that was entered of {_spec.kind}, in the clear, as it can be imported."
    exports.command(_spec.kind, help=_about)(_whole(_spec))
    exports.command(in_record_language(_spec.title), help=_about, hidden=True)(_whole(_spec))
