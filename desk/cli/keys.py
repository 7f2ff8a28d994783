"""``desk change-key``: another data key, so that old passwords, old key files and the old recovery sheet open nothing
more.
"""

from __future__ import annotations

from typing import Annotated

import typer

from desk.cli import base
from desk.cli.base import app
from desk.cli.progress import progress_bar
from desk.core.words import _


@app.command(name="change-key")
def change_key(
    delete_old: Annotated[
        bool, typer.Option("--delete-old-backups", help="Then delete this book's backups that the old key opens.")
    ] = False,
) -> None:
    """Change the book's key. Prints the new recovery key, once; everybody else needs a new password afterwards."""
    from desk.services.key_change import KeyChange, outlook, words_of

    password = base.password()
    with base.opened(password) as desk:
        sentences = words_of(outlook(desk))
        change = KeyChange(desk, password)
    with change:
        with progress_bar(_("Changing the book's key")) as progress:
            change.prepare(progress)
        print(_("Recovery key (shown this once; keep it on paper):"))
        print(change.recovery, flush=True)
        warnings = change.complete(delete_old=delete_old)
    print(_("The book's key is changed. The old recovery sheet is no longer valid."))
    for line in (*([] if delete_old else sentences), *warnings):
        typer.echo(line, err=True)
