"""A restore or a change of the book's key that was interrupted: brought to its end before anybody reads keys or
book.
"""

from __future__ import annotations

from pathlib import Path

from desk.storage import folder_lock, key_exchange, replacement
from desk.storage.folder_lock import Hold
from desk.storage.keys import KeyFile


def finish(folder: Path) -> None:
    """Whatever was exchanging the book's files when the power went. Raises ``EnvironmentFailure``."""
    replacement.finish(folder)
    key_exchange.finish_or_clear(folder)


def hold(folder: Path) -> Hold:
    """Share the folder with others who have its book open, with nothing left to finish in it.

    The key slots are read only after this: whoever restores or changes the key has the folder alone, so that slots and
    book are of one moment. Another program may have decided, and then died, just before we shared the folder: so it is
    looked at again. Raises ``EnvironmentFailure``; ``Damaged`` before anything is made in a folder that nobody could
    sign in to.
    """
    finish(folder)
    KeyFile.load(folder)
    while True:
        occupied = folder_lock.hold(folder)
        if not (replacement.is_decided(folder) or key_exchange.is_decided(folder)):
            return occupied
        occupied.let_go()
        finish(folder)
