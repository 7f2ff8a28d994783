"""What the operating system reports of files, as words for the clerk."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from desk.core.errors import EnvironmentFailure
from desk.core.words import N_, _

FULL = N_("The disk is full: nothing was stored. Free some space and try again; what you typed is still here.")
READ_ONLY = N_(
    "The data folder cannot be written to: nothing was stored. Please ask the manager to allow writing to it."
)
NO_FOLDER = N_("The folder is not there: nothing was stored. Please choose another place.")
NO_ROOM_FOR_FOLDER = N_("A file stands where a folder should be: nothing was stored. Please choose another place.")
TOO_LONG = N_("The name of the file or folder is too long: nothing was stored. Please choose a shorter one.")
BROKEN = N_(
    "The disk could not be read or written: nothing was stored. Please check that the disk or USB stick is connected, "
    "and tell the manager."
)
SENTENCES = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EFBIG: FULL,
    errno.EACCES: READ_ONLY,
    errno.EPERM: READ_ONLY,
    errno.EROFS: READ_ONLY,
    errno.EISDIR: READ_ONLY,
    errno.ENOENT: NO_FOLDER,
    errno.ENOTDIR: NO_FOLDER,
    errno.EEXIST: NO_ROOM_FOR_FOLDER,
    errno.ENAMETOOLONG: TOO_LONG,
    errno.EIO: BROKEN,
    errno.ENODEV: BROKEN,
    errno.ENXIO: BROKEN,
}


def os_failure(error: OSError) -> EnvironmentFailure | None:
    """The clerk's words for a failure of the file system; None for one that is our own mistake."""
    sentence = SENTENCES.get(error.errno or 0)
    return EnvironmentFailure(_(sentence)) if sentence else None


@contextmanager
def translate_os_errors() -> Iterator[None]:
    """Turn failures of the file system into ``EnvironmentFailure``; let our own mistakes through."""
    try:
        yield
    except OSError as error:
        failure = os_failure(error)
        if failure is None:
            raise
        raise failure from error
