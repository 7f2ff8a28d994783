"""The commands themselves; each is a thin reading of its options."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from desk.cli import base, secrets
from desk.cli.base import app
from desk.core.errors import Refused
from desk.core.words import _
from desk.services import accounts, backups, data_check, new_data_file, preferences


@app.callback(invoke_without_command=True)
def everywhere(
    context: typer.Context,
    data: Annotated[Path | None, typer.Option(help="The data folder (or DESK_DATA).")] = None,
    user: Annotated[str | None, typer.Option(help="Who signs in (or DESK_USER).")] = None,
    password_fd: Annotated[
        int | None, typer.Option(min=0, help="Read the password from this file descriptor (or DESK_PASSWORD_FD).")
    ] = None,
    clock_is_right: Annotated[
        bool,
        typer.Option("--clock-is-right", help="Go on where the PC's clock stands before or long after the last use."),
    ] = False,
) -> None:
    """The neighbourhood centre's front desk."""
    base.Asked.data, base.Asked.user, base.Asked.clock_is_right = data, user, clock_is_right
    with suppress(Refused):  # no home folder: what needs the data says so itself
        preferences.speak_as_chosen(base.folder())
    secrets.begin(password_fd)
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
    desk, recovery = new_data_file.create(base.folder(), Centre(centre, district), base.user(), base.password())
    desk.close()
    print(_("The book is in {folder}.", folder=base.folder()))
    print(_("Recovery key (shown this once; keep it on paper):"))
    print(recovery)


@app.command()
def recover(name: Annotated[str | None, typer.Argument(help="Whose password is forgotten.")] = None) -> None:
    """Give somebody a new password with the recovery key, when nobody can sign in any more.

    Key and new password are asked for, or are the two lines of --password-fd.
    """
    name = name or base.user()
    with base.opening() as where:
        key, fresh = secrets.recovery_key(), secrets.new_password()
        accounts.reset_with_recovery_key(where, key, name, fresh, clock_is_right=base.clock_is_right)
    print(_("{name} can sign in with the new password.", name=name))


@app.command()
def clock_was_ahead(
    first: Annotated[
        str | None, typer.Option("--from", help="YYYY-MM-DDTHH:MM; left out: the first such line.")
    ] = None,
    last: Annotated[str | None, typer.Option("--to", help="YYYY-MM-DDTHH:MM; left out: the last such line.")] = None,
) -> None:
    """Record that the PC's clock was ahead: what was written then stays, and no longer holds up cards and backups."""
    from desk.books import clock_ahead
    from desk.services import clock_correction

    with base.opened() as desk:
        with desk.read() as work:
            ahead = clock_ahead.found_ahead(work)
        if ahead is None:
            raise Refused(_("Nothing in the book bears a time that is still to come."))
        moved = clock_correction.clock_was_ahead(
            desk, base.moment_of(first) if first else ahead.first, base.moment_of(last) if last else ahead.last
        )
    print(_("Recorded. {n} lines of the book were written under a wrong date.", n=ahead.lines))
    for path in moved:
        print(_("This backup no longer counts as the newest: {file}", file=path))


@app.command()
def check() -> None:
    """Check the file, the audit chain and the books' own rules; name what is wrong."""
    with base.opened() as desk:
        problems = data_check.problems(desk)
    for problem in problems:
        typer.echo(problem, err=True)
    if problems:
        raise typer.Exit(1)
    print(_("The book is sound."))


@app.command()
def backup(folder: Annotated[Path, typer.Argument(help="Where to put it.")]) -> None:
    """Write a verified backup and print its path."""
    with base.opened() as desk:
        made, warnings = backups.back_up_to(desk, folder, by_hand=True)
    for warning in warnings:
        typer.echo(warning, err=True)
    print(made)


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="A .deskbackup file.")],
    recovery_key: Annotated[
        bool, typer.Option("--recovery-key", help="Open the backup with its recovery key in place of a password.")
    ] = False,
    another_book: Annotated[
        bool, typer.Option("--another-book", help="Take it even where it is the backup of another book.")
    ] = False,
) -> None:
    """Put a backup in the place of the book; the replaced book is kept beside it.

    Name and password are those of a manager in the backup (or --recovery-key): the present book may be damaged.
    """
    from desk.services.restore import BackupProof, missing_words
    from desk.services.restore import restore as put_back

    secret = base.password(_("Recovery key:") if recovery_key else "")
    proof = BackupProof(base.user(), secret, recovery_key)
    done, kept = put_back(file, base.folder(), proof, another_book=another_book)
    print(_("Restored from {file}.", file=file.name))
    print(done.held.summary)
    if kept:
        print(_("The replaced book is kept in {folder}.", folder=kept))
    if done.missing:
        typer.echo(missing_words(done.missing), err=True)


@app.command()
def drill() -> None:
    """Bring the newest backup back on trial, check and count it, and say how old it is. Nothing of the book changes."""
    from desk.services import restore as services_restore

    with base.opened() as desk:
        print(services_restore.drill(desk).summary)
