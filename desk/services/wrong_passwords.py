"""Wrong passwords, told to the person for whom they were typed: once, at their next sign-in.

They are counted beside the book while it is closed. Whatever right password ends the count moves it into the audit, so
that a signature given meanwhile does not make it forgotten.
"""

from __future__ import annotations

import json
from datetime import datetime
from itertools import takewhile

from desk.books import audit_queries
from desk.core.calendar import moment_words
from desk.core.words import _
from desk.core.work import Work
from desk.storage.attempts import FailedTries


def words_of(tries: FailedTries) -> str:
    """For the person whose name it was; empty when there were none."""
    if not tries.many or tries.last is None:
        return ""
    return _(
        "Wrong passwords typed for you since you last signed in: {n}, the last one on {at}. If it was not you, please "
        "tell the manager.",
        n=tries.many,
        at=moment_words(tries.last),
    )


def keep(work: Work, staff_id: int, tries: FailedTries, *, is_told: bool) -> None:
    """Into the audit, whether the person is told just now or still has to be."""
    if tries.many and tries.last:
        after = {"many": tries.many, "last": tries.last.isoformat(), "told": is_told}
        work.audit(KEPT, f"staff:{staff_id}", after=after)


def untold(work: Work, staff_id: int) -> FailedTries:
    """All kept since the person last signed in, without what was told meanwhile."""
    since = takewhile(lambda line: line[0] == KEPT, audit_queries.about(work, f"staff:{staff_id}", KEPT, *SIGNED_IN))
    kept = [line for _action, after in since if not (line := json.loads(after))["told"]]
    if not kept:
        return FailedTries()
    return FailedTries(sum(line["many"] for line in kept), datetime.fromisoformat(max(line["last"] for line in kept)))


def warning(work: Work, tries: FailedTries, *, anew: bool) -> str:
    """Words about the wrong passwords before this right one; ``anew`` not only those at the lock, also those still
    untold.
    """
    keep(work, work.actor.id, tries, is_told=not anew)
    return words_of(untold(work, work.actor.id) if anew else tries)


KEPT, SIGNED_IN = "session.wrong_passwords", ("session.sign_in", "session.hand_over")
