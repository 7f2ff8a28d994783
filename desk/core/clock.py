"""Now and today. A ``Clock`` is handed to whatever needs the time, so that a test can set it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")
"""China has kept UTC+8 the whole year round since 1992, so a fixed offset needs no zone database."""


def _system_now() -> datetime:
    return datetime.now(UTC)


def _system_running() -> float:
    """Seconds for which this PC has been running, asleep or not, whatever its clock is set to."""
    counted_asleep = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))
    return time.monotonic() if counted_asleep is None else time.clock_gettime(counted_asleep)


@dataclass(frozen=True)
class Clock:
    """Where the time comes from; ``read`` returns an aware UTC time, ``running`` seconds that no setting of the clock
    changes.
    """

    read: Callable[[], datetime] = field(default=_system_now)
    running: Callable[[], float] = field(default=_system_running)

    @property
    def is_system(self) -> bool:
        """Is it the clock by which the times of files are written?"""
        return self.read is _system_now

    def now(self) -> datetime:
        """This moment, UTC, cut to the millisecond that the book keeps."""
        now = self.read()
        return now.replace(microsecond=now.microsecond // 1000 * 1000)

    def today(self) -> date:
        """The centre's calendar day."""
        return local(self.now()).date()


def local(moment: datetime) -> datetime:
    """The centre's wall-clock time of a moment."""
    return moment.astimezone(CHINA)


def start_of(day: date) -> datetime:
    """The moment at which a day begins at the centre."""
    return datetime(day.year, day.month, day.day, tzinfo=CHINA)


def milliseconds(moment: datetime) -> int:
    """A moment as the books store it: whole milliseconds UTC."""
    return round(moment.timestamp() * 1000)


def moment_of(stored: int) -> datetime:
    """The moment, UTC, that ``milliseconds`` made."""
    return datetime.fromtimestamp(stored / 1000, UTC)
