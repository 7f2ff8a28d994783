"""Pairings 结对: what is agreed with an organisation for a term, signed, paused, taken up again, ended."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from desk.books.organisations import pairing_queries, queries, rules
from desk.books.organisations.model import PAIRING_LABELS, PAIRING_MOVES, NewPairing, Pairing, PairingState
from desk.core import edit_conflicts
from desk.core.errors import Refused
from desk.core.moves import move_line, require_move, require_reason
from desk.core.permissions import May
from desk.core.words import _
from desk.core.work import Work, changes
from desk.models.organisations import pairing_moves, pairings
from desk.storage import numbering

UNTOLD = frozenset({"agreed"})
"""Too long for the audit, and it may name people."""


def add(work: Work, typed: NewPairing) -> Pairing:
    """A pairing: agreed where the day of signing is known, else intended. Raises ``Invalid``, also where another one
    holds in its term, and ``Refused`` for an organisation that is out of use.
    """
    work.require(May.KEEP_PARTNERS)
    organisation = queries.find(work, typed.organisation_id)
    if not organisation.active:
        raise Refused(_("“{name}” is out of use. Please take it into use first.", name=organisation.name))
    state = PairingState.PAIRED if typed.signed_on else PairingState.INTENDED
    signed = state is PairingState.PAIRED
    new = rules.checked_pairing(work, replace(typed, organisation_id=organisation.id), signed=signed)
    values = {
        **_row(new),
        "organisation_id": new.organisation_id,
        "number": next_number(work),
        "state": state.value,
        "made_by": work.actor.id,
        "made_at": work.now,
    }
    id = work.add(pairings, values)
    record_move(work, id, None, state)
    work.audit("pairing.add", f"pairings:{id}", after=_for_the_audit(values))
    return pairing_queries.find(work, id)


def next_number(work: Work) -> str:
    """GJ2026-001: the next number of a pairing of this year."""
    prefix = f"GJ{work.today.year}-"
    return f"{prefix}{numbering.last(work, 'pairings', prefix) + 1:03d}"


def edit(work: Work, wanted: Pairing, read: Pairing | None = None) -> Pairing:
    """Correct what is agreed, as it was ``read``. Raises ``Invalid``, ``Refused`` for one that ended, and
    ``EditConflict`` as every edit does.
    """
    work.require(May.KEEP_PARTNERS)
    was = pairing_queries.find(work, wanted.id)
    if was.state is PairingState.ENDED:
        raise Refused(_("{number} has ended; it can no longer be changed.", number=was.number))
    record = edit_conflicts.EditedRecord(f"pairings:{was.id}", PAIRING_LABELS)
    settled = edit_conflicts.settled(work, record, read, was, wanted)
    settled = replace(settled, organisation_id=was.organisation_id)  # it may have been merged since it was read
    settled = rules.checked_pairing(work, settled, signed=was.state is not PairingState.INTENDED)
    before, after = changes(_row(was), _row(settled))
    if after:
        work.change(pairings, was.id, {**after, "version": was.version + 1})
        work.audit("pairing.edit", f"pairings:{was.id}", _for_the_audit(before), _for_the_audit(after))
    return pairing_queries.find(work, was.id)


def sign(work: Work, id: int, version: int, signed_on: date, paper: str = "") -> Pairing:
    """What was intended is agreed from now on 签约. Raises ``Invalid``, ``Refused``."""
    work.require(May.KEEP_PARTNERS)
    was = as_seen(work, id, version)
    require_move(work, PAIRING_MOVES, was.number, was.state, PairingState.PAIRED)
    wanted = replace(was, signed_on=signed_on, paper=paper or was.paper)
    signed = rules.checked_pairing(work, wanted, signed=True)
    columns = {"signed_on": signed.signed_on, "paper": signed.paper}
    return _change_state(work, was, PairingState.PAIRED, columns=columns)


def pause(work: Work, id: int, version: int, reason: str) -> Pairing:
    """Nothing comes of it for a while 暂停. Raises ``Invalid`` without a reason, ``Refused``."""
    work.require(May.KEEP_PARTNERS)
    return _change_state(work, as_seen(work, id, version), PairingState.PAUSED, require_reason(reason))


def resume(work: Work, id: int, version: int) -> Pairing:
    """It goes on 恢复. Raises ``Refused``."""
    work.require(May.KEEP_PARTNERS)
    was = as_seen(work, id, version)
    if was.state is not PairingState.PAUSED:
        raise Refused(_("{number} is “{state}”; it was not paused.", number=was.number, state=was.state.label))
    return _change_state(work, was, PairingState.PAIRED)


def end(work: Work, id: int, version: int, reason: str) -> Pairing:
    """It is over 终止: given up, or ended before or after its last day. Raises ``Invalid`` without a reason,
    ``Refused``.
    """
    work.require(May.KEEP_PARTNERS)
    return _change_state(work, as_seen(work, id, version), PairingState.ENDED, require_reason(reason))


def following(work: Work, was: Pairing) -> NewPairing:
    """What a renewal 续签 begins with: the same agreement for as long, from the day after the old one; from today on
    where that is over already.
    """
    first = max(was.last + timedelta(days=1), work.today)
    return NewPairing(was.organisation_id, first, rules.usual_last_day(work, first), was.agreed)


def as_seen(work: Work, id: int, version: int) -> Pairing:
    """The pairing, as whoever acts on it saw it. Raises ``Refused`` when somebody else has changed it since."""
    pairing = pairing_queries.find(work, id)
    edit_conflicts.require_seen(work, pairing, version, f"pairings:{id}", pairing.number, pairing.state.label)
    return pairing


def record_move(work: Work, id: int, was: PairingState | None, state: PairingState, remark: str = "") -> None:
    """Write a line into its history, by the signed-in person, now."""
    work.require(May.KEEP_PARTNERS)
    work.add(pairing_moves, {"pairing_id": id, **move_line(work, was, state, remark)})


def _change_state(
    work: Work, was: Pairing, to: PairingState, remark: str = "", *, columns: dict[str, Any] | None = None
) -> Pairing:
    require_move(work, PAIRING_MOVES, was.number, was.state, to)
    work.change(pairings, was.id, {"state": to.value, "version": was.version + 1, **(columns or {})})
    record_move(work, was.id, was.state, to, remark)
    work.audit(f"pairing.{to.value}", f"pairings:{was.id}", {"state": was.state.value}, {"state": to.value})
    return pairing_queries.find(work, was.id)


def _row(pairing: NewPairing) -> dict[str, Any]:
    return {name: getattr(pairing, name) for name in PAIRING_LABELS}


def _for_the_audit(values: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in values.items()
        if name not in UNTOLD
    }
