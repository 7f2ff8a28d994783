"""Opening a follow-up 交办: what is to be done, who does it, who checks it, and by when."""

from __future__ import annotations

from desk.books import staff
from desk.books.follow_ups import queries, rules
from desk.books.follow_ups.model import FollowUp, FollowUpOwner, FollowUpState, NewFollowUp, OwnerKind
from desk.books.follow_ups.moves import record_move
from desk.books.organisations import queries as organisations
from desk.books.teams import queries as teams
from desk.core.errors import refuse_wrong
from desk.core.permissions import May
from desk.core.work import Work
from desk.models.follow_ups import follow_ups
from desk.storage import numbering


def open_item(work: Work, new: NewFollowUp) -> FollowUp:
    """Tell somebody to do something. The owner's name is kept as it is now. Raises ``Invalid``, ``NotAllowed``."""
    work.require(May.SUPERVISE)
    checker_id = new.checker_id or work.actor.id
    due_on = new.due_on or rules.usual_due_day(work)
    refuse_wrong(rules.opening_rules(work, new, checker_id, due_on))
    values = {
        "number": next_number(work),
        "kind": new.kind.value,
        "subject": new.subject,
        "description": new.description.strip(),
        "owner_kind": new.owner.kind.value,
        "owner_id": None if new.owner.kind is OwnerKind.OUTSIDE else new.owner.id,
        "owner_name": new.owner.name.strip(),
        "checker_id": checker_id,
        "officer_id": new.officer_id,
        "first_due_on": due_on,
        "due_on": due_on,
        "urgent": new.urgent,
        "state": FollowUpState.OPEN.value,
        "opened_by": work.actor.id,
        "opened_at": work.now,
    }
    id = work.add(follow_ups, values)
    record_move(work, id, None, FollowUpState.OPEN, due_on=due_on)
    audited = {name: values[name] for name in ("number", "owner_kind", "owner_id", "checker_id", "due_on", "subject")}
    if new.officer_id is not None:
        audited["officer_id"] = new.officer_id
    work.audit("follow_up.open", f"follow_ups:{id}", after=audited)
    return queries.find(work, id)


def next_number(work: Work) -> str:
    """DB20261130-001: the day on which it is opened, and a number that begins again each day."""
    prefix = f"DB{work.today:%Y%m%d}-"
    return f"{prefix}{numbering.last(work, 'follow_ups', prefix) + 1:03d}"


def owners(work: Work) -> list[FollowUpOwner]:
    """Who can be told to do something, besides people outside: staff, then teams, then organisations."""
    people = [FollowUpOwner(OwnerKind.STAFF, each.name, each.id) for each in staff.everyone(work) if each.active]
    people += [FollowUpOwner(OwnerKind.TEAM, each.name, each.id) for each in teams.all_teams(work)]
    return people + [FollowUpOwner(OwnerKind.ORGANISATION, each.name, each.id) for each in organisations.names(work)]
