"""Passwords and keys for a command: from a file descriptor, the environment, or a prompt.

Other programs of the same person can read an environment; a pipe is read by this one alone. Several secrets are the
lines of one descriptor, in the order in which they are asked for.
"""

from __future__ import annotations

import os
import sys
from getpass import getpass
from typing import TextIO

from desk.core.errors import Invalid, Problem, Refused
from desk.core.words import _


class Given:
    """What this run was given: ``fd`` from ``--password-fd`` or DESK_PASSWORD_FD."""

    fd: int | None = None
    _lines: TextIO | None = None
    _password: str | None = None


def begin(fd: int | None) -> None:
    """At the start of a command. Raises ``Refused`` for a DESK_PASSWORD_FD that is no number."""
    named = os.environ.get("DESK_PASSWORD_FD")
    if fd is None and named is not None and not named.isdecimal():
        raise Refused(_("DESK_PASSWORD_FD is the number of an open file descriptor, not “{given}”.", given=named))
    Given.fd = fd if fd is not None or named is None else int(named)
    Given._lines = Given._password = None


def given_password() -> str | None:
    """The password without asking anybody. Raises ``Refused`` when the descriptor holds none."""
    if Given.fd is None:
        return os.environ.get("DESK_PASSWORD")
    if Given._password is None:
        Given._password = _line()
    return Given._password


def password(name: str, prompt: str = "") -> str:
    """The password of whoever signs in, or what ``prompt`` asks for. Raises ``Refused`` when there is nobody to ask."""
    given = given_password()
    return given if given is not None else _asked(prompt or _("Password for {name}:", name=name))


def recovery_key() -> str:
    """Never from the environment: it opens the book for ever."""
    return _line() if Given.fd is not None else _asked(_("Recovery key:"))


def new_password() -> str:
    """From the descriptor, or asked for twice. Raises ``Invalid`` when the two differ."""
    if Given.fd is not None:
        return _line()
    typed = _asked(_("New password:"))
    if typed != _asked(_("The new password again:")):
        raise Invalid(Problem("password", _("The two passwords differ.")))
    return typed


def _asked(prompt: str) -> str:
    if not sys.stdin.isatty():
        raise Refused(_("Please give the password in DESK_PASSWORD, or on a file descriptor with --password-fd."))
    return getpass(prompt + " ")


def _line() -> str:
    """The next line of the descriptor."""
    assert Given.fd is not None
    try:
        Given._lines = Given._lines or open(Given.fd, encoding="utf-8", closefd=False)  # noqa: SIM115
        line = Given._lines.readline()
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(_("File descriptor {n} cannot be read.", n=Given.fd)) from error
    if not line:
        raise Refused(_("File descriptor {n} holds no more lines.", n=Given.fd))
    return line.rstrip("\r\n")
