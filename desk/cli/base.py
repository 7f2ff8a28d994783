"""What commands share: which data folder, who asks, and the open desk."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from getpass import getpass
from pathlib import Path

from desk import session
from desk.errors import Refused
from desk.session import Desk
from desk.words import _

MANAGER = "管理员"


class Asked:
    """The global options of this run."""

    data: Path | None = None
    user: str | None = None


def folder() -> Path:
    """``--data``, else DESK_DATA, else the platform's place for a program's data."""
    if Asked.data or os.environ.get("DESK_DATA"):
        return Asked.data or Path(os.environ["DESK_DATA"])
    from platformdirs import user_data_path

    return user_data_path("neighbourhood-desk", appauthor=False)


def user() -> str:
    return Asked.user or os.environ.get("DESK_USER") or MANAGER


def password() -> str:
    """DESK_PASSWORD, else a prompt. Raises ``Refused`` when there is nobody to ask."""
    given = os.environ.get("DESK_PASSWORD")
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise Refused(_("Please give the password in DESK_PASSWORD."))
    return getpass(_("Password for {name}:", name=user()) + " ")


@contextmanager
def opened() -> Iterator[Desk]:
    """The signed-in desk for one command."""
    where = folder()
    if not session.exists(where):
        raise Refused(_("There is no book in {folder}. Run desk init first.", folder=where))
    desk = session.sign_in(where, user(), password())
    try:
        yield desk
    finally:
        desk.close()
