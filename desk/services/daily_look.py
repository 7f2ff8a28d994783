"""What is done once a day beside the window: a look at the data file, then a backup where the day has none yet.

The look is due at the first sign-in of a day, however many backups there are: a backup made in the morning says nothing
of the pages that were read into it the day before.
"""

from __future__ import annotations

from desk.books import centre
from desk.core.words import _
from desk.services import backups
from desk.services.session import Desk
from desk.storage import backup, check
from desk.storage.db_errors import damaged

SETTING = "last_look"


def is_due(desk: Desk) -> bool:
    """Was the data file not yet looked at today, or is it not backed up?"""
    return not _looked_today(desk) or not backups.backed_up_today(desk)


def look_after(desk: Desk, progress: backup.Progress | None = None) -> tuple[list[str], list[str]]:
    """Look at the data file, and back it up where it was not today: (problems of what is in it, warnings of the
    backup).

    Raises ``Damaged`` for damaged pages: such a file is not backed up, its copy would in time push the good ones out.
    """
    if not _looked_today(desk):
        if check.damage(desk.store):
            raise desk.store.announced(damaged())
        if problems := check.references(desk.store):
            sentence = _(
                "The book's file is damaged in {n} places. Please stop entering and restore the newest backup.",
                n=len(problems),
            )
            return [sentence, *problems[:2]], []
        _note(desk)
    return [], [] if backups.backed_up_today(desk) else backups.back_up(desk, progress)[1]


def _looked_today(desk: Desk) -> bool:
    with desk.read() as work:
        return str(centre.setting(work, SETTING)) == work.today.isoformat()


def _note(desk: Desk) -> None:
    with desk.write(quietly=True) as work:
        centre.keep_own(work, SETTING, work.today.isoformat())
