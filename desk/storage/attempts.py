"""Wrong passwords, counted by name beside the book: each after the third doubles the wait, up to a minute.

The file holds no secret and no proof: whoever may write into the folder may delete it (docs/security.md says what that
is worth). It must never be what keeps somebody out who knows the password: what cannot be read counts as the longest
wait, and that passes; what cannot be written is remembered by this process.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from desk.storage.atomic import replace_content

FILE = "attempts.json"
FREE = 3
LONGEST_WAIT = 60


@dataclass(frozen=True)
class FailedTries:
    """How many wrong passwords in a row, and when the last was."""

    many: int = 0
    last: datetime | None = None

    @property
    def wait(self) -> timedelta:
        """How long after the last try the next one is looked at."""
        seconds = min(2 ** min(self.many - FREE + 1, 10), LONGEST_WAIT) if self.many >= FREE else 0
        return timedelta(seconds=seconds)

    def left(self, now: datetime) -> timedelta:
        """What remains of the wait; nothing when the clock was set back past it."""
        if self.last is None:
            return timedelta(0)
        left = self.last + self.wait - now
        return left if timedelta(0) < left <= self.wait else timedelta(0)


UNREADABLE = FailedTries(10)
"""What a file counts as that cannot be read: the longest wait, from when it was written."""
_REMEMBERED: dict[tuple[Path, str], FailedTries] = {}


class AttemptCounter:
    """The counters of one data folder."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE

    def of(self, name: str) -> FailedTries:
        """The wrong passwords given under a name; the longest wait where the file cannot be read."""
        kept = self._read()
        known = kept.get(name, FailedTries()) if kept is not None else self._since_damage()
        return max(known, _REMEMBERED.get((self.path, name), FailedTries()), key=lambda tries: tries.many)

    def known_of(self, name: str) -> FailedTries:
        """What was counted for a name, for telling; a file that cannot be read tells nothing."""
        return (self._read() or {}).get(name, FailedTries())

    def failed(self, name: str, now: datetime) -> None:
        """One more wrong password."""
        counted = FailedTries(self.of(name).many + 1, now)
        _REMEMBERED[self.path, name] = counted
        self._write({**(self._read() or {}), name: counted})

    def passed(self, name: str) -> FailedTries:
        """The right one: the counter starts again. What was counted until now."""
        counted = self.of(name)
        _REMEMBERED.pop((self.path, name), None)
        kept = self._read()
        if kept is None or name in kept:
            self._write({other: tries for other, tries in (kept or {}).items() if other != name})
        return counted

    def _read(self) -> dict[str, FailedTries] | None:
        """The counters; None when there is a file that cannot be read."""
        try:
            content = json.loads(self.path.read_text("utf-8"))
            return {str(name): FailedTries(int(many), _moment(last)) for name, (many, last) in content.items()}
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, TypeError, AttributeError, OverflowError, RecursionError):
            return None

    def _since_damage(self) -> FailedTries:
        try:
            return FailedTries(UNREADABLE.many, datetime.fromtimestamp(self.path.stat().st_mtime, UTC))
        except OSError:
            return FailedTries()

    def _write(self, tries: dict[str, FailedTries]) -> None:
        """Whole or not at all; a disk that takes nothing is no reason to refuse anybody."""
        content = {name: (each.many, each.last.isoformat()) for name, each in tries.items() if each.last}
        with suppress(OSError):
            replace_content(self.path, json.dumps(content, ensure_ascii=False).encode(), durable=False)


def _moment(written: str) -> datetime:
    """Raises ``ValueError`` for a time without its zone, which cannot be compared."""
    moment = datetime.fromisoformat(written)
    if moment.tzinfo is None:
        raise ValueError(written)
    return moment
