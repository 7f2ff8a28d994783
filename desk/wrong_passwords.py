"""Wrong passwords, told to the person for whom they were typed: once, at their next sign-in.

They are counted beside the book while it is closed. Whatever right password ends the count moves it into the audit, so that
a signature given meanwhile does not make it forgotten.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from pathlib import Path

from desk.books.work import Work
from desk.clock import local
from desk.words import _

ATTEMPTS = "attempts.json"


@dataclass(frozen=True)
class Tries:
    """How many wrong passwords, and when the last was."""

    many: int = 0
    last: datetime | None = None

    @property
    def words(self) -> str:
        if not self.many or self.last is None:
            return ""
        at = local(self.last)
        return _(
            "{n} wrong passwords were typed for you since you last signed in, the last one on {month}/{day} at {time}. If it was not you, please tell the manager.",
            n=self.many, month=at.month, day=at.day, time=f"{at:%H:%M}",
        )  # fmt: skip


def counted(folder: Path, name: str) -> Tries:
    """The wrong passwords for a name since the last right one; none where they cannot be read."""
    try:
        many, last = json.loads((folder / ATTEMPTS).read_text("utf-8"))[name]
        return Tries(int(many), datetime.fromisoformat(last))
    except (OSError, ValueError, TypeError, LookupError):
        return Tries()


def keep(work: Work, staff_id: int, tries: Tries, *, told: bool) -> None:
    """Into the audit, whether the person is told just now or still has to be."""
    if tries.many and tries.last:
        after = {"many": tries.many, "last": tries.last.isoformat(), "told": told}
        work.audit("session.wrong_passwords", f"staff:{staff_id}", after=after)


def untold(work: Work, staff_id: int) -> Tries:
    """All kept since the person last signed in, without what was told meanwhile."""
    since = takewhile(lambda row: row[0] == "session.wrong_passwords", work.rows(SINCE, f"staff:{staff_id}"))
    kept = [line for _action, after in since if not (line := json.loads(after))["told"]]
    if not kept:
        return Tries()
    return Tries(sum(line["many"] for line in kept), datetime.fromisoformat(max(line["last"] for line in kept)))


def told(work: Work, tries: Tries, *, anew: bool) -> str:
    """Words about the wrong passwords before this right one; ``anew`` not only those at the lock, also those still untold."""
    keep(work, work.actor.id, tries, told=not anew)
    return (untold(work, work.actor.id) if anew else tries).words


SINCE = (
    "SELECT action, after FROM audit WHERE subject = ? AND action IN"
    " ('session.wrong_passwords', 'session.sign_in', 'session.hand_over') ORDER BY id DESC LIMIT 100"
)
