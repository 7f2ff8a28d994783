"""What the book remembers about its keys: the recovery key was used and who has not been told, a change of the key is
due.

Kept among the settings, since it has to go on with the book when its key is changed.
"""

from __future__ import annotations

from typing import Any

from desk.books import centre
from desk.books.staff import everyone
from desk.core.calendar import moment_words
from desk.core.clock import milliseconds, moment_of
from desk.core.permissions import May, Role
from desk.core.words import _, named
from desk.core.work import Work
from desk.storage import copies

USED = "recovery_key_used"
DUE = "key_change_due"
ODD = "odd_key_file"


def note_used(work: Work) -> None:
    """The recovery key gave the signed-in person a new password: every manager is told at the next sign-in.

    Asks for no permission: whoever has the paper key has everything."""
    work.audit("session.recovered", f"staff:{work.actor.id}", after={"name": work.actor.name})
    centre.keep_own(
        work, USED, [*centre.setting(work, USED), {"at": milliseconds(work.now), "name": work.actor.name, "told": []}]
    )
    centre.keep_own(work, DUE, True)


def note_key_file(work: Work, sentence: str, which: str) -> None:
    """The key file was changed from outside, is an older one, or was damaged: noted once for ``which`` file, and told
    to every manager, since whoever signs in first may be the one who exchanged it.
    """
    if centre.setting(work, ODD) == which:
        return
    centre.keep_own(work, ODD, which)
    work.audit("keys.odd", f"staff:{work.actor.id}", after={"words": sentence})
    readers = [work.actor.id] if work.actor.role is Role.MANAGER else []
    centre.keep_own(
        work, USED, [*centre.setting(work, USED), {"at": milliseconds(work.now), "words": sentence, "told": readers}]
    )


def tell(work: Work) -> list[str]:
    """Words for a manager who has not been told yet that the recovery key was used or the key file was odd; each is
    told once.
    """
    if work.actor.role is not Role.MANAGER:
        return []
    used = centre.setting(work, USED)
    untold = [each for each in used if work.actor.id not in each["told"]]
    for each in untold:
        each["told"].append(work.actor.id)
    managers = {person.id for person in everyone(work) if person.active and person.role is Role.MANAGER}
    if untold:
        centre.keep_own(work, USED, [each for each in used if managers - set(each["told"])])
    return [_words(each) for each in untold]


def _words(used: dict[str, Any]) -> str:
    at = moment_words(moment_of(used["at"]))
    if "words" in used:
        return named(at, used["words"])
    return _(
        "The recovery key was used on {at} to set a new password for {name}. "
        "If that was not agreed, please look into it.",
        at=at,
        name=used["name"],
    )


def is_change_due(work: Work) -> bool:
    """Was the recovery key used since the book's key was last changed?"""
    return bool(centre.setting(work, DUE))


def note_changed(work: Work, folder: str, ended: int, photos: int) -> None:
    """The book is under a new key. ``folder`` is where the copies of its photos lie from now on; ``ended`` people need
    a new password.
    """
    work.require(May.EDIT_STAFF)
    centre.forget_own(work, DUE)
    centre.keep_own(work, copies.SETTING, folder)
    work.audit("book.key_changed", f"staff:{work.actor.id}", after={"passwords_ended": ended, "photos": photos})
