"""The commands themselves; each is a thin reading of its options."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from desk import session
from desk.cli import base
from desk.cli.base import app
from desk.words import _


@app.callback(invoke_without_command=True)
def everywhere(
    context: typer.Context,
    data: Annotated[Path | None, typer.Option(help="The data folder (or DESK_DATA).")] = None,
    user: Annotated[str | None, typer.Option(help="Who signs in (or DESK_USER).")] = None,
) -> None:
    """The neighbourhood centre's front desk."""
    base.Asked.data, base.Asked.user = data, user
    if context.invoked_subcommand is None:
        base.open_window()


@app.command()
def init(
    centre: Annotated[str, typer.Option(help="The centre's name.")],
    district: Annotated[str, typer.Option(help="The district.")],
    user: Annotated[str | None, typer.Option(help="The manager's name.")] = None,
) -> None:
    """Make a new book. Prints the recovery key, once."""
    from desk.books.centre import Centre

    base.Asked.user = user or base.Asked.user
    desk, recovery = session.create(base.folder(), Centre(centre, district), base.user(), base.password())
    desk.close()
    print(_("The book is in {folder}.", folder=base.folder()))
    print(_("Recovery key (shown this once; keep it on paper):"))
    print(recovery)


@app.command()
def check() -> None:
    """Check the file, the audit chain and the books' own rules; name what is wrong."""
    with base.opened() as desk:
        problems = desk.problems()
    for problem in problems:
        typer.echo(problem, err=True)
    if problems:
        raise typer.Exit(1)
    print(_("The book is sound."))


@app.command()
def backup(folder: Annotated[Path, typer.Argument(help="Where to put it.")]) -> None:
    """Write a verified backup and print its path."""
    with base.opened() as desk:
        made, warnings = desk.back_up_to(folder, by_hand=True)
    for warning in warnings:
        typer.echo(warning, err=True)
    print(made)


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="A .deskbackup file.")],
    recovery_key: Annotated[
        bool, typer.Option("--recovery-key", help="Open the backup with its recovery key in place of a password.")
    ] = False,
) -> None:
    """Put a backup in the place of the book; the replaced book is kept beside it.

    Name and password are those of a manager in the backup (or --recovery-key): the present book may be damaged.
    """
    from desk.rescue import Proof, missing_words
    from desk.rescue import restore as put_back

    secret = base.password(_("Recovery key:") if recovery_key else "")
    done, kept = put_back(file, base.folder(), Proof(base.user(), secret, recovery_key))
    print(_("Restored from {file}.", file=file.name))
    print(done.held.words)
    if kept:
        print(_("The replaced book is kept in {folder}.", folder=kept))
    if done.missing:
        typer.echo(missing_words(done.missing), err=True)


@app.command()
def drill() -> None:
    """Bring the newest backup back on trial, check and count it, and say how old it is. Nothing of the book changes."""
    from desk import rescue

    with base.opened() as desk:
        print(rescue.drill(desk).words)
