"""``desk about``: needs no data, no password and no screen."""

from __future__ import annotations

import errno
import io
import os
import sys
from typing import Annotated

import typer

from desk.cli import base
from desk.cli.base import app
from desk.core.words import _
from desk.services import about as program
from desk.storage.db_errors import environment_failure


@app.command()
def about(
    licences: Annotated[
        bool, typer.Option("--licences", "--licenses", help="The licences of everything the program is delivered with.")
    ] = False,
) -> None:
    """What this program is, what it runs on, and where its data is."""
    if licences:
        pour(program.notices())
        return
    lines = [_("{name}: {value}", name=name, value=value) for name, value in program.facts(base.folder())]
    pour("\n".join([program.title(), *lines, _("Licences of the software in it: desk about --licences")]))


def pour(text: str) -> None:
    """To standard output in whatever it can write; a reader that goes before the end, as ``head`` does, is no mistake.
    Raises ``EnvironmentFailure`` when the disk is full."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    try:
        print(text.rstrip("\n"), flush=True)
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if error.errno not in (errno.EPIPE, errno.EINVAL):  # Windows calls a closed pipe invalid
            raise (environment_failure(error) or error) from error
