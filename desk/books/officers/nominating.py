"""Nominating somebody as an experience officer 拟聘, and correcting what is known of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeVar

from desk.books.officers import queries, rules
from desk.books.officers.model import OFFICER_LABELS, NewOfficer, Officer, OfficerState
from desk.books.officers.moves import record_move
from desk.core import edit_conflicts, identity
from desk.core.errors import refuse_wrong
from desk.core.permissions import May
from desk.core.telephones import tidy_telephone
from desk.core.work import Work, changes
from desk.models.officers import officers

Typed = TypeVar("Typed", bound=NewOfficer)
UNTOLD = frozenset({"name", "telephone", "remark"})
"""Fields that name people or may do so, so the audit, which is kept for ever, does not hold them."""


def nominate(work: Work, asked: NewOfficer) -> Officer:
    """Somebody is to be asked; they serve once they are appointed. Raises ``Invalid``, also for whoever is there."""
    work.require(May.KEEP_OFFICERS)
    new = checked(work, asked)
    state = OfficerState.NOMINATED
    id = work.add(officers, {**_row(new), "state": state.value, "made_by": work.actor.id, "made_at": work.now})
    record_move(work, id, None, state)
    work.audit("officer.nominate", f"officers:{id}", after=_for_the_audit(_row(new)))
    return queries.find(work, id)


def checked(work: Work, asked: Typed, id: int = 0) -> Typed:
    """Tidied. Raises ``Invalid``; ``id`` is that of an entry which is there already."""
    officer = tidied(asked)
    refuse_wrong([*rules.entry_rules(officer), *rules.twin_rules(work, officer, id)])
    return officer


def tidied(asked: Typed) -> Typed:
    """As it is kept, right or wrong."""
    return replace(
        asked,
        name=identity.tidy_name(asked.name),
        employer=identity.one_line(asked.employer),
        telephone=tidy_telephone(asked.telephone),
        remark=asked.remark.strip(),
    )


def edit(work: Work, wanted: Officer, read: Officer | None = None) -> Officer:
    """Correct an officer as they were ``read``. Raises ``Invalid``, ``Refused``, and ``EditConflict`` as every edit."""
    work.require(May.KEEP_OFFICERS)
    was = queries.find(work, wanted.id)
    edited = edit_conflicts.EditedRecord(f"officers:{was.id}", OFFICER_LABELS)
    settled = checked(work, edit_conflicts.settled(work, edited, read, was, wanted), was.id)
    before, after = changes(_row(was), _row(settled))
    if after:
        work.change(officers, was.id, {**after, "version": was.version + 1})
        work.audit("officer.edit", f"officers:{was.id}", _for_the_audit(before), _for_the_audit(after))
    return queries.find(work, was.id)


def _row(officer: NewOfficer) -> dict[str, Any]:
    return {**{name: getattr(officer, name) for name in OFFICER_LABELS}, "identity": officer.identity.value}


def _for_the_audit(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name not in UNTOLD}
