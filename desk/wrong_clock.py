"""Is this PC's clock right? Asked at sign-in, before anything is written under a time that may be wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from desk.books import clock_ahead
from desk.books.clock_ahead import Span
from desk.books.roles import Role
from desk.books.work import Actor, Work
from desk.calendar import date_words, moment_words
from desk.clock import Clock, local
from desk.errors import Refused
from desk.storage import backup, keys
from desk.storage.store import Store
from desk.words import _

LONGEST_CLOSED = timedelta(days=31)
"""A centre closes for the Spring Festival or for repairs; for longer than a month hardly ever, so that a question is not
asked where it would be answered without looking. A clock that is ahead by less is not noticed."""
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
            "This PC's clock is behind: the book was last used at {last}. Please check date and time. If the clock was ahead then, a manager records that under Settings, Clock.",
            last=moment_words(newest, local(work.now).date()),
        )
    if used is not None and work.now - used > LONGEST_CLOSED:
        return _(
            "The calendar of this PC says {today}: is that today? The book was last used on {last}.",
            today=moment_words(work.now, local(used).date()), last=date_words(local(used).date(), local(work.now).date()),
        )  # fmt: skip
    return ""


def confirmed(store: Store, folder: Path, clock: Clock, asked: Asked) -> str:
    """What was odd about the clock and confirmed, empty when nothing was. Raises ``WrongClock``."""
    with store.reading() as connection:
        words = trouble(Work(connection, Actor(0, "", Role.CLERK), clock.now()), folder, clock)
    if words and not asked(words):
        raise WrongClock(_("Nothing was written. Please put this PC's date and time right, then sign in again."))
    return words


def last_use(work: Work, known: Sequence[Span]) -> datetime | None:
    """The latest time among the newest lines of the audit, without what a clock wrote that is known to have been ahead."""
    for query in (NEWEST, ALL):
        times = [datetime.fromtimestamp(at / 1000, UTC) for (at,) in work.rows(query)]
        right = [at for at in times if not clock_ahead.is_covered(known, at)]
        if right or not known:
            return max(right, default=None)
    return None


ALL = "SELECT at FROM audit"
NEWEST = f"{ALL} WHERE id > (SELECT max(id) FROM audit) - 50"


def _newest_file(folder: Path, known: Sequence[Span]) -> datetime | None:
    """When a file of the book or a backup was last written, by the system's own clock."""
    paths = [*(folder / name for name in BOOK), *(kept.path for kept in backup.backups_in(folder / "backups"))]
    times = [datetime.fromtimestamp(path.stat().st_mtime, UTC) for path in paths if path.exists()]
    return max((at for at in times if not clock_ahead.is_covered(known, at)), default=None)


def set_backups_aside(folder: Path, span: Span) -> list[Path]:
    """Backups that bear a time of the span keep their content and get a name by which they do not count as the newest."""
    moved = []
    for kept in backup.backups_in(folder):
        if local(span.first) <= kept.made.replace(tzinfo=local(span.first).tzinfo) <= local(span.last):
            moved.append(kept.path.rename(kept.path.with_name(f"clock-was-ahead-{kept.path.name}")))
    return moved
