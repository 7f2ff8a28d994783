"""What SQLite and the operating system report, as words for the clerk.

SQLite says by its result codes what happened (https://www.sqlite.org/rescode.html): the lowest eight bits are the kind,
the whole number tells more. What comes without a code (the online backup), or as a mere ``SQLITE_ERROR`` of
SQLCipher, is known by its message.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from desk.core.errors import Damaged, EnvironmentFailure
from desk.core.os_errors import BROKEN, FULL, READ_ONLY, os_failure
from desk.core.words import N_, _

LOCKED = N_("Another program is holding the book: nothing was stored. Please try again in a moment.")
DAMAGED = N_("The data file is damaged. Please bring back the newest backup.")

READONLY = 8
IOERR_WRITE, IOERR_SHMSIZE, IOERR_CORRUPTFS = 778, 4874, 8458
BY_CODE = {
    IOERR_WRITE: FULL,  # beyond the largest file that the system allows
    IOERR_SHMSIZE: FULL,
    IOERR_CORRUPTFS: DAMAGED,
    5: LOCKED,  # SQLITE_BUSY
    6: LOCKED,  # SQLITE_LOCKED
    READONLY: READ_ONLY,
    10: BROKEN,  # SQLITE_IOERR
    11: DAMAGED,  # SQLITE_CORRUPT
    13: FULL,  # SQLITE_FULL
    14: READ_ONLY,  # SQLITE_CANTOPEN
    26: DAMAGED,  # SQLITE_NOTADB
}
BY_MESSAGE = {
    "disk is full": FULL,
    "readonly database": READ_ONLY,
    "unable to open database": READ_ONLY,
    "disk i/o error": BROKEN,
    "is locked": LOCKED,
    "malformed": DAMAGED,
    "file is not a database": DAMAGED,
    "pragma key or rekey": FULL,
    "vtable constructor failed": DAMAGED,
}


def environment_failure(error: BaseException) -> EnvironmentFailure | None:
    """The clerk's words when disk or database failed; None when the failure is our own mistake."""
    if isinstance(error, OSError):
        return os_failure(error)
    code = getattr(getattr(error, "orig", error), "sqlite_errorcode", 0)
    sentence = BY_CODE.get(code) or BY_CODE.get(code & 0xFF)
    sentence = sentence or next((known for part, known in BY_MESSAGE.items() if part in str(error).lower()), None)
    if sentence == DAMAGED:
        return damaged()
    return EnvironmentFailure(_(sentence)) if sentence else None


def damaged() -> Damaged:
    """The data file does not read, in words."""
    return Damaged(_(DAMAGED))


def is_read_only(error: BaseException) -> bool:
    """Did SQLite refuse to write? SQLCipher answers so as well once a damaged page was read by the same connection."""
    code = getattr(getattr(error, "orig", error), "sqlite_errorcode", 0)
    return code & 0xFF == READONLY


@contextmanager
def translate_errors(
    passing: tuple[type[Exception], ...] = (), judge: Callable[[EnvironmentFailure], EnvironmentFailure] | None = None
) -> Iterator[None]:
    """Turn failures of disk and database into ``EnvironmentFailure``; let our own mistakes, and those in ``passing``,
    through. ``judge`` is given each failure with its cause, and gives the one that is raised.
    """
    try:
        yield
    except Exception as error:
        if isinstance(error, passing):
            raise
        failure = environment_failure(error) if _is_outside(error) else None
        if failure is None:
            raise
        failure.__cause__ = error
        raise (judge(failure) if judge else failure) from error


def _is_outside(error: Exception) -> bool:
    """Did the file system or the database raise this? Their modules load only now: the sign-in page needs neither."""
    if isinstance(error, OSError):
        return True
    from sqlalchemy.exc import DatabaseError
    from sqlcipher3 import dbapi2

    return isinstance(error, DatabaseError | dbapi2.DatabaseError)
