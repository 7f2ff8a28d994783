"""What commands share: which data folder, who asks, and the open desk."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from getpass import getpass
from pathlib import Path

import typer

from desk import session
from desk.errors import Damaged, Refused, Surroundings
from desk.session import Desk
from desk.storage import contents
from desk.words import _

MANAGER = "管理员"


app = typer.Typer(no_args_is_help=False, add_completion=False, pretty_exceptions_enable=False)


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


def open_window() -> None:
    """The desk itself; comes back when the window is closed. Raises ``Surroundings`` where Qt does not load."""
    if not has_screen():
        raise Refused(_("No screen was found. python3 run.py plays the guided demo without one."))
    try:
        from desk.app import run
    except ImportError as error:
        from desk.installation import libraries

        raise Surroundings(libraries.explained() or str(error)) from error

    raise SystemExit(run(folder(), Asked.user or os.environ.get("DESK_USER", "")))


def has_screen() -> bool:
    """Linux needs a display server, unless Qt was told to draw elsewhere."""
    given = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in given)


def user() -> str:
    return Asked.user or os.environ.get("DESK_USER") or MANAGER


def given_password() -> str | None:
    return os.environ.get("DESK_PASSWORD")


def password(prompt: str = "") -> str:
    """DESK_PASSWORD, else a prompt. Raises ``Refused`` when there is nobody to ask."""
    given = given_password()
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise Refused(_("Please give the password in DESK_PASSWORD."))
    return getpass((prompt or _("Password for {name}:", name=user())) + " ")


@contextmanager
def opened() -> Iterator[Desk]:
    """The signed-in desk for one command. A book that does not open is told with the backups that can be brought back."""
    where = folder()
    try:
        _require_book(where)
        desk = session.sign_in(where, user(), password())
    except Damaged as damaged:
        from desk import rescue

        raise rescue.way_back(damaged, where) from damaged
    try:
        yield desk
    finally:
        desk.close()


def _require_book(where: Path) -> None:
    """Raises ``Damaged`` for what is left of a book, ``Refused`` where there is nothing at all."""
    trouble = contents.trouble(where)
    if trouble:
        raise Damaged(trouble)
    if not session.exists(where):
        raise Refused(_("There is no book in {folder}. Run desk init first.", folder=where))


def day_of(given: str) -> date:
    """``YYYY-MM-DD``; anything else is wrong use."""
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise typer.BadParameter(_("“{given}” is not a day. Please write YYYY-MM-DD.", given=given)) from None


def span_of(first: str, last: str) -> tuple[date, date]:
    """Two days in their order; anything else is wrong use."""
    span = day_of(first), day_of(last)
    if span[0] > span[1]:
        raise typer.BadParameter(_("The span ends before it begins."))
    return span


def month_of(given: str) -> tuple[int, int]:
    """``YYYY-MM`` as year and month; anything else is wrong use."""
    try:
        day = date.fromisoformat(f"{given}-01")
    except ValueError:
        raise typer.BadParameter(_("“{given}” is not a month. Please write YYYY-MM.", given=given)) from None
    return day.year, day.month


def require_suffix(file: Path, *suffixes: str) -> None:
    if file.suffix.lower() not in suffixes:
        words = _("The file's name must end with {endings}.", endings=" / ".join(suffixes))
        raise typer.BadParameter(words)
