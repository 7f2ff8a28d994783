"""``desk import --update``: what a file changes of what is stored, told line by line, then all of it or nothing."""

from __future__ import annotations

from pathlib import Path

import typer

from desk.books.updates import PreparedUpdate
from desk.cli.progress import progress_bar
from desk.core.importing import ImportSpec
from desk.core.words import _
from desk.services import accounts
from desk.services.session import Desk


def require_fitting(spec: ImportSpec, *, update: bool, gone: bool) -> None:
    """Raises ``BadParameter`` for a kind of table of which that cannot be asked."""
    if gone and not update:
        raise typer.BadParameter(_("--gone goes with --update only."))
    if update and spec.update is None:
        raise typer.BadParameter(_("--update goes with services, residents, staff and assets only."))
    if gone and spec.update is not None and spec.update.drop is None:
        raise typer.BadParameter(_("--gone goes with services and staff only."))


def tell(prepared: PreparedUpdate) -> None:
    """The three groups line by line, and their numbers."""
    for place, record in prepared.file.good:
        print(_("New, {place}: {title}", place=place.in_sentence, title=prepared.title(record)))
    for changed in prepared.changed:
        print(_("Changed: {words}", words=changed.text))
    for record in prepared.gone:
        print(_("Not in the file: {title}", title=prepared.title(record)))
    print(prepared.summary())


def store(desk: Desk, prepared: PreparedUpdate, file: Path, *, doubles: bool, gone: bool, dry_run: bool) -> None:
    """Store everything new and changed, with ``gone`` also what the file leaves out."""
    chosen = prepared.usual(doubles=doubles, gone=gone)
    if dry_run or not chosen.many:
        print(_("Nothing was stored."))
        return
    with progress_bar(_("Storing")) as progress:
        print(accounts.bring_up_to_date(desk, prepared, chosen, file, progress).summary)
