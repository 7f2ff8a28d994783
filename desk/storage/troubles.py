"""What SQLite and the operating system report, as words for the clerk."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from desk.errors import Damaged, Surroundings
from desk.words import N_, _

FULL = N_("The disk is full: nothing was stored. Free some space and try again; what you typed is still here.")
READ_ONLY = N_(
    "The data folder cannot be written to: nothing was stored. Please ask the manager to allow writing to it."
)
LOCKED = N_("Another program is holding the book: nothing was stored. Please try again in a moment.")
DAMAGED = N_("The book file is damaged and was not changed. Please bring back the newest backup.")

NO_FOLDER = N_("The folder is not there: nothing was stored. Please choose another place.")

BY_MESSAGE = {
    "disk is full": FULL,
    "pragma key or rekey": FULL,
    "readonly database": READ_ONLY,
    "unable to open database": READ_ONLY,
    "disk i/o error": FULL,
    "is locked": LOCKED,
    "malformed": DAMAGED,
    "file is not a database": DAMAGED,
    "vtable constructor failed": DAMAGED,
}
BY_NUMBER = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EFBIG: FULL,
    errno.EACCES: READ_ONLY,
    errno.EPERM: READ_ONLY,
    errno.EROFS: READ_ONLY,
    errno.EISDIR: READ_ONLY,
    errno.ENOENT: NO_FOLDER,
    errno.ENOTDIR: NO_FOLDER,
}


def as_surroundings(error: BaseException) -> Surroundings | None:
    """The clerk's words when the surroundings failed; None when the failure is our own mistake."""
    if isinstance(error, OSError):
        words = BY_NUMBER.get(error.errno or 0)
    else:
        words = next((words for part, words in BY_MESSAGE.items() if part in str(error).lower()), None)
    if words == DAMAGED:
        return Damaged(_(words))
    return Surroundings(_(words)) if words else None


@contextmanager
def telling_calmly(passing: tuple[type[Exception], ...] = ()) -> Iterator[None]:
    """Turn failures of the surroundings into ``Surroundings``; let our own mistakes, and those in ``passing``, through."""
    try:
        yield
    except Exception as error:
        if isinstance(error, passing):
            raise
        told = as_surroundings(error) if _is_outside(error) else None
        if told is None:
            raise
        raise told from error


def _is_outside(error: Exception) -> bool:
    """Did the file system or the database raise this? Their modules load only now: the sign-in page needs neither."""
    if isinstance(error, OSError):
        return True
    from sqlalchemy.exc import DatabaseError
    from sqlcipher3 import dbapi2

    return isinstance(error, DatabaseError | dbapi2.DatabaseError)
