"""What each person put off 稍后提醒 in the drawer, beside the data file; that they did stands in the audit chain."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from desk.core.book import Attention, Concern
from desk.core.clock import local, milliseconds
from desk.core.errors import EnvironmentFailure, Refused
from desk.core.words import _
from desk.services.session import Desk
from desk.storage.small_files import keep_object, read_object

LATER = "later.json"
MORNING = 8
"""The hour at which what was put off until tomorrow comes back."""


def in_an_hour(now: datetime) -> datetime:
    """One of the two times until which something can be put off."""
    return now + timedelta(hours=1)


def tomorrow(now: datetime) -> datetime:
    """The other one."""
    return (local(now) + timedelta(days=1)).replace(hour=MORNING, minute=0, second=0, microsecond=0)


def name_of(due: Attention) -> str:
    """By which it is kept: two books may give one key."""
    return f"{due.leads_to} {due.key}"


def put_off(desk: Desk, due: Attention, until: datetime) -> None:
    """This person wants to be reminded later. Raises ``Refused`` for an emergency, and ``DeskError`` where the audit
    chain cannot be written; then it is not put off.
    """
    if _is_emergency(due):
        raise Refused(_("An emergency cannot be put off."))
    with desk.write() as work:
        work.audit("put_off", f"staff:{work.actor.id}", after={"what": name_of(due), "until": milliseconds(until)})
    of_person = _of_person(desk.folder, desk.actor.id) | {name_of(due): milliseconds(until)}
    still = {name: moment for name, moment in of_person.items() if moment > milliseconds(desk.clock.now())}
    with suppress(EnvironmentFailure, OSError):
        keep_object(desk.folder / LATER, {**read_object(desk.folder / LATER), str(desk.actor.id): still})


def is_put_off(desk: Desk, due: Attention) -> bool:
    """Does this person want to be reminded later than now? Never of an emergency."""
    if _is_emergency(due):
        return False
    return _of_person(desk.folder, desk.actor.id).get(name_of(due), 0) > milliseconds(desk.clock.now())


def _is_emergency(due: Attention) -> bool:
    """What is going on, and whatever the emergency log wants otherwise."""
    return due.concern is Concern.EMERGENCY or due.leads_to.startswith("incidents.")


def _of_person(folder: Path, staff_id: int) -> dict[str, int]:
    kept = read_object(folder / LATER).get(str(staff_id))
    return {name: at for name, at in kept.items() if isinstance(at, int)} if isinstance(kept, Mapping) else {}
