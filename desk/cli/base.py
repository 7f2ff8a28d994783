"""What commands share: which data folder, who asks, and the open desk."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import typer

from desk.cli import secrets
from desk.core import days
from desk.core.clock import CHINA
from desk.core.days import NoDay
from desk.core.errors import Damaged, EnvironmentFailure, Invalid, OtherKeys, Refused
from desk.core.month import Month
from desk.core.words import _
from desk.installation.places import has_screen
from desk.services import session
from desk.services.session import Desk
from desk.services.sign_in import sign_in
from desk.storage import contents

MANAGER = "管理员"


app = typer.Typer(no_args_is_help=False, add_completion=False, pretty_exceptions_enable=False)


class Asked:
    """The global options of this run."""

    data: Path | None = None
    user: str | None = None
    clock_is_right: bool = False


def folder() -> Path:
    """``--data``, else DESK_DATA, else the platform's place for a program's data."""
    if Asked.data or os.environ.get("DESK_DATA"):
        return Asked.data or Path(os.environ["DESK_DATA"])
    from platformdirs import user_data_path

    try:
        return user_data_path("neighbourhood-desk", appauthor=False)
    except RuntimeError:
        raise Refused(_("This account has no home folder. Please say in DESK_DATA where the data lies.")) from None


def open_window() -> None:
    """The desk itself; comes back when the window is closed. Raises ``EnvironmentFailure`` where Qt does not load."""
    if not has_screen():
        raise Refused(_("No screen was found. python3 run.py plays the guided demo without one."))
    try:
        from desk.app import run
    except ImportError as error:
        from desk.installation import libraries

        trouble = libraries.load_trouble()
        if not trouble:
            raise
        raise EnvironmentFailure(trouble) from error

    raise SystemExit(run(folder(), Asked.user or os.environ.get("DESK_USER", "")))


def user() -> str:
    """Who signs in: ``--user``, DESK_USER, or the manager."""
    return Asked.user or os.environ.get("DESK_USER") or MANAGER


def password(prompt: str = "") -> str:
    """The password of whoever signs in, or of whoever ``prompt`` asks for. Raises ``Refused`` when there is nobody to
    ask.
    """
    return secrets.password(user(), prompt)


def clock_is_right(sentence: str) -> bool:
    """``--clock-is-right``; else it is said what is odd, and how to go on."""
    if not Asked.clock_is_right:
        typer.echo(sentence, err=True)
        typer.echo(_("If date and time are right, give --clock-is-right."), err=True)
    return Asked.clock_is_right


@contextmanager
def opening() -> Iterator[Path]:
    """The data folder, while its book is opened: one that does not open is told with the backups that can be brought
    back.
    """
    where = folder()
    try:
        _require_book(where)
        yield where
    except (Damaged, OtherKeys) as trouble:
        from desk.services import restore

        raise restore.way_back(trouble, where) from trouble


@contextmanager
def opened(known: str = "") -> Iterator[Desk]:
    """The signed-in desk for one command; ``known`` is the password where it was asked for already."""
    with opening() as where:
        desk = sign_in(where, user(), known or password(), clock_is_right=clock_is_right)
    for sentence in filter(None, (*desk.notices, desk.wrong_before)):
        typer.echo(sentence, err=True)
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
    """``YYYY-MM-DD``, or as a day is typed in the window; anything else is wrong use."""
    try:
        return days.day_in(given, "")
    except Invalid as wrong:
        raise typer.BadParameter(wrong.message) from None


def moment_of(given: str) -> datetime:
    """``YYYY-MM-DDTHH:MM`` by the centre's clock; anything else is wrong use."""
    try:
        moment = datetime.fromisoformat(given)
        days.day_of(moment)
        return moment.replace(tzinfo=CHINA)
    except NoDay as wrong:
        raise typer.BadParameter(wrong.message) from None
    except ValueError:
        sentence = _("“{given}” is not a moment. Please write YYYY-MM-DDTHH:MM.", given=given)
        raise typer.BadParameter(sentence) from None


def span_of(first: str, last: str) -> tuple[date, date]:
    """Two days in their order; anything else is wrong use."""
    span = day_of(first), day_of(last)
    if span[0] > span[1]:
        raise typer.BadParameter(_("The span ends before it begins."))
    return span


def month_of(given: str) -> Month:
    """``YYYY-MM`` ; anything else is wrong use."""
    try:
        month = Month.read(given)
        days.day_of(month.first)
        return month
    except NoDay as wrong:
        raise typer.BadParameter(wrong.message) from None
    except ValueError:
        raise typer.BadParameter(_("“{given}” is not a month. Please write YYYY-MM.", given=given)) from None


def require_output(file: Path, *suffixes: str) -> None:
    """Raises ``BadParameter`` for a folder, and for a file whose name ends in none of the ``suffixes`` (lower case,
    with their dot).
    """
    if file.is_dir():
        raise typer.BadParameter(_("{file} is a folder. Please name a file in it.", file=file))
    if file.suffix.lower() not in suffixes:
        sentence = _("The file's name must end with {endings}.", endings=" / ".join(suffixes))
        raise typer.BadParameter(sentence)
