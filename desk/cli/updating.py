"""``desk import --update``: what a file changes of what is stored, told line by line, then all of it or nothing."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

import typer

from desk.books.updates import PreparedUpdate, UpdateChoice
from desk.cli.progress import progress_bar
from desk.core.errors import Refused
from desk.core.importing import ImportSpec
from desk.core.words import _
from desk.services import accounts
from desk.services.session import Desk


class LeftOut(NamedTuple):
    """What is to become of records in use that the file leaves out."""

    goes: bool
    """Are they taken out of use?"""
    many: int | None
    """How many that will be, as whoever typed the command says; None where it is still to be asked."""


def require_fitting(spec: ImportSpec, left_out: LeftOut, *, update: bool, clean: bool) -> None:
    """Raises ``BadParameter`` for a kind of table of which that cannot be asked."""
    gone = left_out.goes
    if clean and not spec.mends:
        raise typer.BadParameter(_("--clean goes with assets only."))
    if left_out.many is not None and not gone:
        raise typer.BadParameter(_("--gone-count goes with --gone only."))
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


def store(desk: Desk, prepared: PreparedUpdate, file: Path, left_out: LeftOut, *, doubles: bool, dry_run: bool) -> None:
    """Store everything new and changed, and what is to become of what the file leaves out, once that is confirmed."""
    chosen = prepared.usual(doubles=doubles, gone=left_out.goes)
    if dry_run or not chosen.many:
        print(_("Nothing was stored."))
        return
    if chosen.gone:
        _require_meant(prepared, chosen, left_out.many)
    with progress_bar(_("Storing")) as progress:
        print(accounts.bring_up_to_date(desk, prepared, chosen, file, progress).summary)


def _require_meant(prepared: PreparedUpdate, chosen: UpdateChoice, said: int | None) -> None:
    """Raises ``Refused`` unless somebody says that so many are to go out of use: as an option, or when asked."""
    sentence, many = prepared.leaving_words(chosen), len(chosen.gone)
    if said == many:
        return
    if said is not None:
        unlike = _("--gone-count says {said}, but {n} would go out of use.", said=said, n=many)
        raise Refused(_("{problem} Nothing was stored.", problem=unlike))
    if not sys.stdin.isatty():
        raise Refused(_("{problem} Nothing was stored. To do it, add --gone-count {n}.", problem=sentence, n=many))
    typer.echo(sentence, err=True)
    question = _("How many are to go out of use? ({n}: all of them; empty: nothing is stored)", n=many)
    if typer.prompt(question, default="", show_default=False).strip() != str(many):
        raise Refused(_("Nothing was stored."))
