"""Is this PC's clock right? Asked whenever a password is given, before anything is written under a time that may be
wrong.

What there is to go by: the book's own newest times, the times of its files, and while it is open the seconds for which
the PC has been running, which nobody can set.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from desk.books import audit_queries, clock_ahead
from desk.books.clock_ahead import AheadSpan
from desk.core.calendar import date_words, moment_words
from desk.core.clock import Clock, local
from desk.core.errors import Refused
from desk.core.permissions import Role
from desk.core.words import _
from desk.core.work import Actor, Work
from desk.storage import backup, keys
from desk.storage.store import Store

LONGEST_CLOSED = timedelta(days=10)
"""A centre works nearly every day; the longest holiday, the Spring Festival, has nine days. A long holiday and a clock
that is ahead look alike in the book, so a longer gap is asked about, once: what is written then ends it. A clock that
was ahead by less when the book was opened is not noticed.
"""
BOOK = (keys.BOOK, keys.BOOK + "-wal", keys.FILE)

Asked = Callable[[str], bool]
"""Is told what is odd about the clock, and says whether it is right all the same."""


class WrongClock(Refused):
    """The clock is not right; nothing was written."""


def trouble(work: Work, folder: Path, clock: Clock) -> str:
    """Words when this PC's clock stands before the last thing known of, or long after it; empty when neither."""
    known = clock_ahead.spans(work)
    used = last_use(work, known)
    touched = _newest_file(folder, known) if clock.is_system else None
    newest = max(filter(None, (used, touched)), default=None)
    if newest is not None and newest - work.now > clock_ahead.TOLERANCE:
        return _(
            "This PC's clock is behind: the book was last used at {last}. Please check date and time. If the clock "
            "was ahead then, a manager records that under Settings, Clock.",
            last=moment_words(newest, local(work.now).date()),
        )
    if used is not None and work.now - used > LONGEST_CLOSED:
        return _(
            "The calendar of this PC says {today}: is that today? The book was last used on {last}.",
            today=moment_words(work.now, local(used).date()),
            last=date_words(local(used).date(), local(work.now).date()),
        )
    return ""


class Watch:
    """Asks about the clock as long as a book is open, once for each odd thing. Without ``asked`` there is nobody to
    answer.
    """

    def __init__(self, asked: Asked | None = None) -> None:
        self._asked = asked
        self._confirmed = ""
        self._ahead: timedelta | None = None
        """Of the clock to the seconds that the PC has been running, when it was last looked at."""

    def confirmed(self, store: Store, folder: Path, clock: Clock) -> str:
        """What was odd about the clock and confirmed just now, empty when nothing was. Raises ``WrongClock``."""
        if self._asked is None:
            return ""
        with store.reading() as connection:
            odd = trouble(Work(connection, Actor(0, "", Role.CLERK), clock.now()), folder, clock)
        ahead = clock.now() - datetime.fromtimestamp(clock.running(), UTC)
        sentence = self._moved(ahead, clock) if odd in ("", self._confirmed) else odd
        if sentence and not self._asked(sentence):
            raise WrongClock(_("Nothing was written. Please put this PC's date and time right, then try again."))
        self._confirmed, self._ahead = odd, ahead
        return sentence

    def _moved(self, ahead: timedelta, clock: Clock) -> str:
        """Words when somebody set the clock while the book was open, forward or back by however much."""
        if self._ahead is None or abs(ahead - self._ahead) <= clock_ahead.TOLERANCE:
            return ""
        return _(
            "This PC's clock was set while the book was open: it says {now} now. Are date and time right?",
            now=f"{local(clock.now()):%Y-%m-%d %H:%M}",
        )


def note(work: Work, odd: str) -> None:
    """What was odd and confirmed stands in the chain, and the gap that was asked about is over."""
    if odd:
        work.audit("clock.confirmed", f"staff:{work.actor.id}", after={"clock_confirmed": odd})


def last_use(work: Work, known: Sequence[AheadSpan]) -> datetime | None:
    """The latest time among the newest lines of the audit, without what a clock wrote that is known to have been
    ahead.
    """
    for newest in (NEWEST, None):
        moments = audit_queries.moments(work, newest)
        right = [at for at in moments if not clock_ahead.is_covered(known, at)]
        if right or not known:
            return max(right, default=None)
    return None


NEWEST = 50
"""Lines that are looked at first; all of them only when a clock that was ahead wrote these."""


def _newest_file(folder: Path, known: Sequence[AheadSpan]) -> datetime | None:
    """When a file of the book or a backup was last written, by the system's own clock."""
    paths = [*(folder / name for name in BOOK), *(kept.path for kept in backup.backups_in(folder / "backups"))]
    times = [datetime.fromtimestamp(path.stat().st_mtime, UTC) for path in paths if path.exists()]
    return max((at for at in times if not clock_ahead.is_covered(known, at)), default=None)


def set_backups_aside(folder: Path, span: AheadSpan) -> list[Path]:
    """Backups that bear a time of the span keep their content and get a name by which they do not count as the
    newest.
    """
    moved = []
    for kept in backup.backups_in(folder):
        if local(span.first) <= kept.made.replace(tzinfo=local(span.first).tzinfo) <= local(span.last):
            moved.append(kept.path.rename(kept.path.with_name(f"clock-was-ahead-{kept.path.name}")))
    return moved
